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
            frame.variables[definition.name] = try function(definition, in: frame)
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
                var text = "the assertion failed"
                if let message {
                    text += ": " + (try self.text(try evaluate(message, in: frame), at: message.span))
                }
                throw Diagnostic(text, at: test.span)
            }
        case .delete(let targets):
            for target in targets { try delete(target, in: frame) }
        }
        return .normal
    }

    // MARK: loops

    private func loop(
        _ target: Expression, _ iterable: Expression, _ body: [ScriptStatement],
        _ otherwise: [ScriptStatement], in frame: Frame
    ) throws(Diagnostic) -> Completion {
        let iterator = try iterator(over: try evaluate(iterable, in: frame), at: iterable.span)
        var recording = beginLoop()
        while let element = try iterator.next() {
            try countStep(at: target.span)
            try bind(target, to: element, in: frame)
            switch try execute(body, in: frame) {
            case .normal, .next: endTurn(&recording)
            case .stop: return .normal
            case .giveBack(let value): return .giveBack(value)
            }
        }
        return try execute(otherwise, in: frame)
    }

    private func whileLoop(
        _ test: Expression, _ body: [ScriptStatement], _ otherwise: [ScriptStatement],
        in frame: Frame
    ) throws(Diagnostic) -> Completion {
        var recording = beginLoop()
        while try isTrue(try evaluate(test, in: frame), at: test.span) {
            try countStep(at: test.span)
            switch try execute(body, in: frame) {
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
        throw Diagnostic(
            "there is no module '\(path)' in the lesson language, only "
                + known.map { "'\($0)'" }.joined(separator: ", "), at: place,
            fix: Suggestion.nearest(to: path, among: known).map { "did you mean '\($0)'?" })
    }

    private func importModule(
        _ path: String, alias: String?, at place: SourceSpan, in frame: Frame
    ) throws(Diagnostic) {
        let module = try module(path, at: place)
        let first = String(path.prefix { $0 != "." })
        frame.variables[alias ?? first] = .module(
            alias == nil && first != path ? try self.module(first, at: place) : module)
    }

    private func importNames(
        _ path: String, _ names: [ImportedName], at place: SourceSpan, in frame: Frame
    ) throws(Diagnostic) {
        let module = try module(path, at: place)
        for name in names {
            guard let value = module.members[name.name] else {
                throw unknownMember(name.name, of: module, at: name.span)
            }
            frame.variables[name.alias ?? name.name] = value
        }
    }

    func unknownMember(
        _ name: String, of module: ModuleObject, at span: SourceSpan
    ) -> Diagnostic {
        Diagnostic(
            "'\(module.name)' has no '\(name)' in the lesson language", at: span,
            fix: Suggestion.nearest(to: name, among: module.members.keys.sorted())
                .map { "did you mean '\($0)'?" })
    }
}
