/// Writes marks as elements, each on a line of its own.
struct SVGMarkWriter {
    let idPrefix: String
    let encodePNG: SVGWriter.PNGEncoder
    var text = ""
    private var identifiers: Set<String> = []

    init(idPrefix: String, encodePNG: @escaping SVGWriter.PNGEncoder) {
        self.idPrefix = idPrefix
        self.encodePNG = encodePNG
    }

    /// The identifier of a name, escaped: the prefix and the name without white space, made
    /// unique by `~2`, `~3`, ….
    mutating func identifier(for name: String) -> String {
        let plain =
            idPrefix + name.map { $0.isWhitespace ? "_" : String($0) }.joined()
        var result = plain
        var count = 2
        while !identifiers.insert(result).inserted {
            result = "\(plain)~\(count)"
            count += 1
        }
        return SVGText.escaped(result)
    }

    mutating func write(_ mark: Mark, depth: Int) throws {
        try SVGCheck.number(mark.opacity, "opacity", mark: mark.name)
        let indent = String(repeating: " ", count: depth)
        var head = " id=\"\(identifier(for: mark.name))\" data-kind=\"\(mark.kind.rawValue)\""
        if mark.opacity < 1 { head += " opacity=\"\(SVGText.number(max(0, mark.opacity)))\"" }
        let title = mark.description.map { "<title>\(SVGText.escaped($0))</title>" } ?? ""
        text += indent
        if let link = mark.link { text += "<a href=\"\(SVGText.escaped(link))\">" }
        switch mark.content {
        case .group(let children):
            text += "<g\(head)>\(title)\n"
            for child in children { try write(child, depth: depth + 1) }
            text += indent + "</g>"
        case .path(let path, let fill, let stroke):
            try SVGCheck.path(path, mark: mark.name)
            head += try paintAttributes(fill: fill, stroke: stroke, mark: mark.name)
            text += element("path", head + " d=\"\(SVGText.pathData(path))\"", title)
        case .text(let line):
            try write(line, head: head, title: title, mark: mark.name)
        case .image(let image, let frame):
            try SVGCheck.number(frame.x, "x", mark: mark.name)
            try SVGCheck.number(frame.y, "y", mark: mark.name)
            try SVGCheck.positive(frame.width, "width", mark: mark.name)
            try SVGCheck.positive(frame.height, "height", mark: mark.name)
            let data = SVGText.base64(try encodePNG(image))
            head += " class=\"pixels\" x=\"\(SVGText.number(frame.x))\""
            head += " y=\"\(SVGText.number(frame.y))\" width=\"\(SVGText.number(frame.width))\""
            head += " height=\"\(SVGText.number(frame.height))\" preserveAspectRatio=\"none\""
            text += element("image", head + " href=\"data:image/png;base64,\(data)\"", title)
        }
        text += mark.link == nil ? "\n" : "</a>\n"
    }

    private func element(_ name: String, _ head: String, _ content: String) -> String {
        content.isEmpty ? "<\(name)\(head)/>" : "<\(name)\(head)>\(content)</\(name)>"
    }

    // MARK: Paint

    /// A class for a role, attributes for a fixed colour.
    private func paint(
        _ paint: Paint?, _ property: String, mark: String
    ) throws -> (classes: [String], attributes: String) {
        switch paint {
        case nil: return ([], " \(property)=\"none\"")
        case .role(let role): return (["\(property.prefix(1))-\(SVGStyle.kebab(role))"], "")
        case .fixed(let color):
            for part in [color.red, color.green, color.blue, color.alpha] {
                try SVGCheck.number(part, "colour", mark: mark)
            }
            let alpha = min(max(color.alpha, 0), 1)
            let opacity =
                alpha < 1 ? " \(property)-opacity=\"\(SVGText.number(alpha))\"" : ""
            return ([], " \(property)=\"\(color.hexText)\"\(opacity)")
        }
    }

    private func paintAttributes(fill: Paint?, stroke: Stroke?, mark: String) throws -> String {
        let filled = try paint(fill, "fill", mark: mark)
        var classes = filled.classes
        var attributes = filled.attributes
        if let stroke {
            try SVGCheck.number(stroke.width, "stroke width", mark: mark)
            let stroked = try paint(stroke.paint, "stroke", mark: mark)
            classes += stroked.classes
            attributes += stroked.attributes
            attributes += " stroke-width=\"\(SVGText.number(stroke.width))\""
            attributes += " stroke-linejoin=\"round\""
            if stroke.cap == .round { attributes += " stroke-linecap=\"round\"" }
            if !stroke.dashes.isEmpty {
                for dash in stroke.dashes { try SVGCheck.number(dash, "dash", mark: mark) }
                let dashes = stroke.dashes.map(SVGText.number).joined(separator: " ")
                attributes += " stroke-dasharray=\"\(dashes)\""
            }
        }
        let classText = classes.isEmpty ? "" : " class=\"\(classes.joined(separator: " "))\""
        return classText + attributes
    }

    // MARK: Text

    private mutating func write(
        _ line: TextLine, head: String, title: String, mark: String
    ) throws {
        try SVGCheck.number(line.origin.x, "x", mark: mark)
        try SVGCheck.number(line.origin.y, "y", mark: mark)
        try SVGCheck.number(line.rotation, "rotation", mark: mark)
        try SVGCheck.number(line.extent.width, "text width", mark: mark)
        let (x, y) = (SVGText.number(line.origin.x), SVGText.number(line.origin.y))
        var head = head + " x=\"\(x)\" y=\"\(y)\""
        if line.anchor != .start { head += " text-anchor=\"\(line.anchor.rawValue)\"" }
        if line.rotation != 0 {
            head += " transform=\"rotate(\(SVGText.number(line.rotation)) \(x) \(y))\""
        }
        // Other fonts than the measured ones must not run into the next mark.
        if line.extent.width > 0 {
            head += " textLength=\"\(SVGText.number(line.extent.width))\""
            head += " lengthAdjust=\"spacingAndGlyphs\""
        }
        // The attribute is for readers of SVG that do not know the style `white-space`.
        text += "<text\(head) xml:space=\"preserve\">\(title)"
        var raised = 0.0
        for run in line.runs where !run.text.isEmpty {
            try SVGCheck.positive(run.style.size, "text size", mark: mark)
            try SVGCheck.number(run.rise, "rise", mark: mark)
            let painted = try paint(run.paint, "fill", mark: mark)
            var classes = ["t-\(run.style.family.rawValue)"]
            if run.style.weight == .bold { classes.append("t-bold") }
            if run.style.isItalic { classes.append("t-italic") }
            classes += painted.classes
            text += "<tspan class=\"\(classes.joined(separator: " "))\"\(painted.attributes)"
            text += " font-size=\"\(SVGText.number(run.style.size))\""
            if run.rise != raised { text += " dy=\"\(SVGText.number(raised - run.rise))\"" }
            raised = run.rise
            if let key = run.key { text += " data-key=\"\(SVGText.escaped(key))\"" }
            text += ">\(SVGText.escaped(run.text))</tspan>"
        }
        text += "</text>"
    }
}
