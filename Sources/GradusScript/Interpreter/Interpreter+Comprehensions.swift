import GradusDiagnostics

extension Interpreter {
    func comprehension(
        _ comprehension: Comprehension, _ span: SourceSpan, in frame: Frame
    ) throws(Diagnostic) -> Value {
        let inner = Frame(parent: frame, definition: nil)
        switch comprehension.kind {
        case .generator: return try generator(comprehension, span, in: frame, inner)
        case .list:
            let list = ListObject([])
            try go(through: comprehension.clauses[...], in: inner) { () throws(Diagnostic) in
                list.elements.append(try evaluate(comprehension.element, in: inner))
            }
            return .list(list)
        case .set:
            let set = SetObject()
            try go(through: comprehension.clauses[...], in: inner) { () throws(Diagnostic) in
                let value = try evaluate(comprehension.element, in: inner)
                set.insert(try dictKey(value, at: comprehension.element.span), value)
            }
            return .set(set)
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
            if try take(element, clause, in: frame) {
                try go(through: clauses.dropFirst(), in: frame, body)
            }
        }
    }

    /// Names an element and asks the conditions.
    private func take(
        _ element: Value, _ clause: Comprehension.Clause, in frame: Frame
    ) throws(Diagnostic) -> Bool {
        try bind(clause.target, to: element, in: frame)
        for condition in clause.conditions
        where try !isTrue(try evaluate(condition, in: frame), at: condition.span) { return false }
        return true
    }

    /// `(x for …)`: computes an element when it is asked for one.
    private func generator(
        _ comprehension: Comprehension, _ span: SourceSpan, in frame: Frame, _ inner: Frame
    ) throws(Diagnostic) -> Value {
        let clauses = comprehension.clauses
        // Only the first iterable is evaluated at once.
        let first = try iterator(
            over: try evaluate(clauses[0].iterable, in: frame), at: clauses[0].iterable.span)
        mayKeepValues = true
        var iterators = [first]
        let generator = try layered("generator", over: [first], at: span) {
            [unowned self] () throws(Diagnostic) in
            while let current = iterators.last {
                guard let element = try current.next() else {
                    iterators.removeLast()
                    continue
                }
                try countStep(at: span)
                guard try take(element, clauses[iterators.count - 1], in: inner) else { continue }
                guard iterators.count == clauses.count else {
                    let clause = clauses[iterators.count]
                    iterators.append(
                        try iterator(
                            over: try evaluate(clause.iterable, in: inner), at: clause.iterable.span
                        ))
                    continue
                }
                return try evaluate(comprehension.element, in: inner)
            }
            return nil
        }
        return .iterator(generator)
    }

    /// An iterator that draws on others; refuses to pile them up without end.
    func layered(
        _ kind: String, over sources: [IteratorObject], at span: SourceSpan,
        _ next: @escaping () throws(Diagnostic) -> Value?
    ) throws(Diagnostic) -> IteratorObject {
        guard sources.allSatisfy({ $0.depth < 500 }) else {
            throw error(
                "RecursionError", "more than 500 iterators go through one another", at: span,
                fix: "make a list in between")
        }
        return IteratorObject(kind: kind, over: sources) { [unowned self] in
            try nested(at: span, next)
        }
    }
}
