import GradusAutodiff
import GradusDiagnostics
import GradusTensors

extension Interpreter {
    /// Makes the names that every script finds.
    func addBuiltins(seed: UInt64) {
        addExceptions()
        addPythonFunctions()
        addPythonTypes()
        addContainerTypes()
        addContainerFunctions()
        addRecordingFunctions()
        addNetworkFunctions()
        let numpy = ModuleObject(name: "numpy")
        addNumPyMaking(to: numpy)
        addNumPyElementwise(to: numpy)
        addNumPyReducing(to: numpy)
        addNumPyProducts(to: numpy)
        addNumPySelecting(to: numpy)
        addNumPyConstants(to: numpy)
        addNumPyApplying(to: numpy)
        addNumPyShaping(to: numpy)
        addRecordedFunctions(to: numpy)
        addFileFunctions(to: numpy)
        let random = ModuleObject(name: "numpy.random")
        addRandom(to: random, seed: seed)
        numpy.members["random"] = .module(random)
        modules["numpy"] = numpy
        modules["numpy.random"] = random
        modules["math"] = mathModule()
        setRecordedUses()
        builtins["np"] = .module(numpy)
    }

    /// Adds a function to the names of the language.
    func define(
        _ name: String, _ parameters: String, mayKeepValues: Bool = false,
        _ body: @escaping (HostCall) throws -> Value
    ) {
        builtins[name] = .builtin(
            BuiltinFunction(
                name: name, signature: CallSignature(parameters), mayKeepValues: mayKeepValues,
                body: body))
    }
}

extension Interpreter {
    /// Adds a type such as `int`, which makes a value when it is called.
    func defineType(
        _ name: String, _ parameters: String, _ body: @escaping (HostCall) throws -> Value
    ) {
        let type = Value.builtin(
            BuiltinFunction(
                name: name, signature: CallSignature(parameters), isType: true, body: body))
        builtins[name] = type
        types[name] = type
    }

    /// The type of a value, as `type(x)` gives it.
    func type(of value: Value) -> Value {
        if case .instance(let instance) = value { return .classType(instance.type) }
        var name = value.typeName
        if case .array(let array) = value {
            if array.isScalar { return .numberType(array.tensor.dtype) }
            name = "numpy.ndarray"
        }
        if let known = types[name] { return known }
        let made = Value.builtin(
            BuiltinFunction(name: name, signature: CallSignature("*values"), isType: true) { call in
                throw Diagnostic(
                    "cannot create '\(name)' instances", at: call.span, kind: "TypeError")
            })
        types[name] = made
        return made
    }
}

extension ModuleObject {
    /// Adds a function to a module.
    func define(
        _ name: String, _ parameters: String, _ body: @escaping (HostCall) throws -> Value
    ) {
        let shown = self.name.hasPrefix("numpy") ? "np" + self.name.dropFirst(5) : self.name
        members[name] = .builtin(
            BuiltinFunction(
                name: "\(shown).\(name)", signature: CallSignature(parameters), body: body))
    }
}

extension HostCall {
    /// The dtype that an argument names: `np.float32`, `"float32"`, `float`, `int`, `bool`.
    func dtype(_ name: String) throws(Diagnostic) -> DType? {
        try self[name]?.dtype()
    }

    /// A shape that an argument gives.
    func shape(_ name: String) throws(Diagnostic) -> Shape? {
        guard let argument = self[name] else { return nil }
        let lengths = try argument.integers()
        return try interpreter.located(at: argument.span) { () throws(TensorError) in
            try Shape.checked(lengths)
        }
    }

    /// The axes of a reduction; nil for all.
    func axes(_ name: String = "axis") throws(Diagnostic) -> [Int]? {
        try self[name]?.integers()
    }

    /// A truth value, false when left out.
    func flag(_ name: String) throws(Diagnostic) -> Bool { try self[name]?.bool() ?? false }

    /// The shape that `shape=` must give; NumPy takes neither None nor a truth value for one.
    func requiredShape() throws(Diagnostic) -> Shape {
        let argument = try required("shape")
        switch argument.value {
        case .none:
            throw Diagnostic(
                "Use () not None as shape arguments", at: argument.span, kind: "TypeError")
        case .bool(let flag):
            throw Diagnostic(
                "expected a sequence of integers or a single integer, got "
                    + "'\(flag ? "True" : "False")'", at: argument.span, kind: "TypeError")
        default: return try shape("shape") ?? []
        }
    }

    /// A new array of the session, of rank 0 as an array too.
    func fullArray(_ tensor: Tensor) throws(Diagnostic) -> Value {
        try interpreter.checkMemory(tensor.nbytes, at: span)
        return .array(NDArray(tensor, isScalar: false, base: nil, account: interpreter.account))
    }

    /// What a random generator drew: a Python number when no shape was asked for.
    func drawn(_ tensor: Tensor) throws(Diagnostic) -> Value {
        guard tensor.ndim == 0 else { return try array(tensor) }
        return has("size") && self["size"] != nil
            ? try fullArray(tensor) : Interpreter.pythonNumber(tensor)
    }

    /// What a random generator drew: one of NumPy's numbers when no shape was asked for.
    func drawnNumPy(_ tensor: Tensor) throws(Diagnostic) -> Value {
        tensor.ndim == 0 && has("size") && self["size"] != nil
            ? try fullArray(tensor) : try array(tensor)
    }

    /// A new array of the session; of rank 0 as one of NumPy's numbers.
    func array(_ tensor: Tensor) throws(Diagnostic) -> Value {
        try interpreter.array(tensor, at: span)
    }
}

extension HostArgument {
    /// The dtype that it names: `np.float32`, `"float32"`, `float`, `int`, `bool`.
    func dtype() throws(Diagnostic) -> DType {
        switch value {
        case .dtype(let dtype), .numberType(let dtype): return dtype
        case .builtin(let function):
            let types: [String: DType] = ["float": .float64, "int": .int64, "bool": .bool]
            if let dtype = types[function.name] { return dtype }
        case .string(let text):
            if let dtype = DType(rawValue: text) ?? Self.shortNames[text] { return dtype }
            throw Diagnostic(
                "data type '\(text)' not understood", at: span,
                fix: Suggestion.nearest(to: text, among: DType.allCases.map(\.rawValue)).map {
                    "did you mean '\($0)'?"
                } ?? "the dtypes are " + DType.allCases.map(\.rawValue).joined(separator: ", "))
        default: break
        }
        throw mismatch("a dtype", fix: "write np.float64, np.float32, np.int64 or np.bool_")
    }

    private static var shortNames: [String: DType] {
        [
            "float": .float64, "int": .int64, "bool_": .bool, "?": .bool, "b1": .bool,
            "u1": .uint8, "u8": .uint64, "i1": .int8, "i2": .int16, "i4": .int32, "i8": .int64,
            "f2": .float16, "f4": .float32, "f8": .float64, "half": .float16, "single": .float32,
            "double": .float64, "b": .int8, "B": .uint8, "h": .int16, "i": .int32, "l": .int64,
            "q": .int64, "e": .float16, "f": .float32, "d": .float64,
        ]
    }
}
