import GradusAutodiff
import GradusDiagnostics
import GradusScript

/// The names of a script that hold recorded values.
struct RecordedNames {
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

    /// The recorded value of a name; nil where there is none.
    subscript(name: String) -> Variable? {
        if case .variable(let variable)? = script[name] { variable } else { nil }
    }

    /// The value of a name of the script, or of one that a card shows: `net.layers[0].out`.
    func root(_ name: String) throws(Diagnostic) -> Variable {
        if script[name] == nil {
            let wanted = CardNames.plain(name)
            let found = script.graph.topology.nodes.indices.last { node in
                shownNames(of: node).contains { $0 == wanted }
            }
            if let found { return Variable(graph: script.graph, index: found) }
        }
        return try variable(name)
    }

    /// A node's name, with its version in either kind of digits and without.
    private func shownNames(of node: Int) -> [String] {
        let own = script.graph.topology.nodes[node]
        guard let name = own.name else { return [] }
        let shown = CardNames.plain(own.displayName)
        return [shown, CardNames.digits(shown), CardNames.plain(name)]
    }

    /// The error for a path to a name where there is none; without words of its own it is that
    /// the name is not known.
    func noPath(
        _ message: String?, _ goal: String, fix: String, _ names: [String]
    ) -> Diagnostic {
        let list = names.isEmpty ? "no name" : Self.listed(names)
        if let message { return Diagnostic(message, file: path, fix: "\(fix) \(list)") }
        if let value = script[goal] {
            return Diagnostic(
                "'\(goal)' is \(value.typeDescription), which is not recorded", file: path,
                fix: "\(fix) \(list)")
        }
        let nearest = Suggestion.nearest(to: goal, among: names)
        return Diagnostic(
            "no card is called '\(goal)'", file: path,
            fix: (nearest.map { "did you mean '\($0)'? " } ?? "") + "\(fix) \(list)")
    }

    /// The recorded value of a name.
    private func variable(_ name: String) throws(Diagnostic) -> Variable {
        guard let value = script[name] else {
            let nearest = Suggestion.nearest(to: name, among: available)
            throw Diagnostic(
                "the script has no name '\(name)'", file: path,
                fix: (nearest.map { "did you mean '\($0)'? " } ?? "") + records)
        }
        guard case .variable(let variable) = value else {
            throw Diagnostic(
                "'\(name)' is \(value.typeDescription), which is not recorded", file: path,
                fix: records)
        }
        return variable
    }

    private var listed: String { Self.listed(variables.map(\.name)) }

    private static func listed(_ names: [String]) -> String {
        let shown = names.prefix(listLimit).joined(separator: ", ")
        return shown + (names.count > listLimit ? ", …" : "")
    }

    /// The names of the script, then those that objects and functions keep.
    private var available: [String] {
        let own = variables.map(\.name)
        var seen = Set(own)
        let others = script.graph.topology.nodes.compactMap(\.name)
        return own + others.filter { seen.insert($0).inserted }
    }

    private var records: String {
        available.isEmpty ? "the script records nothing" : "it records \(Self.listed(available))"
    }
}
