import GradusTensors

/// An operation on tensors of which figures show what became of every element.
public enum TensorOperation: Sendable {
    /// The same function of every element, with broadcasting where there are two operands.
    case elementwise(ElementwiseFunction)
    /// NumPy's dot product: the last axis of the first operand with the last but one of the second.
    case dot
    /// The same elements in the same order under another shape.
    case reshape(Shape)
    /// The axes in another order; none is negative.
    case transpose([Int])
    /// A new axis of length 1 at a place that is not negative.
    case expandDims(axis: Int)
    /// Repeated to a larger shape.
    case broadcast(Shape)
    /// One behind the other along an axis that is not negative.
    case concatenate(axis: Int)
    /// The sum over an axis that is not negative, or over all.
    case sum(axis: Int?)
    /// What stands between brackets.
    case index([IndexItem])

    /// How many operands it takes; nil for any number.
    public var arity: Int? {
        switch self {
        case .elementwise(let function): function.arity
        case .dot: 2
        case .concatenate: nil
        default: 1
        }
    }
}

/// A function that is applied to each element by itself.
public enum ElementwiseFunction: String, CaseIterable, Sendable {
    /// The sum of two.
    case add
    /// The difference of two.
    case subtract
    /// The product of two.
    case multiply
    /// The quotient of two.
    case divide
    /// The larger of two.
    case maximum
    /// The smaller of two.
    case minimum
    /// max(x, 0).
    case relu
    /// −x.
    case negate
    /// The absolute value.
    case abs
    /// x².
    case square
    /// The square root.
    case sqrt
    /// eˣ.
    case exp
    /// The natural logarithm.
    case log
    /// The hyperbolic tangent.
    case tanh
    /// 1 / (1 + e⁻ˣ).
    case sigmoid

    /// How many operands it takes.
    public var arity: Int {
        switch self {
        case .add, .subtract, .multiply, .divide, .maximum, .minimum: 2
        default: 1
        }
    }

    /// The sign between two operands as code has it; nil for functions that are called by name.
    public var symbol: String? {
        switch self {
        case .add: "+"
        case .subtract: "-"
        case .multiply: "*"
        case .divide: "/"
        default: nil
        }
    }
}
