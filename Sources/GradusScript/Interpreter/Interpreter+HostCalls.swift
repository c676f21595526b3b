import GradusDiagnostics
import GradusTensors

/// Calls of functions of the language and of the host.
extension Interpreter {
    static func counted(_ number: Int, _ word: String) -> String {
        number == 1 ? "1 \(word)" : "\(number) \(word)s"
    }

    func unknownKeyword(
        _ keyword: String, of name: String, among known: [String], at span: SourceSpan
    ) -> Diagnostic {
        error(
            "TypeError", "\(name)() got an unexpected keyword argument '\(keyword)'", at: span,
            fix: Suggestion.nearest(to: keyword, among: known).map { "did you mean '\($0)'?" }
                ?? (known.isEmpty
                    ? nil : "it has " + known.map { "'\($0)'" }.joined(separator: ", ")))
    }

    func call(
        _ builtin: BuiltinFunction, _ arguments: [GivenArgument], at span: SourceSpan
    ) throws(Diagnostic) -> Value {
        if builtin.mayKeepValues { mayKeepValues = true }
        if let use = builtin.recordedUse {
            if let (function, given) = try prepared(arguments, for: builtin, use, at: span) {
                let result = try run(function, given, at: span)
                switch use {
                case .constant, .constantFirst, .takesFilled: return result
                default: break
                }
                // It took what is recorded for a plain number, such as the order of a norm.
                guard result.holdsRecorded else {
                    throw Self.unrecordable(builtin, at: arguments[0].span)
                }
                return try ofItsOwn(result, builtin, at: span)
            }
            let result = try run(builtin, arguments, at: span)
            return Self.isConstant(builtin)
                ? result : try withOrigins(of: arguments, result, at: span)
        }
        return try run(builtin, arguments, at: span)
    }

    /// A function's result that is no parameter, but a copy: `w -= …` moves every name of a
    /// parameter. Views of arrays stay what they are.
    private func ofItsOwn(
        _ result: Value, _ builtin: BuiltinFunction, at span: SourceSpan
    ) throws(Diagnostic) -> Value {
        guard case .variable(let variable) = result, isParameter(variable) else { return result }
        let name = builtin.name.split(separator: ".").last.map(String.init) ?? ""
        let views = [
            "asarray", "ascontiguousarray", "atleast_1d", "atleast_2d", "atleast_3d", "ravel",
            "reshape", "squeeze", "swapaxes", "moveaxis", "transpose",
        ]
        guard !views.contains(name) else { return result }
        let composer = Composer(interpreter: self, graph: graph, span: span)
        return .variable(try composer.copy(variable))
    }

    private func run(
        _ builtin: BuiltinFunction, _ arguments: [GivenArgument], at span: SourceSpan
    ) throws(Diagnostic) -> Value {
        let call = try bind(arguments, of: builtin, at: span)
        // A script of the host's callbacks may come back here: count the depth.
        return try nested(at: span) { () throws(Diagnostic) in
            do {
                return try builtin.body(call)
            } catch let diagnostic as Diagnostic {
                throw diagnostic.located(at: span)
            } catch let error as TensorError {
                throw Diagnostic(error.message, at: span, fix: error.fix, kind: error.kind.rawValue)
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
                        throw error(
                            "TypeError",
                            "\(name)() got multiple values for argument '\(keyword)'",
                            at: given.span)
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
                throw error(
                    "TypeError",
                    "\(name)() takes \(Self.counted(plain.count, "positional argument")), but "
                        + "\(count) \(count == 1 ? "was" : "were") given", at: given.span)
            }
        }
        for parameter in signature.parameters
        where parameter.isRequired && bound[parameter.name] == nil {
            throw error("TypeError", "\(name)() needs an argument '\(parameter.name)'", at: span)
        }
        return HostCall(
            function: name, span: span, rest: rest, keywords: keywords, bound: bound,
            interpreter: self)
    }
}
