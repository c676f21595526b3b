import GradusAutodiff
import GradusDiagnostics
import GradusTensors

extension Interpreter {
    /// Whether a variable is a trained leaf.
    func isParameter(_ variable: Variable) -> Bool {
        variable.graph.topology.nodes[variable.index].role == .parameter
    }

    /// A step of training: the parameter's next version, a new leaf outside of the loss graph.
    ///
    /// `expression` is how the script writes the change.
    /// In place, all that is bound to the parameter is bound to its next version: names, elements
    /// of lists and dicts, attributes.
    func update(
        _ parameter: Variable, _ operation: BinaryOperator, by change: Value, name: String,
        isInPlace: Bool, following expression: Expression, in frame: Frame,
        at span: SourceSpan
    ) throws(Diagnostic) -> Variable {
        let name = parameter.name ?? name
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
        let before = Variable(graph: graph, index: parameter.index)
        let value = result.astype(parameter.dtype).copied()
        let leaf =
            parameter.name == nil
            ? graph.leaf(value, name: name, role: .parameter)
            : graph.leaf(value, after: parameter.index)
        chargeNodes()
        let after = isInPlace ? graph.redirect(parameter, to: leaf) : graph.tracked(leaf)
        versionsBefore[after.index] = before.index
        guard account.used <= account.limit else { throw memoryExceeded(at: span) }
        mayKeepValues = true
        let (number, asked, lineage) = training.update(
            from: before.index, to: after.index, byConstant: expression.isConstant)
        let rate = asked.flatMap {
            factor(of: expression, in: frame)?.magnitude
                ?? LearningRate.read(from: step, along: $0.followed.gradient)
        }
        if observer != nil {
            // What a run keeps of its updates and steps is not freed with their nodes.
            account.add(asked == nil ? Self.updateRecordBytes : 2 * Self.updateRecordBytes)
            guard account.used <= account.limit else { throw memoryExceeded(at: span) }
        }
        let loss = asked?.lossNode.map { Variable(graph: graph, index: $0) }
        observer?.didUpdate(
            ParameterUpdate(
                name: name, number: updates, step: number, before: before, after: after,
                lineage: lineage, followed: asked?.followed, loss: loss, learningRate: rate,
                span: span))
        updates += 1
        return after
    }

    /// The memory of a recorded update of a small parameter, and again of a step.
    private static let updateRecordBytes = 1024
}
