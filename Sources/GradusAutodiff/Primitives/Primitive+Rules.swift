import GradusTensors

extension Primitive {
    /// What an unnamed result of it is called, the word of the lesson language.
    public var word: String {
        switch self {
        case .logSoftmax: "log_softmax"
        case .categoricalCrossEntropy, .categoricalCrossEntropyWithLogits:
            "categorical_crossentropy"
        case .sparseCategoricalCrossEntropy, .sparseCategoricalCrossEntropyWithLogits:
            "sparse_categorical_crossentropy"
        case .binaryCrossEntropy, .binaryCrossEntropyWithLogits: "binary_crossentropy"
        case .meanSquaredError: "mean_squared_error"
        case .meanAbsoluteError: "mean_absolute_error"
        case .stopGradient: "stop_gradient"
        case .indexed: "slice"
        case .notEqual: "not_equal"
        case .lessEqual: "less_equal"
        case .greaterEqual: "greater_equal"
        case .logicalAnd: "logical_and"
        case .logicalOr: "logical_or"
        case .logicalNot: "logical_not"
        case .logSigmoid: "log_sigmoid"
        case .geluTanh: "gelu"
        case .leakyReLU: "leaky_relu"
        case .hardSigmoid: "hard_sigmoid"
        case .hardSwish: "hard_swish"
        case .variance: "var"
        case .standardDeviation: "std"
        case .logSumExp: "logsumexp"
        case .scatterAdd: "scatter_add"
        case .takeAlong: "take_along_axis"
        case .scatterAlong: "put_along_axis"
        case .overlapAdd: "overlap_add"
        case .convolve: "conv"
        case .maxPool: "max_pool"
        case .averagePool: "avg_pool"
        case .smoothL1: "smooth_l1"
        case .squaredHinge: "squared_hinge"
        case .klDivergence: "kl_divergence"
        default: rawValue
        }
    }

    /// The row of the table.
    var rule: PrimitiveRule {
        switch self {
        case .add: ArithmeticRules.add
        case .subtract: ArithmeticRules.subtract
        case .multiply: ArithmeticRules.multiply
        case .divide: ArithmeticRules.divide
        case .power: ArithmeticRules.power
        case .negate: ArithmeticRules.negate
        case .maximum: ArithmeticRules.maximum
        case .minimum: ArithmeticRules.minimum
        case .remainder: ArithmeticRules.remainder
        case .arctan2: ArithmeticRules.arctan2
        case .where: ArithmeticRules.choose
        case .equal: ComparisonRules.equal
        case .notEqual: ComparisonRules.notEqual
        case .less: ComparisonRules.less
        case .lessEqual: ComparisonRules.lessEqual
        case .greater: ComparisonRules.greater
        case .greaterEqual: ComparisonRules.greaterEqual
        case .logicalAnd: ComparisonRules.and
        case .logicalOr: ComparisonRules.or
        case .logicalNot: ComparisonRules.not
        case .sign: ComparisonRules.sign
        case .floor: ComparisonRules.floor
        case .ceil: ComparisonRules.ceil
        case .round: ComparisonRules.round
        case .abs: ElementaryRules.abs
        case .square: ElementaryRules.square
        case .sqrt: ElementaryRules.sqrt
        case .exp: ElementaryRules.exp
        case .log: ElementaryRules.log
        case .sin: ElementaryRules.sin
        case .cos: ElementaryRules.cos
        case .tan: ElementaryRules.tan
        case .tanh: ElementaryRules.tanh
        case .expm1: ElementaryRules.expm1
        case .log1p: ElementaryRules.log1p
        case .log2: ElementaryRules.log2
        case .log10: ElementaryRules.log10
        case .sinh: ElementaryRules.sinh
        case .cosh: ElementaryRules.cosh
        case .arcsin: ElementaryRules.arcsin
        case .arccos: ElementaryRules.arccos
        case .arctan: ElementaryRules.arctan
        case .arcsinh: ElementaryRules.arcsinh
        case .arccosh: ElementaryRules.arccosh
        case .arctanh: ElementaryRules.arctanh
        case .erf: ElementaryRules.erf
        case .reciprocal: ElementaryRules.reciprocal
        case .sigmoid: ActivationRules.sigmoid
        case .relu: ActivationRules.relu
        case .softplus: ActivationRules.softplus
        case .softsign: ActivationRules.softsign
        case .logSigmoid: ActivationRules.logSigmoid
        case .gelu: ActivationRules.gelu
        case .geluTanh: ActivationRules.geluTanh
        case .silu: ActivationRules.silu
        case .mish: ActivationRules.mish
        case .leakyReLU: ActivationRules.leakyReLU
        case .elu: ActivationRules.elu
        case .selu: ActivationRules.selu
        case .celu: ActivationRules.celu
        case .hardtanh: ActivationRules.hardtanh
        case .hardSigmoid: ActivationRules.hardSigmoid
        case .hardSwish: ActivationRules.hardSwish
        case .clip: ActivationRules.clip
        case .dot: ProductRules.dot
        case .matmul: ProductRules.matmul
        case .einsum: EinsumRule.einsum
        case .convolve: WindowRules.convolve
        case .sum: ReductionRules.sum
        case .mean: ReductionRules.mean
        case .max: ReductionRules.max
        case .min: ReductionRules.min
        case .prod: ReductionRules.prod
        case .variance: ReductionRules.variance
        case .standardDeviation: ReductionRules.standardDeviation
        case .logSumExp: ReductionRules.logSumExp
        case .norm: ReductionRules.norm
        case .cumsum: ScanRules.cumsum
        case .cumprod: ScanRules.cumprod
        case .argmax: ScanRules.argmax
        case .argsort: ScanRules.argsort
        case .reshape: ShapingRules.reshape
        case .transpose: ShapingRules.transpose
        case .broadcast: ShapingRules.broadcast
        case .cast: ShapingRules.cast
        case .stopGradient: ShapingRules.stopGradient
        case .tril: ShapingRules.tril
        case .triu: ShapingRules.triu
        case .indexed: SelectionRules.indexed
        case .place: SelectionRules.place
        case .take: SelectionRules.take
        case .scatterAdd: SelectionRules.scatterAdd
        case .takeAlong: SelectionRules.takeAlong
        case .scatterAlong: SelectionRules.scatterAlong
        case .concatenate: SelectionRules.concatenate
        case .stack: SelectionRules.stack
        case .copy: ShapingRules.copy
        case .windows: WindowRules.windows
        case .overlapAdd: WindowRules.overlapAdd
        case .maxPool: WindowRules.maxPool
        case .averagePool: WindowRules.averagePool
        case .softmax: NormalisationRules.softmax
        case .logSoftmax: NormalisationRules.logSoftmax
        case .standardize: NormalisationRules.standardize
        case .dropout: NormalisationRules.dropout
        case .meanSquaredError: LossRules.meanSquaredError
        case .meanAbsoluteError: LossRules.meanAbsoluteError
        case .huber: LossRules.huber
        case .smoothL1: LossRules.smoothL1
        case .hinge: LossRules.hinge
        case .squaredHinge: LossRules.squaredHinge
        case .binaryCrossEntropy: LossRules.binaryCrossEntropy
        case .binaryCrossEntropyWithLogits: LossRules.binaryCrossEntropyWithLogits
        case .klDivergence: LossRules.klDivergence
        case .categoricalCrossEntropy: ClassLossRules.categorical
        case .categoricalCrossEntropyWithLogits: ClassLossRules.categoricalWithLogits
        case .sparseCategoricalCrossEntropy: ClassLossRules.sparse
        case .sparseCategoricalCrossEntropyWithLogits: ClassLossRules.sparseWithLogits
        }
    }
}
