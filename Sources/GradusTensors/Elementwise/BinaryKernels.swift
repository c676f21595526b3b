/// The binary operations on two tensors of the same shape and dtype.
enum BinaryKernels {
    private typealias Kernels = ElementwiseKernels

    /// On floating-point numbers.
    static func floating<Element: FloatingElement>(
        _ operation: BinaryOperation, _ left: Tensor, _ right: Tensor, _ type: Element.Type
    ) -> Tensor {
        typealias E = Element
        switch operation {
        case .add: return Kernels.map(left, right) { (a: E, b: E) in a + b }
        case .subtract: return Kernels.map(left, right) { (a: E, b: E) in a - b }
        case .multiply: return Kernels.map(left, right) { (a: E, b: E) in a * b }
        case .divide: return Kernels.map(left, right) { (a: E, b: E) in a / b }
        case .floorDivide: return Kernels.map(left, right) { (a: E, b: E) in a.floorDivided(by: b) }
        case .remainder: return Kernels.map(left, right) { (a: E, b: E) in a.floorRemainder(by: b) }
        case .power:
            return Kernels.map(left, right) { (a: E, b: E) in
                E(rounding: Elementary.pow(a.double, b.double))
            }
        case .maximum: return Kernels.map(left, right) { (a: E, b: E) in a.maximum(b) }
        case .minimum: return Kernels.map(left, right) { (a: E, b: E) in a.minimum(b) }
        case .equal: return Kernels.map(left, right) { (a: E, b: E) in a == b }
        case .notEqual: return Kernels.map(left, right) { (a: E, b: E) in a != b }
        case .less: return Kernels.map(left, right) { (a: E, b: E) in a < b }
        case .lessEqual: return Kernels.map(left, right) { (a: E, b: E) in a <= b }
        case .greater: return Kernels.map(left, right) { (a: E, b: E) in a > b }
        case .greaterEqual: return Kernels.map(left, right) { (a: E, b: E) in a >= b }
        case .logicalAnd: return Kernels.map(left, right) { (a: E, b: E) in a != 0 && b != 0 }
        case .logicalOr: return Kernels.map(left, right) { (a: E, b: E) in a != 0 || b != 0 }
        case .logicalXor: return Kernels.map(left, right) { (a: E, b: E) in (a != 0) != (b != 0) }
        }
    }

    /// On integers of 64 bits, which wrap on overflow as NumPy's do. Powers are not negative.
    static func integer(_ operation: BinaryOperation, _ left: Tensor, _ right: Tensor) -> Tensor {
        typealias E = Int64
        switch operation {
        case .add: return Kernels.map(left, right) { (a: E, b: E) in a &+ b }
        case .subtract: return Kernels.map(left, right) { (a: E, b: E) in a &- b }
        case .multiply: return Kernels.map(left, right) { (a: E, b: E) in a &* b }
        case .divide:
            return Kernels.map(left, right) { (a: E, b: E) in Double(a) / Double(b) }
        case .floorDivide: return Kernels.map(left, right) { (a: E, b: E) in a.floorDivided(by: b) }
        case .remainder: return Kernels.map(left, right) { (a: E, b: E) in a.floorRemainder(by: b) }
        case .power: return Kernels.map(left, right) { (a: E, b: E) in a.raised(to: b) }
        case .maximum: return Kernels.map(left, right) { (a: E, b: E) in Swift.max(a, b) }
        case .minimum: return Kernels.map(left, right) { (a: E, b: E) in Swift.min(a, b) }
        case .equal: return Kernels.map(left, right) { (a: E, b: E) in a == b }
        case .notEqual: return Kernels.map(left, right) { (a: E, b: E) in a != b }
        case .less: return Kernels.map(left, right) { (a: E, b: E) in a < b }
        case .lessEqual: return Kernels.map(left, right) { (a: E, b: E) in a <= b }
        case .greater: return Kernels.map(left, right) { (a: E, b: E) in a > b }
        case .greaterEqual: return Kernels.map(left, right) { (a: E, b: E) in a >= b }
        case .logicalAnd: return Kernels.map(left, right) { (a: E, b: E) in a != 0 && b != 0 }
        case .logicalOr: return Kernels.map(left, right) { (a: E, b: E) in a != 0 || b != 0 }
        case .logicalXor: return Kernels.map(left, right) { (a: E, b: E) in (a != 0) != (b != 0) }
        }
    }

    /// On truth values; the arithmetic that leaves bool is done in other dtypes.
    static func boolean(_ operation: BinaryOperation, _ left: Tensor, _ right: Tensor) -> Tensor {
        typealias E = Bool
        switch operation {
        case .add, .maximum, .logicalOr:
            return Kernels.map(left, right) { (a: E, b: E) in a || b }
        case .multiply, .minimum, .logicalAnd:
            return Kernels.map(left, right) { (a: E, b: E) in a && b }
        case .subtract, .notEqual, .logicalXor:
            return Kernels.map(left, right) { (a: E, b: E) in a != b }
        case .equal: return Kernels.map(left, right) { (a: E, b: E) in a == b }
        case .less: return Kernels.map(left, right) { (a: E, b: E) in !a && b }
        case .lessEqual: return Kernels.map(left, right) { (a: E, b: E) in !a || b }
        case .greater: return Kernels.map(left, right) { (a: E, b: E) in a && !b }
        case .greaterEqual: return Kernels.map(left, right) { (a: E, b: E) in a || !b }
        case .divide, .floorDivide, .remainder, .power:
            return integer(operation, left.astype(.int64), right.astype(.int64))
        }
    }
}
