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
            throw Diagnostic("the code is nested too deeply while running", at: expression.span)
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
        case .unary(let operation, let inner):
            return try unary(operation, try evaluate(inner, in: frame), at: expression.span)
        case .binary(let operation, let left, let right, let place):
            let first = try evaluate(left, in: frame)
            let second = try evaluate(right, in: frame)
            return try binary(
                operation, first, second, leftName: left.plainName, rightName: right.plainName,
                at: place)
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
                guard case .dict(let other) = try evaluate(entry.value, in: frame) else {
                    throw Diagnostic("'**' needs a dict", at: entry.value.span)
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

    // MARK: names

    func lookUp(_ name: String, in frame: Frame, at span: SourceSpan) throws(Diagnostic) -> Value {
        var current: Frame? = frame
        while let found = current {
            if let value = found.variables[name] { return value }
            if let definition = found.definition, definition.locals.contains(name) {
                throw Diagnostic(
                    "'\(name)' is used in '\(definition.name)' before a value was assigned to it",
                    at: span,
                    fix: "assign it first, or pass it as an argument")
            }
            current = found.parent
        }
        if let value = builtins[name] { return value }
        throw undefined(name, in: frame, at: span)
    }

    func undefined(_ name: String, in frame: Frame, at span: SourceSpan) -> Diagnostic {
        var names: [String] = []
        var current: Frame? = frame
        while let found = current {
            names += found.variables.keys
            current = found.parent
        }
        names += builtins.keys
        return Diagnostic(
            "'\(name)' is not defined", at: span,
            fix: Suggestion.nearest(to: name, among: names.sorted()).map { "did you mean '\($0)'?" })
    }

    // MARK: comprehensions

    private func comprehension(
        _ comprehension: Comprehension, _ span: SourceSpan, in frame: Frame
    ) throws(Diagnostic) -> Value {
        let inner = Frame(parent: frame, definition: nil)
        switch comprehension.kind {
        case .list, .generator:
            var result: [Value] = []
            try go(through: comprehension.clauses[...], in: inner) { () throws(Diagnostic) in
                result.append(try evaluate(comprehension.element, in: inner))
            }
            if comprehension.kind == .list { return .makeList(result) }
            var place = 0
            return .iterator(
                IteratorObject(kind: "generator") {
                    guard place < result.count else { return nil }
                    place += 1
                    return result[place - 1]
                })
        case .dict:
            let dict = DictObject()
            try go(through: comprehension.clauses[...], in: inner) { () throws(Diagnostic) in
                let key = try evaluate(comprehension.element, in: inner)
                guard let valueExpression = comprehension.value else { return }
                dict.set(
                    try dictKey(key, at: comprehension.element.span), key,
                    try evaluate(valueExpression, in: inner))
            }
            return .dict(dict)
        }
    }

    private func go(
        through clauses: ArraySlice<Comprehension.Clause>, in frame: Frame,
        _ body: () throws(Diagnostic) -> Void
    ) throws(Diagnostic) {
        guard let clause = clauses.first else { return try body() }
        let iterator = try iterator(
            over: try evaluate(clause.iterable, in: frame), at: clause.iterable.span)
        while let element = try iterator.next() {
            try countStep(at: clause.target.span)
            try checkMemory(64, at: clause.target.span)
            try bind(clause.target, to: element, in: frame)
            var isKept = true
            for condition in clause.conditions where isKept {
                isKept = try isTrue(try evaluate(condition, in: frame), at: condition.span)
            }
            if isKept { try go(through: clauses.dropFirst(), in: frame, body) }
        }
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
