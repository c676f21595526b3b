import GradusAutodiff
import GradusDiagnostics
import GradusTensors

/// How a block ended.
enum Completion {
    case normal
    case stop
    case next
    case giveBack(Value)
}

extension Interpreter {
    func execute(
        _ statements: [ScriptStatement], in frame: Frame
    ) throws(Diagnostic) -> Completion {
        for statement in statements {
            let completion = try execute(statement, in: frame)
            if case .normal = completion { continue }
            return completion
        }
        return .normal
    }

    func execute(_ statement: ScriptStatement, in frame: Frame) throws(Diagnostic) -> Completion {
        try countStep(at: statement.span)
        if training.loops.isEmpty, callDepth == 0 { training.beginStatement() }
        switch statement.kind {
        case .expression(let expression):
            _ = try evaluate(expression, in: frame)
        case .assign(let targets, let expression, let text):
            try assign(targets, expression, text: text, statement.span, in: frame)
        case .augmented(let target, let operation, let expression, let place, let text):
            try augment(target, operation, expression, at: place, text: text, in: frame)
        case .branch(let cases, let otherwise):
            for (test, body) in cases
            where try isTrue(try evaluate(test, in: frame), at: test.span) {
                return try nested(at: statement.span) { () throws(Diagnostic) in
                    try execute(body, in: frame)
                }
            }
            return try execute(otherwise, in: frame)
        case .loop(let target, let iterable, let body, let otherwise):
            return try nested(at: statement.span) { () throws(Diagnostic) in
                try loop(target, iterable, body, otherwise, in: frame)
            }
        case .whileLoop(let test, let body, let otherwise):
            return try nested(at: statement.span) { () throws(Diagnostic) in
                try whileLoop(test, body, otherwise, in: frame)
            }
        case .define(let definition):
            try store(definition.name, try function(definition, in: frame), in: frame)
        case .defineClass(let definition):
            try store(definition.name, try defineClass(definition, in: frame), in: frame)
        case .decorated(let decorators, let definition):
            try decorate(definition, by: decorators, in: frame)
        case .raise(let expression, let cause):
            try raise(expression, cause: cause, at: statement.span, in: frame)
        case .attempt(let attempt):
            return try nested(at: statement.span) { () throws(Diagnostic) in
                try self.attempt(attempt, in: frame)
            }
        case .scope: break
        case .giveBack(let expression):
            guard let expression else { return .giveBack(.none) }
            return .giveBack(try evaluate(expression, in: frame))
        case .importModule(let path, let alias, let place):
            try importModule(path, alias: alias, at: place, in: frame)
        case .importNames(let path, let names, let place):
            try importNames(path, names, at: place, in: frame)
        case .pass: break
        case .stop: return .stop
        case .next: return .next
        case .assert(let test, let message):
            if try !isTrue(try evaluate(test, in: frame), at: test.span) {
                var text = ""
                if let message {
                    text = try self.text(try evaluate(message, in: frame), at: message.span)
                }
                throw error("AssertionError", text, at: test.span)
            }
        case .delete(let targets):
            for target in targets { try delete(target, in: frame) }
        }
        return .normal
    }

    private func decorate(
        _ definition: ScriptStatement, by decorators: [Expression], in frame: Frame
    ) throws(Diagnostic) {
        var functions: [(Value, SourceSpan)] = []
        // Python evaluates them from top to bottom and calls them from bottom to top.
        for decorator in decorators.reversed() {
            functions.append((try evaluate(decorator, in: frame), decorator.span))
        }
        var value: Value
        let name: String
        switch definition.kind {
        case .define(let function):
            (value, name) = (try self.function(function, in: frame), function.name)
        case .defineClass(let type):
            (value, name) = (try defineClass(type, in: frame), type.name)
        default: return
        }
        for (function, span) in functions.reversed() {
            value = try call(function, plain([value], at: span), at: span)
        }
        try store(name, value, in: frame)
    }

    // MARK: loops

    private func loop(
        _ target: Expression, _ iterable: Expression, _ body: [ScriptStatement],
        _ otherwise: [ScriptStatement], in frame: Frame
    ) throws(Diagnostic) -> Completion {
        let iterator = try iterator(over: try evaluate(iterable, in: frame), at: iterable.span)
        var recording = beginLoop()
        defer { training.endLoop() }
        while let element = try iterator.next() {
            try countStep(at: target.span)
            try bind(target, to: element, in: frame)
            switch try iteration("for \(Self.name(of: target))", body, in: frame) {
            case .normal, .next: endTurn(&recording)
            case .stop: return .normal
            case .giveBack(let value): return .giveBack(value)
            }
        }
        return try execute(otherwise, in: frame)
    }

    /// What a turn of a loop records lies in a scope of its own. All turns bear one name, so
    /// that equal turns make equal graphs.
    private func iteration(
        _ name: String, _ body: [ScriptStatement], in frame: Frame
    ) throws(Diagnostic) -> Completion {
        graph.pushScope(name)
        defer { graph.popScope() }
        return try execute(body, in: frame)
    }

    private static func name(of target: Expression) -> String {
        switch target.kind {
        case .name(let name): name
        case .tuple(let parts), .list(let parts): parts.map(name(of:)).joined(separator: ", ")
        default: "…"
        }
    }

    private func whileLoop(
        _ test: Expression, _ body: [ScriptStatement], _ otherwise: [ScriptStatement],
        in frame: Frame
    ) throws(Diagnostic) -> Completion {
        var recording = beginLoop()
        defer { training.endLoop() }
        while try isTrue(try evaluate(test, in: frame), at: test.span) {
            try countStep(at: test.span)
            switch try iteration("while", body, in: frame) {
            case .normal, .next: endTurn(&recording)
            case .stop: return .normal
            case .giveBack(let value): return .giveBack(value)
            }
        }
        return try execute(otherwise, in: frame)
    }

    // MARK: import

    private func module(_ path: String, at place: SourceSpan) throws(Diagnostic) -> ModuleObject {
        if let module = modules[path] { return module }
        let known = modules.keys.sorted()
        throw error(
            "ModuleNotFoundError", "No module named '\(path)' in the lesson language", at: place,
            fix: Suggestion.nearest(to: path, among: known).map { "did you mean '\($0)'?" }
                ?? Self.missingModules[path.split(separator: ".").first.map(String.init) ?? path]
                ?? "there is " + known.map { "'\($0)'" }.joined(separator: ", "))
    }

    /// Modules that textbooks import, with what to use instead.
    private static let missingModules: [String: String] = [
        "torch": "use arrays of numpy, and grad(…) for gradients",
        "tensorflow": "use arrays of numpy, and grad(…) for gradients",
        "keras": "use arrays of numpy, and the layers of the lesson language",
        "matplotlib": "draw with figure.…", "seaborn": "draw with figure.…",
        "random": "use np.random.default_rng(seed)", "os": "lessons read data by its name",
        "sys": "lessons have no command line", "time": "lessons do not depend on the clock",
        "datetime": "lessons do not depend on the clock",
        "pandas": "read tables with np.loadtxt(…)", "csv": "read tables with np.loadtxt(…)",
        "gzip": "np.loadtxt(…) and load_idx(…) unpack files themselves",
        "PIL": "read pictures with load_image(…)", "json": "write the data as dicts and lists",
        "collections": "use a dict or a list", "itertools": "use loops or comprehensions",
        "functools": "write the function yourself", "typing": "leave the annotations out",
        "dataclasses": "write a class with __init__", "scipy": "use numpy and math",
        "sklearn": "use arrays of numpy",
    ]

    private func importModule(
        _ path: String, alias: String?, at place: SourceSpan, in frame: Frame
    ) throws(Diagnostic) {
        let module = try module(path, at: place)
        let first = String(path.prefix { $0 != "." })
        let value = Value.module(
            alias == nil && first != path ? try self.module(first, at: place) : module)
        try store(alias ?? first, value, in: frame)
    }

    private func importNames(
        _ path: String, _ names: [ImportedName], at place: SourceSpan, in frame: Frame
    ) throws(Diagnostic) {
        let module = try module(path, at: place)
        for name in names {
            guard let value = module.members[name.name] else {
                var failure = unknownMember(name.name, of: module, at: name.span)
                failure.kind = "ImportError"
                throw failure
            }
            try store(name.alias ?? name.name, value, in: frame)
        }
    }

    func unknownMember(
        _ name: String, of module: ModuleObject, at span: SourceSpan
    ) -> Diagnostic {
        error(
            "AttributeError", "'\(module.name)' has no '\(name)' in the lesson language", at: span,
            fix: Suggestion.nearest(to: name, among: module.members.keys.sorted())
                .map { "did you mean '\($0)'?" })
    }
}
