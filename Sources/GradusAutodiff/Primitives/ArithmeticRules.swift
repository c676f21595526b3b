import GradusTensors

/// Arithmetic on two operands, element by element with broadcasting. The gradient of a
/// repeated operand is summed over the axes that it was repeated along.
enum ArithmeticRules {
    static let add = binary(
        .add, sign: "+",
        derivative: { context, operand in context.reduced(context.cotangent, operand) },
        formula: { context, operand in context.broadcast("1", operand) })

    static let subtract = binary(
        .subtract, sign: "−",
        derivative: { context, operand in
            context.reduced(
                operand == 0 ? context.cotangent : Kernel.apply(.negate, context.cotangent),
                operand)
        },
        formula: { context, operand in context.broadcast(operand == 0 ? "1" : "−1", operand) })

    static let multiply = binary(
        .multiply, sign: "·",
        derivative: { context, operand in
            context.reduced(
                Kernel.multiply(context.cotangent, context.operands[1 - operand]), operand)
        },
        formula: { context, operand in context.broadcast(context.names[1 - operand], operand) })

    static let divide = binary(
        .divide, sign: "/",
        derivative: { context, operand in
            let share = Kernel.divide(context.cotangent, context.operands[1])
            if operand == 0 { return context.reduced(share, 0) }
            let slope = Kernel.apply(.negate, Kernel.multiply(share, context.output))
            return context.reduced(slope, 1)
        },
        formula: { context, operand in
            context.broadcast(
                operand == 0
                    ? "1 / \(context.factor(1))"
                    : "−\(context.factor(0)) / \(context.factor(1))²", operand)
        })

    /// d(aᵇ)/da = b·aᵇ⁻¹, 0 where b = 0; d(aᵇ)/db = aᵇ·log a, 0 where a = 0 and b ≥ 0.
    static let power = binary(
        .power, sign: "^",
        derivative: { context, operand in
            let base = context.operands[0]
            let exponent = context.operands[1].astype(context.output.dtype)
            let zero = Kernel.constant(0, context.output.dtype)
            if operand == 0 {
                let lower = Kernel.subtract(exponent, Kernel.constant(1, exponent.dtype))
                let slope = Kernel.multiply(exponent, Kernel.combine(.power, base, lower))
                let safe = Kernel.choose(Kernel.combine(.equal, exponent, zero), zero, slope)
                return context.reduced(Kernel.multiply(context.cotangent, safe), 0)
            }
            let flat = Kernel.combine(
                .logicalAnd, Kernel.combine(.equal, base, zero),
                Kernel.combine(.greaterEqual, exponent, zero))
            let slope = Kernel.multiply(context.output, Kernel.apply(.log, base))
            return context.reduced(
                Kernel.multiply(context.cotangent, Kernel.choose(flat, zero, slope)), 1)
        },
        formula: { context, operand in
            let (base, exponent) = (context.factor(0), context.factor(1))
            return context.broadcast(
                operand == 0
                    ? "\(exponent) · \(base)^(\(context.names[1]) − 1)"
                    : "\(base)^\(exponent) · log(\(context.names[0]))", operand)
        })

    static let maximum = extremum(.maximum, wins: .greater, sign: ">")
    static let minimum = extremum(.minimum, wins: .less, sign: "<")

    static let negate = PrimitiveRule(
        arity: 1...1, resultType: .promoted,
        shape: { shapes, _ throws(TensorError) in shapes[0] },
        forward: { operands, _, _ throws(TensorError) in try operands[0].applying(.negate) },
        derivative: { context, _ in Kernel.apply(.negate, context.cotangent) },
        formula: { _, _ in "−1" },
        expression: { names, _ in "−" + FormulaText.factor(names[0]) })

    /// `where(condition, a, b)`: gradients flow where an operand was taken.
    static let choose = PrimitiveRule(
        arity: 3...3, differentiable: { $0 > 0 }, resultType: .promotedRest,
        shape: { shapes, _ throws(TensorError) in
            try shapes[0].broadcast(with: shapes[1]).broadcast(with: shapes[2])
        },
        forward: { operands, _, _ throws(TensorError) in
            try Tensor.whereSelect(operands[0], operands[1], operands[2])
        },
        derivative: { context, operand in
            let zero = Kernel.constant(0, context.cotangent.dtype)
            let taken =
                operand == 1
                ? Kernel.choose(context.operands[0], context.cotangent, zero)
                : Kernel.choose(context.operands[0], zero, context.cotangent)
            return context.reduced(taken, operand)
        },
        formula: { context, operand in
            context.broadcast(
                operand == 1 ? "1[\(context.names[0])]" : "1[not \(context.factor(0))]", operand)
        })

    private static func binary(
        _ operation: BinaryOperation, sign: String?,
        derivative: @escaping @Sendable (DerivativeContext, Int) -> Tensor,
        formula: @escaping @Sendable (FormulaContext, Int) -> String
    ) -> PrimitiveRule {
        var rule = PrimitiveRule(
            arity: 2...2, resultType: .binary(operation),
            shape: { shapes, _ throws(TensorError) in try shapes[0].broadcast(with: shapes[1]) },
            forward: { operands, _, _ throws(TensorError) in
                try operands[0].combining(operation, operands[1])
            },
            derivative: derivative, formula: formula)
        if let sign { rule.expression = { names, _ in FormulaText.infix(sign, names) } }
        return rule
    }

    /// The larger or smaller of two: a tie gives each half, as PyTorch does.
    private static func extremum(
        _ operation: BinaryOperation, wins: BinaryOperation, sign: String
    ) -> PrimitiveRule {
        binary(
            operation, sign: nil,
            derivative: { context, operand in
                let (own, other) = (context.operands[operand], context.operands[1 - operand])
                let type = context.cotangent.dtype
                let half = Kernel.scale(
                    Kernel.combine(.equal, own, other).astype(type), by: 0.5)
                let share = Kernel.add(Kernel.combine(wins, own, other).astype(type), half)
                return context.reduced(Kernel.multiply(context.cotangent, share), operand)
            },
            formula: { context, operand in
                context.broadcast(
                    "1[\(context.names[operand]) \(sign) \(context.names[1 - operand])]", operand)
            })
    }
}
