import GradusDiagnostics

/// An error that `raise` threw, and the object that it threw.
struct RaisedException {
    let instance: InstanceObject
    let kind: String
    let message: String
    let span: SourceSpan
}

extension Interpreter {
    /// The exceptions that scripts can name, each behind the one it inherits from.
    private static let exceptionNames: [(name: String, base: String)] = [
        ("BaseException", "object"), ("Exception", "BaseException"),
        ("KeyboardInterrupt", "BaseException"), ("ArithmeticError", "Exception"),
        ("FloatingPointError", "ArithmeticError"), ("OverflowError", "ArithmeticError"),
        ("ZeroDivisionError", "ArithmeticError"), ("AssertionError", "Exception"),
        ("AttributeError", "Exception"), ("ImportError", "Exception"),
        ("ModuleNotFoundError", "ImportError"), ("LookupError", "Exception"),
        ("IndexError", "LookupError"), ("KeyError", "LookupError"), ("MemoryError", "Exception"),
        ("NameError", "Exception"), ("UnboundLocalError", "NameError"), ("OSError", "Exception"),
        ("FileNotFoundError", "OSError"), ("RuntimeError", "Exception"),
        ("NotImplementedError", "RuntimeError"), ("RecursionError", "RuntimeError"),
        ("StopIteration", "Exception"), ("TypeError", "Exception"), ("ValueError", "Exception"),
        ("Warning", "Exception"), ("UserWarning", "Warning"),
    ]

    func addExceptions() {
        _ = objectClass.linearise()
        // A lesson is always the main program: `if __name__ == "__main__":` holds.
        builtins["__name__"] = .string("__main__")
        builtins["object"] = .classType(objectClass)
        exceptionClasses["object"] = objectClass
        for (name, base) in Self.exceptionNames {
            if let made = addException(name, [base]) { builtins[name] = .classType(made) }
        }
        // NumPy's own, which scripts catch by their bases.
        _ = addException("AxisError", ["ValueError", "IndexError"])
        _ = addException("UFuncTypeError", ["TypeError"])
    }

    private func addException(_ name: String, _ bases: [String]) -> ClassObject? {
        let parents = bases.compactMap { exceptionClasses[$0] }
        guard parents.count == bases.count else { return nil }
        let made = ClassObject(name: name, bases: parents, isBuiltin: true)
        _ = made.linearise()
        exceptionClasses[name] = made
        return made
    }

    // MARK: raise

    func raise(
        _ expression: Expression?, cause: Expression?, at span: SourceSpan, in frame: Frame
    ) throws(Diagnostic) {
        guard let expression else {
            guard let last = handling.last else {
                throw error("RuntimeError", "No active exception to reraise", at: span)
            }
            throw last
        }
        let value = try evaluate(expression, in: frame)
        let instance: InstanceObject
        switch value {
        case .instance(let object) where object.type.isException: instance = object
        case .classType(let type) where type.isException:
            guard case .instance(let made) = try call(value, [], at: expression.span) else {
                return
            }
            instance = made
        default:
            throw error(
                "TypeError", "exceptions must derive from BaseException", at: expression.span,
                fix: "raise ValueError(\"…\")")
        }
        var notes: [Diagnostic.Note] = []
        if let cause, case .instance(let reason) = try evaluate(cause, in: frame),
            reason.type.isException
        {
            notes.append(
                .init(
                    "raised from \(reason.type.name): \(try text(.instance(reason), at: cause.span))"
                ))
        }
        let message = try text(.instance(instance), at: expression.span)
        raised = RaisedException(
            instance: instance, kind: instance.type.name, message: message, span: span)
        throw Diagnostic(message, at: span, notes: notes, kind: instance.type.name)
    }

    /// The object that stands for an error in the script.
    func exception(for diagnostic: Diagnostic) -> InstanceObject {
        if let raised, raised.kind == diagnostic.kind, raised.message == diagnostic.message,
            raised.span == diagnostic.span
        {
            return raised.instance
        }
        let name = diagnostic.kind ?? "ValueError"
        let made = InstanceObject(
            type: exceptionClasses[name] ?? exceptionClasses["Exception"] ?? objectClass)
        if name == "KeyError", let key = keyOfError, key.message == diagnostic.message {
            made.arguments = [key.value]
        } else if !diagnostic.message.isEmpty {
            made.arguments = [.string(diagnostic.message)]
        }
        return made
    }

    // MARK: try

    /// What a caught error counts: it is far more work than a statement.
    private static let stepsOfAnError = 20

    func attempt(_ attempt: Attempt, in frame: Frame) throws(Diagnostic) -> Completion {
        guard let finally = attempt.finally else { return try guarded(attempt, in: frame) }
        let completion: Completion
        do throws(Diagnostic) {
            completion = try guarded(attempt, in: frame)
        } catch {
            let raised = self.raised
            guard !isOutOfSteps else { throw error }
            try countStep(Self.stepsOfAnError, at: error.span ?? .unknown)
            let end = try execute(finally, in: frame)
            // `return`, `break` and `continue` in `finally` swallow the error.
            if case .normal = end {
                self.raised = raised
                throw error
            }
            return end
        }
        let end = try execute(finally, in: frame)
        if case .normal = end { return completion }
        return end
    }

    private func guarded(_ attempt: Attempt, in frame: Frame) throws(Diagnostic) -> Completion {
        let (evaluationDepth, callDepth) = (evaluationDepth, callDepth)
        let completion: Completion
        do throws(Diagnostic) {
            completion = try execute(attempt.body, in: frame)
        } catch {
            guard !isOutOfSteps else { throw error }
            try countStep(Self.stepsOfAnError, at: error.span ?? .unknown)
            (self.evaluationDepth, self.callDepth) = (evaluationDepth, callDepth)
            return try handle(error, attempt.handlers, in: frame)
        }
        guard case .normal = completion else { return completion }
        return try execute(attempt.otherwise, in: frame)
    }

    private func handle(
        _ diagnostic: Diagnostic, _ handlers: [Attempt.Handler], in frame: Frame
    ) throws(Diagnostic) -> Completion {
        guard !handlers.isEmpty else { throw diagnostic }
        let instance = exception(for: diagnostic)
        for handler in handlers {
            if let kind = handler.kind {
                guard try catches(try evaluate(kind, in: frame), instance, at: kind.span) else {
                    continue
                }
            }
            raised = RaisedException(
                instance: instance, kind: diagnostic.kind ?? "", message: diagnostic.message,
                span: diagnostic.span ?? handler.kind?.span ?? .unknown)
            handling.append(diagnostic)
            defer { handling.removeLast() }
            if let name = handler.name { try store(name, .instance(instance), in: frame) }
            let completion = try execute(handler.body, in: frame)
            if let name = handler.name { forget(name, in: frame) }
            return completion
        }
        throw diagnostic
    }

    private func catches(
        _ kind: Value, _ instance: InstanceObject, at span: SourceSpan
    ) throws(Diagnostic) -> Bool {
        switch kind {
        case .classType(let type) where type.isException: return instance.type.inherits(from: type)
        case .tuple(let tuple):
            for element in tuple.elements
            where try catches(element, instance, at: span) { return true }
            return false
        default:
            throw error(
                "TypeError",
                "catching classes that do not inherit from BaseException is not allowed", at: span)
        }
    }

    /// Says that an error passed through a call, as a traceback does.
    func passed(
        _ diagnostic: Diagnostic, through name: String, at span: SourceSpan
    ) -> Diagnostic {
        var result = diagnostic
        let message = name == "<lambda>" ? "in a lambda, called here" : "in '\(name)', called here"
        // A recursion shows once, and a long way down is cut.
        if let last = result.notes.last, last.span == span, last.message.hasPrefix(message) {
            return result
        }
        guard result.notes.count < 12 else { return result }
        result.notes.append(.init(message, at: span))
        return result
    }
}

extension SourceSpan {
    /// Where an error has no place, which does not happen to a script's own.
    fileprivate static var unknown: SourceSpan {
        let start = SourcePosition(line: 1, column: 1)
        return SourceSpan(file: "", start: start, end: start)
    }
}
