import GradusAutodiff
import GradusDiagnostics
import GradusTensors

extension Interpreter {
    /// Functions of `np` that join arrays, repeat them and take them apart.
    func addNumPyJoining(to numpy: ModuleObject) {
        for name in [
            "concatenate", "concat", "stack", "vstack", "row_stack", "hstack",
            "column_stack", "dstack",
        ] {
            let hasAxis = name.hasPrefix("concat") || name == "stack"
            numpy.define(name, hasAxis ? "arrays, axis=, *, dtype=" : "arrays, *, dtype=") { call in
                try call.interpreter.join(call, name == "concat" ? "concatenate" : name)
            }
        }
        numpy.define("append", "arr, values, axis=") { call in
            let a = try call.interpreter.numbers(try call.required("arr"))
            let b = try call.interpreter.numbers(try call.required("values"))
            try call.interpreter.checkMemory((a.size + b.size) * 8, at: call.span)
            return try call.array(try Tensor.concatenate([a, b], axis: try call["axis"]?.int()))
        }
        numpy.define("insert", "arr, obj, values, axis=") { call in
            let tensor = try call.interpreter.numbers(try call.required("arr"))
            let axis = try call["axis"]?.int()
            let base = axis == nil ? tensor.flattened() : tensor
            let place = try base.shape.normalized(axis: axis ?? 0)
            let index = try call.required("obj").int()
            let length = base.shape[place]
            guard index >= -length, index <= length else {
                throw Diagnostic(
                    "index \(index) is out of bounds for axis \(place) with size \(length)",
                    at: call.span)
            }
            var values = try call.interpreter.numbers(try call.required("values"))
                .astype(base.dtype)
            var lengths = base.shape.dimensions
            lengths[place] = values.ndim == base.ndim ? values.shape[place] : 1
            if values.ndim == 1, base.ndim == 1 { lengths[0] = values.size }
            values = try values.broadcast(to: Shape.checked(lengths))
            let parts = try base.split(at: [index < 0 ? index + length : index], axis: place)
            return try call.array(
                try Tensor.concatenate([parts[0], values, parts[1]], axis: place))
        }
        numpy.define("delete", "arr, obj, axis=") { call in
            let tensor = try call.interpreter.numbers(try call.required("arr"))
            let axis = try call["axis"]?.int()
            let base = axis == nil ? tensor.flattened() : tensor
            let place = try base.shape.normalized(axis: axis ?? 0)
            let length = base.shape[place]
            var dropped = Set<Int>()
            for index in try call.required("obj").integers() {
                guard index >= -length, index < length else {
                    throw Diagnostic(
                        "index \(index) is out of bounds for axis \(place) with size \(length)",
                        at: call.span)
                }
                dropped.insert(index < 0 ? index + length : index)
            }
            let kept = (0..<length).filter { !dropped.contains($0) }.map(Int64.init)
            return try call.array(
                try base.indexed(
                    by: [IndexItem](repeating: .all, count: place)
                        + [.integers(Tensor(kept, shape: [kept.count]))]))
        }
        addRepeating(to: numpy)
        addSplitting(to: numpy)
    }

    private func addRepeating(to numpy: ModuleObject) {
        numpy.define("tile", "A, reps") { call in
            let tensor = try call.interpreter.numbers(try call.required("A"))
            let counts = try call.required("reps").integers()
            var size = tensor.size
            for count in counts {
                let (product, overflow) = size.multipliedReportingOverflow(by: max(0, count))
                size = overflow || product > Int.max / 8 ? Int.max / 8 : product
            }
            try call.interpreter.checkMemory(size * 8, at: call.span)
            return try call.fullArray(try tensor.tiled(counts))
        }
        numpy.define("repeat", "a, repeats, axis=") { call in
            try call.interpreter.repeated(call, try call.required("a"))
        }
        numpy.define("pad", "array, pad_width, mode=, constant_values=") { call in
            let tensor = try call.interpreter.numbers(try call.required("array"))
            let argument = try call.required("pad_width")
            var widths: [(before: Int, after: Int)] = []
            let given = try call.interpreter.numbers(argument).integers().map { Int($0) }
            switch given.count {
            case 1: widths = [(Int, Int)](repeating: (given[0], given[0]), count: tensor.ndim)
            case 2: widths = [(Int, Int)](repeating: (given[0], given[1]), count: tensor.ndim)
            case 2 * tensor.ndim:
                widths = (0..<tensor.ndim).map { (given[2 * $0], given[2 * $0 + 1]) }
            default: throw argument.mismatch("one width, a pair, or a pair for each axis")
            }
            var size = 8
            for (axis, width) in widths.enumerated() {
                let (sum, overflow) = (width.before &+ width.after).addingReportingOverflow(
                    tensor.shape[axis])
                let product = size.multipliedReportingOverflow(by: max(0, sum))
                size =
                    overflow || product.overflow || width.before > 1 << 40
                    ? Int.max : product.partialValue
            }
            try call.interpreter.checkMemory(size, at: call.span)
            let mode =
                try call["mode"]?.choice(
                    ["constant", "edge", "reflect", "symmetric", "wrap"]) ?? "constant"
            let padding: Tensor.Padding
            switch mode {
            case "edge": padding = .edge
            case "reflect": padding = .reflect
            case "symmetric": padding = .symmetric
            case "wrap": padding = .wrap
            default: padding = .constant(.floating(try call["constant_values"]?.double() ?? 0))
            }
            return try call.fullArray(try tensor.padded(widths, mode: padding))
        }
    }

    /// `repeat`, as a function and as a method.
    func repeated(_ call: HostCall, _ argument: HostArgument) throws(Diagnostic) -> Value {
        let tensor = try numbers(argument)
        let counts = try call.required("repeats").integers()
        let axis = try call["axis"]?.int()
        let most = max(0, counts.max() ?? 0)
        try checkProduct(tensor.size, most, at: call.span)
        return try array(
            try located(at: call.span) { () throws(TensorError) in
                try tensor.repeated(counts, axis: axis)
            }, at: call.span)
    }

    private func addSplitting(to numpy: ModuleObject) {
        for name in ["split", "array_split", "vsplit", "hsplit"] {
            let hasAxis = name == "split" || name == "array_split"
            numpy.define(
                name, "ary, indices_or_sections" + (hasAxis ? ", axis=" : "")
            ) { call in
                let argument = try call.required("ary")
                let tensor = try call.interpreter.numbers(argument)
                let sections = try call.required("indices_or_sections")
                let axis =
                    name == "vsplit"
                    ? 0
                    : name == "hsplit" ? (tensor.ndim > 1 ? 1 : 0) : try call["axis"]?.int() ?? 0
                let parts: [Tensor]
                if let count = sections.value.integer {
                    try call.interpreter.checkMemory(
                        count > Int.max / 256 ? Int.max : max(0, count) * 256, at: call.span)
                    parts = try tensor.split(
                        into: count, axis: axis, mustBeEqual: name != "array_split")
                } else {
                    parts = try tensor.split(at: try sections.integers(), axis: axis)
                }
                var views: [Value] = []
                for part in parts {
                    if case .array(let array) = argument.value {
                        views.append(try call.interpreter.view(part, of: array, at: call.span))
                    } else {
                        views.append(try call.array(part.copied()))
                    }
                }
                return .makeList(views)
            }
        }
    }

    fileprivate func join(_ call: HostCall, _ name: String) throws(Diagnostic) -> Value {
        let argument = try call.required("arrays")
        let parts: [HostArgument]
        if case .array = argument.value {
            parts = try elements(of: argument.value, at: argument.span).map {
                HostArgument(
                    name: "arrays", value: $0, span: argument.span, variableName: nil,
                    function: call.function)
            }
        } else {
            parts = try argument.list()
        }
        let axis = try call["axis"]?.int() ?? 0
        let isFlat = call.has("axis") && call["axis"] == nil
        if parts.contains(where: \.isRecorded), name == "concatenate" {
            return try apply(.concatenate, parts, Attributes(axis: axis), at: call.span)
        }
        var tensors: [Tensor] = []
        var bytes = 0
        for part in parts {
            tensors.append(try numbers(part))
            bytes += tensors[tensors.count - 1].size * 8
        }
        try checkMemory(bytes, at: call.span)
        let joined = try located(at: call.span) { () throws(TensorError) in
            switch name {
            case "stack": return try Tensor.stack(tensors, axis: axis)
            case "vstack", "row_stack":
                var rows: [Tensor] = []
                for tensor in tensors {
                    rows.append(tensor.ndim < 2 ? try tensor.reshaped([1, tensor.size]) : tensor)
                }
                return try Tensor.concatenate(rows, axis: 0)
            case "column_stack":
                var columns: [Tensor] = []
                for tensor in tensors {
                    columns.append(
                        tensor.ndim < 2 ? try tensor.reshaped([tensor.size, 1]) : tensor)
                }
                return try Tensor.concatenate(columns, axis: 1)
            case "dstack":
                var layers: [Tensor] = []
                for tensor in tensors {
                    let plane = tensor.ndim < 2 ? try tensor.reshaped([1, tensor.size]) : tensor
                    layers.append(plane.ndim < 3 ? try plane.expandedDims(axis: 2) : plane)
                }
                return try Tensor.concatenate(layers, axis: 2)
            case "hstack":
                var parts: [Tensor] = []
                for tensor in tensors {
                    parts.append(tensor.ndim == 0 ? try tensor.reshaped([1]) : tensor)
                }
                return try Tensor.concatenate(parts, axis: (parts.first?.ndim ?? 1) < 2 ? 0 : 1)
            default: return try Tensor.concatenate(tensors, axis: isFlat ? nil : axis)
            }
        }
        let dtype = try call.dtype("dtype") ?? joined.dtype
        return try array(joined.astype(dtype), at: call.span)
    }
}
