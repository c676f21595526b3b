import GradusTensors

/// Parts of tensors, and tensors put together: gradients go to the places that were read.
/// They come in pairs of which each is the derivative of the other.
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
            context.cotangent.applying(
                .place, [],
                Attributes(shape: context.operands[0].shape, slices: context.attributes.slices))
        },
        formula: { _, _ in "1 where read" },
        expression: { names, attributes in
            FormulaText.factor(names[0]) + SliceView.text(attributes.slices ?? [])
        })

    static let place = PrimitiveRule(
        arity: 1...1, resultType: .operand(0),
        shape: { shapes, attributes throws(TensorError) in
            guard let target = attributes.shape else {
                throw TensorError("place needs the shape to produce")
            }
            let slice = try SliceView(target, attributes.slices ?? []).shape
            guard slice == shapes[0] else {
                throw TensorError(
                    "a tensor of shape \(shapes[0]) cannot be placed in a slice of shape \(slice)")
            }
            return target
        },
        forward: { operands, attributes, shape throws(TensorError) in
            let result = Tensor(zeros: shape, dtype: operands[0].dtype)
            let slice = try SliceView(shape, attributes.slices ?? [])
            Kernel.write(operands[0], into: slice.view(of: result))
            return result
        },
        derivative: { context, _ in
            context.cotangent.applying(
                .indexed, [], Attributes(slices: context.attributes.slices))
        },
        formula: { _, _ in "1 where placed" })

    static let take = PrimitiveRule(
        arity: 2...2, differentiable: { $0 == 0 }, resultType: .operand(0),
        shape: { shapes, attributes throws(TensorError) in
            let axis = try shapes[0].normalized(axis: attributes.axis ?? 0)
            return try pickedShape(shapes[0], axis, shapes[1])
        },
        forward: { operands, attributes, _ throws(TensorError) in
            let axis = try operands[0].shape.normalized(axis: attributes.axis ?? 0)
            return try operands[0].indexed(by: items(operands[1], axis))
        },
        derivative: { context, _ in
            context.cotangent.applying(
                .scatterAdd, [context.operands[1]],
                Attributes(axis: context.attributes.axis ?? 0, shape: context.operands[0].shape))
        },
        formula: { _, _ in "1 where read" },
        expression: { names, _ in FormulaText.factor(names[0]) + "[\(names[1])]" })

    static let scatterAdd = PrimitiveRule(
        arity: 2...2, differentiable: { $0 == 0 }, resultType: .operand(0),
        shape: { shapes, attributes throws(TensorError) in
            guard let target = attributes.shape else {
                throw TensorError("scatter_add needs the shape to produce")
            }
            let axis = try target.normalized(axis: attributes.axis ?? 0)
            let expected = try pickedShape(target, axis, shapes[1])
            guard expected == shapes[0] else {
                throw TensorError("scatter_add takes shape \(expected), found \(shapes[0])")
            }
            return target
        },
        forward: { operands, attributes, shape throws(TensorError) in
            let axis = try shape.normalized(axis: attributes.axis ?? 0)
            let zeros = Tensor(zeros: shape, dtype: operands[0].dtype)
            // Places read from a damaged file may be out of range: nothing flows to them.
            let items = try? items(operands[1], axis)
            return items.flatMap { try? zeros.accumulating(operands[0], at: $0) } ?? zeros
        },
        derivative: { context, _ in
            context.cotangent.applying(
                .take, [context.operands[1]], Attributes(axis: context.attributes.axis ?? 0))
        },
        formula: { _, _ in "1 where added" })

    static let takeAlong = PrimitiveRule(
        arity: 2...2, differentiable: { $0 == 0 }, resultType: .operand(0),
        shape: { shapes, attributes throws(TensorError) in
            try checkAlong(shapes[1], shapes[0], attributes)
            return shapes[1]
        },
        forward: { operands, attributes, shape throws(TensorError) in
            let places = try flatPlaces(operands[1], in: operands[0].shape, attributes)
            return try operands[0].flattened().indexed(by: [.integers(places)])
                .reshaped(to: shape)
        },
        derivative: { context, _ in
            context.cotangent.applying(
                .scatterAlong, [context.operands[1]],
                Attributes(axis: context.attributes.axis ?? -1, shape: context.operands[0].shape))
        },
        formula: { _, _ in "1 where read" })

    static let scatterAlong = PrimitiveRule(
        arity: 2...2, differentiable: { $0 == 0 }, resultType: .operand(0),
        shape: { shapes, attributes throws(TensorError) in
            guard let target = attributes.shape, shapes[0] == shapes[1] else {
                throw TensorError(
                    "put_along_axis takes as many values as places, found \(shapes[0]) and "
                        + "\(shapes[1])")
            }
            try checkAlong(shapes[1], target, attributes)
            return target
        },
        forward: { operands, attributes, shape throws(TensorError) in
            guard let places = try? flatPlaces(operands[1], in: shape, attributes) else {
                return Tensor(zeros: shape, dtype: operands[0].dtype)
            }
            return try Tensor(zeros: [shape.count], dtype: operands[0].dtype)
                .accumulating(operands[0].flattened(), at: [.integers(places)])
                .reshaped(to: shape)
        },
        derivative: { context, _ in
            context.cotangent.applying(
                .takeAlong, [context.operands[1]], Attributes(axis: context.attributes.axis ?? -1))
        },
        formula: { _, _ in "1 where added" })

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
            let axis = (try? shape.normalized(axis: context.attributes.axis ?? 0)) ?? 0
            let start = context.operands[..<operand].reduce(0) { $0 + $1.shape[axis] }
            return context.cotangent.slice(axis, from: start, count: shape[axis])
        },
        formula: { _, _ in "its own part" })

    static let stack = PrimitiveRule(
        arity: 1...Int.max, resultType: .promoted,
        shape: { shapes, attributes throws(TensorError) in
            if let other = shapes.first(where: { $0 != shapes[0] }) {
                throw TensorError(
                    "all input arrays must have the same shape: \(shapes[0]) and \(other) cannot "
                        + "be stacked")
            }
            let axis = try stackAxis(attributes, shapes[0])
            var dimensions = shapes[0].dimensions
            dimensions.insert(shapes.count, at: axis)
            return try Shape.checked(dimensions)
        },
        forward: { operands, attributes, _ throws(TensorError) in
            try Tensor.stack(operands, axis: attributes.axis ?? 0)
        },
        derivative: { context, operand in
            let shape = context.operands[operand].shape
            let axis = (try? stackAxis(context.attributes, shape)) ?? 0
            var slices = shape.dimensions.map { AxisSlice.range(start: 0, step: 1, count: $0) }
            slices.insert(.index(operand), at: axis)
            return context.cotangent.applying(.indexed, [], Attributes(slices: slices))
        },
        formula: { _, _ in "its own part" })

    /// The new axis among those of the result, from the front.
    private static func stackAxis(
        _ attributes: Attributes, _ shape: Shape
    ) throws(TensorError) -> Int {
        let (axis, rank) = (attributes.axis ?? 0, shape.rank + 1)
        guard axis >= -rank, axis < rank else {
            throw TensorError(
                "axis \(axis) is out of bounds for array of dimension \(rank)", kind: .axis)
        }
        return axis < 0 ? axis + rank : axis
    }

    /// The shape of what integers pick along an axis.
    private static func pickedShape(
        _ shape: Shape, _ axis: Int, _ places: Shape
    ) throws(TensorError) -> Shape {
        let lengths = shape.dimensions
        return try Shape.checked(
            Array(lengths[..<axis]) + places.dimensions + Array(lengths[(axis + 1)...]))
    }

    /// The index of `take`: whole axes before the one that is picked from.
    private static func items(_ places: Tensor, _ axis: Int) throws(TensorError) -> [IndexItem] {
        guard !places.dtype.isFloating, places.dtype != .bool else {
            throw TensorError("indices are integers, found \(places.dtype)")
        }
        return [IndexItem](repeating: .all, count: axis) + [.integers(places.astype(.int64))]
    }

    /// Places along an axis have the operand's shape but for that axis.
    private static func checkAlong(
        _ places: Shape, _ shape: Shape, _ attributes: Attributes
    ) throws(TensorError) {
        let axis = try shape.normalized(axis: attributes.axis ?? -1)
        guard places.rank == shape.rank,
            shape.dimensions.indices.allSatisfy({
                $0 == axis || places.dimensions[$0] == shape.dimensions[$0]
            })
        else {
            throw TensorError(
                "places of shape \(places) do not lie along axis \(axis) of shape \(shape)",
                fix: "all other axes must be equal")
        }
    }

    /// The places in the flattened operand.
    private static func flatPlaces(
        _ places: Tensor, in shape: Shape, _ attributes: Attributes
    ) throws(TensorError) -> Tensor {
        guard !places.dtype.isFloating, places.dtype != .bool else {
            throw TensorError("places are integers, found \(places.dtype)")
        }
        let axis = try shape.normalized(axis: attributes.axis ?? -1)
        let length = Int64(shape[axis])
        let inner = shape.dimensions[(axis + 1)...].reduce(1, *)
        let picked = places.shape[axis]
        var flat = places.astype(.int64).elements(as: Int64.self)
        for index in flat.indices {
            let place = flat[index] < 0 ? flat[index] + length : flat[index]
            guard place >= 0, place < length else {
                throw TensorError(
                    "index \(flat[index]) is out of bounds for axis \(axis) with size \(length)",
                    kind: .index)
            }
            let (outer, rest) = index.quotientAndRemainder(dividingBy: inner * picked)
            flat[index] = (Int64(outer) * length + place) * Int64(inner) + Int64(rest % inner)
        }
        return Tensor(flat, shape: [flat.count])
    }
}
