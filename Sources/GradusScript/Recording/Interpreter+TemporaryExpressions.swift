import GradusAutodiff
import GradusDiagnostics

extension Interpreter {
    /// Runs an expression whose nodes are freed afterwards, unless something kept a value.
    /// A recorded result that is freed comes back as an array; `origin` is its node when it
    /// existed before.
    func evaluateTemporarily(
        _ expression: Expression
    ) throws(Diagnostic) -> (value: Value, node: Int?) {
        let mark = graph.mark()
        let kept = mayKeepValues
        mayKeepValues = false
        defer {
            if !mayKeepValues { free(to: mark) }
            mayKeepValues = mayKeepValues || kept
        }
        let value = try evaluate(expression, in: globals)
        if case .variable(let variable) = value, variable.index < mark || mayKeepValues {
            return (value, variable.index)
        }
        return (detached(value, mark), nil)
    }

    /// The value with variables from `mark` on replaced by arrays of their values. What is
    /// nested deeper than one tuple keeps its nodes alive instead.
    private func detached(_ value: Value, _ mark: Int) -> Value {
        if mayKeepValues { return value }
        switch value {
        case .variable(let variable) where variable.index >= mark:
            return .tensor(variable.value.copied())
        case .tuple(let tuple) where !tuple.elements.contains(where: Self.mayHoldVariables):
            return .makeTuple(
                tuple.elements.map { element in
                    guard case .variable(let variable) = element, variable.index >= mark else {
                        return element
                    }
                    return .tensor(variable.value.copied())
                })
        case .list(let list) where !list.elements.contains(where: Self.isRecordedOrHolder):
            return value
        default:
            if Self.mayHoldVariables(value) { mayKeepValues = true }
            return value
        }
    }

    private static func mayHoldVariables(_ value: Value) -> Bool {
        switch value {
        case .list, .tuple, .dict, .function, .builtin, .iterator, .host, .slice: true
        default: false
        }
    }

    private static func isRecordedOrHolder(_ value: Value) -> Bool {
        if case .variable = value { return true }
        return mayHoldVariables(value)
    }

    private func free(to mark: Int) {
        lastQuestion = nil
        guard graph.count > mark else { return }
        graph.free(back: mark)
        for node in leafSerials.keys where node >= mark { leafSerials[node] = nil }
        for node in versionsBefore.keys where node >= mark { versionsBefore[node] = nil }
        training.follow { $0 < mark ? $0 : nil }
        while chargedNodes.count > mark { account.remove(chargedNodes.removeLast()) }
        if let last = lastGradients, last.root >= mark { lastGradients = nil }
    }
}
