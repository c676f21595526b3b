import GradusDiagnostics

/// Lines as at Python's prompt: `>>>` and `...` before code, output below.
struct Transcript {
    /// A statement and what is shown below it.
    struct Entry {
        var code: SourceText
        var expected: [String]
        /// The shown lines, or the code when there are none.
        var span: SourceSpan
    }
    private(set) var entries: [Entry] = []

    /// Whether the first line that is not blank begins with `>>>`.
    static func isTranscript(_ source: String) -> Bool {
        source.split(whereSeparator: \.isNewline).first { !$0.allSatisfy(\.isWhitespace) }?
            .hasPrefix(">>>") ?? false
    }

    /// Reads a transcript. Throws when code does not begin behind `>>> `.
    init(_ source: SourceText) throws(Diagnostic) {
        let lines = source.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (number, line) in lines.enumerated() {
            let row = source.firstLine + number
            let width = line.unicodeScalars.count
            let span = SourceSpan(
                file: source.file,
                start: SourcePosition(line: row, column: 1 + source.columnOffset),
                end: SourcePosition(line: row, column: 1 + width + source.columnOffset))
            let isPrompt = line.hasPrefix(">>>")
            let isContinuation =
                line.hasPrefix("...") && (line.count == 3 || line.dropFirst(3).first == " ")
                && !entries.isEmpty && entries[entries.count - 1].expected.isEmpty
            if isPrompt || isContinuation {
                let code = line.dropFirst(3)
                guard code.isEmpty || code.first == " " else {
                    throw Diagnostic(
                        "a blank is needed between '\(isPrompt ? ">>>" : "...")' and the code",
                        at: span)
                }
                let text = String(code.dropFirst())
                if isPrompt {
                    entries.append(
                        Entry(
                            code: SourceText(
                                file: source.file, text: text, firstLine: row,
                                columnOffset: source.columnOffset + 4), expected: [], span: span))
                } else {
                    entries[entries.count - 1].code.text += "\n" + text
                    entries[entries.count - 1].span = entries[entries.count - 1].span.joined(
                        with: span)
                }
            } else if !entries.isEmpty {
                if entries[entries.count - 1].expected.isEmpty {
                    if line.allSatisfy(\.isWhitespace) { continue }
                    entries[entries.count - 1].span = span
                } else if !line.allSatisfy(\.isWhitespace) {
                    entries[entries.count - 1].span = entries[entries.count - 1].span.joined(
                        with: span)
                }
                entries[entries.count - 1].expected.append(String(line))
            }
        }
    }
}

extension Interpreter {
    /// Runs a transcript and compares what it shows.
    func run(_ transcript: Transcript) throws(Diagnostic) -> BlockResult {
        var all = ""
        var differences: [TranscriptDifference] = []
        for entry in transcript.entries {
            output = ""
            for statement in try Parser.statements(of: entry.code) {
                guard case .expression(let expression) = statement.kind else {
                    _ = try execute(statement, in: globals)
                    continue
                }
                try countStep(at: statement.span)
                let value = try evaluateTemporarily(expression).value
                if case .none = value { continue }
                output += try representation(value, at: expression.span) + "\n"
            }
            let expected = Self.lines(entry.expected)
            let found = Self.lines(
                output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
            if expected != found {
                differences.append(
                    TranscriptDifference(
                        expected: expected.joined(separator: "\n"),
                        found: found.joined(separator: "\n"), span: entry.span))
            }
            all += output
        }
        return BlockResult(output: all, differences: differences)
    }

    /// Lines without blanks at their ends and without blank lines at the end.
    private static func lines(_ lines: [String]) -> [String] {
        var result = lines.map { line in
            var view = Substring(line)
            while let last = view.last, last.isWhitespace { view.removeLast() }
            return String(view)
        }
        while let last = result.last, last.isEmpty { result.removeLast() }
        return result
    }

    /// An inline expression with its text and where it comes from.
    func evaluateInline(
        _ expression: Expression, format: String?
    ) throws(Diagnostic) -> EvaluatedExpression {
        try countStep(at: expression.span)
        let gradient = try gradientOrigin(expression)
        let (value, node) = try evaluateTemporarily(expression)
        let text: String
        if let format {
            text = try formatted(value, format, at: expression.span)
        } else {
            text = try self.text(value, at: expression.span)
        }
        let origin: EvaluatedExpression.Origin
        if let gradient {
            origin = gradient
        } else if let node {
            origin = .node(node)
        } else {
            origin = value.number.map { .number($0) } ?? .text
        }
        return EvaluatedExpression(text: text, value: value, origin: origin)
    }

    /// `grad(loss, w)` of two names that hold nodes.
    private func gradientOrigin(
        _ expression: Expression
    ) throws(Diagnostic) -> EvaluatedExpression.Origin? {
        guard case .call(let callee, let arguments) = expression.kind, callee.plainName == "grad",
            arguments.count == 2, let root = arguments[0].value.plainName,
            let name = arguments[1].value.plainName,
            case .variable(let loss)? = globals.variables[root],
            case .variable(let variable)? = globals.variables[name]
        else { return nil }
        return .gradient(root: loss.index, node: variable.index)
    }
}
