import GradusTensors

/// Losses of samples that belong to classes, which lie along the last axis of the
/// predictions; means and sums are over the samples.
enum ClassLossRules {
    /// Operands: probabilities and targets of one shape. A probability below the smallest
    /// normal number counts as that number; there the loss is constant and its derivative 0.
    static let categorical = dense(
        loss: { p, t in -(t * p.maximum(p.smallest).log).sum([p.rank - 1]) },
        slope: { p, t, operand in
            let clipped = p.maximum(p.smallest)
            guard operand == 0 else { return -clipped.log }
            return (-(t / clipped)).dropped(where: p.less(p.smallest))
        },
        formula: { context, operand, rows in
            let (p, t) = (context.factor(0), context.factor(1))
            guard operand == 0 else {
                return context.noting(
                    "−log(\(context.names[0]))" + (rows == 1 ? "" : " / \(rows)"),
                    "finite at \(context.names[0]) = 0", operand: 0
                ) { $0 == 0 }
            }
            return context.noting(
                "−\(t) / " + (rows == 1 ? p : "(\(rows) · \(p))"),
                "0 at \(context.names[0]) = 0", operand: 0
            ) { $0 == 0 }
        })

    static let categoricalWithLogits = dense(
        loss: { z, t in -(t * z.logSoftmax).sum([z.rank - 1]) },
        slope: { z, t, operand in
            guard operand == 0 else { return -z.logSoftmax }
            return z.logSoftmax.exp * t.sum([z.rank - 1]) - t
        },
        formula: { context, operand, rows in
            let share = rows == 1 ? "" : " / \(rows)"
            return operand == 0
                ? "(softmax(\(context.names[0])) − \(context.factor(1)))" + share
                : "−log_softmax(\(context.names[0]))" + share
        })

    /// Operands: probabilities `[…, classes]` and the places of the classes `[…]`.
    static let sparse = picked(
        loss: { p, places in
            -p.applying(.takeAlong, [places], Attributes(axis: -1)).maximum(p.smallest).log
        },
        slope: { p, places in
            let own = p.applying(.takeAlong, [places], Attributes(axis: -1))
            let slope = (-1 / own.maximum(p.smallest)).dropped(where: own.less(p.smallest))
            return slope.applying(.scatterAlong, [places], Attributes(axis: -1, shape: p.shape))
        },
        formula: { "−1 / \($0.factor(0)) at the class" },
        convention: { "0 at \($0.names[0]) = 0" })

    static let sparseWithLogits = picked(
        loss: { z, places in
            -z.logSoftmax.applying(.takeAlong, [places], Attributes(axis: -1))
        },
        slope: { z, places in
            let ones = Term(Tensor.ones(places.shape, dtype: z.dtype))
            return z.logSoftmax.exp
                - ones.applying(.scatterAlong, [places], Attributes(axis: -1, shape: z.shape))
        },
        formula: { "softmax(\($0.names[0])) − 1 at the class" })

    private static func dense(
        loss: @escaping @Sendable (Term, Term) -> Term,
        slope: @escaping @Sendable (Term, Term, Int) -> Term,
        formula: @escaping @Sendable (FormulaContext, Int, Int) -> String
    ) -> PrimitiveRule {
        PrimitiveRule(
            arity: 2...2, resultType: .floating,
            shape: { shapes, attributes throws(TensorError) in
                guard shapes[0] == shapes[1], shapes[0].rank >= 1, shapes[0].count > 0 else {
                    throw TensorError(
                        "categorical_crossentropy compares two tensors of one shape, found "
                            + "\(shapes[0]) and \(shapes[1])",
                        fix: shapes[0] == shapes[1]
                            ? "they need at least one element and 1 axes"
                            : "give the targets the shape of what they are compared with")
                }
                return LossSum(attributes).shape(of: samples(shapes[0]))
            },
            forward: { operands, attributes, _ throws(TensorError) in
                let (p, t) = (Term(operands[0]).floating, Term(operands[1]).floating)
                let losses = loss(p, t).reshaped(to: samples(p.shape))
                return LossSum(attributes).value(losses.tensor)
            },
            derivative: { context, operand in
                let (p, t) = (context.operands[0].floating, context.operands[1].floating)
                return weight(context, p.shape) * slope(p, t, operand)
            },
            formula: { context, operand in
                let rows = samples(context.shapes[0]).count
                return formula(context, operand, LossSum(context.attributes).divisor(rows))
            })
    }

    private static func picked(
        loss: @escaping @Sendable (Term, Term) -> Term,
        slope: @escaping @Sendable (Term, Term) -> Term,
        formula: @escaping @Sendable (FormulaContext) -> String,
        convention: (@Sendable (FormulaContext) -> String)? = nil
    ) -> PrimitiveRule {
        PrimitiveRule(
            arity: 2...2, differentiable: { $0 == 0 }, resultType: .floatingFirst,
            shape: { shapes, attributes throws(TensorError) in
                guard shapes[0].rank >= 1, samples(shapes[0]) == shapes[1], shapes[0].count > 0
                else {
                    throw TensorError(
                        "sparse_categorical_crossentropy compares (…, classes) with the places "
                            + "of classes (…), found \(shapes[0]) and \(shapes[1])",
                        fix: "for one-hot targets use categorical_crossentropy")
                }
                return LossSum(attributes).shape(of: shapes[1])
            },
            forward: { operands, attributes, _ throws(TensorError) in
                let p = Term(operands[0]).floating
                let classes = Int64(p.shape[-1])
                guard !operands[1].dtype.isFloating, operands[1].dtype != .bool,
                    operands[1].doubles().allSatisfy({ $0 >= 0 && $0 < Double(classes) })
                else {
                    throw TensorError(
                        "sparse_categorical_crossentropy needs integers from 0 to \(classes - 1)",
                        fix: "give each sample the place of its class")
                }
                let losses = loss(p, column(Term(operands[1]), p.shape))
                    .reshaped(to: operands[1].shape)
                return LossSum(attributes).value(losses.tensor)
            },
            derivative: { context, _ in
                let p = context.operands[0].floating
                let places = context.operands[1]
                guard !places.dtype.isFloating, places.dtype != .bool else {
                    return p.zeros(p.shape)
                }
                return weight(context, p.shape) * slope(p, column(places, p.shape))
            },
            formula: { context, _ in
                let rows = LossSum(context.attributes).divisor(context.shapes[1].count)
                let whole = formula(context) + (rows == 1 ? "" : " / \(rows)")
                guard let convention else { return whole }
                return context.noting(whole, convention(context), operand: 0) { $0 == 0 }
            })
    }

    /// All axes but the last.
    private static func samples(_ shape: Shape) -> Shape {
        Shape(Array(shape.dimensions.dropLast()))
    }

    /// The places of the classes with an axis for the class.
    private static func column(_ places: Term, _ shape: Shape) -> Term {
        places.reshaped(to: Shape(shape.dimensions.dropLast() + [1]))
    }

    /// The cotangent of each sample with an axis for its classes.
    private static func weight(_ context: DerivativeContext, _ shape: Shape) -> Term {
        let weight = LossSum(context.attributes).weight(context.cotangent, samples(shape))
        return weight.rank == 0
            ? weight : weight.reshaped(to: Shape(weight.shape.dimensions + [1]))
    }
}

extension Term {
    /// The logarithm of softmax along the last axis.
    fileprivate var logSoftmax: Term { applying(.logSoftmax, [], Attributes(axis: -1)) }

    /// The smallest normal number of the dtype.
    fileprivate var smallest: Term {
        switch dtype {
        case .float64: constant(Double.leastNormalMagnitude)
        case .float32: constant(Double(Float.leastNormalMagnitude))
        default: constant(0x1p-14)
        }
    }
}
