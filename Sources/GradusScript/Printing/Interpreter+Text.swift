import GradusDiagnostics
import GradusTensors

extension Interpreter {
    /// As `print` and `str` write a value.
    func text(_ value: Value, at span: SourceSpan) throws(Diagnostic) -> String {
        switch value {
        case .string(let text): text
        case .instance(let instance):
            try nested(at: span) { () throws(Diagnostic) in try instanceText(instance, at: span) }
        case .array(let array): array.text(printOptions)
        case .variable(let variable): variable.value.numpyString(printOptions)
        case .dtype(let dtype): dtype.rawValue
        default: try representation(value, at: span)
        }
    }

    /// As the prompt shows a value.
    func representation(_ value: Value, at span: SourceSpan) throws(Diagnostic) -> String {
        var writer = RepresentationWriter(interpreter: self, span: span)
        try writer.write(value, depth: 0)
        return writer.text
    }

    /// The parts of an f-string put together.
    func formatted(_ parts: [FormattedPart], in frame: Frame) throws(Diagnostic) -> String {
        var result = ""
        for part in parts {
            switch part {
            case .text(let text): result += text
            case .value(let expression, let label, let conversion, let specification):
                let value = try evaluate(expression, in: frame)
                let shown = try converted(value, conversion, at: expression.span)
                let format = try formatted(specification, in: frame)
                result += label ?? ""
                result += try formatted(shown, format, at: expression.span)
                try countText(result.utf8.count, at: expression.span)
            }
        }
        return result
    }

    /// What `!r`, `!s` and `!a` make of a value.
    func converted(
        _ value: Value, _ conversion: FormatConversion?, at span: SourceSpan
    ) throws(Diagnostic) -> Value {
        switch conversion {
        case nil: value
        case .repr: .string(try representation(value, at: span))
        case .string: .string(try text(value, at: span))
        case .ascii: .string(PythonFormat.ascii(try representation(value, at: span)))
        }
    }

    /// `format(value, specification)`.
    func formatted(
        _ value: Value, _ specification: String, at span: SourceSpan
    ) throws(Diagnostic) -> String {
        if let result = try special("__format__", of: value, [.string(specification)], at: span) {
            guard case .string(let text) = result else {
                throw error("TypeError", "__format__ must return a str", at: span)
            }
            return text
        }
        if specification.isEmpty {
            // NumPy's narrow floats are formatted as the Python floats they are.
            if case .array(let array) = value, array.isScalar, array.tensor.dtype.isFloating {
                return PythonFormat.repr(array.tensor.scalarValue)
            }
            return try text(value, at: span)
        }
        let isFormatted =
            switch value {
            case .string, .dtype: true
            default: value.number != nil || value.integer != nil
            }
        guard isFormatted else {
            throw error(
                "TypeError", "unsupported format string passed to \(value.typeName).__format__",
                at: span, fix: "the format '\(specification)' is for a number")
        }
        // NumPy's numbers are formatted as the Python numbers they are.
        let typeName =
            switch value {
            case .array(let array): array.tensor.dtype.isFloating ? "float" : "int"
            default: value.typeName
            }
        let format = try FormatSpecification(specification, of: typeName, at: span)
        switch value {
        case .string(let text): return try format.apply(to: text, at: span)
        case .int(let number): return try format.apply(to: number, at: span)
        case .bool(let flag): return try format.apply(to: flag ? 1 : 0, at: span)
        default:
            if let number = value.integer { return try format.apply(to: number, at: span) }
            if let number = value.number { return try format.apply(to: number, at: span) }
            if case .dtype = value {
                return try format.apply(to: try text(value, at: span), at: span)
            }
            throw error(
                "TypeError", "unsupported format string passed to \(value.typeName).__format__",
                at: span, fix: "the format '\(specification)' is for a number")
        }
    }
}

/// Writes values as the prompt shows them.
private struct RepresentationWriter {
    let interpreter: Interpreter
    let span: SourceSpan
    var text = ""
    /// The length at which the memory was last looked at.
    private var checked = 0
    /// The containers around the one being written.
    private var open: [ObjectIdentifier] = []

    init(interpreter: Interpreter, span: SourceSpan) {
        self.interpreter = interpreter
        self.span = span
    }

    mutating func write(_ value: Value, depth: Int) throws(Diagnostic) {
        try interpreter.countStep(at: span)
        guard depth < 200 else {
            throw interpreter.error(
                "RecursionError",
                "maximum recursion depth exceeded while getting the repr of an "
                    + "object", at: span)
        }
        switch value {
        case .none: text += "None"
        case .ellipsis: text += "Ellipsis"
        case .bool(let flag): text += flag ? "True" : "False"
        case .int(let number): text += String(number)
        case .float(let number): text += PythonFormat.repr(number)
        case .string(let string): text += PythonFormat.repr(string)
        case .list(let list):
            try write(list.elements, of: list, "[", "]", depth: depth)
        case .tuple(let tuple):
            try write(
                tuple.elements, of: tuple, "(", tuple.elements.count == 1 ? ",)" : ")",
                depth: depth)
        case .dict(let dict): try write(dict, depth: depth)
        case .set(let set): try write(set, depth: depth)
        case .view(let view):
            text += view.kind.rawValue + "("
            try write(view.dict.entries.map(view.part), of: view, "[", "]", depth: depth)
            text += ")"
        case .range(let range):
            text += "range(\(range.start), \(range.stop)"
            text += range.step == 1 ? ")" : ", \(range.step))"
        case .slice(let slice):
            text += "slice("
            for (place, part) in [slice.start, slice.stop, slice.step].enumerated() {
                if place > 0 { text += ", " }
                try write(part, depth: depth + 1)
            }
            text += ")"
        case .instance(let instance):
            let (interpreter, span) = (interpreter, span)
            text += try interpreter.nested(at: span) { () throws(Diagnostic) in
                try interpreter.instanceRepresentation(instance, at: span)
            }
        case .classType(let type):
            text += type.isBuiltin ? "<class '\(type.name)'>" : "<class '__main__.\(type.name)'>"
        case .boundMethod(let method):
            text += "<bound method \(method.function.shownName)>"
        case .superclass(let object): text += "<super: \(object.after.name)>"
        case .descriptor(let descriptor): text += "<\(descriptor.kind.rawValue) object>"
        case .array(let array):
            text += array.representation(interpreter.printOptions)
        case .variable(let variable):
            let tensor = variable.value
            text +=
                tensor.ndim == 0
                ? NumberPrinting.pythonRepr(scalar: tensor)
                : tensor.numpyRepr(interpreter.printOptions)
        case .function(let function): text += "<function \(function.shownName)>"
        case .builtin(let function):
            text +=
                function.isType
                ? "<class '\(function.name)'>"
                : function.name == "NotImplemented"
                    ? function.name : "<built-in function \(function.name)>"
        case .iterator(let iterator): text += "<\(iterator.kind) object>"
        case .module(let module): text += "<module '\(module.name)'>"
        case .dtype(let dtype): text += "dtype('\(dtype)')"
        case .numberType(let dtype): text += "<class 'numpy.\(dtype)'>"
        case .generator: text += "Generator(PCG64)"
        case .host(let object): text += object.shown
        }
        if text.utf8.count > checked + 1 << 16 {
            checked = text.utf8.count
            try interpreter.countText(checked, at: span)
        }
    }

    private mutating func write(
        _ elements: [Value], of object: AnyObject, _ start: String, _ end: String, depth: Int
    ) throws(Diagnostic) {
        let identity = ObjectIdentifier(object)
        guard !open.contains(identity) else {
            text += start + "..." + end
            return
        }
        open.append(identity)
        text += start
        for (place, element) in elements.enumerated() {
            if place > 0 { text += ", " }
            try write(element, depth: depth + 1)
        }
        text += end
        open.removeLast()
    }

    private mutating func write(_ set: SetObject, depth: Int) throws(Diagnostic) {
        if set.count == 0 {
            text += set.isFrozen ? "frozenset()" : "set()"
            return
        }
        if set.isFrozen { text += "frozenset(" }
        try write(set.elements, of: set, "{", "}", depth: depth)
        if set.isFrozen { text += ")" }
    }

    private mutating func write(_ dict: DictObject, depth: Int) throws(Diagnostic) {
        let identity = ObjectIdentifier(dict)
        guard !open.contains(identity) else {
            text += "{...}"
            return
        }
        open.append(identity)
        text += "{"
        for (place, entry) in dict.entries.enumerated() {
            if place > 0 { text += ", " }
            try write(entry.key, depth: depth + 1)
            text += ": "
            try write(entry.value, depth: depth + 1)
        }
        text += "}"
        open.removeLast()
    }
}
