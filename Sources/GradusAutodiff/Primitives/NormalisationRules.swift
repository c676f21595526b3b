import GradusTensors

/// Elements seen against those beside them.
enum NormalisationRules {
    static let softmax = alongAxis(
        forward: { shifted, axis throws(TensorError) in
            let powers = try shifted.applying(.exp)
            return try powers.combining(.divide, powers.sum(axis: [axis], keepDims: true))
        },
        derivative: { context, axis in
            let y = context.output
            return y * (context.cotangent - (context.cotangent * y).sum([axis]))
        },
        formula: "diag(s) − s · sᵀ")

    static let logSoftmax = alongAxis(
        forward: { shifted, axis throws(TensorError) in
            let total = try shifted.applying(.exp).sum(axis: [axis], keepDims: true)
            return try shifted.combining(.subtract, total.applying(.log))
        },
        derivative: { context, axis in
            context.cotangent - context.output.exp * context.cotangent.sum([axis])
        },
        formula: "I − 1 · softmaxᵀ")

    /// What layer and batch normalisation have in common, before scale and shift. All three
    /// ways lead back: through the element, the mean and the deviation.
    static let standardize = PrimitiveRule(
        arity: 1...1, resultType: .floating,
        shape: { shapes, attributes throws(TensorError) in
            _ = try ReductionAxes(shapes[0], attributes)
            return shapes[0]
        },
        forward: { operands, attributes, shape throws(TensorError) in
            let axes = try ReductionAxes(shape, attributes).axes
            let operand = operands[0].asFloating
            let epsilon = attributes.number(0, default: 1e-5)
            let mean = try operand.mean(axis: axes, keepDims: true)
            let spread = try operand.variance(axis: axes, keepDims: true)
                .combining(.add, .floating(epsilon)).applying(.sqrt)
            return try operand.combining(.subtract, mean).combining(.divide, spread)
        },
        derivative: { context, _ in
            let x = context.operands[0].floating
            let axes = ReductionAxes.accepted(x.shape, context.attributes).axes
            let spread =
                (x.applying(.variance, [], Attributes(axes: axes, keepDims: true))
                + context.attributes.number(0, default: 1e-5)).sqrt
            let (y, cotangent) = (context.output, context.cotangent)
            let rest = cotangent - cotangent.mean(axes) - y * (cotangent * y).mean(axes)
            return rest / spread
        },
        formula: { context, _ in
            let count = (try? ReductionAxes(context.shapes[0], context.attributes))?.count ?? 1
            return "(I − (1 + y · yᵀ) / \(count)) / σ"
        })

    /// The mask follows from the seed and the shape alone, so that it is the same for values,
    /// gradients and replays.
    static let dropout = PrimitiveRule(
        arity: 1...1, resultType: .floating,
        shape: { shapes, attributes throws(TensorError) in
            let rate = attributes.number(0, default: 0.5)
            guard rate >= 0, rate <= 1 else {
                throw TensorError("a dropout probability is from 0 to 1, found \(rate)")
            }
            return shapes[0]
        },
        forward: { operands, attributes, shape throws(TensorError) in
            let rate = attributes.number(0, default: 0.5)
            let operand = operands[0].asFloating
            var stream = RandomStream(seed: attributes.options.seed ?? 0)
            let kept = try stream.random(shape).combining(.greaterEqual, .floating(rate))
            let scaled =
                rate < 1 ? try operand.combining(.divide, .floating(1 - rate)) : operand
            return Kernel.choose(kept, scaled, Kernel.constant(0, operand.dtype))
        },
        derivative: { context, _ in
            context.cotangent.applying(.dropout, [], context.attributes)
        },
        formula: { context, _ in
            let rate = context.attributes.number(0, default: 0.5)
            return rate < 1 ? "1[kept] / \(GraphViewBuilder.text(1 - rate))" : "0"
        })

    /// A row for softmax and its logarithm: the largest element is taken off first, which
    /// changes nothing but the range.
    private static func alongAxis(
        forward: @escaping @Sendable (Tensor, Int) throws(TensorError) -> Tensor,
        derivative: @escaping @Sendable (DerivativeContext, Int) -> Term, formula: String
    ) -> PrimitiveRule {
        PrimitiveRule(
            arity: 1...1, resultType: .floating,
            shape: { shapes, attributes throws(TensorError) in
                _ = try shapes[0].normalized(axis: attributes.axis ?? -1)
                return shapes[0]
            },
            forward: { operands, attributes, shape throws(TensorError) in
                let axis = try shape.normalized(axis: attributes.axis ?? -1)
                let operand = operands[0].asFloating
                guard operand.size > 0 else { return operand }
                let largest = try operand.max(axis: [axis], keepDims: true)
                return try forward(operand.combining(.subtract, largest), axis)
            },
            derivative: { context, _ in
                guard context.output.size > 0,
                    let axis = try? context.output.shape.normalized(
                        axis: context.attributes.axis ?? -1)
                else { return context.cotangent }
                return derivative(context, axis)
            },
            formula: { _, _ in formula })
    }
}

extension Tensor {
    /// Integers and bool as float64.
    var asFloating: Tensor { dtype.isFloating ? self : astype(.float64) }
}
