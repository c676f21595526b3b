import GradusAutodiff
import GradusDiagnostics
import GradusTensors

extension Interpreter {
    static let arrayAttributes = [
        "shape", "ndim", "size", "dtype", "T", "nbytes", "itemsize", "astype", "reshape",
        "transpose", "argmax", "argmin", "copy", "flatten", "ravel", "item", "tolist", "dot",
        "squeeze", "clip", "round", "fill", "argsort",
    ] + Reduction.allCases.map(\.rawValue)

    /// An attribute or a method of an array or a Variable; nil when there is none.
    func attribute(
        _ name: String, ofTensor tensor: Tensor, _ value: Value, at place: SourceSpan
    ) throws(Diagnostic) -> Value? {
        switch name {
        case "shape": return .makeTuple(tensor.shape.dimensions.map { .int($0) })
        case "ndim": return .int(tensor.ndim)
        case "size": return .int(tensor.size)
        case "dtype": return .dtype(tensor.dtype)
        case "nbytes": return .int(tensor.nbytes)
        case "itemsize": return .int(tensor.dtype.itemSize)
        case "T": return try transpose(value, nil, at: place)
        default: break
        }
        if let reduction = Reduction(rawValue: name) {
            return method(name, "axis=, dtype=, out=, keepdims=, ddof=") { call in
                try call.interpreter.reduce(
                    reduction, value, axes: try call.axes(), keepDims: try call.flag("keepdims"),
                    ddof: try call["ddof"]?.int() ?? 0, at: call.span)
            }
        }
        return shapingMethod(name, tensor, value) ?? elementMethod(name, tensor, value)
    }

    private func method(
        _ name: String, _ parameters: String, _ body: @escaping (HostCall) throws -> Value
    ) -> Value {
        .builtin(BuiltinFunction(name: name, signature: CallSignature(parameters), body: body))
    }

    /// The array itself as an argument, for functions that are methods as well.
    private static func receiver(_ value: Value, of call: HostCall) -> HostArgument {
        HostArgument(
            name: "the array", value: value, span: call.span, variableName: nil,
            function: call.function)
    }

    private func shapingMethod(_ name: String, _ tensor: Tensor, _ value: Value) -> Value? {
        switch name {
        case "reshape":
            return method(name, "*shape") { call in
                var lengths: [Int] = []
                for argument in call.rest { lengths += try argument.integers() }
                return try call.interpreter.reshape(value, lengths, at: call.span)
            }
        case "transpose":
            return method(name, "*axes") { call in
                var axes: [Int] = []
                for argument in call.rest { axes += try argument.integers() }
                return try call.interpreter.transpose(
                    value, call.rest.isEmpty ? nil : axes, at: call.span)
            }
        case "ravel":
            return method(name, "") { call in
                try call.interpreter.reshape(value, [-1], at: call.span)
            }
        case "flatten":
            return method(name, "") { call in
                if case .variable = value {
                    return try call.interpreter.reshape(value, [-1], at: call.span)
                }
                return try call.array(tensor.flattened().copied())
            }
        case "squeeze":
            return method(name, "axis=") { call in
                let axes = try call.axes()
                return try call.interpreter.reshaped(value, at: call.span) {
                    tensor throws(TensorError) in try tensor.squeezed(axes: axes)
                }
            }
        default: return nil
        }
    }

    private func elementMethod(_ name: String, _ tensor: Tensor, _ value: Value) -> Value? {
        switch name {
        case "astype":
            return method(name, "dtype") { call in
                guard let dtype = try call.dtype("dtype") else {
                    throw Diagnostic("astype() needs a dtype", at: call.span)
                }
                try call.interpreter.checkMemory(
                    of: tensor.shape, itemSize: dtype.itemSize, at: call.span)
                return try call.interpreter.array(
                    tensor.astype(dtype), apartFrom: tensor, at: call.span)
            }
        case "copy": return method(name, "") { call in
            try call.interpreter.checkMemory(tensor.nbytes, at: call.span)
            return .array(
                NDArray(
                    tensor.copied(), isScalar: false, base: nil, account: call.interpreter.account))
        }
        case "argmax", "argmin":
            return method(name, "axis=, *, keepdims=") { call in
                try call.interpreter.place(
                    call, Self.receiver(value, of: call), isLargest: name == "argmax")
            }
        case "argsort":
            return method(name, "axis=") { call in
                try call.array(try tensor.argsort(axis: try call["axis"]?.int() ?? -1))
            }
        case "dot":
            return method(name, "b") { call in
                try call.interpreter.dot(
                    Self.receiver(value, of: call), try call.required("b"), isMatmul: false,
                    at: call.span)
            }
        case "round":
            return method(name, "decimals=") { call in
                try call.array(
                    try call.interpreter.rounded(
                        tensor, places: try call["decimals"]?.int() ?? 0, at: call.span))
            }
        case "clip":
            return method(name, "min=, max=") { call in
                var result = Self.receiver(value, of: call)
                for (bound, isLow) in [(call["min"], true), (call["max"], false)] {
                    guard let bound else { continue }
                    let cut = try call.interpreter.combined(
                        isLow ? .maximum : .minimum, isLow ? .maximum : .minimum, result, bound,
                        at: call.span)
                    result = Self.receiver(cut, of: call)
                }
                return result.value
            }
        case "item":
            return method(name, "") { call in
                guard tensor.size == 1 else {
                    throw Diagnostic(
                        "item() needs an array of one element, found shape \(tensor.shape)",
                        at: call.span)
                }
                return Self.pythonNumber(try tensor.reshaped(to: []))
            }
        case "tolist":
            return method(name, "") { call in
                try call.interpreter.countStep(tensor.size / 16, at: call.span)
                try call.interpreter.checkMemory(
                    tensor.size > Int.max / 32 ? Int.max : tensor.size * 32, at: call.span)
                return try Self.nestedList(tensor)
            }
        case "fill":
            guard case .array(let array) = value else { return nil }
            return method(name, "value") { call in
                try call.interpreter.setElement(
                    of: .array(array), .ellipsis, to: try call.required("value").value,
                    at: call.span)
                return .none
            }
        default: return nil
        }
    }

    /// A tensor of rank 0 as a Python number.
    static func pythonNumber(_ tensor: Tensor) -> Value {
        switch tensor.dtype {
        case .bool: .bool(tensor.scalarValue != 0)
        case .int64: .int(Int(tensor.contiguousInt64))
        case .float32, .float64: .float(tensor.scalarValue)
        }
    }

    private static func nestedList(_ tensor: Tensor) throws -> Value {
        if tensor.ndim == 0 { return pythonNumber(tensor) }
        var parts: [Value] = []
        for place in 0..<tensor.shape[0] {
            parts.append(try nestedList(try tensor.indexed(by: [.integer(place)])))
        }
        return .makeList(parts)
    }
}
