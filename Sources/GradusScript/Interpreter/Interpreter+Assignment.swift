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
            let isWritten = if case .tuple = expression.kind { true } else { false }
            recordUnpacked(
                target, value, text: isWritten ? nil : text, expression.span, since: first,
                in: frame)
            try bind(target, to: value, in: frame)
        }
    }

    /// Says in the graph that an assignment named a node.
    func record(
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
            try setElement(
                of: object, place, to: value, name: base.plainName, at: target.span)
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
}
