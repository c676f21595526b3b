import GradusAutodiff
import GradusDiagnostics
import GradusTensors

extension Interpreter {
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

    /// `grad(y, x)`. The result is an array, unless it is recorded: on request, and within the
    /// arguments of another `grad`. An array remembers what it is the derivative of, so that
    /// it is recorded when it is differentiated later.
    func gradient(
        of root: HostArgument, towards argument: HostArgument, cotangent: HostArgument?,
        isRecorded: Bool, at span: SourceSpan
    ) throws(Diagnostic) -> Value {
        let result = try differentiable(root)
        if cotangent == nil, result.shape.count != 1 {
            throw Diagnostic(
                "grad() needs a single number to differentiate, found \(root.value.typeDescription)",
                at: root.span,
                fix: "reduce it first, for example with .sum() or .mean(), or weigh its elements: "
                    + "grad(y, x, cotangent=1)")
        }
        switch argument.value {
        case .list, .tuple:
            var results: [Value] = []
            for element in try argument.list() {
                results.append(
                    try gradient(
                        of: root, towards: element, cotangent: cotangent, isRecorded: isRecorded,
                        at: span))
            }
            if case .tuple = argument.value { return .makeTuple(results) }
            return .makeList(results)
        default: break
        }
        let variable = try differentiable(argument)
        let reached = graph.topology.ancestors(of: result.index)
        guard variable.index < reached.count, reached[variable.index], variable.dtype.isFloating
        else {
            // What was differentiated already may be constant: then its derivative is 0.
            guard variable.dtype.isFloating, recordedGradients > (gradientCalls.last ?? Int.max)
            else {
                throw independent(result, variable, root, argument)
            }
            return try array(Tensor(zeros: variable.shape, dtype: variable.dtype), at: span)
        }
        try checkOrigins(
            of: result, towards: variable, reached: reached, name: argument.variableName,
            at: argument.span)
        // The call itself is counted as one of those whose arguments are evaluated.
        if isRecorded || gradientCalls.count > 1 {
            try checkVersions(of: variable, argument) {
                reached.indices.contains($0) && reached[$0]
            }
            return .variable(
                try recordGradient(of: result, towards: variable, cotangent, at: span))
        }
        let gradients =
            cotangent == nil
            ? try gradients(of: result, at: span)
            : try weighted(result, try weights(cotangent, result), at: span)
        guard let gradient = gradients[variable.index] else {
            // Nothing flows through what is cut off, such as stop_gradient.
            throw independent(result, variable, root, argument)
        }
        try checkVersions(of: variable, argument) { gradients[$0] != nil }
        if cotangent == nil {
            noteAsked(result, variable, gradient)
        }
        try checkMemory(gradient.nbytes, at: span)
        let made = NDArray(
            gradient.copied(), isScalar: gradient.ndim == 0, base: nil, account: account,
            isPlain: true)
        let origin = serial(of: result.index)
        if cotangent == nil {
            made.derivative = (result, variable, origin, made.writes)
        } else {
            made.origins = Origins(serials: [origin])
        }
        return .array(made)
    }

    /// A recorded value, or one that is recorded now because it is a derivative.
    func differentiable(_ argument: HostArgument) throws(Diagnostic) -> Variable {
        switch argument.value {
        case .variable(let variable): return variable
        case .array(let array):
            if let gradient = try recordedGradient(array, at: argument.span) { return gradient }
            if let filled = try filledForm(of: array, at: argument.span) { return filled }
        default: break
        }
        throw argument.mismatch(
            "a recorded value",
            fix: argument.name == "y"
                ? "compute it from what input(…) and parameter(…) declared"
                : "declare it: \(argument.variableName ?? "w") = parameter(…)")
    }

    /// The node of an array that `grad` gave, recorded now; nil for other arrays.
    func recordedGradient(
        _ array: NDArray, at span: SourceSpan
    ) throws(Diagnostic) -> Variable? {
        guard let origin = array.derivative, origin.writes == array.writes,
            leafSerials[origin.root.index] == origin.serial
        else { return nil }
        gradientUses += 1
        if let leaf = array.leaf, leaf.writes == array.writes,
            leafSerials[leaf.variable.index] == leaf.serial
        {
            return leaf.variable
        }
        // The parameter may have been updated since.
        let result = try recordGradient(
            of: origin.root, towards: version(of: origin.node, in: origin.root) ?? origin.node, nil,
            at: span)
        array.leaf = (result, serial(of: result.index), array.writes)
        return result
    }

    /// A number that stands for a node as long as it is there.
    func serial(of node: Int) -> Int {
        if let known = leafSerials[node] { return known }
        nextLeafSerial += 1
        leafSerials[node] = nextLeafSerial
        return nextLeafSerial
    }

    private func recordGradient(
        of result: Variable, towards variable: Variable, _ cotangent: HostArgument?,
        at span: SourceSpan
    ) throws(Diagnostic) -> Variable {
        try checkMemory(chargedNodes.reduce(0, +), at: span)
        var weight: Cotangent?
        if let cotangent {
            if case .variable(let known) = cotangent.value {
                weight = .variable(known)
            } else {
                weight = .weights(try weights(cotangent, result))
            }
        }
        recordedGradients += 1
        let gradient = try located(at: span) { () throws(TensorError) in
            try graph.recordGradients(of: result, towards: [variable], cotangent: weight)[0]
        }
        let kept = try keep(gradient, at: span)
        if cotangent == nil {
            noteAsked(result, variable, kept.value)
        }
        training.noteGradient(kept.index)
        return kept
    }

    /// Remembers the gradient of a number towards a parameter for the update that follows it.
    private func noteAsked(
        _ loss: Variable, _ parameter: Variable, _ gradient: Tensor
    ) {
        guard isParameter(parameter) else { return }
        let root = loss.index
        let followed = FollowedGradient(
            lossName: loss.name, loss: loss.value.scalarValue, gradient: gradient,
            loops: training.loops(around: root))
        training.ask(
            parameter: parameter.index, lossNode: root, root: serial(of: root), followed)
    }

    private func weighted(
        _ result: Variable, _ weights: Tensor, at span: SourceSpan
    ) throws(Diagnostic) -> Gradients {
        try checkMemory(chargedNodes.reduce(0, +) / 2, at: span)
        return try located(at: span) { () throws(TensorError) in
            try graph.values.backward(from: result.index, cotangent: weights)
        }
    }

    /// A cotangent in the result's shape; a number weighs all elements alike.
    private func weights(
        _ argument: HostArgument?, _ result: Variable
    ) throws(Diagnostic) -> Tensor {
        guard let argument else { return Tensor.ones(result.shape, dtype: result.dtype) }
        let weights = try numbers(argument).astype(result.dtype)
        guard weights.ndim == 0 || weights.shape == result.shape else {
            throw Diagnostic(
                "a cotangent has the shape of what is differentiated, \(result.shape), found "
                    + "\(weights.shape)", at: argument.span)
        }
        return try located(at: argument.span) { () throws(TensorError) in
            try weights.broadcast(to: result.shape).copied()
        }
    }

    /// Whether a function is `grad`, whose arguments may hold gradients to be recorded.
    func isGradientFunction(_ function: Value) -> Bool {
        guard case .builtin(let builtin) = function else { return false }
        return ["grad", "jacobian", "hessian"].contains(builtin.name)
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

    /// Refuses a derivative towards a parameter of which the root was computed with earlier
    /// versions too: what goes through those would be left out.
    private func checkVersions(
        of variable: Variable, _ argument: HostArgument, reaches: (Int) -> Bool
    ) throws(Diagnostic) {
        var before = versionsBefore[variable.index]
        while let index = before {
            if reaches(index) {
                let name = argument.variableName ?? variable.name ?? "the parameter"
                throw Diagnostic(
                    "the value was computed from earlier versions of '\(name)' as well, before it "
                        + "was updated: the derivative would leave them out", at: argument.span,
                    fix: "take the numbers alone of what was computed before: value(…)")
            }
            before = versionsBefore[index]
        }
    }

    /// The node that stands for a variable in what a root was computed from: itself, else the
    /// newest of a parameter's versions before, else what bore the name of a value then.
    func version(of variable: Variable, in root: Variable) -> Variable? {
        let reached = graph.topology.ancestors(of: root.index)
        func isReached(_ index: Int) -> Bool { reached.indices.contains(index) && reached[index] }
        var before: Int? = variable.index
        while let index = before {
            if isReached(index) { return Variable(graph: graph, index: index) }
            before = versionsBefore[index]
        }
        // Two layers may both call their weight W: parameters are told apart by their updates.
        guard !isParameter(variable), let name = variable.name else { return nil }
        let nodes = graph.topology.nodes
        let index = reached.indices.last {
            reached[$0] && nodes[$0].name == name && nodes[$0].role != .parameter
        }
        return index.map { Variable(graph: graph, index: $0) }
    }
}
