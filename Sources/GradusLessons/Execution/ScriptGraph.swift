import GradusAutodiff
import GradusDiagnostics
import GradusFigures
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
public struct ScriptGraph {
    /// The graph, with gradients where its root is a single floating-point number.
    public var record: GraphRecord
    /// The node that paths lead to.
    public var pathTo: Int?
    /// The view that suits it: statements where all values are single numbers.
    public var suitedView: GraphViewKind
    /// Why it has no gradients, where they would be wrong.
    public var missingDerivative: Diagnostic?
    /// The scopes that names of classes stand for.
    private let scopesOfClass: (String) -> [String]

    init(of session: LessonSession, path: String, _ request: ScriptGraphRequest) throws {
        let names = RecordedNames(session.script, path: path)
        let root: Variable
        if let name = request.root {
            root = try RequestError.from { () throws(Diagnostic) in try names.root(name) }
        } else {
            root = try names.lastResult()
        }
        let script = session.script
        scopesOfClass = { script.scopes(ofClass: $0) }
        let places: [Int?]
        do {
            (record, places) = try session.recording.record(
                graphOf: root, withGradients: request.needsGradients)
        } catch let error as TensorError {
            throw Diagnostic(error.message, file: path, fix: error.fix)
        }
        suitedView = GraphFunctions.isScalar(record) ? .statement : .operation
        missingDerivative = session.recording.missingDerivative(root)
        guard let goal = request.pathTo else { return }
        let cards = CardNames(record, preferring: suitedView)
        let variable = names[goal]
        if let variable, let version = session.script.version(of: variable, in: root),
            let place = places[version.index]
        {
            pathTo = place
        } else if let found = cards.find(goal) {
            pathTo = found.node
            suitedView = found.view
        } else {
            let rootName = root.name.map { "'\($0)'" } ?? "what is drawn"
            throw RequestError(
                names.noPath(
                    variable == nil
                        ? nil : "\(rootName) does not depend on '\(goal)': there is no path", goal,
                    fix: "\(rootName) depends on", cards.names))
        }
        if pathTo == record.root {
            throw RequestError(
                names.noPath(
                    "'\(goal)' is what is drawn: no path leads to it", goal, fix: "it depends on",
                    cards.names))
        }
    }

    /// What to fold, with what names of classes stand for. Throws a `RequestError` where a name
    /// is none of a function, class or loop of the graph.
    public func resolved(_ fold: GraphFold, path: String) throws(RequestError) -> GraphFold {
        let fold = GraphFunctions.resolved(fold, in: record, scopesOfClass)
        try RequestError.from { () throws(Diagnostic) in
            try GraphFunctions.check(fold, in: record, file: path)
        }
        return fold
    }
}

/// A name was asked for that the script or its graph does not have: bad usage rather than a
/// mistake in the script.
public struct RequestError: Error {
    /// What is wrong, and the names that there are.
    public var diagnostic: Diagnostic

    init(_ diagnostic: Diagnostic) { self.diagnostic = diagnostic }

    /// Runs `body`, whose errors are about what was asked.
    static func from<Result>(
        _ body: () throws(Diagnostic) -> Result
    ) throws(RequestError) -> Result {
        do {
            return try body()
        } catch {
            throw RequestError(error)
        }
    }
}
