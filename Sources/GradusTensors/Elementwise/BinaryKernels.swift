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
            // Squares and roots are rounded once, which the quick way does not promise.
            if right.size > 0, right.strides.allSatisfy({ $0 == 0 }) {
                let exponent = right.withPointer { (b: UnsafeMutablePointer<E>) in
                    b[right.offset].double
                }
                if exponent == 2 || exponent == 0.5 {
                    return Kernels.map(left) { (a: E) in
                        E(rounding: Elementary.carefulPow(a.double, exponent))
                    }
                }
            }
            return QuickKernels.map(left, right, type, QuickPower.self)
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
        case .truncatedRemainder:
            return Kernels.map(left, right) { (a: E, b: E) in a.truncatingRemainder(dividingBy: b) }
        case .arctan2: return QuickKernels.map(left, right, type, QuickAngle.self)
        case .hypot: return QuickKernels.map(left, right, type, QuickHypotenuse.self)
        case .logAddExp: return elementary(left, right, type, Elementary.logAddExp)
        case .fmax:
            return Kernels.map(left, right) { (a: E, b: E) in a >= b || b != b ? a : b }
        case .fmin:
            return Kernels.map(left, right) { (a: E, b: E) in a <= b || b != b ? a : b }
        case .copysign:
            return Kernels.map(left, right) { (a: E, b: E) in E(signOf: b, magnitudeOf: a) }
        case .bitwiseAnd, .bitwiseOr, .bitwiseXor, .leftShift, .rightShift, .gcd, .lcm:
            preconditionFailure("\(operation) was refused for floats before")
        }
    }

    private static func elementary<Element: FloatingElement>(
        _ left: Tensor, _ right: Tensor, _ type: Element.Type,
        _ function: (Double, Double) -> Double
    ) -> Tensor {
        Kernels.map(left, right) { (a: Element, b: Element) in
            Element(rounding: function(a.double, b.double))
        }
    }

    /// On integers, which wrap on overflow as NumPy's do. Powers are not negative.
    static func integer<Element: IntegerElement>(
        _ operation: BinaryOperation, _ left: Tensor, _ right: Tensor, _ type: Element.Type
    ) -> Tensor {
        typealias E = Element
        switch operation {
        case .add: return Kernels.map(left, right) { (a: E, b: E) in a &+ b }
        case .subtract: return Kernels.map(left, right) { (a: E, b: E) in a &- b }
        case .multiply: return Kernels.map(left, right) { (a: E, b: E) in a &* b }
        case .divide, .arctan2, .hypot, .logAddExp, .copysign:
            preconditionFailure("\(operation) is computed in floats")
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
        case .bitwiseAnd: return Kernels.map(left, right) { (a: E, b: E) in a & b }
        case .bitwiseOr: return Kernels.map(left, right) { (a: E, b: E) in a | b }
        case .bitwiseXor: return Kernels.map(left, right) { (a: E, b: E) in a ^ b }
        // A shift by a negative number is one by very many places, as in NumPy.
        case .leftShift:
            return Kernels.map(left, right) { (a: E, b: E) in
                b < 0 || b >= E.bitWidth ? 0 : a &<< b
            }
        case .rightShift:
            return Kernels.map(left, right) { (a: E, b: E) in
                b < 0 || b >= E.bitWidth ? (a < 0 ? ~0 : 0) : a &>> b
            }
        case .truncatedRemainder:
            return Kernels.map(left, right) { (a: E, b: E) in
                b == 0 || E.isSigned && b == ~0 ? 0 : a % b
            }
        case .fmax: return Kernels.map(left, right) { (a: E, b: E) in Swift.max(a, b) }
        case .fmin: return Kernels.map(left, right) { (a: E, b: E) in Swift.min(a, b) }
        case .gcd: return Kernels.map(left, right) { (a: E, b: E) in a.commonDivisor(with: b) }
        case .lcm:
            return Kernels.map(left, right) { (a: E, b: E) in
                let divisor = a.commonDivisor(with: b)
                return divisor == 0 ? 0 : (a.floorDivided(by: divisor) &* b).wrappingMagnitude
            }
        }
    }

    /// On truth values; the arithmetic that leaves bool is done in other dtypes.
    static func boolean(_ operation: BinaryOperation, _ left: Tensor, _ right: Tensor) -> Tensor {
        typealias E = Bool
        switch operation {
        case .add, .maximum, .logicalOr, .bitwiseOr, .fmax:
            return Kernels.map(left, right) { (a: E, b: E) in a || b }
        case .multiply, .minimum, .logicalAnd, .bitwiseAnd, .fmin:
            return Kernels.map(left, right) { (a: E, b: E) in a && b }
        case .subtract, .notEqual, .logicalXor, .bitwiseXor:
            return Kernels.map(left, right) { (a: E, b: E) in a != b }
        case .equal: return Kernels.map(left, right) { (a: E, b: E) in a == b }
        case .less: return Kernels.map(left, right) { (a: E, b: E) in !a && b }
        case .lessEqual: return Kernels.map(left, right) { (a: E, b: E) in !a || b }
        case .greater: return Kernels.map(left, right) { (a: E, b: E) in a && !b }
        case .greaterEqual: return Kernels.map(left, right) { (a: E, b: E) in a || !b }
        default: preconditionFailure("\(operation) of bool is computed in numbers")
        }
    }
}
