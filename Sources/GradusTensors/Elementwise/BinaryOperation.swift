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
    /// `a & b`, bit by bit; of bool and integers only, as the next four.
    case bitwiseAnd
    /// `a | b`, bit by bit.
    case bitwiseOr
    /// `a ^ b`, bit by bit.
    case bitwiseXor
    /// `a << b`; 0 where b is the number of bits or more.
    case leftShift
    /// `a >> b`, keeping the sign.
    case rightShift
    /// The remainder with the sign of a (C's `fmod`).
    case truncatedRemainder
    /// The angle of the point (b, a), floating.
    case arctan2
    /// The root of a² + b², floating.
    case hypot
    /// The logarithm of exp(a) + exp(b), floating.
    case logAddExp
    /// The larger one; a number rather than nan.
    case fmax
    /// The smaller one; a number rather than nan.
    case fmin
    /// The size of a with the sign of b, floating.
    case copysign
    /// The greatest common divisor of integers.
    case gcd
    /// The least common multiple of integers.
    case lcm

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

    /// Whether each operand is first brought to its own floating type, as NumPy's tables do.
    var isComputedInFloats: Bool {
        switch self {
        case .arctan2, .hypot, .logAddExp, .copysign: true
        default: false
        }
    }

    /// Whether it works on the bits of integers, which floats do not have.
    var needsIntegers: Bool {
        switch self {
        case .bitwiseAnd, .bitwiseOr, .bitwiseXor, .leftShift, .rightShift, .gcd, .lcm: true
        default: false
        }
    }

    /// NumPy's name of the function.
    public var numpyName: String {
        switch self {
        case .floorDivide: "floor_divide"
        case .notEqual: "not_equal"
        case .lessEqual: "less_equal"
        case .greaterEqual: "greater_equal"
        case .logicalAnd: "logical_and"
        case .logicalOr: "logical_or"
        case .logicalXor: "logical_xor"
        case .bitwiseAnd: "bitwise_and"
        case .bitwiseOr: "bitwise_or"
        case .bitwiseXor: "bitwise_xor"
        case .leftShift: "left_shift"
        case .rightShift: "right_shift"
        case .truncatedRemainder: "fmod"
        case .logAddExp: "logaddexp"
        default: rawValue
        }
    }

    /// The dtype in which operands of a common dtype are computed.
    func computingDType(_ common: DType) -> DType {
        switch self {
        case .logicalAnd, .logicalOr, .logicalXor: .bool
        case .divide: common.isFloating ? common : .float64
        case .arctan2, .hypot, .logAddExp, .copysign: common.floatingCounterpart
        case .floorDivide, .remainder, .power, .truncatedRemainder, .leftShift, .rightShift:
            common == .bool ? .int8 : common
        default: common
        }
    }

    /// The dtype of the result for operands of a common dtype.
    public func resultDType(_ common: DType) -> DType {
        isComparison || isLogical ? .bool : computingDType(common)
    }
}
