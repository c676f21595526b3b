import GradusTensors

/// Functions of one element. Each derivative rule gives the slope at operand x and result y.
enum ElementaryRules {
    static let abs = rule(.abs, "sign(%)") { x, _ in Kernel.apply(.sign, x) }
    static let square = rule(.square, "2 · %") { x, _ in Kernel.scale(x, by: 2) }
    static let sqrt = rule(.sqrt, "1 / (2 · @)") { _, y in
        Kernel.divide(Kernel.constant(0.5, y.dtype), y)
    }
    static let exp = rule(.exp, "@") { _, y in y }
    static let log = rule(.log, "1 / %") { x, _ in
        Kernel.divide(Kernel.constant(1, x.dtype), x)
    }
    static let tanh = rule(.tanh, "1 − @²") { _, y in
        Kernel.subtract(Kernel.constant(1, y.dtype), Kernel.multiply(y, y))
    }
    static let sigmoid = rule(.sigmoid, "@ · (1 − @)") { _, y in
        Kernel.multiply(y, Kernel.subtract(Kernel.constant(1, y.dtype), y))
    }
    static let sin = rule(.sin, "cos(%)") { x, _ in Kernel.apply(.cos, x) }
    static let cos = rule(.cos, "−sin(%)") { x, _ in
        Kernel.apply(.negate, Kernel.apply(.sin, x))
    }

    /// relu lets the gradient through where the operand is positive; 0 elsewhere, also at 0.
    static let relu = PrimitiveRule(
        arity: 1...1, resultType: .promoted,
        shape: { shapes, _ throws(TensorError) in shapes[0] },
        forward: { operands, _, _ throws(TensorError) in try operands[0].applying(.relu) },
        derivative: { context, _ in
            let zero = Kernel.constant(0, context.output.dtype)
            let positive = Kernel.combine(.greater, context.operands[0], zero)
            return Kernel.keep(context.cotangent, where: positive)
        },
        formula: { context, _ in "1[\(context.names[0]) > 0]" })

    /// A row for a function of one element. In the formula `%` is the operand, `@` the result.
    private static func rule(
        _ operation: UnaryOperation, _ formula: String,
        slope: @escaping @Sendable (Tensor, Tensor) -> Tensor
    ) -> PrimitiveRule {
        PrimitiveRule(
            arity: 1...1, resultType: .unary(operation),
            shape: { shapes, _ throws(TensorError) in shapes[0] },
            forward: { operands, _, _ throws(TensorError) in
                try operands[0].applying(operation)
            },
            derivative: { context, _ in
                Kernel.multiply(context.cotangent, slope(context.operands[0], context.output))
            },
            formula: { context, _ in
                var text = ""
                for character in formula {
                    switch character {
                    case "%":
                        let bare = formula.contains("(%)")
                        text += bare ? context.names[0] : context.factor(0)
                    case "@": text += FormulaText.factor(context.output)
                    default: text.append(character)
                    }
                }
                return text
            })
    }
}
