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
    enum ParameterKind: Sendable { case plain, keywordOnly, rest, keywordRest }

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

    init(name: String, parameters: [Parameter], body: [ScriptStatement], span: SourceSpan) {
        self.name = name
        self.parameters = parameters
        self.body = body
        self.span = span
        var names = Set(parameters.map(\.name))
        Self.collect(body, into: &names)
        locals = names
    }

    private static func collect(_ body: [ScriptStatement], into names: inout Set<String>) {
        for statement in body {
            switch statement.kind {
            case .assign(let targets, _, _): targets.forEach { collect($0, into: &names) }
            case .augmented(let target, _, _, _, _): collect(target, into: &names)
            case .branch(let cases, let otherwise):
                cases.forEach { collect($0.body, into: &names) }
                collect(otherwise, into: &names)
            case .loop(let target, _, let body, let otherwise):
                collect(target, into: &names)
                collect(body, into: &names)
                collect(otherwise, into: &names)
            case .whileLoop(_, let body, let otherwise):
                collect(body, into: &names)
                collect(otherwise, into: &names)
            case .define(let definition): names.insert(definition.name)
            case .importModule(let path, let alias, _):
                names.insert(alias ?? path.prefix { $0 != "." }.description)
            case .importNames(_, let list, _): list.forEach { names.insert($0.alias ?? $0.name) }
            default: break
            }
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
