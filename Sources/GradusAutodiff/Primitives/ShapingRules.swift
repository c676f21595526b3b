import GradusTensors

/// The same elements in another layout: the gradient takes the way back.
enum ShapingRules {
    static let reshape = PrimitiveRule(
        arity: 1...1, resultType: .operand(0),
        shape: { shapes, attributes throws(TensorError) in
            guard let target = attributes.shape else {
                throw TensorError("reshape needs the shape to produce")
            }
            guard target.count == shapes[0].count else {
                throw TensorError(
                    "cannot reshape array of size \(shapes[0].count) into shape \(target)",
                    fix: "\(shapes[0]) has \(shapes[0].count) elements, \(target) needs "
                        + "\(target.count)")
            }
            return target
        },
        forward: { operands, _, shape throws(TensorError) in try operands[0].reshaped(to: shape) },
        derivative: { context, _ in context.cotangent.reshaped(to: context.operands[0].shape) },
        formula: { context, _ in "reshape to \(context.shapes[0])" },
        expression: { names, attributes in
            "reshape(\(names[0]), \(attributes.shape?.description ?? ""))"
        })

    static let copy = PrimitiveRule(
        arity: 1...1, resultType: .operand(0), shape: { shapes, _ in shapes[0] },
        forward: { operands, _, _ in operands[0] },
        derivative: { context, _ in context.cotangent }, formula: { _, _ in "1" })

    static let transpose = PrimitiveRule(
        arity: 1...1, resultType: .operand(0),
        shape: { shapes, attributes throws(TensorError) in
            let order = try axisOrder(shapes[0], attributes)
            return try Shape.checked(order.map { shapes[0].dimensions[$0] })
        },
        forward: { operands, attributes, _ throws(TensorError) in
            try operands[0].transposed(axes: axisOrder(operands[0].shape, attributes))
        },
        derivative: { context, _ in
            let rank = context.operands[0].rank
            let order =
                (try? axisOrder(context.operands[0].shape, context.attributes))
                ?? Array((0..<rank).reversed())
            var inverse = [Int](repeating: 0, count: rank)
            for (place, axis) in order.enumerated() { inverse[axis] = place }
            return context.cotangent.transposed(inverse)
        },
        formula: { _, _ in "transpose back" },
        expression: { names, attributes in
            guard let axes = attributes.axes else { return FormulaText.transposed(names[0]) }
            return "transpose(\(names[0]), (" + axes.map(String.init).joined(separator: ", ") + "))"
        })

    static let broadcast = PrimitiveRule(
        arity: 1...1, resultType: .operand(0),
        shape: { shapes, attributes throws(TensorError) in
            guard let target = attributes.shape else {
                throw TensorError("broadcast needs the shape to produce")
            }
            guard shapes[0].canBroadcast(to: target) else {
                throw TensorError(
                    "shape \(shapes[0]) cannot be broadcast to \(target)",
                    fix: "\(shapes[0]) fills \(target) only where its axes, from the last, are "
                        + "equal or 1")
            }
            return target
        },
        forward: { operands, _, shape throws(TensorError) in try operands[0].broadcast(to: shape) },
        derivative: { context, _ in context.reduced(context.cotangent, 0) },
        formula: { context, _ in
            FormulaText.broadcast(
                "1", from: context.shapes[0], to: context.attributes.shape ?? context.shapes[0])
        },
        expression: { names, attributes in
            "broadcast(\(names[0]), \(attributes.shape?.description ?? ""))"
        })

    /// Between floating-point types the gradient takes the operand's; integers have none.
    static let cast = PrimitiveRule(
        arity: 1...1, resultType: .attribute,
        shape: { shapes, _ throws(TensorError) in shapes[0] },
        forward: { operands, attributes, _ throws(TensorError) in
            operands[0].astype(attributes.options.dtype ?? operands[0].dtype)
        },
        derivative: { context, _ in context.cotangent.cast(to: context.operands[0].dtype) },
        formula: { _, _ in "1" },
        expression: { names, attributes in
            FormulaText.factor(names[0]) + ".astype(\(attributes.options.dtype?.rawValue ?? ""))"
        })

    static let stopGradient = PrimitiveRule(
        arity: 1...1, differentiable: { _ in false }, resultType: .operand(0),
        shape: { shapes, _ throws(TensorError) in shapes[0] },
        forward: { operands, _, _ throws(TensorError) in operands[0] },
        derivative: { context, _ in context.cotangent.zeros(context.operands[0].shape) },
        formula: { _, _ in "0" })

    static let tril = triangle(.tril) { row, column, diagonal in column - row <= diagonal }
    static let triu = triangle(.triu) { row, column, diagonal in column - row >= diagonal }

    /// One side of the matrices in the last two axes; the gradient is cut likewise.
    private static func triangle(
        _ primitive: Primitive, _ isKept: @escaping @Sendable (Int, Int, Int) -> Bool
    ) -> PrimitiveRule {
        PrimitiveRule(
            arity: 1...1, resultType: .operand(0),
            shape: { shapes, _ throws(TensorError) in
                guard shapes[0].rank >= 2 else {
                    throw TensorError(
                        "\(primitive.word) cuts matrices, found shape \(shapes[0])")
                }
                return shapes[0]
            },
            forward: { operands, attributes, shape throws(TensorError) in
                let diagonal = attributes.integer(0, default: 0)
                let (rows, columns) = (shape[-2], shape[-1])
                let mask = (0..<(rows * columns)).map { place in
                    isKept(place / columns, place % columns, diagonal)
                }
                return try Tensor.whereSelect(
                    Tensor(mask, shape: [rows, columns]), operands[0],
                    Tensor(zeros: [], dtype: operands[0].dtype))
            },
            derivative: { context, _ in
                context.cotangent.applying(primitive, [], context.attributes)
            },
            formula: { _, _ in "1 where kept" })
    }

    /// Which old axis becomes each new one.
    private static func axisOrder(
        _ shape: Shape, _ attributes: Attributes
    ) throws(TensorError) -> [Int] {
        guard let axes = attributes.axes else { return Array((0..<shape.rank).reversed()) }
        var seen = [Bool](repeating: false, count: shape.rank)
        var order: [Int] = []
        for axis in axes {
            let place = try shape.normalized(axis: axis)
            guard !seen[place] else { throw TensorError("repeated axis in transpose") }
            seen[place] = true
            order.append(place)
        }
        guard order.count == shape.rank else {
            throw TensorError(
                "transpose of shape \(shape) needs \(shape.rank) axes, found \(axes.count)")
        }
        return order
    }
}
