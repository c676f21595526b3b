import GradusTensors

/// What goes along one axis: running sums and products, places and order.
enum ScanRules {
    /// A sum reaches all that follow: the gradient is summed from the end.
    static let cumsum = scan(
        "1 up to here",
        combine: { $0 + $1 },
        derivative: { context, axis in
            context.cotangent.flipped(axis).applying(.cumsum, [], Attributes(axis: axis))
                .flipped(axis)
        })

    /// With products before an element and, from the end, what the gradients of the products
    /// behind it come to: no division, so that zeros do no harm.
    static let cumprod = scan(
        "products of the others",
        combine: { $0 * $1 },
        derivative: { context, axis in
            let (x, cotangent) = (context.operands[0], context.cotangent)
            let length = x.shape[axis]
            guard length > 1 else { return cotangent }
            // behind[i] = cotangent[i] + x[i + 1] · behind[i + 1]
            var behind = [cotangent.slice(axis, from: length - 1, count: 1)]
            for place in stride(from: length - 2, through: 0, by: -1) {
                let next = x.slice(axis, from: place + 1, count: 1)
                let own = cotangent.slice(axis, from: place, count: 1)
                behind.append(own + next * behind[behind.count - 1])
            }
            behind.reverse()
            let rest = behind[0].applying(
                .concatenate, Array(behind.dropFirst()), Attributes(axis: axis))
            return before(x, axis) * rest
        })

    /// The product of the elements before each along an axis; 1 for the first.
    private static func before(_ x: Term, _ axis: Int) -> Term {
        let length = x.shape[axis]
        let products = x.slice(axis, from: 0, count: length - 1)
            .applying(.cumprod, [], Attributes(axis: axis))
        var lengths = x.shape.dimensions
        lengths[axis] = 1
        return Term(Tensor.ones(Shape(lengths), dtype: x.dtype))
            .applying(.concatenate, [products], Attributes(axis: axis))
    }

    /// For each element the product of all others along the last axis.
    static func productOfOthers(_ x: Term) -> Term {
        let axis = x.rank - 1
        guard x.shape[axis] > 1 else { return Term(Tensor.ones(x.shape, dtype: x.dtype)) }
        return before(x, axis) * before(x.flipped(axis), axis).flipped(axis)
    }

    static let argmax = PrimitiveRule(
        arity: 1...1, differentiable: { _ in false }, resultType: .fixed(.int64),
        shape: { shapes, attributes throws(TensorError) in
            let axis = try shapes[0].normalized(axis: attributes.axis ?? -1)
            guard shapes[0][axis] > 0 else {
                throw TensorError("attempt to get argmax of an empty sequence")
            }
            var lengths = shapes[0].dimensions
            if attributes.keepDims { lengths[axis] = 1 } else { lengths.remove(at: axis) }
            return try Shape.checked(lengths)
        },
        forward: { operands, attributes, _ throws(TensorError) in
            try operands[0].argmax(axis: attributes.axis ?? -1, keepDims: attributes.keepDims)
        },
        derivative: { context, _ in context.operands[0].zeros(context.operands[0].shape) },
        formula: { _, _ in "0" })

    static let argsort = PrimitiveRule(
        arity: 1...1, differentiable: { _ in false }, resultType: .fixed(.int64),
        shape: { shapes, attributes throws(TensorError) in
            _ = try shapes[0].normalized(axis: attributes.axis ?? -1)
            return shapes[0]
        },
        forward: { operands, attributes, _ throws(TensorError) in
            let axis = attributes.axis ?? -1
            let isFalling = attributes.number(0, default: 0) == 1
            let operand = isFalling ? try operands[0].applying(.negate) : operands[0]
            return try operand.argsort(axis: axis)
        },
        derivative: { context, _ in context.operands[0].zeros(context.operands[0].shape) },
        formula: { _, _ in "0" })

    private static func scan(
        _ formula: String, combine: @escaping @Sendable (Double, Double) -> Double,
        derivative: @escaping @Sendable (DerivativeContext, Int) -> Term
    ) -> PrimitiveRule {
        PrimitiveRule(
            arity: 1...1, resultType: .summed,
            shape: { shapes, attributes throws(TensorError) in
                _ = try shapes[0].normalized(axis: attributes.axis ?? 0)
                return shapes[0]
            },
            forward: { operands, attributes, shape throws(TensorError) in
                let axis = try shape.normalized(axis: attributes.axis ?? 0)
                let type = operands[0].dtype == .bool ? DType.int64 : operands[0].dtype
                return run(operands[0], axis, isSingle: type == .float32, combine).astype(type)
            },
            derivative: { context, _ in
                let axis = context.attributes.axis ?? 0
                let rank = context.operands[0].rank
                guard context.operands[0].size > 0 else { return context.cotangent }
                return derivative(context, axis < 0 ? axis + rank : axis)
            },
            formula: { _, _ in formula })
    }

    /// float32 numbers are rounded after each step, as NumPy adds them.
    private static func run(
        _ tensor: Tensor, _ axis: Int, isSingle: Bool, _ combine: (Double, Double) -> Double
    ) -> Tensor {
        var numbers = tensor.doubles()
        let step = tensor.shape.dimensions[(axis + 1)...].reduce(1, *)
        let block = step * tensor.shape[axis]
        for place in numbers.indices where place % Swift.max(1, block) >= step {
            let result = combine(numbers[place - step], numbers[place])
            numbers[place] = isSingle ? Double(Float(result)) : result
        }
        return Tensor(numbers, shape: tensor.shape)
    }
}
