import GradusTensors

/// Comparisons and steps: they follow their operands by jumps, so that nothing flows back.
enum ComparisonRules {
    static let equal = comparison(.equal, "=")
    static let notEqual = comparison(.notEqual, "≠")
    static let less = comparison(.less, "<")
    static let lessEqual = comparison(.lessEqual, "≤")
    static let greater = comparison(.greater, ">")
    static let greaterEqual = comparison(.greaterEqual, "≥")
    static let and = comparison(.logicalAnd, "and")
    static let or = comparison(.logicalOr, "or")

    static let not = PrimitiveRule(
        arity: 1...1, differentiable: { _ in false }, resultType: .fixed(.bool),
        shape: { shapes, _ throws(TensorError) in shapes[0] },
        forward: { operands, _, _ throws(TensorError) in try operands[0].applying(.logicalNot) },
        derivative: { context, _ in context.operands[0].zeros(context.operands[0].shape) },
        formula: { _, _ in "0" },
        expression: { names, _ in "not " + FormulaText.factor(names[0]) })

    static let sign = step(.sign)
    static let floor = step(.floor)
    static let ceil = step(.ceil)
    static let round = step(.round)

    private static func comparison(_ operation: BinaryOperation, _ sign: String) -> PrimitiveRule {
        PrimitiveRule(
            arity: 2...2, differentiable: { _ in false }, resultType: .fixed(.bool),
            shape: { shapes, _ throws(TensorError) in try shapes[0].broadcast(with: shapes[1]) },
            forward: { operands, _, _ throws(TensorError) in
                try operands[0].combining(operation, operands[1])
            },
            derivative: { context, operand in
                context.operands[operand].zeros(context.operands[operand].shape)
            },
            formula: { _, _ in "0" },
            expression: { names, _ in FormulaText.infix(sign, names) })
    }

    /// PyTorch gives steps the gradient 0, not none; so do these.
    private static func step(_ operation: UnaryOperation) -> PrimitiveRule {
        PrimitiveRule(
            arity: 1...1, resultType: .unary(operation),
            shape: { shapes, _ throws(TensorError) in shapes[0] },
            forward: { operands, _, _ throws(TensorError) in
                try operands[0].applying(operation)
            },
            derivative: { context, _ in context.cotangent.zeros(context.operands[0].shape) },
            formula: { _, _ in "0" })
    }
}
