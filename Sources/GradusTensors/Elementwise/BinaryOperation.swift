/// A function of two numbers, applied to the elements of two broadcast tensors.
public enum BinaryOperation: String, Sendable, Hashable, Codable, CaseIterable {
    /// `a + b`; or, for bool.
    case add
    /// `a - b`; not for bool.
    case subtract
    /// `a * b`; and, for bool.
    case multiply
    /// `a / b`, always floating.
    case divide
    /// `a // b`: the quotient rounded down.
    case floorDivide
    /// `a % b`: the remainder with the sign of b.
    case remainder
    /// `a ** b`.
    case power
    /// The larger one; nan if either is.
    case maximum
    /// The smaller one; nan if either is.
    case minimum
    /// `a == b`, as bool.
    case equal
    /// `a != b`, as bool.
    case notEqual
    /// `a < b`, as bool.
    case less
    /// `a <= b`, as bool.
    case lessEqual
    /// `a > b`, as bool.
    case greater
    /// `a >= b`, as bool.
    case greaterEqual
    /// `a and b`, as bool.
    case logicalAnd
    /// `a or b`, as bool.
    case logicalOr
    /// Whether exactly one of them is true.
    case logicalXor

    /// Whether the result is bool for every operand.
    public var isComparison: Bool {
        switch self {
        case .equal, .notEqual, .less, .lessEqual, .greater, .greaterEqual: true
        default: false
        }
    }

    /// Whether operands are taken as true or false.
    public var isLogical: Bool {
        switch self {
        case .logicalAnd, .logicalOr, .logicalXor: true
        default: false
        }
    }

    /// The dtype in which operands of a common dtype are computed.
    func computingDType(_ common: DType) -> DType {
        switch self {
        case .logicalAnd, .logicalOr, .logicalXor: .bool
        case .divide: common.isFloating ? common : .float64
        case .floorDivide, .remainder, .power: common == .bool ? .int64 : common
        default: common
        }
    }

    /// The dtype of the result for operands of a common dtype.
    public func resultDType(_ common: DType) -> DType {
        isComparison || isLogical ? .bool : computingDType(common)
    }
}
