import GradusTensors

/// Reductions over all axes, or over `axes`, which stay with length 1 where `keepDims` says so.
enum ReductionRules {
    static let sum = rule(
        type: .summed,
        { tensor, axes, keep throws(TensorError) in try tensor.sum(axis: axes, keepDims: keep) },
        derivative: { context, wide in
            Kernel.broadcast(wide, to: context.operands[0].shape)
        },
        formula: { _ in "1" })

    static let mean = rule(
        type: .floating,
        { tensor, axes, keep throws(TensorError) in try tensor.mean(axis: axes, keepDims: keep) },
        derivative: { context, wide in
            let count = context.operands[0].size / Swift.max(1, context.output.size)
            let each = Kernel.scale(wide, by: 1 / Double(count))
            return Kernel.broadcast(each, to: context.operands[0].shape)
        },
        formula: { context in
            let reduced = try? ReductionAxes(context.shapes[0], context.attributes)
            return "1 / \(reduced?.count ?? 1)"
        })

    static let max = extremum("max") { tensor, axes, keep throws(TensorError) in
        try tensor.max(axis: axes, keepDims: keep)
    }
    static let min = extremum("min") { tensor, axes, keep throws(TensorError) in
        try tensor.min(axis: axes, keepDims: keep)
    }

    private typealias Reduce = @Sendable (Tensor, [Int], Bool) throws(TensorError) -> Tensor

    /// The largest or smallest: equal elements share the gradient evenly.
    private static func extremum(_ word: String, _ reduce: @escaping Reduce) -> PrimitiveRule {
        rule(
            reduce,
            derivative: { context, wide in
                let operand = context.operands[0]
                let axes = ReductionAxes.accepted(operand.shape, context.attributes)
                let found = Kernel.reshape(context.output, to: axes.kept)
                let equal = Kernel.combine(.equal, operand, found).astype(wide.dtype)
                let share = Kernel.divide(wide, Kernel.sum(equal, axes: axes.axes))
                return Kernel.multiply(equal, share)
            },
            formula: { "1[\($0.names[0]) = \(word)]" })
    }

    /// A row; the derivative gets the cotangent with the reduced axes as length 1.
    private static func rule(
        type: PrimitiveRule.ResultType = .operand(0), _ reduce: @escaping Reduce,
        derivative: @escaping @Sendable (DerivativeContext, Tensor) -> Tensor,
        formula: @escaping @Sendable (FormulaContext) -> String
    ) -> PrimitiveRule {
        PrimitiveRule(
            arity: 1...1, resultType: type,
            shape: { shapes, attributes throws(TensorError) in
                let axes = try ReductionAxes(shapes[0], attributes)
                return attributes.keepDims ? axes.kept : axes.removed
            },
            forward: { operands, attributes, _ throws(TensorError) in
                let axes = try ReductionAxes(operands[0].shape, attributes)
                return try reduce(operands[0], axes.axes, attributes.keepDims)
            },
            derivative: { context, _ in
                let axes = ReductionAxes.accepted(context.operands[0].shape, context.attributes)
                return derivative(context, Kernel.reshape(context.cotangent, to: axes.kept))
            },
            formula: { context, _ in formula(context) })
    }
}

/// The axes that a reduction removes from a shape.
struct ReductionAxes {
    /// The axes from the front, in order.
    let axes: [Int]
    /// The shape with them as length 1.
    let kept: Shape
    /// The shape without them.
    let removed: Shape
    /// How many elements become one.
    let count: Int

    /// Resolves `attributes.axes`; throws for one that is out of range or named twice.
    init(_ shape: Shape, _ attributes: Attributes) throws(TensorError) {
        var chosen = [Bool](repeating: attributes.axes == nil, count: shape.rank)
        for axis in attributes.axes ?? [] {
            let place = try shape.normalized(axis: axis)
            guard !chosen[place] else { throw TensorError("duplicate value in 'axis'") }
            chosen[place] = true
        }
        self.init(shape, chosen)
    }

    /// As above for attributes that the shape rule accepted.
    static func accepted(_ shape: Shape, _ attributes: Attributes) -> ReductionAxes {
        (try? ReductionAxes(shape, attributes))
            ?? ReductionAxes(shape, [Bool](repeating: true, count: shape.rank))
    }

    private init(_ shape: Shape, _ chosen: [Bool]) {
        let lengths = shape.dimensions
        axes = lengths.indices.filter { chosen[$0] }
        kept = Shape(lengths.indices.map { chosen[$0] ? 1 : lengths[$0] })
        removed = Shape(lengths.indices.filter { !chosen[$0] }.map { lengths[$0] })
        count = lengths.indices.filter { chosen[$0] }.reduce(1) { $0 * lengths[$1] }
    }
}
