import GradusDiagnostics
import GradusTensors

extension Interpreter {
    /// As `print` and `str` write a value.
    func text(_ value: Value, at span: SourceSpan) throws(Diagnostic) -> String {
        switch value {
        case .string(let text): text
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
            case .value(let expression, let label, let isRepr, let specification):
                let value = try evaluate(expression, in: frame)
                var shown = value
                if isRepr { shown = .string(try representation(value, at: expression.span)) }
                let format = try formatted(specification, in: frame)
                result += label ?? ""
                result += try formatted(shown, format, at: expression.span)
                try checkMemory(result.utf8.count, at: expression.span)
            }
        }
        return result
    }

    /// `format(value, specification)`.
    func formatted(
        _ value: Value, _ specification: String, at span: SourceSpan
    ) throws(Diagnostic) -> String {
        if specification.isEmpty {
            // NumPy's narrow floats are formatted as the Python floats they are.
            if case .array(let array) = value, array.isScalar, array.tensor.dtype.isFloating {
                return PythonFormat.repr(array.tensor.scalarValue)
            }
            return try text(value, at: span)
        }
        let format = try FormatSpecification(specification, at: span)
        switch value {
        case .string(let text): return try format.apply(to: text, at: span)
        case .int(let number): return try format.apply(to: number, at: span)
        case .bool(let flag):
            return format.type == nil
                ? try format.apply(to: flag ? "True" : "False", at: span)
                : try format.apply(to: flag ? 1 : 0, at: span)
        default:
            if let number = value.integer { return try format.apply(to: number, at: span) }
            if let number = value.number { return try format.apply(to: number, at: span) }
            if format.type == nil || format.type == "s" {
                return try format.apply(to: try text(value, at: span), at: span)
            }
            throw Diagnostic(
                "the format '\(specification)' is for a number, found \(value.typeDescription)",
                at: span)
        }
    }
}

/// Writes values as the prompt shows them.
private struct RepresentationWriter {
    let interpreter: Interpreter
    let span: SourceSpan
    var text = ""
    /// The containers around the one being written.
    private var open: [ObjectIdentifier] = []

    init(interpreter: Interpreter, span: SourceSpan) {
        self.interpreter = interpreter
        self.span = span
    }

    mutating func write(_ value: Value, depth: Int) throws(Diagnostic) {
        try interpreter.countStep(at: span)
        guard depth < 200 else { throw Diagnostic("the value is nested too deeply", at: span) }
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
        case .range(let range):
            text += "range(\(range.start), \(range.stop)"
            text += range.step == 1 ? ")" : ", \(range.step))"
        case .slice: text += "slice"
        case .array(let array):
            text += array.representation(interpreter.printOptions)
        case .variable(let variable):
            let tensor = variable.value
            text +=
                tensor.ndim == 0
                ? NumberPrinting.pythonRepr(scalar: tensor)
                : tensor.numpyRepr(interpreter.printOptions)
        case .function(let function): text += "<function \(function.name)>"
        case .builtin(let function): text += "<function \(function.name)>"
        case .iterator(let iterator): text += "<\(iterator.kind)>"
        case .module(let module): text += "<module '\(module.name)'>"
        case .dtype(let dtype): text += "dtype('\(dtype)')"
        case .generator: text += "Generator(PCG64)"
        case .host(let object): text += object.shown
        }
        try interpreter.checkMemory(text.utf8.count, at: span)
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
