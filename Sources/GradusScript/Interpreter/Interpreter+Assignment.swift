import GradusAutodiff
import GradusDiagnostics
import GradusTensors

extension Interpreter {
    func assign(
        _ targets: [Expression], _ expression: Expression, text: String, _ span: SourceSpan,
        in frame: Frame
    ) throws(Diagnostic) {
        let first = graph.count
        var computed: Value?
        if targets.count == 1, let name = targets[0].plainName,
            case .binary(let operation, let left, let right, let place) = expression.kind,
            operation == .subtract || operation == .add, left.plainName == name,
            !right.isConstant,
            case .variable(let variable)? = frame.variables[name], isParameter(variable)
        {
            // `W = W - lr * grad(…)` means the same as `W -= …`, unless what is taken away
            // is itself recorded: then a new value is computed from W.
            let change = try evaluate(right, in: frame)
            guard case .variable = change else {
                let updated = try update(
                    variable, operation, by: change, name: name, isInPlace: false,
                    following: right, in: frame, at: place)
                try store(name, .variable(updated), in: frame)
                return
            }
            computed = try binary(
                operation, .variable(variable), change, leftName: name,
                rightName: right.plainName, at: place)
        }
        let value = if let computed { computed } else { try evaluate(expression, in: frame) }
        for target in targets {
            if let name = target.plainName {
                record(name, value, text: text, expression.span, since: first)
                nameParts(of: value, name, isLocal: frame !== globals)
            }
            nameUnpacked(target, value)
            try bind(target, to: value, in: frame)
        }
    }

    /// `a, b = parameter(…), parameter(…)` names both.
    private func nameUnpacked(_ target: Expression, _ value: Value) {
        let elements: [Value]
        switch value {
        case .tuple(let values): elements = values.elements
        case .list(let values): elements = values.elements
        default: return
        }
        guard case .tuple(let parts) = target.kind, parts.count == elements.count else { return }
        for (part, value) in zip(parts, elements) {
            if let name = part.plainName, case .variable(let variable) = value,
                isUnnamedLeaf(variable)
            {
                graph.setName(name, of: variable.index)
            }
        }
    }

    /// Says in the graph that an assignment named a node.
    private func record(
        _ name: String, _ value: Value, text: String, _ span: SourceSpan, since first: Int
    ) {
        if case .variable(let variable) = value, graph.count > first {
            let statement = Statement(
                name: name, text: text, file: span.file, line: span.start.line,
                column: span.start.column)
            if variable.index >= first {
                graph.setName(name, of: variable.index, statement: statement)
                graph.assignStatement(statement, toNodesFrom: first)
            }
        }
        observer?.didAssign(name, value, at: span)
    }

    /// Gives an element or several to names, elements and attributes.
    func bind(_ target: Expression, to value: Value, in frame: Frame) throws(Diagnostic) {
        switch target.kind {
        case .name(let name):
            try store(name, value, in: frame)
        case .tuple(let parts), .list(let parts):
            try unpack(value, to: parts, at: target.span, in: frame)
        case .subscripted(let base, let key):
            let object = try evaluate(base, in: frame)
            let place = try evaluate(key, in: frame)
            if case .string(let name) = place { nameLeaf(value, name, in: object) }
            try setElement(of: object, place, to: value, at: target.span)
        case .attribute(let base, let name, let place):
            let object = try evaluate(base, in: frame)
            if case .array(let array) = object, name == "shape" {
                throw Diagnostic(
                    "the shape of an array cannot be assigned", at: place,
                    fix: "write \(base.plainName ?? "x") = \(base.plainName ?? "x").reshape(…), "
                        + "which has \(array.tensor.size) elements")
            }
            nameLeaf(value, name, in: object)
            try setAttribute(name, of: object, to: value, at: place)
        default:
            throw Diagnostic("this cannot be assigned", at: target.span)
        }
    }

    private func unpack(
        _ value: Value, to parts: [Expression], at span: SourceSpan, in frame: Frame
    ) throws(Diagnostic) {
        let star = parts.firstIndex { if case .starred = $0.kind { true } else { false } }
        guard isIterable(value) else {
            throw error(
                "TypeError", "cannot unpack non-iterable \(value.typeName) object", at: span)
        }
        let elements = try self.elements(
            of: value, at: span, atMost: star == nil ? parts.count + 1 : nil)
        guard let star else {
            guard elements.count == parts.count else {
                throw error(
                    "ValueError",
                    elements.count > parts.count
                        ? "too many values to unpack (expected \(parts.count))"
                        : "not enough values to unpack (expected \(parts.count), got "
                            + "\(elements.count))", at: span)
            }
            for (part, element) in zip(parts, elements) {
                try bind(part, to: element, in: frame)
            }
            return
        }
        let behind = parts.count - star - 1
        guard elements.count >= parts.count - 1 else {
            throw error(
                "ValueError",
                "not enough values to unpack (expected at least \(parts.count - 1), got "
                    + "\(elements.count))", at: span)
        }
        for place in 0..<star { try bind(parts[place], to: elements[place], in: frame) }
        if case .starred(let inner) = parts[star].kind {
            let middle = Array(elements[star..<(elements.count - behind)])
            try bind(inner, to: .makeList(middle), in: frame)
        }
        for place in 0..<behind {
            try bind(
                parts[star + 1 + place], to: elements[elements.count - behind + place], in: frame)
        }
    }

    // MARK: x += …

    func augment(
        _ target: Expression, _ operation: BinaryOperator, _ expression: Expression,
        at place: SourceSpan, text: String, in frame: Frame
    ) throws(Diagnostic) {
        let first = graph.count
        switch target.kind {
        case .name(let name):
            let old = try lookUp(name, in: frame, at: target.span)
            let change = try evaluate(expression, in: frame)
            if let updated = try trained(
                old, operation, change, expression, name: name, at: place, in: frame)
            {
                try store(name, updated, in: frame)
                return
            }
            let new = try inPlace(
                operation, old, change, rightName: expression.plainName, leftName: name, at: place)
            record(name, new, text: "\(name) \(operation.rawValue) \(text)", place, since: first)
            try store(name, new, in: frame)
        case .subscripted(let base, let keyExpression):
            let object = try evaluate(base, in: frame)
            let key = try evaluate(keyExpression, in: frame)
            let old = try element(of: object, key, at: target.span)
            let change = try evaluate(expression, in: frame)
            // An element of a recorded value is not a parameter of its own.
            let isHeld = if case .variable = object { false } else { true }
            let name = "\(base.plainName ?? "parameters")[\(try representation(key, at: place))]"
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
            try setElement(of: object, key, to: new, at: target.span)
        case .attribute(let base, let name, let nameSpan):
            let object = try evaluate(base, in: frame)
            let old = try attribute(name, of: object, baseName: base.plainName, at: nameSpan)
            let change = try evaluate(expression, in: frame)
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
        return left
    }

    // MARK: del

    func delete(_ target: Expression, in frame: Frame) throws(Diagnostic) {
        switch target.kind {
        case .name(let name):
            _ = try lookUp(name, in: frame, at: target.span)
            forget(name, in: frame)
        case .subscripted(let base, let keyExpression):
            let object = try evaluate(base, in: frame)
            let key = try evaluate(keyExpression, in: frame)
            switch object {
            case .list(let list):
                try deleteElements(of: list, key, at: keyExpression.span)
            case .dict(let dict):
                guard dict.remove(try dictKey(key, at: keyExpression.span)) != nil else {
                    throw missingKey(key, in: dict, at: keyExpression.span)
                }
            case .instance:
                guard try special("__delitem__", of: object, [key], at: target.span) != nil else {
                    fallthrough
                }
            default:
                throw error(
                    "TypeError", "'\(object.typeName)' object doesn't support item deletion",
                    at: target.span)
            }
        case .attribute(let base, let name, let place):
            let object = try evaluate(base, in: frame)
            guard case .instance(let instance) = object,
                instance.attributes.removeValue(forKey: name) != nil
            else { throw missing(name, of: object, among: [], at: place) }
        case .tuple(let parts), .list(let parts):
            for part in parts { try delete(part, in: frame) }
        default:
            throw Diagnostic("only names and elements can be deleted", at: target.span)
        }
    }
}
