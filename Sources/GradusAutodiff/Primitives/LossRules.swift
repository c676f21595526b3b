import GradusTensors

/// Softmax and losses, in forms that neither overflow nor take the logarithm of zero.
enum LossRules {
    static let softmax = normalised(
        forward: { shifted, axis throws(TensorError) in
            let powers = try shifted.applying(.exp)
            return try powers.combining(.divide, powers.sum(axis: [axis], keepDims: true))
        },
        derivative: { context, axis in
            let weighted = Kernel.multiply(context.cotangent, context.output)
            let mean = Kernel.sum(weighted, axes: [axis])
            return Kernel.multiply(context.output, Kernel.subtract(context.cotangent, mean))
        },
        formula: "diag(s) − s · sᵀ")

    static let logSoftmax = normalised(
        forward: { shifted, axis throws(TensorError) in
            let total = try shifted.applying(.exp).sum(axis: [axis], keepDims: true)
            return try shifted.combining(.subtract, total.applying(.log))
        },
        derivative: { context, axis in
            let total = Kernel.sum(context.cotangent, axes: [axis])
            let share = Kernel.multiply(Kernel.apply(.exp, context.output), total)
            return Kernel.subtract(context.cotangent, share)
        },
        formula: "I − 1 · softmaxᵀ")

    /// Operands: probabilities and targets of one shape, the classes along the last axis.
    /// A probability below the smallest normal number counts as that number; there the loss
    /// is constant and its derivative 0.
    static let categoricalCrossEntropy = PrimitiveRule(
        arity: 2...2, resultType: .floating,
        shape: { shapes, _ throws(TensorError) in
            try checkPair("categorical_crossentropy", shapes, minimumRank: 1)
        },
        forward: { operands, _, _ throws(TensorError) in
            let probabilities = operands[0].asFloating
            let logarithms = try probabilities.combining(.maximum, probabilities.smallest)
                .applying(.log)
            let total = try logarithms.combining(.multiply, operands[1]).sum()
            return Kernel.scale(total, by: -1 / rows(operands[0]))
        },
        derivative: { context, operand in
            let (probabilities, targets) = (context.operands[0].asFloating, context.operands[1])
            let smallest = probabilities.smallest
            let clipped = Kernel.combine(.maximum, probabilities, smallest)
            let weight = Kernel.scale(context.cotangent, by: -1 / rows(probabilities))
            guard operand == 0 else {
                return Kernel.multiply(weight, Kernel.apply(.log, clipped))
            }
            let slope = Kernel.multiply(weight, Kernel.divide(targets, clipped))
            let tiny = Kernel.combine(.less, probabilities, smallest)
            return Kernel.choose(tiny, Kernel.constant(0, slope.dtype), slope)
        },
        formula: { context, operand in
            let rows = rows(context.shapes[0])
            let share = rows == 1 ? "" : "\(rows) · "
            return operand == 0
                ? "−\(context.factor(1)) / "
                    + (rows == 1 ? context.factor(0) : "(\(share)\(context.factor(0)))")
                : "−log(\(context.names[0]))" + (rows == 1 ? "" : " / \(rows)")
        })

    static let meanSquaredError = PrimitiveRule(
        arity: 2...2, resultType: .floating,
        shape: { shapes, _ throws(TensorError) in
            try checkPair("mean_squared_error", shapes, minimumRank: 0)
        },
        forward: { operands, _, _ throws(TensorError) in
            let difference = try operands[0].asFloating.combining(.subtract, operands[1])
            return try difference.applying(.square).mean()
        },
        derivative: { context, operand in
            let difference = Kernel.combine(
                .subtract, context.operands[0].asFloating, context.operands[1])
            let size = Double(Swift.max(1, difference.size))
            let weight = Kernel.scale(context.cotangent, by: (operand == 0 ? 2 : -2) / size)
            return Kernel.multiply(weight, difference)
        },
        formula: { context, operand in
            let (own, other) = (context.factor(operand), context.factor(1 - operand))
            let size = context.shapes[0].count
            return "2 · (\(own) − \(other))" + (size == 1 ? "" : " / \(size)")
        })

    /// Two operands of one shape, to a scalar.
    private static func checkPair(
        _ word: String, _ shapes: [Shape], minimumRank: Int
    ) throws(TensorError) -> Shape {
        guard shapes[0] == shapes[1], shapes[0].rank >= minimumRank, shapes[0].count > 0 else {
            throw TensorError(
                "\(word) compares two tensors of one shape, found \(shapes[0]) and \(shapes[1])",
                fix: shapes[0] == shapes[1]
                    ? "they need at least one element and \(minimumRank) axes"
                    : "give the targets the shape of what they are compared with")
        }
        return []
    }

    /// The number of samples: all axes but the last.
    private static func rows(_ shape: Shape) -> Int { shape.dimensions.dropLast().reduce(1, *) }
    private static func rows(_ tensor: Tensor) -> Double { Double(rows(tensor.shape)) }

    /// A row for softmax and its logarithm: the largest element is taken off first, which
    /// changes nothing but the range.
    private static func normalised(
        forward: @escaping @Sendable (Tensor, Int) throws(TensorError) -> Tensor,
        derivative: @escaping @Sendable (DerivativeContext, Int) -> Tensor, formula: String
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
    fileprivate var asFloating: Tensor { dtype.isFloating ? self : astype(.float64) }

    /// The smallest normal number of the dtype.
    fileprivate var smallest: Tensor {
        Kernel.constant(
            dtype == .float32
                ? Double(Float.leastNormalMagnitude) : Double.leastNormalMagnitude, dtype)
    }
}
