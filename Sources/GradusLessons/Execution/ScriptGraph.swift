import GradusAutodiff
import GradusDiagnostics
import GradusScript
import GradusTensors
import GradusTrace

/// Which graph of a script is meant.
public struct ScriptGraphRequest: Sendable {
    /// The name of its root; nil for the result that was computed last.
    public var root: String?
    /// The name that paths lead to; nil for none.
    public var pathTo: String?
    /// Whether gradients are needed; without, they come where they can be had.
    public var needsGradients: Bool

    /// Makes a request.
    public init(root: String? = nil, pathTo: String? = nil, needsGradients: Bool = false) {
        self.root = root
        self.pathTo = pathTo
        self.needsGradients = needsGradients
    }
}

/// The graph of one name of a script that has been run.
public struct ScriptGraph: Sendable {
    /// The graph, with gradients where its root is a single floating-point number.
    public var record: GraphRecord
    /// The node that paths lead to.
    public var pathTo: Int?
    /// The view that suits it: statements where all values are single numbers.
    public var suitedView: GraphViewKind

    init(of session: LessonSession, path: String, _ request: ScriptGraphRequest) throws {
        let names = RecordedNames(session.script, path: path)
        let root = try request.root.map { try names.variable($0) } ?? names.lastResult()
        let places: [Int?]
        do {
            (record, places) = try session.recording.record(
                graphOf: root, withGradients: request.needsGradients)
        } catch let error as TensorError {
            throw Diagnostic(error.message, file: path, fix: error.fix)
        }
        suitedView = GraphFunctions.isScalar(record) ? .statement : .operation
        guard let goal = request.pathTo else { return }
        let variable = try names.variable(goal)
        guard let version = session.script.version(of: variable, in: root),
            let place = places[version.index]
        else {
            throw Diagnostic(
                "'\(root.name ?? "what is drawn")' does not depend on '\(goal)': there is no path",
                file: path)
        }
        pathTo = place
    }
}

/// The names of a script that hold recorded values.
private struct RecordedNames {
    private let script: ScriptSession
    private let path: String
    private let variables: [(name: String, variable: Variable)]
    /// As many names are listed in a message.
    private static let listLimit = 24

    init(_ script: ScriptSession, path: String) {
        self.script = script
        self.path = path
        variables = script.names.compactMap { name in
            guard case .variable(let variable)? = script[name] else { return nil }
            return (name, variable)
        }
    }

    /// The named result that was computed last.
    func lastResult() throws(Diagnostic) -> Variable {
        let results = variables.map(\.variable).filter {
            $0.graph.topology.nodes[$0.index].primitive != nil
        }
        if let last = results.max(by: { $0.index < $1.index }) { return last }
        guard variables.isEmpty else {
            throw Diagnostic(
                "the script computes nothing from what it records", file: path,
                fix: "compute with \(listed), and give the result a name")
        }
        throw Diagnostic(
            "the script records nothing", file: path,
            fix: "declare numbers with input(…), parameter(…) or target(…), and compute with them")
    }

    /// The recorded value of a name.
    func variable(_ name: String) throws(Diagnostic) -> Variable {
        guard let value = script[name] else {
            let nearest = Suggestion.nearest(to: name, among: variables.map(\.name))
            throw Diagnostic(
                "the script has no name '\(name)'", file: path,
                fix: (nearest.map { "did you mean '\($0)'? " } ?? "") + available)
        }
        guard case .variable(let variable) = value else {
            throw Diagnostic(
                "'\(name)' is \(value.typeDescription), which is not recorded", file: path,
                fix: available)
        }
        return variable
    }

    private var listed: String {
        let shown = variables.prefix(Self.listLimit).map(\.name).joined(separator: ", ")
        return shown + (variables.count > Self.listLimit ? ", …" : "")
    }

    private var available: String {
        variables.isEmpty ? "the script records nothing" : "it records \(listed)"
    }
}
