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
        switch (dtype, kind) {
        case (.bool, _): kind.defaultDType
        case (.int64, .floating): .float64
        default: dtype
        }
    }
}
