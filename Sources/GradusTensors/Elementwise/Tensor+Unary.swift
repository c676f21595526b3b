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
        default:
            return applied(operation)
        }
    }

    private func applied(_ operation: UnaryOperation) -> Tensor {
        if operation.resultDType(dtype).isFloating && !dtype.isFloating {
            return astype(.float64).floating(operation, Double.self)
        }
        switch dtype {
        case .float64: return floating(operation, Double.self)
        case .float32: return floating(operation, Float.self)
        case .int64: return integer(operation)
        case .bool: return boolean(operation)
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
        case .exp: return elementary(type, Elementary.exp)
        case .expm1: return elementary(type, Elementary.expm1)
        case .log: return elementary(type, Elementary.log)
        case .log1p: return elementary(type, Elementary.log1p)
        case .log2: return elementary(type, Elementary.log2)
        case .log10: return elementary(type, Elementary.log10)
        case .tanh: return elementary(type, Elementary.tanh)
        case .sigmoid: return elementary(type, Elementary.sigmoid)
        case .sin: return elementary(type, Elementary.sin)
        case .cos: return elementary(type, Elementary.cos)
        case .tan: return elementary(type, Elementary.tan)
        }
    }

    private func elementary<Element: FloatingElement>(
        _ type: Element.Type, _ function: (Double) -> Double
    ) -> Tensor {
        ElementwiseKernels.map(self) { (x: Element) in Element(rounding: function(x.double)) }
    }

    /// Operations on integers that stay integers (or become bool).
    private func integer(_ operation: UnaryOperation) -> Tensor {
        typealias Kernels = ElementwiseKernels
        switch operation {
        case .negate: return Kernels.map(self) { (x: Int64) in 0 &- x }
        case .abs: return Kernels.map(self) { (x: Int64) in x < 0 ? 0 &- x : x }
        case .square: return Kernels.map(self) { (x: Int64) in x &* x }
        case .relu: return Kernels.map(self) { (x: Int64) in Swift.max(x, 0) }
        case .sign: return Kernels.map(self) { (x: Int64) in x.signum() }
        case .reciprocal:
            return Kernels.map(self) { (x: Int64) in
                x == 0 ? Int64.min : x == 1 || x == -1 ? x : 0
            }
        case .logicalNot: return Kernels.map(self) { (x: Int64) in x == 0 }
        case .isNaN, .isInfinite: return Tensor(zeros: shape, dtype: .bool)
        case .isFinite: return Kernels.map(self) { (_: Int64) in true }
        default: return copied()  // floor, ceil, round, truncate: integers already
        }
    }

    /// Operations on bool that stay bool.
    private func boolean(_ operation: UnaryOperation) -> Tensor {
        switch operation {
        case .logicalNot: return ElementwiseKernels.map(self) { (x: Bool) in !x }
        case .isNaN, .isInfinite: return Tensor(zeros: shape, dtype: .bool)
        case .isFinite: return ElementwiseKernels.map(self) { (_: Bool) in true }
        default: return copied()  // |x|, x², relu, 1/x and rounding leave true and false
        }
    }
}
