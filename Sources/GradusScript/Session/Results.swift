import GradusAutodiff
import GradusDiagnostics

/// What running a block gave.
public struct BlockResult: Sendable {
    /// What `print` wrote.
    public var output: String
    /// Where a transcript shows something else than was computed, in order.
    public var differences: [TranscriptDifference]
}

/// A place in a transcript where the text shown is not what the code gives.
public struct TranscriptDifference: Hashable, Sendable {
    /// What the file shows.
    public var expected: String
    /// What the code gives: the text to paste.
    public var found: String
    /// The shown lines, or the `>>>` line when nothing is shown.
    public var span: SourceSpan

    /// The difference as an error message.
    public var diagnostic: Diagnostic {
        Diagnostic(
            expected.isEmpty
                ? "the transcript shows no output, but the code gives some"
                : "the transcript shows \(Self.shortened(expected)), but the code gives "
                    + (found.isEmpty ? "nothing" : Self.shortened(found)), at: span,
            fix: found.isEmpty ? "remove the shown output" : "write:\n" + found)
    }

    private static func shortened(_ text: String) -> String {
        let line = text.split(separator: "\n", omittingEmptySubsequences: false).first ?? ""
        return "'" + (line.count > 40 || line.count < text.count ? line.prefix(40) + "…" : line)
            + "'"
    }
}

/// What an inline expression gave.
public struct EvaluatedExpression {
    /// Where a number comes from, as far as the graph knows.
    public enum Origin: Hashable, Sendable {
        /// A node of the graph.
        case node(Int)
        /// The gradient of a root towards a node.
        case gradient(root: Int, node: Int)
        /// A number computed outside of the graph.
        case number(Double)
        /// No number.
        case text
    }
    /// The text to show.
    public let text: String
    /// The value.
    public let value: Value
    /// Where it comes from.
    public let origin: Origin
    /// The value as one number, where it is one.
    public var number: Double? { value.number }
}
