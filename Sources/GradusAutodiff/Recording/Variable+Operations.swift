import GradusTensors

extension Variable {
    /// Element by element, with broadcasting.
    public static func + (left: Variable, right: Variable) -> Variable {
        left.combining(.add, right)
    }
    /// Element by element, with broadcasting.
    public static func - (left: Variable, right: Variable) -> Variable {
        left.combining(.subtract, right)
    }
    /// Element by element, with broadcasting.
    public static func * (left: Variable, right: Variable) -> Variable {
        left.combining(.multiply, right)
    }
    /// Element by element, with broadcasting.
    public static func / (left: Variable, right: Variable) -> Variable {
        left.combining(.divide, right)
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

    /// Where the left is larger, as bool; no gradient passes.
    public static func .> (left: Variable, right: Variable) -> Variable {
        left.applying(.greater, [right])
    }
    /// Where the left is larger, as bool; no gradient passes.
    public static func .> (left: Variable, right: Double) -> Variable {
        left .> left.constant(right)
    }
    /// Where the left is smaller, as bool; no gradient passes.
    public static func .< (left: Variable, right: Variable) -> Variable {
        left.applying(.less, [right])
    }
    /// Where the left is smaller, as bool; no gradient passes.
    public static func .< (left: Variable, right: Double) -> Variable {
        left .< left.constant(right)
    }

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
    /// The largest element over `axes`, or over all; equal ones share the gradient.
    public func max(axes: [Int]? = nil, keepDims: Bool = false) -> Variable {
        applying(.max, [], Attributes(axes: axes, keepDims: keepDims))
    }
    /// The smallest element over `axes`, or over all; equal ones share the gradient.
    public func min(axes: [Int]? = nil, keepDims: Bool = false) -> Variable {
        applying(.min, [], Attributes(axes: axes, keepDims: keepDims))
    }
}
