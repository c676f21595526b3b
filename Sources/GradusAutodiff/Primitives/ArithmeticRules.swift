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
            context.reduced(operand == 0 ? context.cotangent : -context.cotangent, operand)
        },
        formula: { context, operand in context.broadcast(operand == 0 ? "1" : "−1", operand) })

    static let multiply = binary(
        .multiply, sign: "·",
        derivative: { context, operand in
            context.reduced(context.cotangent * context.operands[1 - operand], operand)
        },
        formula: { context, operand in context.broadcast(context.names[1 - operand], operand) })

    static let divide = binary(
        .divide, sign: "/",
        derivative: { context, operand in
            let share = context.cotangent / context.operands[1]
            return context.reduced(operand == 0 ? share : -(share * context.output), operand)
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
            let exponent = context.operands[1].cast(to: context.output.dtype)
            if operand == 0 {
                return context.reduced(
                    context.cotangent * powerSlope(base, exponent, context.operands[1]), 0)
            }
            let flat = base.equal(0).and(exponent.greaterEqual(0))
            let slope = (context.output * base.log).dropped(where: flat)
            return context.reduced(context.cotangent * slope, 1)
        },
        formula: { context, operand in
            let (base, exponent) = (context.factor(0), context.factor(1))
            guard operand == 1 else {
                let slope = FormulaText.powerSlope(
                    base: context.names[0], exponent: context.names[1])
                // 0 · 0⁻¹ is no number; the rule takes 0.
                return context.broadcast(
                    slope != "0" && context.contains(0) { $0 == 0 }
                        ? context.noting(
                            slope, "0 at \(context.names[1]) = 0", operand: 1
                        ) { $0 == 0 }
                        : slope, 0)
            }
            return context.broadcast(
                context.noting(
                    "\(base)^\(exponent) · log(\(context.names[0]))",
                    "0 at \(context.names[0]) = 0", operand: 0
                ) { $0 == 0 }, 1)
        })

    /// b·aᵇ⁻¹ without the detour over b − 1 where b is a number that stays as it is, so that
    /// a² has the slope 2·a and the slope of that is 2.
    private static func powerSlope(_ base: Term, _ exponent: Term, _ written: Term) -> Term {
        if written.size == 1, written.isFixed {
            switch written.tensor.scalarValue {
            case 0: return base.zeros(base.shape)
            case 1: return base.constant(1)
            case 2: return 2 * base
            case let number: return number * base.power(base.constant(number - 1))
            }
        }
        let slope = exponent * base.power(exponent - 1)
        return slope.dropped(where: exponent.equal(0))
    }

    static let maximum = extremum(.maximum, sign: ">") { $0.greater($1) }
    static let minimum = extremum(.minimum, sign: "<") { $0.less($1) }

    static let remainder = binary(
        .remainder, sign: "%",
        derivative: { context, operand in
            guard operand == 1 else { return context.reduced(context.cotangent, 0) }
            let turns = (context.operands[0] / context.operands[1]).applying(.floor)
            return context.reduced(-(context.cotangent * turns), 1)
        },
        formula: { context, operand in
            context.broadcast(
                operand == 0 ? "1" : "−⌊\(context.factor(0)) / \(context.factor(1))⌋", operand)
        })

    static let negate = PrimitiveRule(
        arity: 1...1, resultType: .promoted,
        shape: { shapes, _ throws(TensorError) in shapes[0] },
        forward: { operands, _, _ throws(TensorError) in try operands[0].applying(.negate) },
        derivative: { context, _ in -context.cotangent },
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
            let condition = context.operands[0]
            let taken =
                operand == 1
                ? context.cotangent.kept(where: condition)
                : context.cotangent.dropped(where: condition)
            return context.reduced(taken, operand)
        },
        formula: { context, operand in
            context.broadcast(
                operand == 1
                    ? "1[\(context.names[0])]" : "1[\(FormulaText.negated(context.names[0]))]",
                operand)
        })

    /// The angle of the point (x, y): d/dy = x / (x² + y²), d/dx = −y / (x² + y²).
    static let arctan2 = PrimitiveRule(
        arity: 2...2, resultType: .floating,
        shape: { shapes, _ throws(TensorError) in try shapes[0].broadcast(with: shapes[1]) },
        forward: { operands, _, shape throws(TensorError) in
            let y = try operands[0].broadcast(to: shape).doubles()
            let x = try operands[1].broadcast(to: shape).doubles()
            let type = DType.promoted(operands[0].dtype, operands[1].dtype)
            return Tensor(zip(y, x).map { ScalarFunctions.arctan2($0, $1) }, shape: shape)
                .astype(type.isFloating ? type : .float64)
        },
        derivative: { context, operand in
            let (y, x) = (context.operands[0], context.operands[1])
            let share = context.cotangent / (x.square + y.square)
            return context.reduced(operand == 0 ? share * x : -(share * y), operand)
        },
        formula: { context, operand in
            let (y, x) = (context.factor(0), context.factor(1))
            return context.broadcast(
                (operand == 0 ? x : "−\(y)") + " / (\(x)² + \(y)²)", operand)
        })

    private static func binary(
        _ operation: BinaryOperation, sign: String?,
        derivative: @escaping PrimitiveRule.Derivative, formula: @escaping PrimitiveRule.Formula
    ) -> PrimitiveRule {
        var expression: PrimitiveRule.Expression?
        if let sign { expression = { names, _ in FormulaText.infix(sign, names) } }
        return PrimitiveRule(
            arity: 2...2, resultType: .binary(operation),
            shape: { shapes, _ throws(TensorError) in try shapes[0].broadcast(with: shapes[1]) },
            forward: { operands, _, _ throws(TensorError) in
                try operands[0].combining(operation, operands[1])
            },
            derivative: derivative, formula: formula, expression: expression)
    }

    /// The larger or smaller of two: a tie gives each half, as PyTorch does.
    private static func extremum(
        _ operation: BinaryOperation, sign: String,
        wins: @escaping @Sendable (Term, Term) -> Term
    ) -> PrimitiveRule {
        binary(
            operation, sign: nil,
            derivative: { context, operand in
                let (own, other) = (context.operands[operand], context.operands[1 - operand])
                let type = context.cotangent.dtype
                let share = wins(own, other).cast(to: type) + 0.5 * own.equal(other).cast(to: type)
                return context.reduced(context.cotangent * share, operand)
            },
            formula: { context, operand in
                let (own, other) = (context.names[operand], context.names[1 - operand])
                return context.broadcast(
                    context.atKink("1[\(own) \(sign) \(other)]", "1/2 at \(own) = \(other)"),
                    operand)
            })
    }
}

extension Term {
    /// Whether it is a literal: a value at hand or a constant, which no replay changes.
    fileprivate var isFixed: Bool {
        guard let tape, let node else { return true }
        return tape.topology.nodes[node].role == .constant
    }
}
