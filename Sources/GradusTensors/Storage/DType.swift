/// The type of a tensor's elements, known at run time as in NumPy.
public enum DType: String, CaseIterable, Sendable, Codable {
    /// True or false, one byte.
    case bool
    /// Integers from 0 to 255.
    case uint8
    /// Integers from 0 to 2⁶⁴ - 1: what sums of `uint8` are.
    case uint64
    /// Signed integers of 8 bits.
    case int8
    /// Signed integers of 16 bits.
    case int16
    /// Signed integers of 32 bits.
    case int32
    /// Signed integers of 64 bits.
    case int64
    /// IEEE 754 half precision.
    case float16
    /// IEEE 754 single precision.
    case float32
    /// IEEE 754 double precision.
    case float64

    /// Bytes of one element.
    public var itemSize: Int {
        switch self {
        case .bool, .uint8, .int8: 1
        case .int16, .float16: 2
        case .int32, .float32: 4
        case .uint64, .int64, .float64: 8
        }
    }

    /// Whether elements are floating-point numbers: the ones that have gradients.
    public var isFloating: Bool {
        switch self {
        case .float16, .float32, .float64: true
        default: false
        }
    }

    /// Whether elements are integers; bool is none.
    public var isInteger: Bool { !isFloating && self != .bool }

    /// Whether elements are integers without a sign.
    public var isUnsigned: Bool { self == .uint8 || self == .uint64 }

    /// The smallest and the largest integer of an integer type (`uint64`'s largest is cut to
    /// what an `Int` holds); nil for other types.
    public var integerRange: ClosedRange<Int>? {
        switch self {
        case .uint8: 0...255
        case .uint64: 0...Int.max
        case .int8: -128...127
        case .int16: -32768...32767
        case .int32: -2_147_483_648...2_147_483_647
        case .int64: Int.min...Int.max
        case .bool, .float16, .float32, .float64: nil
        }
    }

    /// The floating type in which functions such as `exp` are computed: itself when floating,
    /// float16 for one byte, float32 for two, else float64.
    public var floatingCounterpart: DType {
        switch self {
        case .bool, .uint8, .int8, .float16: .float16
        case .int16, .float32: .float32
        case .int32, .int64, .uint64, .float64: .float64
        }
    }

    /// The type of a sum or product: integers and bool are counted in 64 bits.
    public var sumType: DType {
        isFloating ? self : isUnsigned ? .uint64 : .int64
    }

    /// The type that holds the result of an operation on the two, by NumPy 2's table.
    public static func promoted(_ left: DType, _ right: DType) -> DType {
        if left == right || right == .bool { return left }
        if left == .bool { return right }
        if left.isFloating || right.isFloating {
            let (a, b) = (left.floatingCounterpart, right.floatingCounterpart)
            return a.itemSize >= b.itemSize ? a : b
        }
        let (wide, narrow) = left.itemSize >= right.itemSize ? (left, right) : (right, left)
        if wide.isUnsigned == narrow.isUnsigned { return wide }
        if !wide.isUnsigned && wide.itemSize > narrow.itemSize { return wide }
        // The unsigned one is as wide as the signed one: the next signed type holds both.
        return wide.itemSize == 1 ? .int16 : .float64
    }

    /// Whether NumPy casts values to `target` within an operation that writes in place
    /// (`casting="same_kind"`): never from floats to integers or from numbers to bool.
    public func canCast(to target: DType) -> Bool {
        if self == .bool { return true }
        if target == .bool { return false }
        if isFloating { return target.isFloating }
        return target.isFloating || isUnsigned || !target.isUnsigned
    }
}
