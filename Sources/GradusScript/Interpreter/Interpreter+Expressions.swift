import GradusAutodiff
import GradusDiagnostics
import GradusTensors

extension Interpreter {
    func evaluate(_ expression: Expression, in frame: Frame) throws(Diagnostic) -> Value {
        switch expression.kind {
        case .none: return .none
        case .ellipsis: return .ellipsis
        case .bool(let value): return .bool(value)
        case .integer(let value): return .int(value)
        case .float(let value): return .float(value)
        case .string(let text): return .string(text)
        case .name(let name): return try lookUp(name, in: frame, at: expression.span)
        default: break
        }
        guard evaluationDepth < Self.deepestEvaluation else {
            throw error(
                "RecursionError", "the code is nested too deeply while running",
                at: expression.span)
        }
        evaluationDepth += 1
        defer { evaluationDepth -= 1 }
        return try evaluateCompound(expression, in: frame)
    }

    private func evaluateCompound(
        _ expression: Expression, in frame: Frame
    ) throws(Diagnostic) -> Value {
        switch expression.kind {
        case .formatted(let parts): return .string(try formatted(parts, in: frame))
        case .list(let parts): return .makeList(try values(of: parts, in: frame))
        case .tuple(let parts): return .makeTuple(try values(of: parts, in: frame))
        case .dict(let entries): return try dict(entries, in: frame)
        case .set(let parts):
            let set = SetObject()
            set.isMerged = parts.count >= 3 && parts.allSatisfy(\.isConstant)
            for (value, span) in try locatedValues(of: parts, in: frame) {
                set.insert(try dictKey(value, at: span), value)
            }
            return .set(set)
        case .named(let name, let inner):
            let value = try evaluate(inner, in: frame)
            try storeNamed(name, value, in: frame)
            return value
        case .unary(let operation, let inner):
            return try unary(operation, try evaluate(inner, in: frame), at: expression.span)
        case .binary(let operation, let left, let right, let place):
            let first = try evaluate(left, in: frame)
            let second = try evaluate(right, in: frame)
            return try binary(
                operation, first, second, leftName: left.plainName, rightName: right.plainName,
                at: place)
        case .chain(let first, let links):
            var value = try evaluate(first, in: frame)
            var name = first.plainName
            for link in links {
                let right = try evaluate(link.right, in: frame)
                value = try binary(
                    link.operation, value, right, leftName: name, rightName: link.right.plainName,
                    at: link.place)
                name = nil
            }
            return value
        case .comparison(let left, let steps): return try compare(left, steps, in: frame)
        case .and(let left, let right):
            let value = try evaluate(left, in: frame)
            return try isTrue(value, at: left.span) ? try evaluate(right, in: frame) : value
        case .or(let left, let right):
            let value = try evaluate(left, in: frame)
            return try isTrue(value, at: left.span) ? value : try evaluate(right, in: frame)
        case .not(let inner):
            return .bool(try !isTrue(try evaluate(inner, in: frame), at: inner.span))
        case .conditional(let test, let then, let otherwise):
            let isTrue = try isTrue(try evaluate(test, in: frame), at: test.span)
            return try evaluate(isTrue ? then : otherwise, in: frame)
        case .lambda(let definition): return try function(definition, in: frame)
        case .call(let callee, let arguments):
            return try call(callee, arguments, expression.span, in: frame)
        case .attribute(let base, let name, let place):
            return try attribute(
                name, of: try evaluate(base, in: frame), baseName: base.plainName, at: place)
        case .subscripted(let base, let key):
            let object = try evaluate(base, in: frame)
            return try element(
                of: object, try evaluate(key, in: frame), name: base.plainName, at: expression.span)
        case .slice(let start, let stop, let step):
            return .slice(
                SliceObject(
                    start: try start.map { (e) throws(Diagnostic) in try evaluate(e, in: frame) }
                        ?? .none,
                    stop: try stop.map { (e) throws(Diagnostic) in try evaluate(e, in: frame) }
                        ?? .none,
                    step: try step.map { (e) throws(Diagnostic) in try evaluate(e, in: frame) }
                        ?? .none))
        case .starred:
            throw Diagnostic("a starred expression cannot stand here", at: expression.span)
        case .comprehension(let comprehension):
            return try self.comprehension(comprehension, expression.span, in: frame)
        default: return .none
        }
    }

    /// The values of a set's parts with their places, starred ones spread out.
    private func locatedValues(
        of parts: [Expression], in frame: Frame
    ) throws(Diagnostic) -> [(Value, SourceSpan)] {
        var result: [(Value, SourceSpan)] = []
        for part in parts {
            for value in try values(of: [part], in: frame) { result.append((value, part.span)) }
        }
        return result
    }

    /// The values of a list's parts, starred ones spread out.
    private func values(of parts: [Expression], in frame: Frame) throws(Diagnostic) -> [Value] {
        var result: [Value] = []
        result.reserveCapacity(parts.count)
        for part in parts {
            if case .starred(let inner) = part.kind {
                result += try elements(of: try evaluate(inner, in: frame), at: inner.span)
            } else {
                result.append(try evaluate(part, in: frame))
            }
        }
        return result
    }

    private func dict(_ entries: [DictEntry], in frame: Frame) throws(Diagnostic) -> Value {
        let dict = DictObject()
        for entry in entries {
            guard let keyExpression = entry.key else {
                let value = try evaluate(entry.value, in: frame)
                guard case .dict(let other) = value else {
                    throw error(
                        "TypeError", "'\(value.typeName)' object is not a mapping",
                        at: entry.value.span)
                }
                for (key, value) in other.entries {
                    dict.set(try dictKey(key, at: entry.value.span), key, value)
                }
                continue
            }
            let key = try evaluate(keyExpression, in: frame)
            dict.set(
                try dictKey(key, at: keyExpression.span), key,
                try evaluate(entry.value, in: frame))
        }
        return .dict(dict)
    }

    // MARK: comparison

    private func compare(
        _ left: Expression, _ steps: [ComparisonStep], in frame: Frame
    ) throws(Diagnostic) -> Value {
        var value = try evaluate(left, in: frame)
        var result = Value.bool(true)
        for (number, step) in steps.enumerated() {
            let right = try evaluate(step.right, in: frame)
            result = try compare(step.comparison, value, right, at: step.place)
            if number < steps.count - 1, try !isTrue(result, at: step.place) { return result }
            value = right
        }
        return result
    }
}
