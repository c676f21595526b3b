import GradusDiagnostics

extension Interpreter {
    func lookUp(_ name: String, in frame: Frame, at span: SourceSpan) throws(Diagnostic) -> Value {
        var current: Frame? = frame
        while let found = current {
            if let value = found.variables[name] { return value }
            if let definition = found.definition {
                if definition.globals.contains(name) {
                    if let value = globals.variables[name] ?? builtins[name] { return value }
                    throw undefined(name, in: globals, at: span)
                }
                if definition.locals.contains(name) {
                    throw found === frame || frame.definition == nil
                        ? error(
                            "UnboundLocalError",
                            "cannot access local variable '\(name)' where it is not associated "
                                + "with a value", at: span,
                            fix: "'\(definition.name)' assigns '\(name)': do that first, or write "
                                + "'global \(name)' or 'nonlocal \(name)'")
                        : error(
                            "NameError",
                            "cannot access free variable '\(name)' where it is not associated "
                                + "with a value in enclosing scope", at: span)
                }
            }
            current = found.parent
        }
        if let value = builtins[name] { return value }
        throw undefined(name, in: frame, at: span)
    }

    func undefined(_ name: String, in frame: Frame, at span: SourceSpan) -> Diagnostic {
        if let advice = Self.missingFunctions[name] {
            return error(
                "NameError", "'\(name)' is not part of the lesson language", at: span, fix: advice)
        }
        var names: [String] = []
        var current: Frame? = frame
        while let found = current {
            names += found.variables.keys
            current = found.parent
        }
        names += builtins.keys
        return error(
            "NameError", "name '\(name)' is not defined", at: span,
            fix: Suggestion.nearest(to: name, among: names.sorted()).map { "did you mean '\($0)'?" }
        )
    }

    /// Python's functions that lessons do not have, with what to use instead.
    private static let missingFunctions: [String: String] = [
        "open": "read data with np.loadtxt(…), np.load(…), load_idx(…) or load_image(…)",
        "eval": "write the expression itself", "exec": "write the statements themselves",
        "compile": "write the statements themselves", "globals": "keep values in a dict",
        "locals": "keep values in a dict", "__import__": "write import numpy as np",
        "complex": "use two floats", "bytes": "use a list of integers",
        "bytearray": "use a list of integers", "memoryview": "use an array",
        "breakpoint": "print the values", "exit": "let the script run to its end",
        "quit": "let the script run to its end", "help": "see the lesson's notes",
    ]

    /// Gives a value to a name, where `global` and `nonlocal` say.
    @inline(__always)
    func store(_ name: String, _ value: Value, in frame: Frame) throws(Diagnostic) {
        if let definition = frame.definition,
            !definition.globals.isEmpty || !definition.nonlocals.isEmpty
        {
            try target(of: name, definition, in: frame).variables[name] = value
        } else {
            frame.variables[name] = value
        }
    }

    private func target(
        of name: String, _ definition: FunctionDefinition, in frame: Frame
    ) throws(Diagnostic) -> Frame {
        if definition.globals.contains(name) { return globals }
        guard definition.nonlocals.contains(name) else { return frame }
        var current = frame.parent
        while let found = current, found !== globals {
            if let outer = found.definition {
                if outer.locals.contains(name) { return found }
                if outer.nonlocals.contains(name) || outer.globals.contains(name) {
                    return try target(of: name, outer, in: found)
                }
            }
            current = found.parent
        }
        throw Diagnostic("no binding for nonlocal '\(name)' found", at: definition.span)
    }

    /// Forgets the name of a handled error.
    func forget(_ name: String, in frame: Frame) {
        guard let definition = frame.definition else {
            frame.variables[name] = nil
            return
        }
        (try? target(of: name, definition, in: frame))?.variables[name] = nil
    }

    /// `name := value` in a comprehension names it in the function around.
    func storeNamed(_ name: String, _ value: Value, in frame: Frame) throws(Diagnostic) {
        var target = frame
        while target.definition == nil, !target.isClassBody, let parent = target.parent {
            target = parent
        }
        try store(name, value, in: target)
    }
}
