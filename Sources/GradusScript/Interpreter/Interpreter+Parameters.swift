import GradusDiagnostics

extension Interpreter {
    /// Gives a call's arguments to the function's parameters, by Python's rules.
    func bind(
        _ arguments: [GivenArgument], of function: FunctionObject, in frame: Frame,
        at span: SourceSpan
    ) throws(Diagnostic) {
        let definition = function.definition
        let parameters = definition.parameters
        let plain = definition.plainParameters
        var rest: [Value] = []
        var others: DictObject?
        var place = 0
        for argument in arguments {
            if let keyword = argument.keyword {
                if definition.takesKeyword(keyword) {
                    guard frame.variables[keyword] == nil else {
                        throw wrongCall(
                            function, "got multiple values for argument '\(keyword)'",
                            at: argument.span)
                    }
                    frame.variables[keyword] = argument.value
                } else if parameters.contains(where: { $0.kind == .keywordRest }) {
                    let dict = others ?? DictObject()
                    others = dict
                    guard dict[.string(keyword)] == nil else {
                        throw wrongCall(
                            function, "got multiple values for keyword argument '\(keyword)'",
                            at: argument.span)
                    }
                    dict.set(.string(keyword), .string(keyword), argument.value)
                } else {
                    var failure = unknownKeyword(
                        keyword, of: function.shownName,
                        among: parameters.filter { $0.kind != .rest && $0.kind != .keywordRest }
                            .map(\.name), at: argument.span)
                    failure.notes.append(defined(function))
                    throw failure
                }
            } else if place < plain.count {
                let name = plain[place].name
                guard frame.variables.updateValue(argument.value, forKey: name) == nil else {
                    throw wrongCall(
                        function, "got multiple values for argument '\(name)'", at: argument.span)
                }
                place += 1
            } else {
                rest.append(argument.value)
            }
        }
        if definition.hasOnlyPlainParameters, place == plain.count, rest.isEmpty { return }
        try bindLeft(
            function, in: frame, rest: rest, others: others,
            given: arguments, at: span)
    }

    /// `*args`, `**options`, defaults, and what is missing.
    private func bindLeft(
        _ function: FunctionObject, in frame: Frame, rest: [Value], others: DictObject?,
        given: [GivenArgument], at span: SourceSpan
    ) throws(Diagnostic) {
        var missing: [String] = []
        var missingKeywords: [String] = []
        var takesRest = false
        for parameter in function.definition.parameters {
            switch parameter.kind {
            case .rest:
                takesRest = true
                frame.variables[parameter.name] = .makeTuple(rest)
            case .keywordRest: frame.variables[parameter.name] = .dict(others ?? DictObject())
            case .plain, .positionalOnly, .keywordOnly:
                if frame.variables[parameter.name] != nil { continue }
                if let value = function.defaults[parameter.name] {
                    frame.variables[parameter.name] = value
                } else if parameter.kind == .keywordOnly {
                    missingKeywords.append(parameter.name)
                } else {
                    missing.append(parameter.name)
                }
            }
        }
        guard takesRest || rest.isEmpty else { throw tooMany(function, given, at: span) }
        if missing.isEmpty, missingKeywords.isEmpty { return }
        let names = missing.isEmpty ? missingKeywords : missing
        let what = missing.isEmpty ? "keyword-only argument" : "positional argument"
        throw wrongCall(
            function,
            "missing \(names.count) required \(what)\(names.count == 1 ? "" : "s"): "
                + Self.listed(names), at: span)
    }

    private func tooMany(
        _ function: FunctionObject, _ arguments: [GivenArgument], at span: SourceSpan
    ) -> Diagnostic {
        let given = arguments.count { $0.keyword == nil }
        let keywords = arguments.count { argument in
            function.definition.parameters.contains {
                $0.kind == .keywordOnly && $0.name == argument.keyword
            }
        }
        let plain = function.definition.plainParameters
        let required = plain.count { function.defaults[$0.name] == nil }
        let takes =
            required == plain.count
            ? Self.counted(plain.count, "positional argument")
            : "from \(required) to \(plain.count) positional arguments"
        return wrongCall(
            function,
            keywords == 0
                ? "takes \(takes) but \(given) \(given == 1 ? "was" : "were") given"
                : "takes \(takes) but \(Self.counted(given, "positional argument")) (and "
                    + "\(Self.counted(keywords, "keyword-only argument"))) were given", at: span)
    }

    /// `'a', 'b', and 'c'`.
    private static func listed(_ names: [String]) -> String {
        let quoted = names.map { "'\($0)'" }
        switch quoted.count {
        case 1: return quoted[0]
        case 2: return quoted[0] + " and " + quoted[1]
        default:
            return quoted.dropLast().joined(separator: ", ") + ", and " + quoted[quoted.count - 1]
        }
    }

    private func wrongCall(
        _ function: FunctionObject, _ message: String, at span: SourceSpan
    ) -> Diagnostic {
        Diagnostic(
            "\(function.shownName)() \(message)", at: span, notes: [defined(function)],
            kind: "TypeError")
    }

    private func defined(_ function: FunctionObject) -> Diagnostic.Note {
        .init("'\(function.name)' is defined here", at: function.definition.span)
    }
}
