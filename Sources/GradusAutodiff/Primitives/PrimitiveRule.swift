import GradusTensors

/// A row of the table of primitives: everything that Gradus knows about one operation.
/// Rules hold no state; those for a family of operations hold the operation that they are for.
final class PrimitiveRule: Sendable {
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
        /// The first operand's, and float64 for integers and bool.
        case floatingFirst
        /// The operand's type, and int64 for bool.
        case summed
        /// The type of the operand at a place.
        case operand(Int)
        /// The promotion of the operands after the first.
        case promotedRest
        /// Always the same.
        case fixed(DType)
        /// What the attributes say.
        case attribute
    }

    typealias ShapeRule = @Sendable ([Shape], Attributes) throws(TensorError) -> Shape
    typealias Forward = @Sendable ([Tensor], Attributes, Shape) throws(TensorError) -> Tensor
    typealias Derivative = @Sendable (DerivativeContext, _ operand: Int) -> Term
    typealias Formula = @Sendable (FormulaContext, _ operand: Int) -> String
    typealias Expression = @Sendable ([String], Attributes) -> String

    /// How many operands it takes.
    let arity: ClosedRange<Int>
    /// Which operands are differentiated at all (integer and bool ones never are).
    let differentiable: @Sendable (_ operand: Int) -> Bool
    /// The dtype of the result.
    let resultType: ResultType
    /// The result's shape for operands' shapes, or the mistake that both shapes show.
    let shape: ShapeRule
    /// The result for operands that the shape rule accepted.
    let forward: Forward
    /// The vector-Jacobian product: the cotangent of an operand, in its shape.
    let derivative: Derivative
    /// The local derivative towards an operand as a reader writes it.
    let formula: Formula
    /// The operation written with its operands' names; nil: `word(a, b)`.
    let expression: Expression?

    init(
        arity: ClosedRange<Int>, differentiable: @escaping @Sendable (Int) -> Bool = { _ in true },
        resultType: ResultType, shape: @escaping ShapeRule, forward: @escaping Forward,
        derivative: @escaping Derivative, formula: @escaping Formula,
        expression: Expression? = nil
    ) {
        self.arity = arity
        self.differentiable = differentiable
        self.resultType = resultType
        self.shape = shape
        self.forward = forward
        self.derivative = derivative
        self.formula = formula
        self.expression = expression
    }

    /// The dtype of the result for operands' types.
    func dtype(_ operands: [DType], _ attributes: Attributes) -> DType {
        switch resultType {
        case .binary(let operation):
            return operation.resultDType(Self.promoted(operands[...]))
        case .unary(let operation): return operation.resultDType(operands[0])
        case .promoted: return Self.promoted(operands[...])
        case .summed: return operands[0].sumType
        case .floating: return Self.floating(Self.promoted(operands[...]))
        case .floatingFirst: return Self.floating(operands[0])
        case .operand(let place): return operands[place]
        case .promotedRest: return Self.promoted(operands[1...])
        case .fixed(let type): return type
        case .attribute: return attributes.options.dtype ?? operands[0]
        }
    }

    private static func floating(_ type: DType) -> DType { type.isFloating ? type : .float64 }

    private static func promoted(_ operands: ArraySlice<DType>) -> DType {
        guard var type = operands.first else { return .float64 }
        for other in operands.dropFirst() { type = DType.promoted(type, other) }
        return type
    }
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
    /// The graph's values, where it is read with them.
    var values: Values?
    /// The operation's node.
    var node: Int
}
