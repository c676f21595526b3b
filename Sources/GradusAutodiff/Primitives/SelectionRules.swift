import GradusTensors

/// Parts of tensors, and tensors put together: gradients go to the places that were read.
enum SelectionRules {
    static let indexed = PrimitiveRule(
        arity: 1...1, resultType: .operand(0),
        shape: { shapes, attributes throws(TensorError) in
            try SliceView(shapes[0], attributes.slices ?? []).shape
        },
        forward: { operands, attributes, _ throws(TensorError) in
            try SliceView(operands[0].shape, attributes.slices ?? []).view(of: operands[0])
        },
        derivative: { context, _ in
            let operand = context.operands[0]
            let result = Tensor(zeros: operand.shape, dtype: context.cotangent.dtype)
            guard let slice = try? SliceView(operand.shape, context.attributes.slices ?? [])
            else { return result }
            slice.view(of: result).write(context.cotangent)
            return result
        },
        formula: { _, _ in "1 where read" },
        expression: { names, attributes in
            FormulaText.factor(names[0]) + SliceView.text(attributes.slices ?? [])
        })

    static let take = PrimitiveRule(
        arity: 2...2, differentiable: { $0 == 0 }, resultType: .operand(0),
        shape: { shapes, attributes throws(TensorError) in
            let axis = try shapes[0].normalized(axis: attributes.axis ?? 0)
            let lengths = shapes[0].dimensions
            return try Shape.checked(
                Array(lengths[..<axis]) + shapes[1].dimensions + Array(lengths[(axis + 1)...]))
        },
        forward: { operands, attributes, _ throws(TensorError) in
            try operands[0].indexed(by: items(operands, attributes))
        },
        derivative: { context, _ in
            let zeros = Tensor(zeros: context.operands[0].shape, dtype: context.cotangent.dtype)
            // Indices read from a damaged file may be out of range: nothing flows to them.
            let items = try? items(context.operands, context.attributes)
            return items.flatMap { try? zeros.accumulating(context.cotangent, at: $0) } ?? zeros
        },
        formula: { _, _ in "1 where read" },
        expression: { names, _ in FormulaText.factor(names[0]) + "[\(names[1])]" })

    static let concatenate = PrimitiveRule(
        arity: 1...Int.max, resultType: .promoted,
        shape: { shapes, attributes throws(TensorError) in
            let axis = try shapes[0].normalized(axis: attributes.axis ?? 0)
            var dimensions = shapes[0].dimensions
            for shape in shapes.dropFirst() {
                guard shape.rank == shapes[0].rank,
                    dimensions.indices.allSatisfy({
                        $0 == axis || dimensions[$0] == shape.dimensions[$0]
                    })
                else {
                    throw TensorError(
                        "cannot concatenate shapes \(shapes[0]) and \(shape) along axis \(axis)",
                        fix: "all other axes must be equal")
                }
                let (sum, overflow) = dimensions[axis].addingReportingOverflow(shape[axis])
                guard !overflow else { throw TensorError("Maximum allowed size exceeded") }
                dimensions[axis] = sum
            }
            return try Shape.checked(dimensions)
        },
        forward: { operands, attributes, _ throws(TensorError) in
            try Tensor.concatenate(operands, axis: attributes.axis ?? 0)
        },
        derivative: { context, operand in
            let shape = context.operands[operand].shape
            guard let axis = try? shape.normalized(axis: context.attributes.axis ?? 0) else {
                return Tensor(zeros: shape, dtype: context.cotangent.dtype)
            }
            var slices = shape.dimensions.map { AxisSlice.range(start: 0, step: 1, count: $0) }
            let start = context.operands[..<operand].reduce(0) { $0 + $1.shape[axis] }
            slices[axis] = .range(start: start, step: 1, count: shape[axis])
            return (try? SliceView(context.cotangent.shape, slices))?.view(of: context.cotangent)
                ?? Tensor(zeros: shape, dtype: context.cotangent.dtype)
        },
        formula: { _, _ in "its own part" })

    /// The index of `take`: whole axes before the one that is picked from.
    private static func items(
        _ operands: [Tensor], _ attributes: Attributes
    ) throws(TensorError) -> [IndexItem] {
        guard operands[1].dtype == .int64 else {
            throw TensorError("indices are int64, found \(operands[1].dtype)")
        }
        let axis = try operands[0].shape.normalized(axis: attributes.axis ?? 0)
        return [IndexItem](repeating: .all, count: axis) + [.integers(operands[1])]
    }
}
