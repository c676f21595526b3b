import GradusAutodiff
import GradusDiagnostics
import GradusTensors

/// What a function is given when something recorded is among its arguments.
extension Interpreter {
    /// The arguments as the function's use of recorded values wants them, and the function that
    /// takes them; nil where nothing is recorded.
    func prepared(
        _ arguments: [GivenArgument], for builtin: BuiltinFunction, _ use: RecordedUse,
        at span: SourceSpan
    ) throws(Diagnostic) -> (function: BuiltinFunction, arguments: [GivenArgument])? {
        guard let first = arguments.first(where: { $0.value.holdsRecorded }) else { return nil }
        var function = builtin
        var use = use
        // math.log(x, base) has no twin.
        if case .alias("log") = use, arguments.count > 1 { use = .refuses }
        switch use {
        case .refuses:
            throw Self.unrecordable(builtin, at: first.span)
        case .constant: return (function, arguments.map(\.withPlainNumbers))
        case .constantFirst:
            guard !arguments.dropFirst().contains(where: { $0.value.holdsRecorded }) else {
                throw Self.unrecordable(builtin, at: first.span)
            }
            return (function, arguments.map(\.withPlainNumbers))
        case .takesFilled:
            var given: [GivenArgument] = []
            for argument in arguments {
                var made = argument
                if case .array = argument.value {
                    made.value = try recordedForm(argument.value, at: argument.span)
                }
                given.append(made)
            }
            return (function, given)
        case .alias(let name):
            guard case .builtin(let other)? = modules["numpy"]?.members[name] else {
                preconditionFailure("np.\(name) stands for \(builtin.name)")
            }
            function = other
        case .records, .recordsLists: break
        }
        var given: [GivenArgument] = []
        for argument in arguments {
            var made = argument
            if case .recordsLists = use {
                made.value = try partsRecorded(argument.value, at: argument.span)
            } else {
                made.value = try recordedForm(argument.value, at: argument.span)
            }
            given.append(made)
        }
        return (function, given)
    }

    /// What says that a function would lose the graph.
    static func unrecordable(_ builtin: BuiltinFunction, at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            "\(builtin.name) cannot be recorded: there is no rule for its derivative, and "
                + "a gradient through it would be wrong", at: span,
            fix: ["normal", "uniform"].contains(builtin.name.split(separator: ".").last)
                ? "draw standard numbers and scale them: mean + deviation * standard_normal()"
                : "compose it from recorded functions, or take the numbers alone with "
                    + "value(…)")
    }

    /// A list or tuple with something recorded in it as one recorded value, an array that was
    /// filled with recorded values likewise; all else as it is.
    func recordedForm(_ value: Value, at span: SourceSpan) throws(Diagnostic) -> Value {
        switch value {
        case .array(let array):
            return try filledForm(of: array, at: span).map { .variable($0) } ?? value
        case .list, .tuple:
            guard value.holdsRecorded else { return value }
            try value.checkNestedCount(at: span)
            return .variable(try stacked(value, depth: 0, at: span))
        default: return value
        }
    }

    /// A list whose parts that hold something recorded are recorded values each.
    private func partsRecorded(_ value: Value, at span: SourceSpan) throws(Diagnostic) -> Value {
        let elements: [Value]
        switch value {
        case .list(let list): elements = list.elements
        case .tuple(let tuple): elements = tuple.elements
        default: return try recordedForm(value, at: span)
        }
        var parts: [Value] = []
        for element in elements { parts.append(try recordedForm(element, at: span)) }
        return .makeList(parts)
    }

    /// Nested lists of numbers, arrays and recorded values as one recorded value, as `np.array`
    /// would lay them out.
    private func stacked(
        _ value: Value, depth: Int, at span: SourceSpan
    ) throws(Diagnostic) -> Variable {
        guard depth <= 64 else {
            throw Diagnostic("lists nested more than 64 deep are no array", at: span)
        }
        let elements: [Value]
        switch value {
        case .list(let list): elements = list.elements
        case .tuple(let tuple): elements = tuple.elements
        default:
            let form = try recordedForm(value, at: span)
            return try recordedOperand(form, name: nil, like: .float64, at: span)
        }
        guard !elements.isEmpty, value.holdsRecorded else {
            return try constant(value, at: span)
        }
        // A list may hold another many times over.
        try countStep(1 + elements.count / 16, at: span)
        let composer = Composer(interpreter: self, graph: graph, span: span)
        var parts: [Variable] = []
        for element in elements {
            let part = try stacked(element, depth: depth + 1, at: span)
            if let shape = parts.first?.shape, shape != part.shape {
                throw Diagnostic(
                    "the lists do not form a rectangle: one part has the shape \(shape), "
                        + "another \(part.shape)", at: span,
                    fix: "give every row the same number of elements")
            }
            parts.append(part)
        }
        return try composer.apply(.stack, parts, Attributes(axis: 0))
    }
}

extension Interpreter {
    /// What is read of an array as plain numbers though recorded values were written into it.
    static let plainAttributes: Set<String> = [
        "all", "any", "argmax", "argmin", "argsort", "base", "dtype", "fill", "flags", "item",
        "itemsize", "nbytes", "ndim", "nonzero", "round", "searchsorted", "shape", "size", "sort",
        "strides", "tolist",
    ]

    /// A method with its use of recorded arguments; its result, or the attribute itself, has the
    /// origins of the array.
    func recording(_ found: Value, _ name: String, _ origins: Origins?) -> Value {
        guard case .builtin(let method) = found else {
            passOrigins(origins, to: found)
            return found
        }
        let isConstant = [
            "all", "any", "argmax", "argmin", "argsort", "nonzero", "round", "searchsorted",
        ].contains(name)
        let origins = isConstant ? nil : origins
        let body: (HostCall) throws -> Value = { call in
            let result = try method.body(call)
            call.interpreter.passOrigins(origins, to: result)
            return result
        }
        let made =
            origins == nil
            ? method
            : BuiltinFunction(
                name: method.name, signature: method.signature, mayKeepValues: method.mayKeepValues,
                isType: method.isType, body: body)
        switch name {
        case "dot", "clip": made.recordedUse = .records
        // It writes, and says itself what it cannot.
        case "fill": break
        default: made.recordedUse = .constant
        }
        return .builtin(made)
    }

    /// The numbers of an array as constants: what a gradient is not to go through.
    func value(of array: NDArray, at span: SourceSpan) throws(Diagnostic) -> Value {
        guard array.isFilledWithRecorded || origins(of: .array(array)) != nil else {
            return .array(array)
        }
        try checkMemory(array.tensor.nbytes, at: span)
        return .array(
            NDArray(
                array.tensor.copied(), isScalar: array.isScalar, base: nil, account: account,
                isPlain: array.isPlain))
    }
}

extension GivenArgument {
    /// With the numbers alone of what is recorded in it.
    fileprivate var withPlainNumbers: GivenArgument {
        var argument = self
        argument.value = value.plainNumbers
        return argument
    }
}
