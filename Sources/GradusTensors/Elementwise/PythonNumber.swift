/// A Python number without a dtype of its own. It is *weak*: in an operation with a tensor
/// it takes the tensor's dtype, as long as its kind fits (NumPy 2's rule).
public enum PythonNumber: Sendable, Hashable {
    /// `True` or `False`.
    case bool(Bool)
    /// An `int` within 64 bits.
    case integer(Int64)
    /// A `float`.
    case floating(Double)

    /// Its kind.
    public var kind: WeakKind {
        switch self {
        case .bool: .bool
        case .integer: .integer
        case .floating: .floating
        }
    }

    /// It as a scalar tensor of `dtype`.
    public func tensor(_ dtype: DType) -> Tensor {
        defaultTensor.astype(dtype)
    }

    /// It as a scalar tensor of an integer or other dtype; throws an overflow error when an
    /// integer is beyond the range of an integer dtype.
    public func checkedTensor(_ dtype: DType) throws(TensorError) -> Tensor {
        if case .integer(let value) = self, let range = dtype.integerRange,
            !range.contains(Int(value))
        {
            throw TensorError(
                "Python integer \(value) out of bounds for \(dtype.rawValue)",
                fix: "\(dtype.rawValue) holds \(range.lowerBound) to \(range.upperBound); convert "
                    + "the array with astype(int) first",
                kind: .overflow)
        }
        return tensor(dtype)
    }

    /// It as an operand beside a tensor of type `dtype`, and the type both are taken as.
    func operand(
        _ operation: BinaryOperation, with dtype: DType
    ) throws(TensorError) -> (common: DType, tensor: Tensor) {
        let common = DType.promoted(dtype, weak: kind)
        if operation.isComparison, case .integer(let value) = self,
            let range = common.integerRange, !range.contains(Int(value))
        {
            // Numbers beyond a type's range compare as what they are.
            let wide = common == .uint64 && value < 0 ? DType.float64 : .int64
            return (wide, tensor(wide))
        }
        return (common, try checkedTensor(common))
    }

    /// It as a scalar tensor of its own kind's dtype: bool, int64 or float64.
    public var defaultTensor: Tensor {
        switch self {
        case .bool(let value): Tensor(scalar: value)
        case .integer(let value): Tensor(scalar: value)
        case .floating(let value): Tensor(scalar: value)
        }
    }
}

/// The kinds of Python numbers, the narrowest first.
public enum WeakKind: String, Sendable, Hashable, Codable {
    /// `bool`.
    case bool
    /// `int`.
    case integer
    /// `float`.
    case floating

    /// The dtype of a number of this kind that stands alone.
    public var defaultDType: DType {
        switch self {
        case .bool: .bool
        case .integer: .int64
        case .floating: .float64
        }
    }
}

extension DType {
    /// The type of the result of an operation on a tensor of type `dtype` and a Python
    /// number: the tensor's, unless the number's kind is wider (a float with int64 gives
    /// float64, an int with bool gives int64).
    public static func promoted(_ dtype: DType, weak kind: WeakKind) -> DType {
        switch kind {
        case .bool: dtype
        case .integer: dtype == .bool ? .int64 : dtype
        case .floating: dtype.isFloating ? dtype : .float64
        }
    }
}
