import GradusTensors

/// Losses of each element, in forms that neither overflow nor take the logarithm of zero.
/// Operands: predictions and targets of one shape.
enum LossRules {
    static let meanSquaredError = rule(
        "mean_squared_error",
        loss: { p, t, _ in (p - t).square },
        slope: { p, t, operand, _ in (operand == 0 ? 2 : -2) * (p - t) },
        formula: { context, operand in
            let (own, other) = (context.factor(operand), context.factor(1 - operand))
            return "2 · (\(own) − \(other))"
        })

    /// The derivative at 0 is 0.
    static let meanAbsoluteError = rule(
        "mean_absolute_error",
        loss: { p, t, _ in (p - t).abs },
        slope: { p, t, operand, _ in operand == 0 ? (p - t).sign : (t - p).sign },
        formula: { context, operand in context.signOfDifference(operand) },
        convention: { context, _ in context.zeroAtEqual })

    static let huber = rule(
        "huber",
        loss: { p, t, attributes in
            let delta = attributes.number(0, default: 1)
            let size = (p - t).abs
            let inner = 0.5 * size.square
            return inner.where(size.lessEqual(delta), else: delta * (size - 0.5 * delta))
        },
        slope: { p, t, operand, attributes in
            let delta = attributes.number(0, default: 1)
            return (operand == 0 ? p - t : t - p)
                .applying(.clip, [], .numbers(-delta, delta))
        },
        formula: { context, operand in
            let delta = GraphViewBuilder.text(context.attributes.number(0, default: 1))
            return "clip(\(context.factor(operand)) − \(context.factor(1 - operand)), ±\(delta))"
        })

    static let smoothL1 = rule(
        "smooth_l1",
        loss: { p, t, attributes in
            let beta = attributes.number(0, default: 1)
            let size = (p - t).abs
            guard beta > 0 else { return size }
            let inner = 0.5 / beta * size.square
            return inner.where(size.less(beta), else: size - 0.5 * beta)
        },
        slope: { p, t, operand, attributes in
            let beta = attributes.number(0, default: 1)
            let difference = operand == 0 ? p - t : t - p
            guard beta > 0 else { return difference.sign }
            return (difference / beta).applying(.clip, [], .numbers(-1, 1))
        },
        formula: { context, operand in
            let beta = context.attributes.number(0, default: 1)
            guard beta > 0 else { return context.signOfDifference(operand) }
            let difference = "\(context.factor(operand)) − \(context.factor(1 - operand))"
            return beta == 1
                ? "clip(\(difference), ±1)"
                : "clip((\(difference)) / \(GraphViewBuilder.text(beta)), ±1)"
        },
        convention: { context, _ in context.zeroAtEqual })

    /// Targets are −1 and 1. The derivative where 1 − t·p is 0 is 0.
    static let hinge = rule(
        "hinge",
        loss: { p, t, _ in (1 - t * p).applying(.relu) },
        slope: { p, t, operand, _ in
            (-(operand == 0 ? t : p)).kept(where: (1 - t * p).greater(0))
        },
        formula: { context, operand in
            "−\(context.factor(1 - operand)) · 1[\(context.margin) < 1]"
        },
        convention: { context, _ in context.isAtKink ? "0 at \(context.margin) = 1" : nil })

    static let squaredHinge = rule(
        "squared_hinge",
        loss: { p, t, _ in (1 - t * p).applying(.relu).square },
        slope: { p, t, operand, _ in
            -2 * (1 - t * p).applying(.relu) * (operand == 0 ? t : p)
        },
        formula: { context, operand in
            "−2 · \(context.factor(1 - operand)) · max(0, 1 − \(context.margin))"
        })

    /// The derivative towards p is (p − t) / max(p (1 − p), 1e-12), as PyTorch's.
    static let binaryCrossEntropy = rule(
        "binary_crossentropy",
        loss: { p, t, _ in
            let yes = p.log.maximum(p.constant(-100))
            let no = (1 - p).log.maximum(p.constant(-100))
            return -(t * yes + (1 - t) * no)
        },
        slope: { p, t, operand, _ in
            if operand == 0 {
                return (p - t) / (p * (1 - p)).maximum(p.constant(1e-12))
            }
            return (1 - p).log.maximum(p.constant(-100)) - p.log.maximum(p.constant(-100))
        },
        formula: { context, operand in
            let (p, t) = (context.factor(0), context.factor(1))
            return operand == 0
                ? "(\(p) − \(t)) / (\(p) · (1 − \(p)))" : "log((1 − \(p)) / \(p))"
        },
        convention: { context, operand in
            guard context.contains(0, where: { $0 == 0 || $0 == 1 }) else { return nil }
            return operand == 0 ? "divided by 1e-12 at least" : "logarithms from −100 up"
        })

    static let binaryCrossEntropyWithLogits = rule(
        "binary_crossentropy",
        loss: { z, t, _ in z.applying(.softplus, [], .numbers(1, .infinity)) - z * t },
        slope: { z, t, operand, _ in operand == 0 ? z.sigmoid - t : -z },
        formula: { context, operand in
            operand == 0
                ? "sigmoid(\(context.names[0])) − \(context.factor(1))" : "−\(context.factor(0))"
        })

    /// Predictions are logarithms of probabilities. A target of 0 adds nothing.
    static let klDivergence = rule(
        "kl_divergence",
        loss: { q, t, _ in (t * (t.log - q)).kept(where: t.greater(0)) },
        slope: { q, t, operand, _ in
            operand == 0 ? -t : (t.log + 1 - q).kept(where: t.greater(0))
        },
        formula: { context, operand in
            operand == 0
                ? "−\(context.factor(1))"
                : "log(\(context.names[1])) + 1 − \(context.factor(0))"
        },
        convention: { context, operand in
            operand == 1 && context.contains(1) { $0 <= 0 } ? "0 at \(context.names[1]) = 0" : nil
        })

    /// A row; `loss` gives the loss of each element, `slope` its derivative towards an operand,
    /// `convention` what stands behind the formula where elements lie on a kink or in a hole.
    private static func rule(
        _ word: String, loss: @escaping @Sendable (Term, Term, Attributes) -> Term,
        slope: @escaping @Sendable (Term, Term, Int, Attributes) -> Term,
        formula: @escaping PrimitiveRule.Formula,
        convention: @escaping @Sendable (FormulaContext, Int) -> String? = { _, _ in nil }
    ) -> PrimitiveRule {
        PrimitiveRule(
            arity: 2...2, resultType: .floating,
            shape: { shapes, attributes throws(TensorError) in
                guard shapes[0] == shapes[1], shapes[0].count > 0 else {
                    throw TensorError(
                        "\(word) compares two tensors of one shape, found \(shapes[0]) and "
                            + "\(shapes[1])",
                        fix: shapes[0] == shapes[1]
                            ? "they need at least one element"
                            : "give the targets the shape of what they are compared with")
                }
                return LossSum(attributes).shape(of: shapes[0])
            },
            forward: { operands, attributes, _ throws(TensorError) in
                let (p, t) = (Term(operands[0]).floating, Term(operands[1]).floating)
                return LossSum(attributes).value(loss(p, t, attributes).tensor)
            },
            derivative: { context, operand in
                let (p, t) = (context.operands[0].floating, context.operands[1].floating)
                let weight = LossSum(context.attributes).weight(context.cotangent, p.shape)
                return weight * slope(p, t, operand, context.attributes)
            },
            formula: { context, operand in
                let divisor = LossSum(context.attributes).divisor(context.shapes[0].count)
                return formula(context, operand) + (divisor == 1 ? "" : " / \(divisor)")
                    + (convention(context, operand).map { ", " + $0 } ?? "")
            })
    }
}

extension FormulaContext {
    /// What a derivative by sign is where prediction and target are equal, if they are.
    fileprivate var zeroAtEqual: String? {
        isAtKink ? "0 at \(names[0]) = \(names[1])" : nil
    }

    /// The product of target and prediction that a hinge looks at.
    fileprivate var margin: String { "\(factor(1)) · \(factor(0))" }
}

/// What becomes of the losses of all samples, and of the gradient on its way back to them.
struct LossSum {
    private let reduction: LossReduction

    init(_ attributes: Attributes) { reduction = attributes.options.reduction ?? .mean }

    /// The loss's shape for the shape of the samples.
    func shape(of samples: Shape) -> Shape { reduction == .none ? samples : [] }

    /// By how much each sample's loss is divided.
    func divisor(_ count: Int) -> Int { reduction == .mean ? count : 1 }

    func value(_ losses: Tensor) -> Tensor {
        Kernel.checked { () throws(TensorError) in
            switch reduction {
            case .mean: try losses.mean()
            case .sum: try losses.sum()
            case .none: losses
            }
        }
    }

    /// The cotangent that each sample gets.
    func weight(_ cotangent: Term, _ samples: Shape) -> Term {
        cotangent * (1 / Double(divisor(samples.count)))
    }
}
