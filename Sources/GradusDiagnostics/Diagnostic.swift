/// Something that is wrong with what came from outside: a script, a lesson, a
/// log, a model, a picture, a flag. Everything that reads input ends in one of
/// these and never in a trap.
///
/// A good diagnostic says where, what was found, what was expected and, where
/// it is known, the fix.
public struct Diagnostic: Error, Hashable, Sendable, Codable {
    /// How much it matters.
    public enum Severity: String, Sendable, Codable {
        /// The work cannot go on.
        case error
        /// The work goes on, but the result may not be what was meant.
        case warning
    }

    /// A further remark, with a place of its own where it has one.
    public struct Note: Hashable, Sendable, Codable {
        /// What is to be said.
        public var message: String
        /// Where, if anywhere.
        public var span: SourceSpan?

        /// Makes a note.
        public init(_ message: String, at span: SourceSpan? = nil) {
            self.message = message
            self.span = span
        }
    }

    /// How much it matters.
    public var severity: Severity
    /// The class of exception that stands for it in Python, where it has one:
    /// `ZeroDivisionError`. Shown before the message.
    public var kind: String?
    /// One sentence without a full stop: what was found and what was expected.
    public var message: String
    /// Where it is, if it has a place in a text.
    public var span: SourceSpan?
    /// The file it is about, where it has no place in a text (a picture, a trace).
    public var file: String?
    /// Further remarks, in order.
    public var notes: [Note]
    /// What to do about it, as an instruction.
    public var fix: String?

    /// Makes a diagnostic.
    public init(
        _ message: String, at span: SourceSpan? = nil, file: String? = nil, notes: [Note] = [],
        fix: String? = nil, severity: Severity = .error, kind: String? = nil
    ) {
        self.severity = severity
        self.kind = kind
        self.message = message
        self.span = span
        self.file = file
        self.notes = notes
        self.fix = fix
    }

    /// The same diagnostic at `span` if it has no place yet.
    public func located(at span: SourceSpan?) -> Diagnostic {
        guard self.span == nil, let span else { return self }
        var located = self
        located.span = span
        return located
    }
}

/// Several diagnostics thrown together, in the order in which they were found.
public struct DiagnosticList: Error, Sendable {
    /// The diagnostics; never empty.
    public var diagnostics: [Diagnostic]

    /// Makes a list of at least one diagnostic.
    public init(_ diagnostics: [Diagnostic]) {
        precondition(!diagnostics.isEmpty, "a DiagnosticList holds at least one Diagnostic")
        self.diagnostics = diagnostics
    }
}

extension Diagnostic: CustomStringConvertible {
    /// The diagnostic without its source line; see `DiagnosticRenderer` for the full form.
    public var description: String { DiagnosticRenderer().render(self) }
}
