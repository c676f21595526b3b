extension Tensor {
    /// The operation applied to every element, in a new tensor of the same shape. Throws a
    /// type error for what NumPy does not take either: the negative of a bool.
    public func applying(_ operation: UnaryOperation) throws(TensorError) -> Tensor {
        switch dtype {
        case .bool where operation == .negate:
            throw TensorError(
                "The numpy boolean negative, the `-` operator, is not supported, use the `~` "
                    + "operator or the logical_not function instead.",
                fix: "use logical_not, or convert to int64 first", kind: .type)
        case .bool where operation == .sign:
            throw TensorError(
                "ufunc 'sign' did not contain a loop with signature matching types bool",
                fix: "convert to int64 first", kind: .type)
        case .float16 where operation == .bitwiseNot, .float32 where operation == .bitwiseNot,
            .float64 where operation == .bitwiseNot:
            throw TensorError(
                "ufunc 'invert' not supported for the input types, and the inputs could not be "
                    + "safely coerced to any supported types according to the casting rule "
                    + "''safe''",
                fix: "'~' works on bool and integers, found \(dtype.rawValue)", kind: .type)
        default:
            return applied(operation)
        }
    }

    private func applied(_ operation: UnaryOperation) -> Tensor {
        let computing = operation.resultDType(dtype)
        if computing.isFloating && !dtype.isFloating || computing == .int8 && dtype == .bool {
            return astype(computing).applied(operation)
        }
        switch dtype {
        case .bool: return boolean(operation)
        case .uint8: return integer(operation, UInt8.self)
        case .uint64: return integer(operation, UInt64.self)
        case .int8: return integer(operation, Int8.self)
        case .int16: return integer(operation, Int16.self)
        case .int32: return integer(operation, Int32.self)
        case .int64: return integer(operation, Int64.self)
        case .float16: return floating(operation, Float16.self)
        case .float32: return floating(operation, Float.self)
        case .float64: return floating(operation, Double.self)
        }
    }

    private func floating<Element: FloatingElement>(
        _ operation: UnaryOperation, _ type: Element.Type
    ) -> Tensor {
        typealias Kernels = ElementwiseKernels
        switch operation {
        case .negate: return Kernels.map(self) { (x: Element) in -x }
        case .abs: return Kernels.map(self) { (x: Element) in x.magnitude }
        case .sqrt: return Kernels.map(self) { (x: Element) in x.squareRoot() }
        case .square: return Kernels.map(self) { (x: Element) in x * x }
        case .relu:
            return Kernels.map(self) { (x: Element) in x > 0 || x.isNaN ? x : 0 }
        case .sign:
            return Kernels.map(self) { (x: Element) in x > 0 ? 1 : x < 0 ? -1 : x.isNaN ? x : 0 }
        case .floor: return Kernels.map(self) { (x: Element) in x.rounded(.down) }
        case .ceil: return Kernels.map(self) { (x: Element) in x.rounded(.up) }
        case .round: return Kernels.map(self) { (x: Element) in x.rounded(.toNearestOrEven) }
        case .truncate: return Kernels.map(self) { (x: Element) in x.rounded(.towardZero) }
        case .reciprocal: return Kernels.map(self) { (x: Element) in 1 / x }
        case .logicalNot: return Kernels.map(self) { (x: Element) in x == 0 }
        case .isNaN: return Kernels.map(self) { (x: Element) in x.isNaN }
        case .isInfinite: return Kernels.map(self) { (x: Element) in x.isInfinite }
        case .isFinite: return Kernels.map(self) { (x: Element) in x.isFinite }
        case .exp: return QuickKernels.map(self, type, QuickExponential.self)
        case .expm1: return QuickKernels.map(self, type, QuickExponentialLessOne.self)
        case .log: return QuickKernels.map(self, type, QuickLogarithm.self)
        case .log1p: return QuickKernels.map(self, type, QuickLogarithmOfOnePlus.self)
        case .log2: return QuickKernels.map(self, type, QuickLogarithm2.self)
        case .log10: return QuickKernels.map(self, type, QuickLogarithm10.self)
        case .tanh: return QuickKernels.map(self, type, QuickHyperbolicTangent.self)
        case .sigmoid: return QuickKernels.map(self, type, QuickSigmoid.self)
        case .sin: return QuickKernels.map(self, type, QuickSine.self)
        case .cos: return QuickKernels.map(self, type, QuickCosine.self)
        case .tan: return QuickKernels.map(self, type, QuickTangent.self)
        case .arcsin: return QuickKernels.map(self, type, QuickArcsine.self)
        case .arccos: return QuickKernels.map(self, type, QuickArccosine.self)
        case .arctan: return QuickKernels.map(self, type, QuickArctangent.self)
        case .sinh: return QuickKernels.map(self, type, QuickHyperbolicSine.self)
        case .cosh: return QuickKernels.map(self, type, QuickHyperbolicCosine.self)
        case .arcsinh: return QuickKernels.map(self, type, QuickInverseHyperbolicSine.self)
        case .arccosh: return QuickKernels.map(self, type, QuickInverseHyperbolicCosine.self)
        case .arctanh: return QuickKernels.map(self, type, QuickInverseHyperbolicTangent.self)
        case .exp2: return QuickKernels.map(self, type, QuickPowerOf2.self)
        case .cbrt: return QuickKernels.map(self, type, QuickCubeRoot.self)
        case .radians:
            return Kernels.map(self) { (x: Element) in x * Element(rounding: Double.pi / 180) }
        case .degrees:
            return Kernels.map(self) { (x: Element) in x * Element(rounding: 180 / Double.pi) }
        case .signbit: return Kernels.map(self) { (x: Element) in x.sign == .minus }
        case .bitwiseNot: preconditionFailure("~ was refused for floats before")
        }
    }

    /// Operations on integers that stay integers (or become bool).
    private func integer<Element: IntegerElement>(
        _ operation: UnaryOperation, _ type: Element.Type
    ) -> Tensor {
        typealias Kernels = ElementwiseKernels
        typealias E = Element
        switch operation {
        case .negate: return Kernels.map(self) { (x: E) in 0 &- x }
        case .abs: return Kernels.map(self) { (x: E) in x.wrappingMagnitude }
        case .square: return Kernels.map(self) { (x: E) in x &* x }
        case .relu: return Kernels.map(self) { (x: E) in Swift.max(x, 0) }
        case .sign: return Kernels.map(self) { (x: E) in x.signum() }
        case .reciprocal:
            return Kernels.map(self) { (x: E) in x == 0 ? (E.bitWidth < 32 ? 0 : E.min) : 1 / x }
        case .bitwiseNot: return Kernels.map(self) { (x: E) in ~x }
        case .logicalNot: return Kernels.map(self) { (x: E) in x == 0 }
        case .signbit: return Kernels.map(self) { (x: E) in x < 0 }
        case .isNaN, .isInfinite: return Tensor(zeros: shape, dtype: .bool)
        case .isFinite: return Kernels.map(self) { (_: E) in true }
        default: return copied()  // floor, ceil, round, truncate: integers already
        }
    }

    /// Operations on bool that stay bool.
    private func boolean(_ operation: UnaryOperation) -> Tensor {
        switch operation {
        case .logicalNot, .bitwiseNot: return ElementwiseKernels.map(self) { (x: Bool) in !x }
        case .isNaN, .isInfinite, .signbit: return Tensor(zeros: shape, dtype: .bool)
        case .isFinite: return ElementwiseKernels.map(self) { (_: Bool) in true }
        default: return copied()  // |x|, x², relu, 1/x and rounding leave true and false
        }
    }
}
