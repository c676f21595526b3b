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
        formula: { context, _ in "1[\(context.names[0]) > 0]" })

    static let softplus = rule(
        "sigmoid(%)",
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

    static let leakyReLU = rule(
        "1 or slope", { x, attributes in x > 0 ? x : attributes.number(0, default: 0.01) * x },
        { context in
            let slope = context.attributes.number(0, default: 0.01)
            let positive = context.operands[0].greater(0)
            return context.cotangent.where(positive, else: slope * context.cotangent)
        })

    static let elu = exponential { ($0.number(0, default: 1), 1, 1) }
    static let selu = exponential { _ in (1.6732632423543772, 1.0507009873554805, 1) }
    static let celu = exponential { attributes in
        let alpha = attributes.number(0, default: 1)
        return (alpha, 1, alpha)
    }

    static let hardtanh = rule(
        "1[inside]",
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

    static let hardSigmoid = rule(
        "1/6 · 1[−3 < % < 3]", { x, _ in x <= -3 ? 0 : x >= 3 ? 1 : x / 6 + 0.5 },
        { context in
            let inside = context.operands[0].greater(-3).and(context.operands[0].less(3))
            return (context.cotangent / 6).kept(where: inside)
        })

    static let hardSwish = rule(
        "%/3 + 1/2", { x, _ in x <= -3 ? 0 : x >= 3 ? x : x * (x + 3) / 6 },
        { context in
            let x = context.operands[0]
            let bent = (context.cotangent * (x / 3 + 0.5)).kept(where: x.greater(-3))
            return context.cotangent.where(x.greaterEqual(3), else: bent)
        })

    static let clip = rule(
        "1[inside]",
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
        _ numbers: @escaping @Sendable (Attributes) -> (Double, Double, Double)
    ) -> PrimitiveRule {
        rule(
            "1 or α · e^%",
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

    private static func rule(
        _ formula: String, _ function: @escaping @Sendable (Double, Attributes) -> Double,
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
            formula: { context, _ in context.filled(formula) }, expression: expression)
    }
}
