import GradusTensors

/// What networks do to their sums. Derivatives at kinks are PyTorch's; masks, not products
/// with 0, cut gradients off, so that an infinite one does not become nan.
enum ActivationRules {
    static let sigmoid = ElementaryRules.rule(.sigmoid, "@ · (1 − @)") { _, y in y * (1 - y) }

    /// The gradient passes where the operand is positive; not at 0.
    static let relu = PrimitiveRule(
        arity: 1...1, resultType: .promoted,
        shape: { shapes, _ throws(TensorError) in shapes[0] },
        forward: { operands, _, _ throws(TensorError) in try operands[0].applying(.relu) },
        derivative: { context, _ in
            context.cotangent.kept(where: context.operands[0].greater(0))
        },
        formula: { context, _ in
            let name = context.names[0]
            return context.atKink("1[\(name) > 0]", "0 at \(name) = 0")
        })

    static let softplus = rule(
        { context in
            let beta = context.attributes.number(0, default: 1)
            return beta == 1
                ? context.filled("sigmoid(%)")
                : "sigmoid(\(GraphViewBuilder.text(beta)) · \(context.factor(0)))"
        },
        { x, attributes in
            let beta = attributes.number(0, default: 1)
            return beta * x > attributes.number(1, default: 20)
                ? x : ScalarFunctions.softplus(beta * x) / beta
        },
        { context in
            let beta = context.attributes.number(0, default: 1)
            let scaled = beta * context.operands[0]
            let large = scaled.greater(context.attributes.number(1, default: 20))
            return context.cotangent * scaled.constant(1).where(large, else: scaled.sigmoid)
        })

    static let softsign = rule(
        "1 / (1 + |%|)²", { x, _ in x.isInfinite ? (x < 0 ? -1 : 1) : x / (1 + x.magnitude) },
        { context in context.cotangent / (1 + context.operands[0].abs).square })

    static let logSigmoid = rule(
        "1 − sigmoid(%)", { x, _ in -ScalarFunctions.softplus(-x) },
        { context in context.cotangent * (-context.operands[0]).sigmoid })

    /// Φ(x) + x·φ(x), the normal distribution's.
    static let gelu = rule(
        "Φ(%) + % · φ(%)", { x, _ in ScalarFunctions.gelu(x) },
        { context in
            let x = context.operands[0]
            let share = 0.5 * (1 + (x * 0.7071067811865476).applying(.erf))
            let density = 0.3989422804014327 * (-0.5 * x.square).exp
            return context.cotangent * (share + x * density)
        })

    static let geluTanh = rule(
        "(1 + t)/2 + % · (1 − t²)/2 · u′",
        { x, _ in
            let u = 0.7978845608028654 * (x + 0.044715 * x * x * x)
            return 0.5 * x * (1 + Elementary.tanh(u))
        },
        { context in
            let x = context.operands[0]
            let square = x.square
            let t = (0.7978845608028654 * (x * (1 + 0.044715 * square))).tanh
            let inner = 0.7978845608028654 * (1 + 0.134145 * square)
            return context.cotangent * (0.5 * (1 + t) + 0.5 * x * (1 - t.square) * inner)
        })

    static let silu = rule(
        "s · (1 + % · (1 − s))", { x, _ in x == -.infinity ? 0 : x * Elementary.sigmoid(x) },
        { context in
            let x = context.operands[0]
            let s = x.sigmoid
            return context.cotangent * (s * (1 + x * (1 - s)))
        })

    static let mish = rule(
        "t + % · (1 − t²) · sigmoid(%)",
        { x, _ in x * Elementary.tanh(ScalarFunctions.softplus(x)) },
        { context in
            let x = context.operands[0]
            let t = x.applying(.softplus, [], .numbers(1, .infinity)).tanh
            return context.cotangent * (t + x * (1 - t.square) * x.sigmoid)
        })

    /// The derivative at 0 is the slope.
    static let leakyReLU = rule(
        { context in
            let name = context.names[0]
            let slope = GraphViewBuilder.text(context.attributes.number(0, default: 0.01))
            return context.atKink(
                "1 if \(name) > 0 else \(slope)", "\(slope) at \(name) = 0")
        },
        { x, attributes in x > 0 ? x : attributes.number(0, default: 0.01) * x },
        { context in
            let slope = context.attributes.number(0, default: 0.01)
            let positive = context.operands[0].greater(0)
            return context.cotangent.where(positive, else: slope * context.cotangent)
        })

    /// The derivative at 0 is the left one, α.
    static let elu = exponential(
        { context in
            let (name, alpha) = (context.names[0], context.attributes.number(0, default: 1))
            let factor = alpha == 1 ? "" : GraphViewBuilder.text(alpha) + " · "
            return context.atKink(
                "1 if \(name) > 0 else \(factor)e^\(context.factor(0))",
                "\(GraphViewBuilder.text(alpha)) at \(name) = 0")
        }, { ($0.number(0, default: 1), 1, 1) })
    /// The derivative at 0 is the left one, 1.758.
    static let selu = exponential(
        { context in
            let name = context.names[0]
            return context.atKink(
                "1.051 if \(name) > 0 else 1.758 · e^\(context.factor(0))",
                "1.758 at \(name) = 0")
        }, { _ in (1.6732632423543772, 1.0507009873554805, 1) })
    static let celu = exponential(
        { context in
            let (name, alpha) = (context.factor(0), context.attributes.number(0, default: 1))
            let power = alpha == 1 ? name : "(\(name) / \(GraphViewBuilder.text(alpha)))"
            return "1 if \(context.names[0]) > 0 else e^\(power)"
        },
        { attributes in
            let alpha = attributes.number(0, default: 1)
            return (alpha, 1, alpha)
        })

    /// The derivative at the bounds is 0.
    static let hardtanh = rule(
        { context in
            let attributes = context.attributes
            return between(
                attributes.number(0, default: -1), attributes.number(1, default: 1), context)
        },
        { x, attributes in
            let low = attributes.number(0, default: -1)
            let high = attributes.number(1, default: 1)
            return x < low ? low : x > high ? high : x
        },
        { context in
            let x = context.operands[0]
            let inside = x.greater(context.attributes.number(0, default: -1))
                .and(x.less(context.attributes.number(1, default: 1)))
            return context.cotangent.kept(where: inside)
        })

    /// The derivative at −3 and 3 is 0.
    static let hardSigmoid = rule(
        { $0.atKink("1/6 · 1[−3 < \($0.names[0]) < 3]", "0 at the bounds") },
        { x, _ in x <= -3 ? 0 : x >= 3 ? 1 : x / 6 + 0.5 },
        { context in
            let inside = context.operands[0].greater(-3).and(context.operands[0].less(3))
            return (context.cotangent / 6).kept(where: inside)
        })

    /// The derivative is 0 at −3 and 1 at 3.
    static let hardSwish = rule(
        { context in
            let name = context.names[0]
            return "0 if \(name) ≤ −3, 1 if \(name) ≥ 3, else \(context.factor(0))/3 + 1/2"
        },
        { x, _ in x <= -3 ? 0 : x >= 3 ? x : x * (x + 3) / 6 },
        { context in
            let x = context.operands[0]
            let bent = (context.cotangent * (x / 3 + 0.5)).kept(where: x.greater(-3))
            return context.cotangent.where(x.greaterEqual(3), else: bent)
        })

    /// The derivative at the bounds is 0, as PyTorch's since 2.14 (before it was 1).
    static let clip = rule(
        { context in
            let attributes = context.attributes
            return between(
                attributes.number(0, default: -.infinity),
                attributes.number(1, default: .infinity), context)
        },
        { x, attributes in
            let low = attributes.number(0, default: -.infinity)
            let high = attributes.number(1, default: .infinity)
            return x > high ? high : x < low ? Swift.min(low, high) : x
        },
        { context in
            let x = context.operands[0]
            let inside = x.greater(context.attributes.number(0, default: -.infinity))
                .and(x.less(context.attributes.number(1, default: .infinity)))
            return context.cotangent.kept(where: inside)
        },
        expression: { names, attributes in
            let low = GraphViewBuilder.text(attributes.number(0, default: -.infinity))
            let high = GraphViewBuilder.text(attributes.number(1, default: .infinity))
            return "clip(\(names[0]), \(low), \(high))"
        })

    /// scale · (x above 0, else α (e^(x/width) − 1)); the slope at 0 is the left one.
    private static func exponential(
        _ formula: @escaping @Sendable (FormulaContext) -> String,
        _ numbers: @escaping @Sendable (Attributes) -> (Double, Double, Double)
    ) -> PrimitiveRule {
        rule(
            formula,
            { x, attributes in
                let (alpha, scale, width) = numbers(attributes)
                return scale * (x > 0 ? x : alpha * Elementary.expm1(x / width))
            },
            { context in
                let (alpha, scale, width) = numbers(context.attributes)
                let x = context.operands[0]
                // Cut above, where it is not used and would overflow.
                let left = (x.minimum(x.constant(0)) / width).exp * (alpha / width * scale)
                let slope = x.constant(scale).where(x.greater(0), else: left)
                return context.cotangent * slope
            })
    }

    /// `1[low < x < high]` without bounds that are infinite, and what holds at the others.
    private static func between(
        _ low: Double, _ high: Double, _ context: FormulaContext
    ) -> String {
        let name = context.names[0]
        let (left, right) = (GraphViewBuilder.text(low), GraphViewBuilder.text(high))
        switch (low > -.infinity, high < .infinity) {
        case (true, true):
            return context.atKink("1[\(left) < \(name) < \(right)]", "0 at the bounds")
        case (true, false):
            return context.atKink("1[\(name) > \(left)]", "0 at \(name) = \(left)")
        case (false, true):
            return context.atKink("1[\(name) < \(right)]", "0 at \(name) = \(right)")
        case (false, false): return "1"
        }
    }

    private static func rule(
        _ formula: String, _ function: @escaping @Sendable (Double, Attributes) -> Double,
        _ derivative: @escaping @Sendable (DerivativeContext) -> Term
    ) -> PrimitiveRule {
        rule({ $0.filled(formula) }, function, derivative)
    }

    private static func rule(
        _ formula: @escaping @Sendable (FormulaContext) -> String,
        _ function: @escaping @Sendable (Double, Attributes) -> Double,
        _ derivative: @escaping @Sendable (DerivativeContext) -> Term,
        expression: PrimitiveRule.Expression? = nil
    ) -> PrimitiveRule {
        PrimitiveRule(
            arity: 1...1, resultType: .floating,
            shape: { shapes, _ throws(TensorError) in shapes[0] },
            forward: { operands, attributes, _ throws(TensorError) in
                Kernel.map(operands[0]) { function($0, attributes) }
            },
            derivative: { context, _ in derivative(context) },
            formula: { context, _ in formula(context) }, expression: expression)
    }
}
