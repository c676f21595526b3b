import GradusAutodiff
import GradusDiagnostics
import GradusTensors

extension Interpreter {
    static let arrayAttributes =
        [
            "shape", "ndim", "size", "dtype", "T", "mT", "nbytes", "itemsize", "strides", "flat",
            "flags",
            "real", "base", "astype", "reshape", "transpose", "swapaxes", "argmax", "argmin",
            "copy",
            "flatten", "ravel", "item", "tolist", "dot", "squeeze", "clip", "round", "fill",
            "argsort",
            "sort", "cumsum", "cumprod", "repeat", "take", "nonzero", "trace", "diagonal",
            "searchsorted", "view",
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
        case "strides": return .makeTuple(tensor.byteStrides.map { .int($0) })
        case "T": return try transpose(value, nil, at: place)
        case "mT":
            guard tensor.ndim >= 2 else {
                throw Diagnostic("matrix transpose with ndim < 2 is undefined", at: place)
            }
            return try swapAxes(value, -1, -2, at: place)
        case "flat": return try reshape(value, [-1], at: place)
        case "flags": return Self.flags(tensor, value)
        case "real": return value
        case "base":
            guard case .array(let array) = value, let base = array.base else { return Value.none }
            return .array(base)
        default: break
        }
        if let reduction = Reduction(rawValue: name) {
            return method(name, String(reduction.parameters.dropFirst("a, ".count))) { call in
                try call.interpreter.reduce(reduction, Self.receiver(value, of: call), call)
            }
        }
        return shapingMethod(name, tensor, value) ?? elementMethod(name, tensor, value)
            ?? selectingMethod(name, tensor, value)
    }

    private static func flags(_ tensor: Tensor, _ value: Value) -> Value {
        var (isOwner, isWriteable) = (true, true)
        if case .array(let array) = value {
            isOwner = array.base == nil
            isWriteable = !array.isReadOnly && !array.isScalar
        }
        let result = DictObject()
        for (name, flag) in [
            ("C_CONTIGUOUS", tensor.isContiguous), ("F_CONTIGUOUS", tensor.transposed.isContiguous),
            ("OWNDATA", isOwner), ("WRITEABLE", isWriteable), ("ALIGNED", true),
        ] {
            result.set(.string(name), .string(name), .bool(flag))
        }
        return .dict(result)
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
            return method(name, "*shape, order=") { call in
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
        case "swapaxes":
            return method(name, "axis1, axis2") { call in
                try call.interpreter.swapAxes(
                    value, try call.required("axis1").int(), try call.required("axis2").int(),
                    at: call.span)
            }
        case "view":
            guard case .array(let array) = value else { return nil }
            return method(name, "") { call in
                try call.interpreter.view(array.tensor, of: array, at: call.span)
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

    private func selectingMethod(_ name: String, _ tensor: Tensor, _ value: Value) -> Value? {
        switch name {
        case "cumsum", "cumprod":
            return method(name, "axis=, dtype=") { call in
                try call.interpreter.cumulated(
                    call, Self.receiver(value, of: call), isProduct: name == "cumprod")
            }
        case "repeat":
            return method(name, "repeats, axis=") { call in
                try call.interpreter.repeated(call, Self.receiver(value, of: call))
            }
        case "take":
            return method(name, "indices, axis=") { call in
                try call.interpreter.taken(call, Self.receiver(value, of: call))
            }
        case "nonzero":
            return method(name, "") { call in
                try call.interpreter.tuple(tensor.nonzero(), at: call.span)
            }
        case "trace":
            return method(name, "offset=") { call in
                try call.array(try tensor.trace(offset: try call["offset"]?.int() ?? 0))
            }
        case "diagonal", "searchsorted":
            return modules["numpy"]?.members[name].map { function in
                method(name, "*arguments, **options") { call in
                    var given = [
                        GivenArgument(
                            keyword: nil, value: value, span: call.span, variableName: nil)
                    ]
                    for argument in call.rest + call.keywords {
                        given.append(
                            GivenArgument(
                                keyword: call.keywords.contains { $0.name == argument.name }
                                    ? argument.name : nil,
                                value: argument.value, span: argument.span, variableName: nil))
                    }
                    return try call.interpreter.call(function, given, at: call.span)
                }
            }
        case "sort":
            guard case .array(let array) = value else { return nil }
            return method(name, "axis=, kind=") { call in
                let axis = try call["axis"]?.int() ?? -1
                // The result, a copy that is sorted and room to sort in.
                try call.interpreter.checkMemory(tensor.size * 24, at: call.span)
                try call.interpreter.checkWriteable(array, at: call.span)
                array.write(try tensor.sorted(axis: axis))
                return .none
            }
        default: return nil
        }
    }

    private func elementMethod(_ name: String, _ tensor: Tensor, _ value: Value) -> Value? {
        switch name {
        case "astype":
            return method(name, "dtype, order=, casting=, copy=") { call in
                guard let dtype = try call.dtype("dtype") else {
                    throw Diagnostic("astype() needs a dtype", at: call.span)
                }
                try call.interpreter.checkMemory(
                    of: tensor.shape, itemSize: dtype.itemSize, at: call.span)
                let result = tensor.astype(dtype)
                let isSame = result.sharedStorage === tensor.sharedStorage
                if case .array(let array) = value, array.isScalar { return try call.array(result) }
                return try call.fullArray(isSame ? tensor.copied() : result)
            }
        case "copy":
            return method(name, "order=") { call in
                try call.interpreter.checkMemory(tensor.nbytes, at: call.span)
                if case .array(let array) = value, array.isScalar { return value }
                return try call.fullArray(tensor.copied())
            }
        case "argmax", "argmin":
            return method(name, "axis=, out=, *, keepdims=") { call in
                try call.interpreter.place(
                    call, Self.receiver(value, of: call), isLargest: name == "argmax")
            }
        case "argsort":
            return method(name, "axis=, kind=, *, stable=") { call in
                let axis: Int? = call.has("axis") ? try call["axis"]?.int() : -1
                // The result, a copy that is sorted and room to sort in.
                try call.interpreter.checkMemory(tensor.size * 24, at: call.span)
                return try call.array(try tensor.argsort(axis: axis))
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
                try call.interpreter.clipped(
                    Self.receiver(value, of: call), call["min"], call["max"], at: call.span)
            }
        case "item":
            return method(name, "*args") { call in
                if !call.rest.isEmpty {
                    var places: [IndexItem] = []
                    for argument in call.rest {
                        places += try argument.integers().map { .integer($0) }
                    }
                    let base = places.count == 1 ? tensor.flattened() : tensor
                    return Self.pythonNumber(try base.indexed(by: places))
                }
                guard tensor.size == 1 else {
                    throw Diagnostic(
                        "can only convert an array of size 1 to a Python scalar", at: call.span,
                        fix: "the shape is \(tensor.shape): name the element, as in x.item(0), or "
                            + "use tolist()")
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
        if tensor.dtype == .bool { return .bool(tensor.scalarValue != 0) }
        return tensor.dtype.isFloating
            ? .float(tensor.scalarValue) : .int(Int(tensor.scalarInteger))
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
