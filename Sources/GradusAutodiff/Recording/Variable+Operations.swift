import GradusTensors

extension Variable {
    /// Element by element, with broadcasting.
    public static func + (left: Variable, right: Variable) -> Variable {
        left.applying(.add, [right])
    }
    /// Element by element, with broadcasting.
    public static func - (left: Variable, right: Variable) -> Variable {
        left.applying(.subtract, [right])
    }
    /// Element by element, with broadcasting.
    public static func * (left: Variable, right: Variable) -> Variable {
        left.applying(.multiply, [right])
    }
    /// Element by element, with broadcasting.
    public static func / (left: Variable, right: Variable) -> Variable {
        left.applying(.divide, [right])
    }
    /// Element by element; the number becomes a constant of the other's dtype.
    public static func + (left: Variable, right: Double) -> Variable {
        left + left.constant(right)
    }
    /// Element by element; the number becomes a constant of the other's dtype.
    public static func + (left: Double, right: Variable) -> Variable {
        right.constant(left) + right
    }
    /// Element by element; the number becomes a constant of the other's dtype.
    public static func - (left: Variable, right: Double) -> Variable {
        left - left.constant(right)
    }
    /// Element by element; the number becomes a constant of the other's dtype.
    public static func - (left: Double, right: Variable) -> Variable {
        right.constant(left) - right
    }
    /// Element by element; the number becomes a constant of the other's dtype.
    public static func * (left: Variable, right: Double) -> Variable {
        left * left.constant(right)
    }
    /// Element by element; the number becomes a constant of the other's dtype.
    public static func * (left: Double, right: Variable) -> Variable {
        right.constant(left) * right
    }
    /// Element by element; the number becomes a constant of the other's dtype.
    public static func / (left: Variable, right: Double) -> Variable {
        left / left.constant(right)
    }
    /// Element by element; the number becomes a constant of the other's dtype.
    public static func / (left: Double, right: Variable) -> Variable {
        right.constant(left) / right
    }
    /// The negative.
    public static prefix func - (operand: Variable) -> Variable { operand.applying(.negate) }

    /// The element-wise power.
    public func power(_ exponent: Variable) -> Variable { applying(.power, [exponent]) }
    /// The element-wise power; the number becomes a constant.
    public func power(_ exponent: Double) -> Variable { power(constant(exponent)) }
    /// The sum over `axes`, or over all.
    public func sum(axes: [Int]? = nil, keepDims: Bool = false) -> Variable {
        applying(.sum, [], Attributes(axes: axes, keepDims: keepDims))
    }
    /// The mean over `axes`, or over all.
    public func mean(axes: [Int]? = nil, keepDims: Bool = false) -> Variable {
        applying(.mean, [], Attributes(axes: axes, keepDims: keepDims))
    }
    /// The largest element over `axes`, or over all.
    public func max(axes: [Int]? = nil, keepDims: Bool = false) -> Variable {
        applying(.max, [], Attributes(axes: axes, keepDims: keepDims))
    }
    /// The smallest element over `axes`, or over all.
    public func min(axes: [Int]? = nil, keepDims: Bool = false) -> Variable {
        applying(.min, [], Attributes(axes: axes, keepDims: keepDims))
    }
    /// The same elements under another shape of the same size.
    public func reshaped(_ shape: Shape) -> Variable {
        applying(.reshape, [], Attributes(shape: shape))
    }
    /// The axes in another order; reversed when nil.
    public func transposed(_ axes: [Int]? = nil) -> Variable {
        applying(.transpose, [], Attributes(axes: axes))
    }
    /// The elements repeated to a larger shape.
    public func broadcast(to shape: Shape) -> Variable {
        applying(.broadcast, [], Attributes(shape: shape))
    }
    /// A slice, one entry an axis from the first.
    public func indexed(_ slices: [AxisSlice]) -> Variable {
        applying(.indexed, [], Attributes(slices: slices))
    }
    /// The value as a constant: no gradient passes.
    public func stopGradient() -> Variable { applying(.stopGradient) }
}

/// NumPy's dot product: the sum over the last axis of `left` and the last but one of `right`.
public func dot(_ left: Variable, _ right: Variable) -> Variable { left.applying(.dot, [right]) }
/// max(x, 0) of each element; the derivative at 0 is 0.
public func relu(_ x: Variable) -> Variable { x.applying(.relu) }
/// The hyperbolic tangent of each element.
public func tanh(_ x: Variable) -> Variable { x.applying(.tanh) }
/// 1 / (1 + e⁻ˣ) of each element.
public func sigmoid(_ x: Variable) -> Variable { x.applying(.sigmoid) }
/// eˣ of each element.
public func exp(_ x: Variable) -> Variable { x.applying(.exp) }
/// The natural logarithm of each element.
public func log(_ x: Variable) -> Variable { x.applying(.log) }
/// The square root of each element.
public func sqrt(_ x: Variable) -> Variable { x.applying(.sqrt) }
/// The square of each element.
public func square(_ x: Variable) -> Variable { x.applying(.square) }
/// The sine of each element, in radians.
public func sin(_ x: Variable) -> Variable { x.applying(.sin) }
/// The cosine of each element, in radians.
public func cos(_ x: Variable) -> Variable { x.applying(.cos) }
/// |x| of each element; the derivative at 0 is 0.
public func abs(_ x: Variable) -> Variable { x.applying(.abs) }
/// The larger of each two elements; at a tie each receives half of the gradient.
public func maximum(_ left: Variable, _ right: Variable) -> Variable {
    left.applying(.maximum, [right])
}
/// The smaller of each two elements; at a tie each receives half of the gradient.
public func minimum(_ left: Variable, _ right: Variable) -> Variable {
    left.applying(.minimum, [right])
}
/// e^x / Σ e^x along an axis.
public func softmax(_ x: Variable, axis: Int = -1) -> Variable {
    x.applying(.softmax, [], Attributes(axis: axis))
}
/// The logarithm of softmax along an axis, safe for large differences.
public func logSoftmax(_ x: Variable, axis: Int = -1) -> Variable {
    x.applying(.logSoftmax, [], Attributes(axis: axis))
}
/// −Σ t·log p over the last axis, mean over the rest: `[batch, classes]` twice, to a scalar.
public func categoricalCrossEntropy(_ probabilities: Variable, targets: Variable) -> Variable {
    probabilities.applying(.categoricalCrossEntropy, [targets])
}
/// The mean of the squared differences, a scalar.
public func meanSquaredError(_ predictions: Variable, targets: Variable) -> Variable {
    predictions.applying(.meanSquaredError, [targets])
}
