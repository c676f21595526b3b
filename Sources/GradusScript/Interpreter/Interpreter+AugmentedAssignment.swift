import GradusAutodiff
import GradusDiagnostics
import GradusTensors

/// `x += …`, of names, elements and attributes.
extension Interpreter {
    func augment(
        _ target: Expression, _ operation: BinaryOperator, _ expression: Expression,
        at place: SourceSpan, text: String, in frame: Frame
    ) throws(Diagnostic) {
        let first = graph.count
        switch target.kind {
        case .name(let name):
            let old = try lookUp(name, in: frame, at: target.span)
            let uses = gradientUses
            let change = try evaluate(expression, in: frame)
            if gradientUses == uses {
                try checkUpdate(of: old, by: change, operation, under: name, at: place)
            }
            if let updated = try trained(
                old, operation, change, expression, name: name, at: place, in: frame)
            {
                try store(name, updated, in: frame)
                return
            }
            let new = try inPlace(
                operation, old, change, rightName: expression.plainName, leftName: name, at: place)
            // The node that an array became bears the name as a value of its own would.
            let named =
                if case .array(let array) = new,
                    let node = try filledForm(of: array, at: place)
                { Value.variable(node) } else { new }
            record(name, named, text: "\(name) \(operation.rawValue) \(text)", place, since: first)
            try store(name, new, in: frame)
        case .subscripted(let base, let keyExpression):
            let object = try evaluate(base, in: frame)
            let key = try evaluate(keyExpression, in: frame)
            let old = try element(of: object, key, at: target.span)
            let uses = gradientUses
            let change = try evaluate(expression, in: frame)
            // An element of a recorded value is not a parameter of its own.
            let isHeld = if case .variable = object { false } else { true }
            let name = "\(base.plainName ?? "parameters")[\(try representation(key, at: place))]"
            if isHeld, gradientUses == uses {
                try checkUpdate(of: old, by: change, operation, under: nil, at: place)
            }
            if isHeld,
                let updated = try trained(
                    old, operation, change, expression, name: name, at: place, in: frame)
            {
                // A tuple cannot be given another element, and needs none: it holds the
                // parameter, which is changed in place.
                if case .tuple = object { return }
                try setElement(of: object, key, to: updated, at: target.span)
                return
            }
            let new = try inPlace(
                operation, old, change, rightName: expression.plainName, leftName: nil, at: place)
            try setElement(of: object, key, to: new, name: base.plainName, at: target.span)
        case .attribute(let base, let name, let nameSpan):
            let object = try evaluate(base, in: frame)
            let old = try attribute(name, of: object, baseName: base.plainName, at: nameSpan)
            let uses = gradientUses
            let change = try evaluate(expression, in: frame)
            if gradientUses == uses {
                try checkUpdate(of: old, by: change, operation, under: nil, at: place)
            }
            // A layer that keeps its weights in attributes trains as one with names does.
            if let updated = try trained(
                old, operation, change, expression, name: name, at: place, in: frame)
            {
                try setAttribute(name, of: object, to: updated, at: nameSpan)
                return
            }
            let new = try inPlace(
                operation, old, change, rightName: expression.plainName, leftName: nil, at: place)
            try setAttribute(name, of: object, to: new, at: nameSpan)
        default:
            throw Diagnostic("only a name or an element can be changed in place", at: target.span)
        }
    }

    /// Refuses `target += change` where it may be meant as a step of training of the parameter
    /// that the target is bound to, or as a new value.
    ///
    /// A plain change, such as a gradient gives, trains, and so does one in which a gradient takes
    /// part; those are not asked here. A recorded one trains as well, as in
    /// rules that are written by hand, `w -= rate * (p - y) * x`; but to add what other
    /// parameters take part in is how a sum begins: `out = b`, `out += w * x`. Under another
    /// name than its own a parameter is trained only by what depends on it alone, as weight
    /// decay does.
    private func checkUpdate(
        of old: Value, by change: Value, _ operation: BinaryOperator, under name: String?,
        at place: SourceSpan
    ) throws(Diagnostic) {
        guard case .variable(let parameter) = old, isParameter(parameter),
            operation == .add || operation == .subtract,
            case .variable(let recorded) = try recordedForm(change, at: place)
        else { return }
        let own = parameter.name ?? name ?? "w"
        let isOwnName = name == nil || name == own
        let reached = graph.topology.ancestors(of: recorded.index)
        let nodes = graph.topology.nodes
        let hasOthers = reached.indices.contains {
            reached[$0] && $0 != parameter.index && nodes[$0].primitive == nil
                && (nodes[$0].role == .parameter || !isOwnName && nodes[$0].role != .constant)
        }
        guard hasOthers && (operation == .add || !isOwnName) else { return }
        let shown = name ?? own
        throw Diagnostic(
            "'\(shown)' is the parameter '\(own)'\(isOwnName ? "" : " under another name"), and "
                + "what is \(operation == .add ? "added" : "taken away") is itself recorded: this "
                + "may mean a step of training or a new value", at: place,
            fix: "write \(shown) \(operation.rawValue)= value(…) to train it, or "
                + "y = \(shown) \(operation.rawValue) … for a new value")
    }

    /// The next version of a parameter that `+=` or `-=` changes; nil for all else.
    private func trained(
        _ old: Value, _ operation: BinaryOperator, _ change: Value, _ expression: Expression,
        name: String, at place: SourceSpan, in frame: Frame
    ) throws(Diagnostic) -> Value? {
        guard case .variable(let variable) = old, isParameter(variable),
            operation == .subtract || operation == .add
        else { return nil }
        return .variable(
            try update(
                variable, operation, by: change, name: name, isInPlace: true,
                following: expression, in: frame, at: place))
    }

    /// `left op= right`: lists and arrays change themselves, other values are made anew.
    private func inPlace(
        _ operation: BinaryOperator, _ left: Value, _ right: Value, rightName: String?,
        leftName: String?, at place: SourceSpan
    ) throws(Diagnostic) -> Value {
        switch (left, operation) {
        case (.list(let list), .add):
            let added = try elements(of: right, at: place)
            try countStep(added.count / 16, at: place)
            try checkMemory(added.count * MemoryCharge.valueSize, at: place)
            mayKeepValues = true
            list.elements += added
            return left
        case (.list(let list), .multiply):
            guard case .list(let product) = try binary(operation, left, right, at: place) else {
                break
            }
            list.elements = product.elements
            return left
        case (.set(let set), .bitOr), (.set(let set), .bitAnd), (.set(let set), .subtract),
            (.set(let set), .bitXor):
            guard !set.isFrozen, case .set(let made) = try binary(operation, left, right, at: place)
            else { break }
            try replace(set, by: made, at: place)
            return left
        case (.dict(let dict), .bitOr):
            guard case .dict(let other) = right else { break }
            for (key, value) in other.entries {
                dict.set(try dictKey(key, at: place), key, value)
            }
            return left
        case (.instance, _):
            if let result = try specialInPlace(operation, left, right, at: place) { return result }
        default: break
        }
        let result: Value
        do throws(Diagnostic) {
            result = try binary(
                operation, left, right, leftName: leftName, rightName: rightName, at: place)
        } catch {
            // The array itself is the third operand: the place of the result.
            let start = "operands could not be broadcast together with shapes "
            guard case .array(let array) = left, !array.isScalar, error.message.hasPrefix(start)
            else { throw error }
            var longer = error
            let shapes = error.message.hasSuffix(" ") ? error.message : error.message + " "
            longer.message = shapes + "\(array.tensor.shape.numpyText) "
            throw longer
        }
        if case .array(let array) = left, !array.isScalar, case .variable(let made) = result,
            made.shape == array.tensor.shape
        {
            try write(made, into: array, name: leftName, at: place)
            return left
        }
        guard case .array(let array) = left, !array.isScalar, case .array(let made) = result else {
            return result
        }
        try checkWriteable(array, at: place)
        guard made.tensor.dtype.canCast(to: array.tensor.dtype) else {
            throw Diagnostic(
                "Cannot cast ufunc '\(operation.kernel?.numpyName ?? operation.rawValue)' output "
                    + "from dtype('\(made.tensor.dtype)') to dtype('\(array.tensor.dtype)') with "
                    + "casting rule 'same_kind'", at: place,
                fix: "write \(leftName ?? "x") = \(leftName ?? "x") \(operation.rawValue) …, or "
                    + "make the array float with astype(float)", kind: "UFuncTypeError")
        }
        guard made.tensor.shape == array.tensor.shape else {
            throw Diagnostic(
                "non-broadcastable output operand with shape \(array.tensor.shape.numpyText) doesn't "
                    + "match the broadcast shape \(made.tensor.shape.numpyText)", at: place)
        }
        array.write(made.tensor)
        passOrigins(origins(of: result), to: left)
        return left
    }
}
