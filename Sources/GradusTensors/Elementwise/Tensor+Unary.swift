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
        case .arcsin: return elementary(type, Elementary.asin)
        case .arccos: return elementary(type, Elementary.acos)
        case .arctan: return elementary(type, Elementary.atan)
        case .sinh: return elementary(type, Elementary.sinh)
        case .cosh: return elementary(type, Elementary.cosh)
        case .arcsinh: return elementary(type, Elementary.asinh)
        case .arccosh: return elementary(type, Elementary.acosh)
        case .arctanh: return elementary(type, Elementary.atanh)
        case .exp2: return elementary(type) { Elementary.pow(2, $0) }
        case .cbrt: return elementary(type, Elementary.cbrt)
        case .radians:
            return Kernels.map(self) { (x: Element) in x * Element(rounding: Double.pi / 180) }
        case .degrees:
            return Kernels.map(self) { (x: Element) in x * Element(rounding: 180 / Double.pi) }
        case .signbit: return Kernels.map(self) { (x: Element) in x.sign == .minus }
        case .bitwiseNot: preconditionFailure("~ was refused for floats before")
        }
    }

    @inline(__always)
    private func elementary<Element: FloatingElement>(
        _ type: Element.Type, _ function: (Double) -> Double
    ) -> Tensor {
        ElementwiseKernels.map(self) { (x: Element) in Element(rounding: function(x.double)) }
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
