import GradusAutodiff
import GradusDiagnostics
import GradusTensors

/// An argument of a call as evaluated.
struct GivenArgument {
    let keyword: String?
    let value: Value
    let span: SourceSpan
    /// The variable, when the argument is nothing but a name.
    let variableName: String?
}

extension Interpreter {
    /// A function made by `def` or `lambda`: defaults are evaluated now.
    func function(_ definition: FunctionDefinition, in frame: Frame) throws(Diagnostic) -> Value {
        var defaults: [String: Value] = [:]
        for parameter in definition.parameters {
            guard let expression = parameter.defaultValue else { continue }
            defaults[parameter.name] = try evaluate(expression, in: frame)
        }
        if frame !== globals, capturedFrames.last !== frame {
            mayKeepValues = true
            try checkMemory(1024, at: definition.span)
            account.add(1024)
            capturedFrames.append(frame)
        }
        return .function(FunctionObject(definition: definition, closure: frame, defaults: defaults))
    }

    func call(
        _ callee: Expression, _ arguments: [Argument], _ span: SourceSpan, in frame: Frame
    ) throws(Diagnostic) -> Value {
        let function = try evaluate(callee, in: frame)
        let isGradient = isGradientFunction(function)
        if isGradient { gradientCalls.append(recordedGradients) }
        defer { if isGradient { gradientCalls.removeLast() } }
        var given: [GivenArgument] = []
        given.reserveCapacity(arguments.count)
        for argument in arguments {
            let value = try evaluate(argument.value, in: frame)
            switch argument.kind {
            case .positional:
                given.append(
                    GivenArgument(
                        keyword: nil, value: value, span: argument.span,
                        variableName: argument.value.plainName))
            case .keyword(let name):
                given.append(
                    GivenArgument(
                        keyword: name, value: value, span: argument.span,
                        variableName: argument.value.plainName))
            case .starred:
                for element in try elements(of: value, at: argument.span) {
                    given.append(
                        GivenArgument(
                            keyword: nil, value: element, span: argument.span, variableName: nil))
                }
            case .doubleStarred:
                guard case .dict(let dict) = value else {
                    throw Diagnostic("'**' needs a dict", at: argument.span)
                }
                for (key, element) in dict.entries {
                    guard case .string(let name) = key else {
                        throw Diagnostic("the keys behind '**' must be strings", at: argument.span)
                    }
                    given.append(
                        GivenArgument(
                            keyword: name, value: element, span: argument.span, variableName: nil))
                }
            }
        }
        return try call(function, given, at: span)
    }

    func call(
        _ function: Value, _ arguments: [GivenArgument], at span: SourceSpan
    ) throws(Diagnostic) -> Value {
        try countStep(at: span)
        switch function {
        case .function(let object): return try call(object, arguments, at: span)
        case .builtin(let builtin): return try call(builtin, arguments, at: span)
        case .dtype(let dtype):
            guard arguments.count == 1 else {
                throw Diagnostic("\(dtype) takes one value, found \(arguments.count)", at: span)
            }
            let tensor = try TensorBuilding.tensor(
                from: arguments[0].value, dtype: dtype, at: arguments[0].span)
            return try array(tensor.copied(), at: span)
        default:
            throw Diagnostic(
                "\(function.typeDescription) cannot be called", at: span,
                fix: { if case .array = function { "use square brackets for an element" } else { nil } }())
        }
    }

    // MARK: functions of the script

    private func call(
        _ function: FunctionObject, _ arguments: [GivenArgument], at span: SourceSpan
    ) throws(Diagnostic) -> Value {
        let frame = Frame(parent: function.closure, definition: function.definition)
        try bind(arguments, of: function, in: frame, at: span)
        guard callDepth < limits.depth else {
            throw Diagnostic(
                "functions call one another more than \(limits.depth) deep", at: span,
                fix: "check that the recursion of '\(function.name)' ends")
        }
        callDepth += 1
        let isNamed = function.definition.name != "<lambda>"
        if isNamed { graph.pushScope(function.definition.name) }
        defer {
            callDepth -= 1
            if isNamed { graph.popScope() }
        }
        let completion = try nested(at: span) { () throws(Diagnostic) in
            try execute(function.definition.body, in: frame)
        }
        if case .giveBack(let value) = completion { return value }
        return .none
    }

    private func bind(
        _ arguments: [GivenArgument], of function: FunctionObject, in frame: Frame,
        at span: SourceSpan
    ) throws(Diagnostic) {
        let parameters = function.definition.parameters
        let plain = parameters.filter { $0.kind == .plain }
        let name = function.name
        var rest: [Value] = []
        let others = DictObject()
        var place = 0
        for argument in arguments {
            if let keyword = argument.keyword {
                if parameters.contains(where: {
                    $0.name == keyword && ($0.kind == .plain || $0.kind == .keywordOnly)
                }) {
                    guard frame.variables[keyword] == nil else {
                        throw Diagnostic(
                            "\(name)() got '\(keyword)' twice", at: argument.span)
                    }
                    frame.variables[keyword] = argument.value
                } else if parameters.contains(where: { $0.kind == .keywordRest }) {
                    others.set(.string(keyword), .string(keyword), argument.value)
                } else {
                    throw unknownKeyword(
                        keyword, of: name, among: parameters.map(\.name), at: argument.span)
                }
            } else if place < plain.count {
                frame.variables[plain[place].name] = argument.value
                place += 1
            } else if parameters.contains(where: { $0.kind == .rest }) {
                rest.append(argument.value)
            } else {
                throw Diagnostic(
                    "\(name)() takes \(Self.counted(plain.count, "argument")), found "
                        + "\(arguments.filter { $0.keyword == nil }.count)", at: argument.span,
                    notes: [.init("'\(name)' is defined here", at: function.definition.span)])
            }
        }
        for parameter in parameters {
            switch parameter.kind {
            case .rest: frame.variables[parameter.name] = .makeTuple(rest)
            case .keywordRest: frame.variables[parameter.name] = .dict(others)
            case .plain, .keywordOnly:
                if frame.variables[parameter.name] != nil { continue }
                guard let value = function.defaults[parameter.name] else {
                    throw Diagnostic(
                        "\(name)() needs an argument '\(parameter.name)'", at: span,
                        notes: [.init("'\(name)' is defined here", at: function.definition.span)])
                }
                frame.variables[parameter.name] = value
            }
        }
    }

    static func counted(_ number: Int, _ word: String) -> String {
        number == 1 ? "1 \(word)" : "\(number) \(word)s"
    }

    private func unknownKeyword(
        _ keyword: String, of name: String, among known: [String], at span: SourceSpan
    ) -> Diagnostic {
        Diagnostic(
            "\(name)() has no argument '\(keyword)'", at: span,
            fix: Suggestion.nearest(to: keyword, among: known).map { "did you mean '\($0)'?" }
                ?? (known.isEmpty ? nil : "it has " + known.map { "'\($0)'" }.joined(separator: ", ")))
    }

    // MARK: functions of the language and of the host

    private func call(
        _ builtin: BuiltinFunction, _ arguments: [GivenArgument], at span: SourceSpan
    ) throws(Diagnostic) -> Value {
        if builtin.mayKeepValues { mayKeepValues = true }
        let call = try bind(arguments, of: builtin, at: span)
        // A script of the host's callbacks may come back here: count the depth.
        return try nested(at: span) { () throws(Diagnostic) in
            do {
                return try builtin.body(call)
            } catch let diagnostic as Diagnostic {
                throw diagnostic.located(at: span)
            } catch let error as TensorError {
                throw Diagnostic(error.message, at: span, fix: error.fix)
            } catch {
                throw Diagnostic("\(builtin.name)(): \(error)", at: span)
            }
        }
    }

    private func bind(
        _ arguments: [GivenArgument], of builtin: BuiltinFunction, at span: SourceSpan
    ) throws(Diagnostic) -> HostCall {
        let signature = builtin.signature
        let plain = signature.parameters.filter { !$0.isKeywordOnly }
        let name = builtin.name
        var bound: [String: HostArgument] = [:]
        var rest: [HostArgument] = []
        var keywords: [HostArgument] = []
        var place = 0
        func argument(_ name: String, _ given: GivenArgument) -> HostArgument {
            HostArgument(
                name: name, value: given.value, span: given.span,
                variableName: given.variableName, function: builtin.name)
        }
        for given in arguments {
            if let keyword = given.keyword {
                if signature.parameters.contains(where: { $0.name == keyword }) {
                    guard bound[keyword] == nil else {
                        throw Diagnostic("\(name)() got '\(keyword)' twice", at: given.span)
                    }
                    bound[keyword] = argument(keyword, given)
                } else if signature.hasKeywordRest {
                    keywords.append(argument(keyword, given))
                } else {
                    throw unknownKeyword(
                        keyword, of: name, among: signature.parameters.map(\.name), at: given.span)
                }
            } else if place < plain.count {
                bound[plain[place].name] = argument(plain[place].name, given)
                place += 1
            } else if signature.hasRest {
                rest.append(argument("argument \(place + rest.count + 1)", given))
            } else {
                let count = arguments.filter { $0.keyword == nil }.count
                throw Diagnostic(
                    "\(name)() takes \(Self.counted(plain.count, "argument")) without a keyword, "
                        + "found \(count)", at: given.span)
            }
        }
        for parameter in signature.parameters
        where parameter.isRequired && bound[parameter.name] == nil {
            throw Diagnostic("\(name)() needs an argument '\(parameter.name)'", at: span)
        }
        return HostCall(
            function: name, span: span, rest: rest, keywords: keywords, bound: bound,
            interpreter: self)
    }
}
