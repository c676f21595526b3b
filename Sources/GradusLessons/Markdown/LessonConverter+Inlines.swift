import GradusDiagnostics

extension LessonConverter {
    /// The running text below a paragraph, a heading or a cell.
    mutating func inlines(below node: CommonMarkNode) -> [LessonInline] {
        var line = node.startLine
        return Self.merged(inlines(below: node, line: &line, depth: 0))
    }

    private mutating func inlines(
        below node: CommonMarkNode, line: inout Int, depth: Int
    ) -> [LessonInline] {
        guard depth < Self.depthLimit else {
            refuseDepth(at: line)
            return []
        }
        var result: [LessonInline] = []
        for child in node.children {
            switch child.kind {
            case "text": result += text(child.literal)
            case "code": result.append(.code(scanner.unmasked(child.literal)))
            case "softbreak":
                result.append(.softBreak)
                line += 1
            case "linebreak":
                result.append(.lineBreak)
                line += 1
            case "emph": result.append(.emphasis(inner(child, &line, depth)))
            case "strong": result.append(.strong(inner(child, &line, depth)))
            case "strikethrough": result.append(.strikethrough(inner(child, &line, depth)))
            case "link": result.append(link(child, &line, depth))
            case "image":
                let place = place(of: "![", near: child, line: line)
                diagnostics.append(
                    Diagnostic(
                        "pictures from files are not allowed in a lesson", at: place,
                        fix: "draw it from the lesson's own values, as in 'figure.images(…)'"))
            case "footnote_reference":
                diagnostics.append(
                    Diagnostic(
                        "footnotes are not supported",
                        at: place(of: "[^", near: child, line: line),
                        fix: "put the note into the text, in brackets"))
            case "html_inline":
                refuseHTML(at: place(of: child.literal, near: child, line: line))
            default: break
            }
        }
        return result
    }

    private mutating func inner(
        _ node: CommonMarkNode, _ line: inout Int, _ depth: Int
    ) -> [LessonInline] {
        Self.merged(inlines(below: node, line: &line, depth: depth + 1))
    }

    private mutating func link(
        _ node: CommonMarkNode, _ line: inout Int, _ depth: Int
    ) -> LessonInline {
        let first = line
        let content = inner(node, &line, depth)
        let url = Self.escaped(node.url)
        if node.url.unicodeScalars.contains(PlaceholderScanner.open)
            || node.title.unicodeScalars.contains(PlaceholderScanner.open)
        {
            diagnostics.append(
                Diagnostic(
                    "a placeholder cannot stand in the address or title of a link",
                    at: place(of: "[", near: node, line: first)))
            return .emphasis(content)
        }
        if let scheme = Self.scheme(of: url), !["http", "https", "mailto"].contains(scheme) {
            diagnostics.append(
                Diagnostic(
                    "a link to a '\(scheme):' address is not allowed",
                    at: place(of: url, near: node, line: first),
                    fix:
                        "link to http, https or mailto, to '#heading' or to a file beside the lesson"
                ))
        }
        links.append(
            LessonLink(url: url, span: place(of: node.url, near: node, line: first)))
        return .link(url: url, title: node.title.isEmpty ? nil : node.title, content)
    }

    /// An address with what no address may hold written as `%20`.
    private static func escaped(_ url: String) -> String {
        var result = ""
        for byte in url.utf8 {
            if byte <= 0x20 || byte >= 0x7F || #""<>\^`{|}"#.utf8.contains(byte) {
                let digits = String(byte, radix: 16, uppercase: true)
                result += "%" + (digits.count < 2 ? "0" : "") + digits
            } else {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            }
        }
        return result
    }

    /// The letters before the first colon of an address, lower case, if it has a scheme.
    static func scheme(of url: String) -> String? {
        guard let colon = url.firstIndex(of: ":") else { return nil }
        let scheme = url[..<colon]
        let isPlain = scheme.utf8.allSatisfy { byte in
            byte < 128 && byte != UInt8(ascii: "/") && byte != UInt8(ascii: "#")
                && byte != UInt8(ascii: "?")
        }
        // What a browser would skip must not hide a scheme.
        let letters = scheme.filter { $0.isLetter || $0.isNumber || "+-.".contains($0) }
        return isPlain ? letters.lowercased() : nil
    }

    private func text(_ masked: String) -> [LessonInline] {
        scanner.pieces(of: masked).map { piece in
            switch piece {
            case .text(let text): .text(text)
            case .placeholder(let index): .placeholder(scanner.placeholders[index])
            }
        }
    }

    /// Where `word` stands in the file: on the line counted from breaks, nearest to the
    /// column that cmark gives. Marks of placeholders are shorter or longer than what
    /// they stand for, so the search is in the line as it was written.
    private func place(of word: String, near node: CommonMarkNode, line: Int) -> SourceSpan {
        let pattern = String(scanner.unmasked(word).prefix { $0 != "\n" })
        for number in [line, node.startLine] {
            let text = scanner.raw.line(number)
            guard text.contains(pattern) else { continue }
            let start = Self.byteOffset(of: pattern, in: text, near: max(0, node.startColumn - 1))
            return scanner.raw.span(line: number, bytes: start..<(start + pattern.utf8.count))
        }
        return scanner.raw.span(ofLine: min(max(1, line), scanner.raw.lines.count))
    }

    /// Neighbouring texts as one.
    private static func merged(_ inlines: [LessonInline]) -> [LessonInline] {
        inlines.reduce(into: []) { result, inline in
            if case .text(let more) = inline, case .text(let text)? = result.last {
                result[result.count - 1] = .text(text + more)
            } else {
                result.append(inline)
            }
        }
    }
}
