/// The operations that a graph is made of. `Primitive.rule` is the row of the table that
/// says what each does; formulas and derivatives at kinks follow PyTorch.
public enum Primitive: String, Sendable, Codable, CaseIterable {
    // Arithmetic, element by element, with broadcasting.
    /// `a + b`
    case add
    /// `a - b`
    case subtract
    /// `a * b`
    case multiply
    /// `a / b`
    case divide
    /// `a ** b`
    case power
    /// `-a`
    case negate
    /// The larger of two; at a tie each receives half of the gradient.
    case maximum
    /// The smaller of two; at a tie each receives half of the gradient.
    case minimum
    /// `where(condition, a, b)`
    case `where`

    // Elementary functions, element by element.
    /// |a|; its derivative at 0 is 0.
    case abs
    /// a²
    case square
    /// √a
    case sqrt
    /// eᵃ
    case exp
    /// The natural logarithm.
    case log
    /// The hyperbolic tangent.
    case tanh
    /// 1 / (1 + e⁻ᵃ)
    case sigmoid
    /// max(a, 0); its derivative at 0 is 0.
    case relu
    /// The sine of an angle in radians.
    case sin
    /// The cosine of an angle in radians.
    case cos

    // Products.
    /// NumPy's `dot`: the sum over the last axis of `a` and the last but one of `b`.
    case dot
    /// NumPy's `a @ b`: products of the matrices in the last two axes, those before broadcast.
    case matmul

    // Reductions over all axes or `axes`.
    /// The sum.
    case sum
    /// The arithmetic mean.
    case mean
    /// The largest element; equal ones share the gradient (PyTorch's `amax`).
    case max
    /// The smallest element; equal ones share the gradient (PyTorch's `amin`).
    case min

    // Layout.
    /// The same elements in row-major order under another shape.
    case reshape
    /// The axes in another order.
    case transpose
    /// The elements repeated to a larger shape.
    case broadcast
    /// A slice: `a[1:, 0]`.
    case indexed
    /// Rows picked by integers along an axis: `take(a, indices)`.
    case take
    /// Tensors joined along an axis.
    case concatenate

    // Normalisation and losses.
    /// e^a / Σ e^a along an axis.
    case softmax
    /// The logarithm of softmax, safe for large differences.
    case logSoftmax
    /// −Σ t·log p over classes, mean over the batch; operands: probabilities, targets.
    case categoricalCrossEntropy
    /// The mean of (a − b)².
    case meanSquaredError

    /// The operand unchanged, as a constant: no gradient passes.
    case stopGradient
}
