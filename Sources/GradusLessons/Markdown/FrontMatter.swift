import GradusDiagnostics
import Yams

/// What stands between the two `---` lines at the top of a lesson.
struct FrontMatter {
    private(set) var title: String?
    private(set) var order: Int?
    private(set) var seed: Int?
    private(set) var summary: String?
    private(set) var language = "en"
    /// `blas: allow` or `blas: none`, the default.
    private(set) var allowsBLAS = false
    /// The line of the closing `---`, from 1; 0 where there is no front matter.
    private(set) var lastLine = 0
    private(set) var diagnostics: [Diagnostic] = []

    /// The keys that may stand there.
    static let keys = ["title", "order", "seed", "summary", "language", "blas"]
    /// More bytes than this are refused.
    static let byteLimit = 16_384
    /// More opening brackets and list dashes than this are refused: YAML nests by them.
    static let nestingLimit = 200

    /// Reads the front matter of a file.
    init(_ source: SourceLines) {
        guard Self.isFence(source.line(1)) else {
            diagnostics.append(
                Diagnostic(
                    "the lesson does not begin with front matter", at: source.span(ofLine: 1),
                    fix: "begin the file with the lines '---', 'title: …' and '---'"))
            return
        }
        guard
            let end = source.lines.indices.dropFirst().first(where: {
                Self.isFence(source.lines[$0])
            })
        else {
            diagnostics.append(
                Diagnostic(
                    "the front matter is not closed by a second '---'", at: source.span(ofLine: 1)))
            lastLine = source.lines.count
            return
        }
        lastLine = end + 1
        read(source.lines[1..<end].joined(separator: "\n") + "\n", of: source)
    }

    private static func isFence(_ line: String) -> Bool {
        line.hasPrefix("---") && line.dropFirst(3).allSatisfy { $0 == " " || $0 == "\t" }
    }

    private mutating func read(_ yaml: String, of source: SourceLines) {
        let nesting = yaml.unicodeScalars.count { "[{-?".unicodeScalars.contains($0) }
        guard yaml.utf8.count <= Self.byteLimit, nesting <= Self.nestingLimit else {
            diagnostics.append(
                Diagnostic(
                    "the front matter is too large or too deeply nested",
                    at: source.span(ofLine: 2),
                    fix: "keep to plain 'key: value' lines"))
            return
        }
        let root: Node?
        do {
            root = try Yams.compose(yaml: yaml)
        } catch {
            diagnostics.append(Self.diagnostic(for: error, source: source))
            return
        }
        switch root {
        case .mapping(let mapping): read(mapping, of: source)
        case nil: diagnostics.append(missingTitle(source))
        case .some(let other):
            diagnostics.append(
                Diagnostic(
                    "the front matter must be 'key: value' lines", at: place(of: other, in: source))
            )
        }
    }

    private mutating func read(_ mapping: Node.Mapping, of source: SourceLines) {
        for (key, value) in mapping {
            let name = key.scalar?.string ?? ""
            switch name {
            case "title": title = text(value, name, source)
            case "summary": summary = text(value, name, source)
            case "order": order = integer(value, name, source)
            case "seed": seed = integer(value, name, source)
            case "language":
                guard let tag = text(value, name, source) else { continue }
                if Self.isLanguageTag(tag) {
                    language = tag
                } else {
                    diagnostics.append(
                        Diagnostic(
                            "'language' must be a language tag such as 'en' or 'de-CH', found '\(tag)'",
                            at: place(of: value, in: source)))
                }
            case "blas":
                switch text(value, name, source) {
                case "allow": allowsBLAS = true
                case "none", nil: break
                case let found?:
                    diagnostics.append(
                        Diagnostic(
                            "'blas' must be 'allow' or 'none', found '\(found)'",
                            at: place(of: value, in: source),
                            fix: "'allow' lets a BLAS compute large products: faster, but the same "
                                + "on every machine only within rounding"))
                }
            default:
                let meant = Suggestion.nearest(to: name, among: Self.keys)
                diagnostics.append(
                    Diagnostic(
                        "unknown key '\(name)' in the front matter",
                        at: place(of: key, in: source),
                        notes: [
                            Diagnostic.Note("known keys: " + Self.keys.joined(separator: ", "))
                        ],
                        fix: meant.map { "did you mean '\($0)'?" }))
            }
        }
        if title == nil, !mapping.contains(where: { $0.key.scalar?.string == "title" }) {
            diagnostics.append(missingTitle(source))
        }
    }

    private func missingTitle(_ source: SourceLines) -> Diagnostic {
        Diagnostic(
            "the front matter has no 'title'", at: source.span(ofLine: 1),
            fix: "add a line 'title: …'")
    }

    private mutating func text(_ value: Node, _ name: String, _ source: SourceLines) -> String? {
        let words = value.scalar?.string.split(whereSeparator: { $0.isWhitespace }) ?? []
        guard !words.isEmpty else {
            diagnostics.append(
                Diagnostic("'\(name)' must be a text", at: place(of: value, in: source)))
            return nil
        }
        return words.joined(separator: " ")
    }

    private mutating func integer(_ value: Node, _ name: String, _ source: SourceLines) -> Int? {
        if let number = value.scalar.flatMap({ Int($0.string) }) { return number }
        let found = value.scalar.map { ", found '\($0.string)'" } ?? ""
        diagnostics.append(
            Diagnostic(
                "'\(name)' must be a whole number" + found, at: place(of: value, in: source)))
        return nil
    }

    private static func isLanguageTag(_ tag: String) -> Bool {
        let parts = tag.split(separator: "-", omittingEmptySubsequences: false)
        return parts.allSatisfy { part in
            (1...8).contains(part.utf8.count)
                && part.utf8.allSatisfy { (48...57).contains($0) || (97...122).contains($0 | 32) }
        } && (parts.first?.utf8.count ?? 0) >= 2
    }

    /// The place of a node in the lesson file; YAML begins on line 2.
    private func place(of node: Node, in source: SourceLines) -> SourceSpan {
        guard let mark = node.mark else { return source.span(ofLine: 1) }
        let length = max(1, node.scalar?.string.unicodeScalars.count ?? 1)
        let start = SourcePosition(line: mark.line + 1, column: mark.column)
        let end = SourcePosition(line: start.line, column: start.column + length)
        return SourceSpan(file: source.file, start: start, end: end)
    }

    private static func diagnostic(for error: any Error, source: SourceLines) -> Diagnostic {
        func damaged(_ problem: String, _ mark: Mark) -> Diagnostic {
            let place = SourcePosition(
                line: min(mark.line + 1, source.lines.count), column: max(1, mark.column))
            return Diagnostic(
                "the front matter is not valid YAML: \(problem)",
                at: SourceSpan(file: source.file, start: place, end: place),
                fix: problem.contains("mapping values")
                    ? "put a text that holds ': ' in quotes" : nil)
        }
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return damaged(problem, mark)
        case .duplicatedKeysInMapping(let duplicates, let context):
            return damaged(
                "'\(duplicates.sorted().first ?? "")' stands there twice",
                context.mark)
        case .some, nil:
            return Diagnostic(
                "the front matter is not valid YAML", at: source.span(ofLine: 2))
        }
    }
}
