import GradusAutodiff
import GradusDiagnostics
import GradusTensors

extension Interpreter {
    /// What layers are made of; images are `(batch, channels, height, width)`.
    func addLayerFunctions() {
        for axes in 1...2 {
            define("conv\(axes)d", "x, kernel, bias=, stride=, padding=, dilation=, groups=") {
                call in try Self.convolve(call, axes)
            }
            for (name, primitive) in [("max_pool", Primitive.maxPool), ("avg_pool", .averagePool)] {
                define("\(name)\(axes)d", "x, kernel_size, stride=, padding=") { call in
                    let sizes = try call.each("kernel_size", axes) ?? []
                    let window = Window(
                        sizes, strides: try call.each("stride", axes) ?? sizes,
                        padding: try call.each("padding", axes))
                    return try call.compose(
                        primitive, [try call.required("x")],
                        Attributes(options: .init(window: window)))
                }
            }
        }
        for name in ["layer_norm", "layernorm"] {
            define(name, "x, gamma=, beta=, axis=, epsilon=") { call in
                try Self.normalize(call, axes: try call.axes() ?? [-1], isByChannel: false)
            }
        }
        for name in ["batch_norm", "batchnorm"] {
            define(name, "x, gamma=, beta=, epsilon=") { call in
                let rank = try call.interpreter.numbers(try call.required("x")).ndim
                return try Self.normalize(
                    call, axes: (0..<rank).filter { $0 != 1 }, isByChannel: true)
            }
        }
        define("standardize", "x, axis=, epsilon=") { call in
            let attributes = Attributes(
                axes: try call.axes(),
                options: .init(numbers: [try call["epsilon"]?.double() ?? 1e-5]))
            return try call.compose(.standardize, [try call.required("x")], attributes)
        }
        define("dropout", "x, p=, *, seed=") { call in
            guard let seed = try call["seed"]?.int(), seed >= 0 else {
                throw Diagnostic(
                    "dropout() needs a seed of 0 or more, so that it drops the same elements in "
                        + "every run", at: call.span, fix: "write dropout(x, 0.5, seed=1)")
            }
            let attributes = Attributes(
                options: .init(numbers: [try call["p"]?.double() ?? 0.5], seed: UInt64(seed)))
            return try call.compose(.dropout, [try call.required("x")], attributes)
        }
        define("embedding", "input, weight") { call in
            try call.compose(
                .take, [try call.required("weight"), try call.required("input")],
                Attributes(axis: 0))
        }
    }

    private static func convolve(_ call: HostCall, _ axes: Int) throws(Diagnostic) -> Value {
        let kernel = try call.required("kernel")
        let sizes = Array(try call.interpreter.numbers(kernel).shape.dimensions.dropFirst(2))
        let strides = try call.each("stride", axes)
        let dilation = try call.each("dilation", axes)
        var window = Window(sizes, strides: strides, dilation: dilation)
        if let padding = call["padding"] {
            if case .string = padding.value {
                if try padding.choice(["valid", "same"]) == "same", sizes.count == axes {
                    for axis in 0..<axes {
                        let amount = (sizes[axis] - 1) * (dilation?[axis] ?? 1)
                        window.before[axis] = amount / 2
                        window.after[axis] = amount - amount / 2
                    }
                }
            } else if let amounts = try call.each("padding", axes) {
                window = Window(sizes, strides: strides, padding: amounts, dilation: dilation)
            }
        }
        var options = Attributes.Options(window: window)
        let groups = try call.int("groups", default: 1)
        if groups != 1 { options.groups = groups }
        let attributes = Attributes(options: options)
        let arguments = [try call.required("x"), kernel] + [call["bias"]].compactMap(\.self)
        return try call.compose(arguments) { composer, operands throws(Diagnostic) in
            let result = try composer.apply(.convolve, Array(operands[..<2]), attributes)
            guard operands.count == 3 else { return result }
            let count = operands[2].shape.count
            let wide = try composer.reshape(
                operands[2], [count] + [Int](repeating: 1, count: axes))
            return try composer.apply(.add, [result, wide])
        }
    }

    /// Standardised, then scaled and shifted.
    private static func normalize(
        _ call: HostCall, axes: [Int], isByChannel: Bool
    ) throws(Diagnostic) -> Value {
        let attributes = Attributes(
            axes: axes, options: .init(numbers: [try call["epsilon"]?.double() ?? 1e-5]))
        let (gamma, beta) = (call["gamma"], call["beta"])
        let arguments = [try call.required("x")] + [gamma, beta].compactMap(\.self)
        return try call.compose(arguments) { composer, operands throws(Diagnostic) in
            var result = try composer.apply(.standardize, [operands[0]], attributes)
            var next = 1
            for (argument, primitive) in [(gamma, Primitive.multiply), (beta, .add)]
            where argument != nil {
                var operand = operands[next]
                next += 1
                if isByChannel, operand.shape.rank == 1, result.shape.rank > 2 {
                    let ones = [Int](repeating: 1, count: result.shape.rank - 2)
                    operand = try composer.reshape(operand, operand.shape.dimensions + ones)
                }
                result = try composer.apply(primitive, [result, operand])
            }
            return result
        }
    }
}

extension HostCall {
    /// A number for each axis, or one for all.
    fileprivate func each(_ name: String, _ axes: Int) throws(Diagnostic) -> [Int]? {
        guard let argument = self[name] else { return nil }
        let numbers = try argument.integers()
        if numbers.count == axes { return numbers }
        guard numbers.count == 1 else {
            throw argument.mismatch("one integer, or one for each of \(axes) axes")
        }
        return [Int](repeating: numbers[0], count: axes)
    }
}
