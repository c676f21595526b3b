import GradusAutodiff
import GradusDiagnostics
import GradusTensors

/// An argument of a call as evaluated.
struct GivenArgument {
    let keyword: String?
    var value: Value
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
        // A function in a class does not see the names of the class's body.
        var closure = frame
        while closure.isClassBody, let around = closure.parent { closure = around }
        if closure !== globals, capturedFrames.last !== closure {
            mayKeepValues = true
            try checkMemory(1024, at: definition.span)
            account.add(1024)
            capturedFrames.append(closure)
        }
        try checkMemory(256, at: definition.span)
        return .function(
            FunctionObject(definition: definition, closure: closure, defaults: defaults))
    }

    func call(
        _ callee: Expression, _ arguments: [Argument], _ span: SourceSpan, in frame: Frame
    ) throws(Diagnostic) -> Value {
        if callee.plainName == "super", frame.variables["super"] == nil {
            var given: [GivenArgument] = []
            for argument in arguments {
                given += plain([try evaluate(argument.value, in: frame)], at: argument.span)
            }
            return try superclass(given, at: span, in: frame)
        }
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
                    throw error(
                        "TypeError", "argument after ** must be a mapping, not \(value.typeName)",
                        at: argument.span)
                }
                for (key, element) in dict.entries {
                    guard case .string(let name) = key else {
                        throw error("TypeError", "keywords must be strings", at: argument.span)
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
        case .boundMethod(let method):
            let receiver = GivenArgument(
                keyword: nil, value: method.receiver, span: span, variableName: nil)
            return try call(method.function, [receiver] + arguments, at: span)
        case .classType(let type):
            return try nested(at: span) { () throws(Diagnostic) in
                try instantiate(type, arguments, at: span)
            }
        case .instance(let instance):
            guard let method = instance.type.lookUp("__call__") else { break }
            return try call(
                try bound(method, to: function, instance.type, at: span), arguments, at: span)
        case .dtype(let dtype), .numberType(let dtype):
            guard arguments.count == 1 else {
                throw Diagnostic("\(dtype) takes one value, found \(arguments.count)", at: span)
            }
            let (value, place) = (arguments[0].value, arguments[0].span)
            if dtype.isFloating, case .variable(let given) = try recordedForm(value, at: place) {
                let composer = Composer(interpreter: self, graph: graph, span: span)
                return given.dtype == dtype
                    ? .variable(try composer.copy(given))
                    : try record(
                        .cast, [given], Attributes(options: .init(dtype: dtype)), at: span)
            }
            let tensor = try TensorBuilding.tensor(
                from: value.plainNumbers, dtype: dtype, at: place)
            let made = try array(tensor.copied(), at: span)
            passOrigins(origins(of: value), to: made)
            return made
        default: break
        }
        throw error(
            "TypeError", "'\(function.typeName)' object is not callable", at: span,
            fix: {
                switch function {
                case .array, .list, .tuple, .dict: "use square brackets for an element"
                case .int, .float: "write '*' to multiply"
                case .string: "use another name for the text: this one hides a function"
                default: nil
                }
            }())
    }

    // MARK: functions of the script

    private func call(
        _ function: FunctionObject, _ arguments: [GivenArgument], at span: SourceSpan
    ) throws(Diagnostic) -> Value {
        let frame = Frame(
            parent: function.closure, definition: function.definition, function: function)
        try bind(arguments, of: function, in: frame, at: span)
        guard callDepth < limits.depth else {
            throw error(
                "RecursionError",
                "maximum recursion depth exceeded: functions call one another "
                    + "more than \(limits.depth) deep", at: span,
                fix: "check that the recursion of '\(function.name)' ends")
        }
        callDepth += 1
        let isNamed = function.definition.name != "<lambda>"
        if isNamed {
            graph.pushScope(
                scopeName(of: function, receiver: arguments.first?.value), hasVariables: true)
        }
        defer {
            callDepth -= 1
            if isNamed { graph.popScope() }
        }
        do throws(Diagnostic) {
            let completion = try nested(at: span) { () throws(Diagnostic) in
                try execute(function.definition.body, in: frame)
            }
            if case .giveBack(let value) = completion { return value }
            return .none
        } catch {
            throw passed(error, through: function.name, at: span)
        }
    }
}
