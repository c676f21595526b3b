import GradusAutodiff
import GradusDiagnostics
import GradusTensors

extension Interpreter {
    /// Whether a variable is a trained leaf.
    func isParameter(_ variable: Variable) -> Bool {
        variable.graph.topology.nodes[variable.index].role == .parameter
    }

    /// A step of training: the parameter's next version, a new leaf outside of the loss graph.
    func update(
        _ parameter: Variable, _ operation: BinaryOperator, by change: Value, name: String,
        at span: SourceSpan
    ) throws(Diagnostic) -> Variable {
        guard let step = try operand(change, at: span) else {
            throw Diagnostic(
                "a parameter changes by a number or an array, found \(change.typeDescription)",
                at: span)
        }
        let kernel: GradusTensors.BinaryOperation = operation == .add ? .add : .subtract
        let result = try combine(kernel, .tensor(parameter.value), step, at: span)
        guard result.shape == parameter.shape else {
            throw Diagnostic(
                "'\(name)' has the shape \(parameter.shape), and the change would make it "
                    + "\(result.shape)", at: span,
                fix: "sum the gradient over the axes that '\(name)' does not have")
        }
        let after = try keep(
            graph.leaf(result.astype(parameter.dtype).copied(), name: name, role: .parameter),
            at: span)
        mayKeepValues = true
        observer?.didUpdate(
            ParameterUpdate(
                name: name, number: updates, before: parameter, after: after, span: span))
        updates += 1
        return after
    }

    /// The gradients of a number, kept until another root is asked for.
    func gradients(of root: Variable, at span: SourceSpan) throws(Diagnostic) -> Gradients {
        if let last = lastGradients, last.root == root.index { return last }
        try checkMemory(chargedNodes.reduce(0, +) / 2, at: span)
        let gradients = try located(at: span) { () throws(TensorError) in
            try graph.backward(from: root.index)
        }
        lastGradients = gradients
        observer?.didComputeGradients(gradients, of: root, at: span)
        return gradients
    }

    /// `grad(loss, x)`.
    func gradient(
        of root: HostArgument, towards argument: HostArgument, at span: SourceSpan
    ) throws(Diagnostic) -> Value {
        guard case .variable(let loss) = root.value else {
            throw root.mismatch(
                "a recorded number", fix: "compute it from what input(…) and parameter(…) declared")
        }
        guard loss.shape.count == 1 else {
            throw Diagnostic(
                "grad() needs a single number to differentiate, found \(root.value.typeDescription)",
                at: root.span, fix: "reduce it first, for example with .sum() or .mean()")
        }
        switch argument.value {
        case .list, .tuple:
            var results: [Value] = []
            for element in try argument.list() {
                results.append(try gradient(of: root, towards: element, at: span))
            }
            if case .tuple = argument.value { return .makeTuple(results) }
            return .makeList(results)
        case .variable(let variable):
            if let gradient = try gradients(of: loss, at: span)[variable.index] {
                try checkMemory(gradient.nbytes, at: span)
                return .array(
                    NDArray(
                        gradient.copied(), isScalar: gradient.ndim == 0, base: nil,
                        account: account, isPlain: true))
            }
            throw independent(loss, variable, root, argument)
        default:
            throw argument.mismatch(
                "a recorded value", fix: "declare it: \(argument.variableName ?? "w") = parameter(…)")
        }
    }

    private func independent(
        _ loss: Variable, _ variable: Variable, _ root: HostArgument, _ argument: HostArgument
    ) -> Diagnostic {
        let lossName = root.variableName ?? loss.name ?? "the value"
        let name = argument.variableName ?? variable.name ?? "the other"
        if !variable.dtype.isFloating {
            return Diagnostic(
                "'\(name)' holds \(variable.dtype) and has no gradient", at: argument.span,
                fix: "declare it with floats, such as 2.0")
        }
        if let old = version(of: variable, in: loss), old.index != variable.index {
            return Diagnostic(
                "'\(lossName)' was computed from an earlier version of '\(name)', before it was "
                    + "updated", at: argument.span,
                fix: "compute '\(lossName)' again after the update, then ask for the gradient")
        }
        return Diagnostic(
            "'\(lossName)' does not depend on '\(name)', so there is no gradient",
            at: argument.span, fix: "use '\(name)' in the computation of '\(lossName)'")
    }

    /// The node that stands for a variable in what a root was computed from: itself, or the
    /// newest version of its name there.
    func version(of variable: Variable, in root: Variable) -> Variable? {
        let reached = graph.topology.ancestors(of: root.index)
        if reached.indices.contains(variable.index), reached[variable.index] { return variable }
        guard let name = variable.name else { return nil }
        let nodes = graph.topology.nodes
        guard let index = reached.indices.last(where: { reached[$0] && nodes[$0].name == name })
        else { return nil }
        return Variable(graph: graph, index: index)
    }

    // MARK: expressions that leave nothing behind

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
        guard graph.count > mark else { return }
        graph.free(back: mark)
        for node in leafSerials.keys where node >= mark { leafSerials[node] = nil }
        while chargedNodes.count > mark { account.remove(chargedNodes.removeLast()) }
        if let last = lastGradients, last.root >= mark { lastGradients = nil }
    }
}
