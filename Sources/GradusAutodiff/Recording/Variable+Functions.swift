import GradusTensors

// Elementary functions, element by element.

/// eˣ of each element.
public func exp(_ x: Variable) -> Variable { x.applying(.exp) }
/// eˣ − 1, exact near 0.
public func expm1(_ x: Variable) -> Variable { x.applying(.expm1) }
/// The natural logarithm of each element.
public func log(_ x: Variable) -> Variable { x.applying(.log) }
/// log(1 + x), exact near 0.
public func log1p(_ x: Variable) -> Variable { x.applying(.log1p) }
/// The logarithm to base 2.
public func log2(_ x: Variable) -> Variable { x.applying(.log2) }
/// The logarithm to base 10.
public func log10(_ x: Variable) -> Variable { x.applying(.log10) }
/// The square root of each element.
public func sqrt(_ x: Variable) -> Variable { x.applying(.sqrt) }
/// The square of each element.
public func square(_ x: Variable) -> Variable { x.applying(.square) }
/// 1 / x
public func reciprocal(_ x: Variable) -> Variable { x.applying(.reciprocal) }
/// The sine of each element, in radians.
public func sin(_ x: Variable) -> Variable { x.applying(.sin) }
/// The cosine of each element, in radians.
public func cos(_ x: Variable) -> Variable { x.applying(.cos) }
/// The tangent of each element, in radians.
public func tan(_ x: Variable) -> Variable { x.applying(.tan) }
/// The hyperbolic sine.
public func sinh(_ x: Variable) -> Variable { x.applying(.sinh) }
/// The hyperbolic cosine.
public func cosh(_ x: Variable) -> Variable { x.applying(.cosh) }
/// The angle whose sine is x, from −π/2 to π/2.
public func arcsin(_ x: Variable) -> Variable { x.applying(.arcsin) }
/// The angle whose cosine is x, from 0 to π.
public func arccos(_ x: Variable) -> Variable { x.applying(.arccos) }
/// The angle whose tangent is x, from −π/2 to π/2.
public func arctan(_ x: Variable) -> Variable { x.applying(.arctan) }
/// The inverse of sinh.
public func arcsinh(_ x: Variable) -> Variable { x.applying(.arcsinh) }
/// The inverse of cosh, not negative.
public func arccosh(_ x: Variable) -> Variable { x.applying(.arccosh) }
/// The inverse of tanh.
public func arctanh(_ x: Variable) -> Variable { x.applying(.arctanh) }
/// The angle of the point (x, y).
public func arctan2(_ y: Variable, _ x: Variable) -> Variable { y.applying(.arctan2, [x]) }
/// The error function.
public func erf(_ x: Variable) -> Variable { x.applying(.erf) }
/// |x| of each element; the derivative at 0 is 0.
public func abs(_ x: Variable) -> Variable { x.applying(.abs) }
/// The larger of each two elements; at a tie each receives half of the gradient.
public func maximum(_ left: Variable, _ right: Variable) -> Variable {
    left.combining(.maximum, right)
}
/// The smaller of each two elements; at a tie each receives half of the gradient.
public func minimum(_ left: Variable, _ right: Variable) -> Variable {
    left.combining(.minimum, right)
}
/// The elements cut to bounds, which are infinite when left out. The derivative at a bound is 0,
/// as that of PyTorch's `clamp` since 2.14; before it was 1.
public func clip(_ x: Variable, low: Double? = nil, high: Double? = nil) -> Variable {
    x.applying(.clip, numbers: low ?? -.infinity, high ?? .infinity)
}
/// The first where a condition holds, else the second; gradients go to what was taken, on the
/// condition's border too.
public func `where`(_ condition: Variable, _ first: Variable, _ second: Variable) -> Variable {
    condition.applying(.where, [first, second])
}

// Products.

/// NumPy's dot product: the sum over the last axis of `left` and the last but one of `right`.
public func dot(_ left: Variable, _ right: Variable) -> Variable { left.applying(.dot, [right]) }
/// NumPy's `@`: products of the matrices in the last two axes, those before broadcast.
public func matmul(_ left: Variable, _ right: Variable) -> Variable {
    left.applying(.matmul, [right])
}
/// All products of an element of one vector and one of another: `[n]` and `[m]` to `[n, m]`.
public func outer(_ left: Variable, _ right: Variable) -> Variable {
    einsum(
        "i,j->ij", left.reshaped([left.shape.count]), right.reshaped([right.shape.count]))
}
/// Sums of products by NumPy's notation: `einsum("bij,bjk->bik", a, b)`.
public func einsum(_ equation: String, _ operands: Variable...) -> Variable {
    precondition(!operands.isEmpty, "einsum needs an operand")
    return operands[0].applying(
        .einsum, Array(operands.dropFirst()), Attributes(options: .init(equation: equation)))
}

// Reductions and scans.

extension Variable {
    /// The product over `axes`, or over all.
    public func prod(axes: [Int]? = nil, keepDims: Bool = false) -> Variable {
        applying(.prod, [], Attributes(axes: axes, keepDims: keepDims))
    }
    /// The variance over `axes`, or over all: of the population unless `ddof` is 1.
    public func variance(axes: [Int]? = nil, ddof: Int = 0, keepDims: Bool = false) -> Variable {
        applying(.variance, [], Self.reduction(axes, keepDims, Double(ddof)))
    }
    /// The root of the variance; its derivative is 0 where it is 0.
    public func standardDeviation(
        axes: [Int]? = nil, ddof: Int = 0, keepDims: Bool = false
    ) -> Variable {
        applying(.standardDeviation, [], Self.reduction(axes, keepDims, Double(ddof)))
    }
    /// log Σ eˣ over `axes`, or over all, without overflow.
    public func logSumExp(axes: [Int]? = nil, keepDims: Bool = false) -> Variable {
        applying(.logSumExp, [], Attributes(axes: axes, keepDims: keepDims))
    }
    /// The norm of an order over `axes`, or over all. The derivative is 0 where the norm is 0, of
    /// order 1 at each 0; of order ∞ equal largest elements share the gradient.
    public func norm(order: Double = 2, axes: [Int]? = nil, keepDims: Bool = false) -> Variable {
        applying(.norm, [], Self.reduction(axes, keepDims, order))
    }
    /// Running sums along an axis.
    public func cumsum(axis: Int = 0) -> Variable {
        applying(.cumsum, [], Attributes(axis: axis))
    }
    /// Running products along an axis.
    public func cumprod(axis: Int = 0) -> Variable {
        applying(.cumprod, [], Attributes(axis: axis))
    }
    /// The elements in rising order along an axis, or falling.
    public func sorted(axis: Int = -1, descending: Bool = false) -> Variable {
        let order = argsorted(axis: axis, descending: descending)
        return applying(.takeAlong, [order], Attributes(axis: axis))
    }
    /// The `count` largest elements along an axis, the largest first.
    public func topK(_ count: Int, axis: Int = -1) -> Variable {
        let order = argsorted(axis: axis, descending: true)
        let places = order.sliced(axis: axis, 0..<count)
        return applying(.takeAlong, [places], Attributes(axis: axis))
    }

    private func argsorted(axis: Int, descending: Bool) -> Variable {
        var attributes = Attributes(axis: axis)
        if descending { attributes.options.numbers = [1] }
        return applying(.argsort, [], attributes)
    }

    private static func reduction(_ axes: [Int]?, _ keep: Bool, _ number: Double) -> Attributes {
        Attributes(axes: axes, keepDims: keep, options: .init(numbers: [number]))
    }
}
