import GradusAutodiff
import GradusDiagnostics
import GradusTensors

extension Interpreter {
    /// Functions of `np` that change shapes and join arrays.
    func addNumPyShaping(to numpy: ModuleObject) {
        numpy.define("reshape", "a, shape") { call in
            let argument = try call.required("a")
            return try call.interpreter.reshape(
                argument.value, try call.required("shape").integers(), at: call.span)
        }
        numpy.define("transpose", "a, axes=") { call in
            try call.interpreter.transpose(
                try call.required("a").value, try call["axes"]?.integers(), at: call.span)
        }
        numpy.define("ravel", "a") { call in
            try call.interpreter.reshape(try call.required("a").value, [-1], at: call.span)
        }
        numpy.define("expand_dims", "a, axis") { call in
            let value = try call.required("a").value
            let axis = try call.required("axis").int()
            return try call.interpreter.reshaped(value, at: call.span) { tensor throws(TensorError) in
                try tensor.expandedDims(axis: axis)
            }
        }
        numpy.define("squeeze", "a, axis=") { call in
            let axes = try call.axes()
            return try call.interpreter.reshaped(
                try call.required("a").value, at: call.span
            ) { tensor throws(TensorError) in try tensor.squeezed(axes: axes) }
        }
        numpy.define("broadcast_to", "array, shape") { call in
            let shape = try call.shape("shape") ?? []
            let argument = try call.required("array")
            try call.interpreter.checkMemory(of: shape, at: call.span)
            if case .variable(let variable) = argument.value {
                return try call.interpreter.record(
                    .broadcast, [variable], Attributes(shape: shape), at: call.span)
            }
            let tensor = try call.interpreter.numbers(argument)
            return try call.array(try tensor.broadcast(to: shape).copied())
        }
        for name in ["concatenate", "stack", "vstack", "hstack"] {
            let hasAxis = name == "concatenate" || name == "stack"
            numpy.define(name, hasAxis ? "arrays, axis=" : "arrays") { call in
                try call.interpreter.join(call, name)
            }
        }
        numpy.define("tile", "A, reps") { call in
            let tensor = try call.interpreter.numbers(try call.required("A"))
            let counts = try call.required("reps").integers()
            var size = tensor.size
            for count in counts {
                let (product, overflow) = size.multipliedReportingOverflow(by: max(0, count))
                size = overflow || product > Int.max / 8 ? Int.max / 8 : product
            }
            try call.interpreter.checkMemory(size * 8, at: call.span)
            return try call.array(try tensor.tiled(counts))
        }
        numpy.define("sort", "a") { call in
            let tensor = try call.interpreter.numbers(try call.required("a"))
            guard tensor.ndim == 1 else {
                throw Diagnostic("np.sort() sorts arrays of one axis here", at: call.span)
            }
            let order = try tensor.argsort()
            return try call.array(try tensor.indexed(by: [.integers(order)]))
        }
        numpy.define("argsort", "a, axis=") { call in
            try call.array(
                try call.interpreter.numbers(try call.required("a"))
                    .argsort(axis: try call["axis"]?.int() ?? -1))
        }
    }

    /// The elements in row-major order under other lengths; -1 stands for what fits.
    func reshape(_ value: Value, _ lengths: [Int], at span: SourceSpan) throws(Diagnostic) -> Value {
        try reshaped(value, at: span) { tensor throws(TensorError) in try tensor.reshaped(lengths) }
    }

    /// A change of shape that keeps the order of the elements: a view where NumPy gives one;
    /// of a Variable it is recorded.
    func reshaped(
        _ value: Value, at span: SourceSpan, _ change: (Tensor) throws(TensorError) -> Tensor
    ) throws(Diagnostic) -> Value {
        switch value {
        case .variable(let variable):
            let shape = try located(at: span) { () throws(TensorError) in
                try change(variable.value).shape
            }
            return try record(.reshape, [variable], Attributes(shape: shape), at: span)
        case .array(let array):
            let result = try located(at: span) { () throws(TensorError) in
                try change(array.tensor)
            }
            return try view(result, of: array, at: span)
        default:
            let tensor = try TensorBuilding.tensor(from: value, dtype: nil, at: span)
            return try array(
                try located(at: span) { () throws(TensorError) in try change(tensor) }, at: span)
        }
    }

    /// The axes in another order, reversed when nil.
    func transpose(_ value: Value, _ axes: [Int]?, at span: SourceSpan) throws(Diagnostic) -> Value {
        switch value {
        case .variable(let variable):
            return try record(.transpose, [variable], Attributes(axes: axes), at: span)
        case .array(let array):
            return try view(
                try located(at: span) { () throws(TensorError) in
                    try array.tensor.transposed(axes: axes)
                }, of: array, at: span)
        default:
            let tensor = try TensorBuilding.tensor(from: value, dtype: nil, at: span)
            return try array(
                try located(at: span) { () throws(TensorError) in
                    try tensor.transposed(axes: axes).copied()
                }, at: span)
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
            case "vstack":
                var rows: [Tensor] = []
                for tensor in tensors {
                    rows.append(tensor.ndim < 2 ? try tensor.reshaped([1, tensor.size]) : tensor)
                }
                return try Tensor.concatenate(rows, axis: 0)
            case "hstack":
                return try Tensor.concatenate(tensors, axis: (tensors.first?.ndim ?? 1) < 2 ? 0 : 1)
            default: return try Tensor.concatenate(tensors, axis: axis)
            }
        }
        return try array(joined, at: call.span)
    }
}
