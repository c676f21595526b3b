import GradusTensors

/// A row of the table of primitives: everything that Gradus knows about one operation.
/// Rules hold no state and capture nothing.
struct PrimitiveRule: Sendable {
    /// The dtype of the result.
    enum ResultType: Sendable {
        /// What the tensors' operation makes of the promoted type.
        case binary(BinaryOperation)
        /// What the tensors' operation makes of the operand's type.
        case unary(UnaryOperation)
        /// NumPy's promotion of the operands' types.
        case promoted
        /// As promoted, and float64 for integers and bool.
        case floating
        /// The operand's type, and int64 for bool.
        case summed
        /// The type of the operand at a place.
        case operand(Int)
        /// The promotion of the operands after the first.
        case promotedRest
    }

    /// How many operands it takes.
    let arity: ClosedRange<Int>
    /// Which operands are differentiated at all (integer and bool ones never are).
    var differentiable: @Sendable (_ operand: Int) -> Bool = { _ in true }
    /// The dtype of the result.
    let resultType: ResultType
    /// The result's shape for operands' shapes, or the mistake that both shapes show.
    let shape: @Sendable ([Shape], Attributes) throws(TensorError) -> Shape
    /// The result for operands that the shape rule accepted.
    let forward: @Sendable ([Tensor], Attributes, Shape) throws(TensorError) -> Tensor
    /// The vector-Jacobian product: the cotangent of an operand, in its shape.
    let derivative: @Sendable (DerivativeContext, _ operand: Int) -> Tensor
    /// The local derivative towards an operand as a reader writes it.
    let formula: @Sendable (FormulaContext, _ operand: Int) -> String
    /// The operation written with its operands' names; nil: `word(a, b)`.
    var expression: (@Sendable ([String], Attributes) -> String)?

    /// The dtype of the result for operands' types.
    func dtype(_ operands: [DType]) -> DType {
        switch resultType {
        case .binary(let operation):
            return operation.resultDType(Self.promoted(operands[...]))
        case .unary(let operation): return operation.resultDType(operands[0])
        case .promoted: return Self.promoted(operands[...])
        case .summed: return operands[0].sumType
        case .floating:
            let type = Self.promoted(operands[...])
            return type.isFloating ? type : .float64
        case .operand(let place): return operands[place]
        case .promotedRest: return Self.promoted(operands[1...])
        }
    }

    private static func promoted(_ operands: ArraySlice<DType>) -> DType {
        guard var type = operands.first else { return .float64 }
        for other in operands.dropFirst() { type = DType.promoted(type, other) }
        return type
    }
}

/// What a derivative rule sees.
struct DerivativeContext {
    /// The operands' values.
    var operands: [Tensor]
    /// The result's value.
    var output: Tensor
    /// The derivative of the root towards the result.
    var cotangent: Tensor
    /// The primitive's attributes.
    var attributes: Attributes
}

/// What a formula is written with.
struct FormulaContext {
    /// The operands as a reader calls them.
    var names: [String]
    /// The operands' shapes.
    var shapes: [Shape]
    /// The result as a reader calls it.
    var output: String
    /// The primitive's attributes.
    var attributes: Attributes
}

extension Primitive {
    /// What an unnamed result of it is called, the word of the lesson language.
    public var word: String {
        switch self {
        case .logSoftmax: "log_softmax"
        case .categoricalCrossEntropy: "categorical_crossentropy"
        case .meanSquaredError: "mean_squared_error"
        case .stopGradient: "stop_gradient"
        case .indexed: "slice"
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
        case .where: ArithmeticRules.choose
        case .abs: ElementaryRules.abs
        case .square: ElementaryRules.square
        case .sqrt: ElementaryRules.sqrt
        case .exp: ElementaryRules.exp
        case .log: ElementaryRules.log
        case .tanh: ElementaryRules.tanh
        case .sigmoid: ElementaryRules.sigmoid
        case .relu: ElementaryRules.relu
        case .sin: ElementaryRules.sin
        case .cos: ElementaryRules.cos
        case .dot: ProductRules.dot
        case .matmul: ProductRules.matmul
        case .sum: ReductionRules.sum
        case .mean: ReductionRules.mean
        case .max: ReductionRules.max
        case .min: ReductionRules.min
        case .reshape: ShapingRules.reshape
        case .transpose: ShapingRules.transpose
        case .broadcast: ShapingRules.broadcast
        case .indexed: SelectionRules.indexed
        case .take: SelectionRules.take
        case .concatenate: SelectionRules.concatenate
        case .softmax: LossRules.softmax
        case .logSoftmax: LossRules.logSoftmax
        case .categoricalCrossEntropy: LossRules.categoricalCrossEntropy
        case .meanSquaredError: LossRules.meanSquaredError
        case .stopGradient: ShapingRules.stopGradient
        }
    }
}
