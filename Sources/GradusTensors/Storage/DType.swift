/// The type of a tensor's elements, known at run time as in NumPy.
public enum DType: String, CaseIterable, Sendable, Codable {
    /// True or false, one byte.
    case bool
    /// Signed integers of 64 bits.
    case int64
    /// IEEE 754 single precision.
    case float32
    /// IEEE 754 double precision.
    case float64

    /// Bytes of one element.
    public var itemSize: Int {
        switch self {
        case .bool: 1
        case .float32: 4
        case .int64, .float64: 8
        }
    }

    /// Whether elements are floating-point numbers: the ones that have gradients.
    public var isFloating: Bool { self == .float32 || self == .float64 }

    /// The type that holds the result of an operation on the two, by NumPy 2's table.
    public static func promoted(_ left: DType, _ right: DType) -> DType {
        if left == right { return left }
        switch (left, right) {
        case (.bool, let other), (let other, .bool): return other
        default: return .float64  // int64 or float32 with float64, and int64 with float32
        }
    }
}

/// A Swift type that tensors can hold.
public protocol TensorElement: Sendable, BitwiseCopyable {
    /// Its dtype.
    static var dtype: DType { get }
}

extension Bool: TensorElement {
    /// `bool`.
    public static var dtype: DType { .bool }
}
extension Int64: TensorElement {
    /// `int64`.
    public static var dtype: DType { .int64 }
}
extension Float: TensorElement {
    /// `float32`.
    public static var dtype: DType { .float32 }
}
extension Double: TensorElement {
    /// `float64`.
    public static var dtype: DType { .float64 }
}
