import GradusDiagnostics
import GradusDot
import GradusFigures

/// The labels of one graph, node, edge or cluster; what cannot be read is an error at its place
/// in the file.
struct DotText {
    let attributes: DotAttributes
    /// The texts that `\N`, `\G`, `\E` and the like stand for.
    let names: [Character: String]
    /// What has the labels, as in `node 'a'`.
    let owner: String
    let source: DotSource

    /// The lines of an attribute; none where it is not set or says nothing.
    func lines(_ name: String) throws(Diagnostic) -> [ForeignGraph.Line] {
        guard let value = attributes[name] else { return [] }
        let lines = try read(name) { () throws(DotLabelError) in
            try DotLabel.lines(of: value, names: names)
        }
        return lines.allSatisfy(\.text.isEmpty) ? [] : lines
    }

    /// Reads an attribute's value, and names its place where that fails.
    func read<Result>(
        _ name: String, _ body: () throws(DotLabelError) -> Result
    ) throws(Diagnostic) -> Result {
        do {
            return try body()
        } catch {
            let span = attributes.offset(of: name).map {
                source.span(of: error.bytes, inValueAt: $0)
            }
            throw Diagnostic(
                "the \(name) of \(owner) cannot be read: \(error.message)", at: span,
                fix: error.fix)
        }
    }
}
