import GradusTensors

/// Convolutions and pooling over the last axes of `[batch, channels, …]`, one spatial axis or
/// several: a window is laid at every place, and products or extremes are taken of it.
enum WindowRules {
    static let windows = PrimitiveRule(
        arity: 1...1, resultType: .operand(0),
        shape: { shapes, attributes throws(TensorError) in
            let view = try WindowView("windows", shapes[0], attributes.options.window)
            return try Shape.checked(
                Array(shapes[0].dimensions[..<2]) + view.window.sizes + view.places)
        },
        forward: { operands, attributes, _ throws(TensorError) in
            try WindowView("windows", operands[0].shape, attributes.options.window)
                .windows(of: operands[0], padding: attributes.number(0, default: 0))
        },
        derivative: { context, _ in
            context.cotangent.applying(
                .overlapAdd, [],
                Attributes(
                    shape: context.operands[0].shape,
                    options: .init(window: context.attributes.options.window)))
        },
        formula: { _, _ in "1 where read" })

    static let overlapAdd = PrimitiveRule(
        arity: 1...1, resultType: .operand(0),
        shape: { shapes, attributes throws(TensorError) in
            guard let target = attributes.shape else {
                throw TensorError("overlap_add needs the shape to produce")
            }
            let view = try WindowView("overlap_add", target, attributes.options.window)
            let expected = Array(target.dimensions[..<2]) + view.window.sizes + view.places
            guard shapes[0].dimensions == expected else {
                throw TensorError(
                    "overlap_add takes shape \(try Shape.checked(expected)), found \(shapes[0])")
            }
            return target
        },
        forward: { operands, attributes, shape throws(TensorError) in
            try WindowView("overlap_add", shape, attributes.options.window)
                .overlapAdded(operands[0], shape: shape)
        },
        derivative: { context, _ in
            context.cotangent.applying(
                .windows, [],
                Attributes(options: .init(window: context.attributes.options.window)))
        },
        formula: { _, _ in "1 where added" })

    /// As a product of matrices: kernels `[groups, outputs / groups, channels / groups · window]`
    /// times windows `[batch, groups, channels / groups · window, places]`.
    static let convolve = PrimitiveRule(
        arity: 2...2, resultType: .promoted,
        shape: { shapes, attributes throws(TensorError) in
            let layout = try ConvolutionLayout(shapes[0], shapes[1], attributes)
            return try Shape.checked(
                [layout.batch, layout.groups * layout.outputs] + layout.view.places)
        },
        forward: { operands, attributes, shape throws(TensorError) in
            let layout = try ConvolutionLayout(operands[0].shape, operands[1].shape, attributes)
            let windows = try layout.view.windows(of: operands[0], padding: 0)
                .reshaped(to: layout.columns)
            return try operands[1].reshaped(to: layout.kernels).matmul(windows)
                .reshaped(to: shape)
        },
        derivative: { context, operand in
            let (x, kernel) = (context.operands[0], context.operands[1])
            guard
                let layout = try? ConvolutionLayout(x.shape, kernel.shape, context.attributes)
            else { return context.operands[operand].zeros(context.operands[operand].shape) }
            let gradient = context.cotangent.reshaped(to: layout.products)
            if operand == 0 {
                let product = kernel.reshaped(to: layout.kernels).matrixTransposed
                    .matmul(gradient)
                return product.reshaped(to: layout.windows).applying(
                    .overlapAdd, [],
                    Attributes(shape: x.shape, options: .init(window: layout.view.window)))
            }
            let windows = x.applying(
                .windows, [], Attributes(options: .init(window: layout.view.window))
            ).reshaped(to: layout.columns)
            return gradient.matmul(windows.matrixTransposed).sum([0]).reshaped(to: kernel.shape)
        },
        formula: { context, operand in
            operand == 0
                ? "conv with \(context.names[1]) turned" : "conv with \(context.names[0])"
        })

    static let maxPool = PrimitiveRule(
        arity: 1...1, resultType: .operand(0),
        shape: { shapes, attributes throws(TensorError) in
            let view = try WindowView("max_pool", shapes[0], attributes.options.window)
            let window = view.window
            for axis in window.sizes.indices {
                let reach = (window.sizes[axis] - 1) * window.dilation[axis] + 1
                guard 2 * max(window.before[axis], window.after[axis]) <= reach else {
                    throw TensorError(
                        "max_pool: padding may be half of what the window reaches over, "
                            + "\(reach), found \(max(window.before[axis], window.after[axis]))",
                        fix: "a window must not lie in the padding alone")
                }
            }
            return try Shape.checked(Array(shapes[0].dimensions[..<2]) + view.places)
        },
        forward: { operands, attributes, shape throws(TensorError) in
            let view = try WindowView("max_pool", operands[0].shape, attributes.options.window)
            let windows = try view.windows(of: operands[0], padding: -.infinity)
            let axes = Array(2..<(2 + view.window.sizes.count))
            return try windows.max(axis: axes)
        },
        derivative: { context, _ in
            let x = context.operands[0]
            guard let view = try? WindowView("max_pool", x.shape, context.attributes.options.window)
            else { return x.zeros(x.shape) }
            // The window's axes become one, the last, in which the largest is found.
            var options = Attributes.Options(window: view.window)
            options.numbers = [-.infinity]
            let windows = x.applying(.windows, [], Attributes(options: options))
            let count = view.window.sizes.count
            let order = [0, 1] + (0..<count).map { 2 + count + $0 } + (0..<count).map { 2 + $0 }
            let ordered = windows.transposed(order)
            let flat = Shape(Array(x.shape.dimensions[..<2]) + view.places + [view.size])
            let largest = ordered.reshaped(to: flat)
                .applying(.argmax, [], Attributes(axis: -1, keepDims: true))
            let one = Shape(flat.dimensions.dropLast() + [1])
            let spread = context.cotangent.reshaped(to: one)
                .applying(.scatterAlong, [largest], Attributes(axis: -1, shape: flat))
            let inverse = (0..<order.count).map { axis in order.firstIndex(of: axis) ?? axis }
            return spread.reshaped(to: ordered.shape).transposed(inverse).applying(
                .overlapAdd, [],
                Attributes(shape: x.shape, options: .init(window: view.window)))
        },
        formula: { context, _ in
            context.atKink(
                "1[\(context.names[0]) is the largest]", "the first at a tie")
        })

    static let averagePool = PrimitiveRule(
        arity: 1...1, resultType: .floating, shape: pooledShape("avg_pool"),
        forward: { operands, attributes, _ throws(TensorError) in
            let view = try WindowView("avg_pool", operands[0].shape, attributes.options.window)
            return try view.windows(of: operands[0], padding: 0)
                .mean(axis: Array(2..<(2 + view.window.sizes.count)))
        },
        derivative: { context, _ in
            let x = context.operands[0]
            guard let view = try? WindowView("avg_pool", x.shape, context.attributes.options.window)
            else { return x.zeros(x.shape) }
            let lead = Array(x.shape.dimensions[..<2])
            let ones = [Int](repeating: 1, count: view.window.sizes.count)
            return (context.cotangent * (1 / Double(view.size)))
                .reshaped(to: Shape(lead + ones + view.places))
                .broadcast(to: Shape(lead + view.window.sizes + view.places))
                .applying(
                    .overlapAdd, [],
                    Attributes(shape: x.shape, options: .init(window: view.window)))
        },
        formula: { context, _ in
            "1 / \(context.attributes.options.window?.sizes.reduce(1, *) ?? 1)"
        })

    private static func pooledShape(_ word: String) -> PrimitiveRule.ShapeRule {
        { shapes, attributes throws(TensorError) in
            let view = try WindowView(word, shapes[0], attributes.options.window)
            return try Shape.checked(Array(shapes[0].dimensions[..<2]) + view.places)
        }
    }
}

/// The shapes that a convolution goes through.
struct ConvolutionLayout {
    let view: WindowView
    let batch: Int
    let groups: Int
    /// Outputs of a group.
    let outputs: Int
    /// Channels of a group.
    let channels: Int

    init(_ x: Shape, _ kernel: Shape, _ attributes: Attributes) throws(TensorError) {
        guard kernel.rank >= 3, x.rank == kernel.rank else {
            throw TensorError(
                "conv takes (batch, channels, …) and kernels (outputs, channels, window…) with as "
                    + "many axes, found \(x) and \(kernel)")
        }
        var window = attributes.options.window ?? Window(Array(kernel.dimensions[2...]))
        window.sizes = Array(kernel.dimensions[2...])
        let groups = attributes.options.groups ?? 1
        guard groups >= 1, kernel[0] % groups == 0, x[1] == kernel[1] * groups else {
            throw TensorError(
                "conv: \(x[1]) channels of \(x) do not fit kernels \(kernel)"
                    + (groups == 1 ? "" : " in \(groups) groups"),
                fix: "kernels are (outputs, channels / groups, window…)")
        }
        view = try WindowView("conv", x, window)
        batch = x[0]
        self.groups = groups
        outputs = kernel[0] / groups
        channels = kernel[1]
    }

    /// The windows as they are cut.
    var windows: Shape { Shape([batch, groups * channels] + view.window.sizes + view.places) }
    /// The windows as the columns of matrices.
    var columns: Shape { [batch, groups, channels * view.size, view.placeCount] }
    /// The kernels as the rows of matrices.
    var kernels: Shape { [groups, outputs, channels * view.size] }
    /// The result as matrices.
    var products: Shape { [batch, groups, outputs, view.placeCount] }
}
