import GradusGraphics

/// Writes blocks as HTML that is well-formed XML too.
struct HTMLBlocks {
    /// Writes figures.
    let svg: SVGWriter
    /// How many levels a heading's tag lies below its level, so that the topmost is `h2`.
    let levelShift: Int

    /// What stands below a figure that is wider than the screen.
    static let hint = "scroll sideways \u{2192}"

    /// The HTML of blocks, each on lines of its own.
    func html(of blocks: [DocumentBlock]) throws -> String {
        try blocks.map { try html(of: $0) }.joined(separator: "\n")
    }

    private func html(of block: DocumentBlock) throws -> String {
        switch block {
        case .heading(let heading): return html(of: heading)
        case .paragraph(let inlines): return "<p>\(HTMLInlines.html(of: inlines))</p>"
        case .code(let code): return html(of: code)
        case .list(let list): return try html(of: list)
        case .quote(let blocks): return "<blockquote>\n\(try html(of: blocks))\n</blockquote>"
        case .table(let table): return html(of: table)
        case .figure(let figure): return try html(of: figure)
        case .rule: return "<hr/>"
        }
    }

    private func html(of heading: DocumentHeading) -> String {
        let tag = "h\(min(max(heading.level + levelShift, 2), 6))"
        let identifier = HTMLText.escaped(heading.identifier)
        let label = HTMLText.escaped("Link to “\(heading.inlines.plainText)”")
        return "<\(tag) id=\"\(identifier)\">\(HTMLInlines.html(of: heading.inlines))"
            + "<a class=\"anchor\" href=\"#\(identifier)\" aria-label=\"\(label)\">#</a></\(tag)>"
    }

    private func html(of list: DocumentList) throws -> String {
        let tag = list.isOrdered ? "ol" : "ul"
        let start = list.isOrdered && list.start != 1 ? " start=\"\(list.start)\"" : ""
        let items = try list.items.enumerated().map { index, blocks in
            var parts: [String] = []
            for block in blocks {
                if list.isTight, case .paragraph(let inlines) = block {
                    parts.append(HTMLInlines.html(of: inlines))
                } else {
                    parts.append(try html(of: block))
                }
            }
            if let isDone = list.task(index) {
                let box =
                    "<span class=\"box\(isDone ? " ticked" : "")\" role=\"img\" aria-label=\""
                    + "\(isDone ? "done" : "to do")\"></span>"
                // Into the paragraph of a loose item, so that it stands on its first line.
                if let first = parts.first, first.hasPrefix("<p>") {
                    parts[0] = "<p>" + box + first.dropFirst(3)
                } else {
                    parts.insert(box, at: 0)
                }
                return "<li class=\"task\">" + parts.joined(separator: "\n") + "</li>"
            }
            return "<li>" + parts.joined(separator: "\n") + "</li>"
        }
        let kind = list.isTight ? "" : " class=\"loose\""
        return "<\(tag)\(start)\(kind)>\n\(items.joined(separator: "\n"))\n</\(tag)>"
    }

    private func html(of table: DocumentTable) -> String {
        let columns = table.columnCount
        func row(_ cells: [[DocumentInline]], _ tag: String) -> String {
            let parts = (0..<columns).map { column in
                let content = column < cells.count ? HTMLInlines.html(of: cells[column]) : ""
                let alignment = table.alignment(column)
                let kind = alignment == .leading ? "" : " class=\"\(alignment.rawValue)\""
                let scope = tag == "th" ? " scope=\"col\"" : ""
                return "<\(tag)\(scope)\(kind)>\(content)</\(tag)>"
            }
            return "<tr>" + parts.joined() + "</tr>"
        }
        let body = table.rows.map { row($0, "td") }.joined(separator: "\n")
        return "<div class=\"table\" role=\"region\" aria-label=\"Table\" tabindex=\"0\"><table>\n"
            + "<thead>\(row(table.header, "th"))</thead>\n<tbody>\n\(body)\n</tbody>\n</table></div>"
    }

    private func html(of code: DocumentCode) -> String {
        let lines = code.lines.map { line in
            line.tokens.map { token in
                let text = HTMLText.escaped(token.text)
                return token.kind == .plain
                    ? text : "<span class=\"c-\(token.kind.rawValue)\">\(text)</span>"
            }.joined()
        }
        let language = HTMLText.escaped(code.language ?? "text")
        let label =
            code.isOutput ? "Output" : code.isTranscript ? "Session: prompts and answers" : "Code"
        return "<pre class=\"code\(code.isTranscript ? " session" : "")\" role=\"region\""
            + " aria-label=\"\(label)\" tabindex=\"0\">"
            + "<code class=\"language-\(language)\">\(lines.joined(separator: "\n"))</code></pre>"
    }

    private func html(of figure: DocumentFigure) throws -> String {
        let identifier = HTMLText.escaped(figure.identifier)
        let prefix = "f\(figure.number)."
        // The page has margins of its own.
        let trimmed = figure.drawing.trimmed(margin: 4)
        let drawing =
            try figure.frames.map { try svg.inline(of: $0, idPrefix: prefix) }
            ?? svg.inline(of: trimmed, idPrefix: prefix)
        let caption = HTMLInlines.html(of: figure.caption)
        let least = FigureScale.leastWidth(of: figure.frames == nil ? trimmed : figure.drawing)
        var html = "<figure id=\"\(identifier)\" style=\"--least:\(least)px\">\n"
        html +=
            "<div class=\"figure-frame\"><div class=\"figure-box\" role=\"group\" tabindex=\"0\""
        html += " aria-label=\"\(HTMLText.escaped(figure.label))\">\n"
        html += drawing + "</div></div>\n"
        if let frames = figure.frames { html += HTMLSteps.controls(of: frames, figure.label) }
        html += "<figcaption>"
        html += "<span class=\"hint\" aria-hidden=\"true\">\(Self.hint)  </span>"
        html += "<a class=\"figure-number\" href=\"#\(identifier)\">"
        html += HTMLText.escaped(figure.label) + "</a>"
        if !caption.isEmpty { html += " <span class=\"caption\">\(caption)</span>" }
        if !figure.downloads.isEmpty {
            html += "\n" + Self.downloads(figure.downloads, of: figure.label)
        }
        return html + "</figcaption>\n</figure>"
    }

    /// Links to files; `what` is named for readers who only hear the link.
    static func downloads(_ files: [DocumentDownload], of what: String) -> String {
        let links = files.map { file in
            "<a href=\"\(HTMLText.escaped(file.address))\" download=\"\" aria-label=\""
                + "\(HTMLText.escaped("\(what) as \(file.label)"))\">\(HTMLText.escaped(file.label))</a>"
        }
        return "<span class=\"downloads\">" + links.joined(separator: " ") + "</span>"
    }
}
