import GradusDiagnostics

/// A statement of the lesson language and where it stands.
struct ScriptStatement: Sendable {
    let kind: Kind
    let span: SourceSpan

    indirect enum Kind: Sendable {
        case expression(Expression)
        /// `text` is the right side as written.
        case assign([Expression], Expression, text: String)
        case augmented(Expression, BinaryOperator, Expression, place: SourceSpan, text: String)
        case branch([(test: Expression, body: [ScriptStatement])], otherwise: [ScriptStatement])
        case loop(Expression, Expression, [ScriptStatement], otherwise: [ScriptStatement])
        case whileLoop(Expression, [ScriptStatement], otherwise: [ScriptStatement])
        case define(FunctionDefinition)
        case giveBack(Expression?)
        case importModule(path: String, alias: String?, place: SourceSpan)
        case importNames(path: String, names: [ImportedName], place: SourceSpan)
        case pass
        case stop
        case next
        case assert(Expression, message: Expression?)
        case delete([Expression])
        /// `raise error from cause`; without both the error being handled is raised again.
        case raise(Expression?, cause: Expression?)
        case attempt(Attempt)
        case defineClass(ClassDefinition)
        /// The function or class that is defined, with `@` lines above it, the last one first.
        case decorated([Expression], definition: ScriptStatement)
        /// `global` and `nonlocal`, which the definition has taken in already.
        case scope
    }
}

/// `try` with its `except` clauses.
final class Attempt: Sendable {
    struct Handler: Sendable {
        /// The class or the tuple of classes; nil for a bare `except`.
        let kind: Expression?
        let name: String?
        let body: [ScriptStatement]
    }
    let body: [ScriptStatement]
    let handlers: [Handler]
    let otherwise: [ScriptStatement]
    let finally: [ScriptStatement]?

    init(
        body: [ScriptStatement], handlers: [Handler], otherwise: [ScriptStatement],
        finally: [ScriptStatement]?
    ) {
        self.body = body
        self.handlers = handlers
        self.otherwise = otherwise
        self.finally = finally
    }
}

/// A `class` with the statements of its body.
final class ClassDefinition: Sendable {
    let name: String
    let bases: [Expression]
    let body: [ScriptStatement]
    let span: SourceSpan

    init(name: String, bases: [Expression], body: [ScriptStatement], span: SourceSpan) {
        self.name = name
        self.bases = bases
        self.body = body
        self.span = span
    }
}

/// `name as alias` of a `from … import …`.
struct ImportedName: Sendable {
    let name: String
    let alias: String?
    let span: SourceSpan
}

/// A `def` or a `lambda`.
final class FunctionDefinition: Sendable {
    enum ParameterKind: Sendable { case positionalOnly, plain, keywordOnly, rest, keywordRest }

    struct Parameter: Sendable {
        let name: String
        let defaultValue: Expression?
        let kind: ParameterKind
        let span: SourceSpan
    }

    let name: String
    let parameters: [Parameter]
    let body: [ScriptStatement]
    let span: SourceSpan
    /// The names that belong to a call: parameters and what the body assigns.
    let locals: Set<String>
    /// The names that `global` and `nonlocal` gave away.
    let globals: Set<String>
    let nonlocals: Set<String>
    /// The parameters that can be given by place; how most functions have all of them.
    let plainParameters: [Parameter]
    let hasOnlyPlainParameters: Bool

    init(
        name: String, parameters: [Parameter], body: [ScriptStatement], span: SourceSpan,
        globals: Set<String> = [], nonlocals: Set<String> = []
    ) {
        self.name = name
        self.parameters = parameters
        self.body = body
        self.span = span
        self.globals = globals
        self.nonlocals = nonlocals
        plainParameters = parameters.filter { $0.kind == .plain || $0.kind == .positionalOnly }
        hasOnlyPlainParameters = parameters.allSatisfy { $0.kind == .plain }
        var names = Set(parameters.map(\.name))
        Self.collect(body, into: &names)
        locals = names.subtracting(globals).subtracting(nonlocals)
    }

    /// The text that stands first in the body.
    var documentation: String? {
        if case .expression(let first)? = body.first?.kind, case .string(let text) = first.kind {
            return text
        }
        return nil
    }

    /// Whether a name of a keyword argument is taken by a parameter.
    func takesKeyword(_ name: String) -> Bool {
        parameters.contains { $0.name == name && ($0.kind == .plain || $0.kind == .keywordOnly) }
    }

    private static func collect(_ body: [ScriptStatement], into names: inout Set<String>) {
        for statement in body {
            switch statement.kind {
            case .assign(let targets, let value, _):
                targets.forEach { collect($0, into: &names) }
                collectNamed(value, into: &names)
            case .augmented(let target, _, let value, _, _):
                collect(target, into: &names)
                collectNamed(value, into: &names)
            case .expression(let value), .giveBack(let value?): collectNamed(value, into: &names)
            case .delete(let targets): targets.forEach { collect($0, into: &names) }
            case .branch(let cases, let otherwise):
                for (test, body) in cases {
                    collectNamed(test, into: &names)
                    collect(body, into: &names)
                }
                collect(otherwise, into: &names)
            case .loop(let target, let iterable, let body, let otherwise):
                collect(target, into: &names)
                collectNamed(iterable, into: &names)
                collect(body, into: &names)
                collect(otherwise, into: &names)
            case .whileLoop(let test, let body, let otherwise):
                collectNamed(test, into: &names)
                collect(body, into: &names)
                collect(otherwise, into: &names)
            case .assert(let test, _): collectNamed(test, into: &names)
            case .attempt(let attempt):
                collect(attempt.body, into: &names)
                for handler in attempt.handlers {
                    if let name = handler.name { names.insert(name) }
                    collect(handler.body, into: &names)
                }
                collect(attempt.otherwise, into: &names)
                collect(attempt.finally ?? [], into: &names)
            case .defineClass(let definition): names.insert(definition.name)
            case .decorated(_, let definition): collect([definition], into: &names)
            case .define(let definition): names.insert(definition.name)
            case .importModule(let path, let alias, _):
                names.insert(alias ?? path.prefix { $0 != "." }.description)
            case .importNames(_, let list, _): list.forEach { names.insert($0.alias ?? $0.name) }
            default: break
            }
        }
    }

    /// The names that `:=` gives a value, wherever it stands in an expression; a lambda's
    /// are its own.
    private static func collectNamed(_ expression: Expression, into names: inout Set<String>) {
        switch expression.kind {
        case .named(let name, let value):
            names.insert(name)
            collectNamed(value, into: &names)
        case .none, .ellipsis, .bool, .integer, .float, .string, .name, .lambda: break
        case .formatted(let parts): collectNamed(parts, into: &names)
        case .list(let parts), .tuple(let parts), .set(let parts):
            parts.forEach { collectNamed($0, into: &names) }
        case .dict(let entries):
            for entry in entries {
                if let key = entry.key { collectNamed(key, into: &names) }
                collectNamed(entry.value, into: &names)
            }
        case .unary(_, let inner), .not(let inner), .starred(let inner),
            .attribute(let inner, _, _):
            collectNamed(inner, into: &names)
        case .binary(_, let left, let right, _), .and(let left, let right),
            .or(let left, let right),
            .subscripted(let left, let right):
            collectNamed(left, into: &names)
            collectNamed(right, into: &names)
        case .chain(let first, let links):
            collectNamed(first, into: &names)
            links.forEach { collectNamed($0.right, into: &names) }
        case .comparison(let left, let steps):
            collectNamed(left, into: &names)
            steps.forEach { collectNamed($0.right, into: &names) }
        case .conditional(let test, let then, let otherwise):
            for part in [test, then, otherwise] { collectNamed(part, into: &names) }
        case .call(let callee, let arguments):
            collectNamed(callee, into: &names)
            arguments.forEach { collectNamed($0.value, into: &names) }
        case .slice(let start, let stop, let step):
            for part in [start, stop, step] {
                if let part { collectNamed(part, into: &names) }
            }
        case .comprehension(let comprehension):
            collectNamed(comprehension.element, into: &names)
            if let value = comprehension.value { collectNamed(value, into: &names) }
            for clause in comprehension.clauses {
                collectNamed(clause.iterable, into: &names)
                clause.conditions.forEach { collectNamed($0, into: &names) }
            }
        }
    }

    private static func collectNamed(_ parts: [FormattedPart], into names: inout Set<String>) {
        for case .value(let expression, _, _, let specification) in parts {
            collectNamed(expression, into: &names)
            collectNamed(specification, into: &names)
        }
    }

    private static func collect(_ target: Expression, into names: inout Set<String>) {
        switch target.kind {
        case .name(let name): names.insert(name)
        case .tuple(let parts), .list(let parts): parts.forEach { collect($0, into: &names) }
        case .starred(let inner): collect(inner, into: &names)
        default: break
        }
    }
}
