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
    /// `where(condition, a, b)`: on the condition's border the gradient goes to what was taken.
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
    /// Tensors of one shape joined along a new axis.
    case stack
    /// The same numbers as a value of its own.
    case copy

    // Normalisation and losses.
    /// e^a / Σ e^a along an axis.
    case softmax
    /// The logarithm of softmax, safe for large differences.
    case logSoftmax
    /// −Σ t·log p over the last axis, mean over the batch; operands: probabilities, targets.
    case categoricalCrossEntropy
    /// (a − b)², its mean unless `reduction` says otherwise.
    case meanSquaredError

    /// The operand unchanged, as a constant: no gradient passes.
    case stopGradient

    // Those below were added later: a primitive's place is its code in bytes.

    // Comparisons, to bool; not differentiated.
    /// `a == b`
    case equal
    /// `a != b`
    case notEqual
    /// `a < b`
    case less
    /// `a <= b`
    case lessEqual
    /// `a > b`
    case greater
    /// `a >= b`
    case greaterEqual
    /// `a and b`
    case logicalAnd
    /// `a or b`
    case logicalOr
    /// `not a`
    case logicalNot

    // Steps, whose derivative is 0 wherever they have one.
    /// −1, 0 or 1.
    case sign
    /// The next integer below.
    case floor
    /// The next integer above.
    case ceil
    /// The nearest integer, halves to the even one.
    case round

    // More elementary functions.
    /// eᵃ − 1, exact near 0.
    case expm1
    /// log(1 + a), exact near 0.
    case log1p
    /// The logarithm to base 2.
    case log2
    /// The logarithm to base 10.
    case log10
    /// The tangent of an angle in radians.
    case tan
    /// The hyperbolic sine.
    case sinh
    /// The hyperbolic cosine.
    case cosh
    /// The angle from −π/2 to π/2 whose sine is a.
    case arcsin
    /// The angle from 0 to π whose cosine is a.
    case arccos
    /// The angle from −π/2 to π/2 whose tangent is a.
    case arctan
    /// The inverse of sinh.
    case arcsinh
    /// The inverse of cosh, not negative.
    case arccosh
    /// The inverse of tanh.
    case arctanh
    /// The angle of the point (b, a): `arctan2(a, b)`.
    case arctan2
    /// The error function.
    case erf
    /// 1 / a
    case reciprocal
    /// The remainder with the sign of b: d/da = 1, d/db = −⌊a / b⌋.
    case remainder

    // Activations.
    /// log(1 + e^(βa)) / β; numbers: β (1) and the threshold (20) of βa above which it is a.
    case softplus
    /// a / (1 + |a|)
    case softsign
    /// log(sigmoid(a))
    case logSigmoid
    /// a · Φ(a), Φ the normal distribution's.
    case gelu
    /// gelu with Φ(a) replaced by (1 + tanh(√(2/π) (a + 0.044715 a³))) / 2.
    case geluTanh
    /// a · sigmoid(a)
    case silu
    /// a · tanh(softplus(a))
    case mish
    /// a above 0, else slope · a; numbers: the slope (0.01). Its derivative at 0 is the slope.
    case leakyReLU
    /// a above 0, else α (eᵃ − 1); numbers: α (1). Its derivative at 0 is α.
    case elu
    /// elu with α = 1.6733 times 1.0507 (Klambauer et al. 2017). Its derivative at 0 is 1.758.
    case selu
    /// a above 0, else α (e^(a/α) − 1); numbers: α (1).
    case celu
    /// a within bounds; numbers: low (−1), high (1). Its derivative at the bounds is 0.
    case hardtanh
    /// a / 6 + 1/2 within 0 and 1; its derivative at −3 and 3 is 0.
    case hardSigmoid
    /// a · hardSigmoid(a); its derivative at −3 is 0, at 3 it is 1.
    case hardSwish
    /// a within bounds; numbers: low, high. Its derivative at the bounds is 0, as PyTorch's since
    /// 2.14; before it was 1.
    case clip

    // More reductions, over all axes or `axes`.
    /// The product; right for zeros too.
    case prod
    /// The mean squared distance from the mean; numbers: ddof (0).
    case variance
    /// The root of the variance; numbers: ddof (0). Its derivative is 0 where it is 0.
    case standardDeviation
    /// log Σ eᵃ, without overflow.
    case logSumExp
    /// The norm of order p (2); numbers: p. Its derivative is 0 where it is 0, for p = 1 at each
    /// element that is 0; for p = ∞ equal largest elements share the gradient.
    case norm
    /// The sums of the first 1, 2, 3 … elements along an axis.
    case cumsum
    /// The products of the first 1, 2, 3 … elements along an axis.
    case cumprod
    /// The place of the largest element along an axis, as int64; not differentiated.
    case argmax
    /// The places of the elements along an axis in rising order; numbers: 1 for falling.
    case argsort

    // More layout; pairs of which each is the other's derivative.
    /// The operand in zeros of another shape, where `slices` reads: the derivative of indexed.
    case place
    /// The rows of a added up at `b`, integers along an axis of zeros: the derivative of take.
    case scatterAdd
    /// One element for each integer of b, along an axis: `take_along_axis(a, b)`.
    case takeAlong
    /// The elements of a added up where b says along an axis: the derivative of takeAlong.
    case scatterAlong
    /// The elements on and below the diagonal, above it 0; numbers: the diagonal (0).
    case tril
    /// The elements on and above the diagonal, below it 0; numbers: the diagonal (0).
    case triu
    /// All places of a window, `[batch, channels, window…, places…]`; numbers: what stands in
    /// the padding (0).
    case windows
    /// Windows added up where they lie: the derivative of windows.
    case overlapAdd
    /// The elements as another type.
    case cast

    // More products.
    /// Sums of products by an equation, `ij,jk->ik`.
    case einsum
    /// A convolution as networks have it (a correlation): `[batch, channels, …]` with kernels
    /// `[outputs, channels / groups, window…]`.
    case convolve

    // Pooling and normalisation.
    /// The largest element in each place of a window; the first of equal ones.
    case maxPool
    /// The mean of each place of a window, padding included.
    case averagePool
    /// (a − mean) / √(variance + ε) over `axes`, variance of the population; numbers: ε (1e-5).
    case standardize
    /// Elements set to 0 with probability p, the rest divided by 1 − p; numbers: p. `seed`
    /// decides which.
    case dropout

    // More losses; operands: predictions, targets. `reduction` is the mean unless it is given.
    /// |a − b|; its derivative is 0 where both are equal.
    case meanAbsoluteError
    /// (a − b)² / 2 within δ, δ (|a − b| − δ/2) beyond; numbers: δ (1).
    case huber
    /// (a − b)² / (2β) within β, |a − b| − β/2 beyond; numbers: β (1).
    case smoothL1
    /// max(0, 1 − t·a) for t = ±1. Its derivative where t·a is 1 is 0.
    case hinge
    /// max(0, 1 − t·a)² for t = ±1.
    case squaredHinge
    /// −t·log p − (1 − t)·log(1 − p); logarithms are at least −100 as PyTorch's.
    case binaryCrossEntropy
    /// The same of p = sigmoid(a), safe for large a.
    case binaryCrossEntropyWithLogits
    /// −Σ t·log softmax(a) over the last axis.
    case categoricalCrossEntropyWithLogits
    /// −log p of the class; targets are integers.
    case sparseCategoricalCrossEntropy
    /// −log softmax(a) of the class; targets are integers.
    case sparseCategoricalCrossEntropyWithLogits
    /// t (log t − a); a are logarithms of probabilities.
    case klDivergence
}
