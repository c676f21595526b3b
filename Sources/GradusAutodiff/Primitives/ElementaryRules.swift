import GradusTensors

/// Functions of one element. Each derivative rule gives the slope at operand x and result y.
/// In formulas `%` is the operand and `@` the result.
enum ElementaryRules {
    /// The derivative at 0 is 0.
    static let abs = rule(.abs, "sign(%)", atKink: { "0 at \($0.names[0]) = 0" }) { x, _ in x.sign }
    static let square = rule(.square, "2 · %") { x, _ in 2 * x }
    static let sqrt = rule(.sqrt, "1 / (2 · @)") { _, y in 0.5 / y }
    static let exp = rule(.exp, "@") { _, y in y }
    static let log = rule(.log, "1 / %") { x, _ in 1 / x }
    static let sin = rule(.sin, "cos(%)") { x, _ in x.elementwise(.cos, .cos) }
    static let cos = rule(.cos, "−sin(%)") { x, _ in -x.elementwise(.sin, .sin) }
    static let tan = rule(.tan, "1 + @²") { _, y in 1 + y.square }
    static let tanh = rule(.tanh, "1 − @²") { _, y in 1 - y * y }
    static let expm1 = rule(.expm1, "e^%") { _, y in y + 1 }
    static let log1p = rule(.log1p, "1 / (1 + %)") { x, _ in 1 / (x + 1) }
    static let log2 = rule(.log2, "1 / (% · log 2)") { x, _ in 1 / (x * 0.6931471805599453) }
    static let log10 = rule(.log10, "1 / (% · log 10)") { x, _ in 1 / (x * 2.302585092994046) }
    static let reciprocal = rule(.reciprocal, "−@²") { _, y in -y.square }

    static let sinh = rule(ScalarFunctions.sinh, "cosh(%)") { x, _ in x.applying(.cosh) }
    static let cosh = rule(ScalarFunctions.cosh, "sinh(%)") { x, _ in x.applying(.sinh) }
    static let arcsin = rule(ScalarFunctions.arcsin, "1 / √(1 − %²)") { x, _ in
        1 / (1 - x.square).sqrt
    }
    static let arccos = rule(ScalarFunctions.arccos, "−1 / √(1 − %²)") { x, _ in
        -1 / (1 - x.square).sqrt
    }
    static let arctan = rule(ScalarFunctions.arctan, "1 / (1 + %²)") { x, _ in 1 / (1 + x.square) }
    static let arcsinh = rule(ScalarFunctions.arcsinh, "1 / √(1 + %²)") { x, _ in
        1 / (1 + x.square).sqrt
    }
    static let arccosh = rule(ScalarFunctions.arccosh, "1 / √(%² − 1)") { x, _ in
        1 / (x.square - 1).sqrt
    }
    static let arctanh = rule(ScalarFunctions.arctanh, "1 / (1 − %²)") { x, _ in
        1 / (1 - x.square)
    }
    static let erf = rule(ScalarFunctions.erf, "2 / √π · e^(−%²)") { x, _ in
        1.1283791670955126 * (-x.square).exp
    }

    /// A row for a function that the tensors have.
    static func rule(
        _ operation: UnaryOperation, _ formula: String,
        atKink convention: (@Sendable (FormulaContext) -> String)? = nil,
        slope: @escaping @Sendable (Term, Term) -> Term
    ) -> PrimitiveRule {
        PrimitiveRule(
            arity: 1...1, resultType: .unary(operation),
            shape: { shapes, _ throws(TensorError) in shapes[0] },
            forward: { operands, _, _ throws(TensorError) in
                try operands[0].applying(operation)
            },
            derivative: { context, _ in
                context.cotangent * slope(context.operands[0], context.output)
            },
            formula: { context, _ in
                let filled = context.filled(formula)
                return convention.map { context.atKink(filled, $0(context)) } ?? filled
            })
    }

    /// A row for a function of one number.
    static func rule(
        _ function: @escaping @Sendable (Double) -> Double, _ formula: String,
        slope: @escaping @Sendable (Term, Term) -> Term
    ) -> PrimitiveRule {
        PrimitiveRule(
            arity: 1...1, resultType: .floating,
            shape: { shapes, _ throws(TensorError) in shapes[0] },
            forward: { operands, _, _ throws(TensorError) in Kernel.map(operands[0], function) },
            derivative: { context, _ in
                context.cotangent * slope(context.operands[0], context.output)
            },
            formula: { context, _ in context.filled(formula) })
    }
}

extension FormulaContext {
    /// A formula with the operand for `%` and the result for `@`.
    func filled(_ formula: String) -> String {
        let bare = formula.contains("(%)")
        var text = ""
        for character in formula {
            switch character {
            case "%": text += bare ? names[0] : factor(0)
            case "@": text += FormulaText.factor(output)
            default: text.append(character)
            }
        }
        return text
    }
}
