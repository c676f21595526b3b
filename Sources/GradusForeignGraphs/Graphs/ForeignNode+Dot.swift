import GradusDiagnostics
import GradusDot
import GradusFigures

extension ForeignGraph.Node {
    /// A node with its label, outline and colours. Throws a `Diagnostic` where a label cannot be
    /// read.
    init(_ dot: DotGraph.Node, in graph: DotGraph, isSideways: Bool) throws(Diagnostic) {
        let attributes = dot.attributes
        let texts = DotText(
            attributes: attributes, names: ["N": dot.id, "G": graph.name ?? ""],
            owner: "node '\(dot.id.prefix(60))'", source: graph.source)
        self.init(id: dot.id, label: "", content: ForeignGraph.Field(lines: []))
        source = attributes["label"] == nil ? dot.offset : attributes.offset(of: "label")
        let style = DotStyle(attributes)
        let name = attributes.string("shape")?.lowercased() ?? "ellipse"
        shape = Self.shape(name, style)
        try takeContent(
            texts, isRecord: name == "record" || name == "mrecord", isSideways: isSideways)
        width = Self.inches(attributes.number("width"))
        height = Self.inches(attributes.number("height"))
        isFixedSize =
            attributes.isTrue("fixedsize") || attributes.string("fixedsize") == "shape"
        fontSize = min(max(attributes.number("fontsize") ?? 11, 9), 72)
        isCode = attributes.string("fontname").map { DotFace($0).isCode } ?? false
        isVisible = !style.isInvisible
        cluster = dot.cluster
        isDoubled =
            ["doublecircle", "doubleoctagon", "tripleoctagon"].contains(name)
            || attributes.number("peripheries") ?? 1 >= 2
        if attributes.number("peripheries") == 0, shape != .point { shape = .none }
        stroke = attributes.color("color")
        ink = attributes.color("fontcolor")
        lineStyle = style.line
        lineWidth = min(max(attributes.number("penwidth") ?? style.width(1), 0), 12)
        if style.isFilled || name == "point" {
            let ground =
                attributes.string("fillcolor") ?? attributes.string("color")
                ?? (name == "point" ? "" : "lightgrey")
            fill = ForeignColor.color(named: ground)
        }
        sideLabel = try texts.lines("xlabel")
        // Numbers that only tell layers of one kind apart are no part of what a node does.
        kind = "\(name)\n\(Self.withoutCounters(label))\n\(attributes.string("fillcolor") ?? "")"
    }

    private static func shape(_ name: String, _ style: DotStyle) -> ForeignGraph.Shape {
        switch name {
        case "record": style.isRounded ? .rounded : .box
        case "mrecord", "msquare": .rounded
        case "box", "rect", "rectangle", "square": style.isRounded ? .rounded : .box
        case "note": .note
        case "folder", "tab": .folder
        case "component": .component
        case "cylinder": .cylinder
        case "box3d", "signature", "star", "lpromoter": style.isRounded ? .rounded : .box
        case "circle", "doublecircle", "mcircle": .circle
        case "diamond", "mdiamond": .diamond
        case "hexagon", "octagon", "doubleoctagon", "tripleoctagon", "septagon", "pentagon",
            "polygon":
            .hexagon
        case "triangle", "house": .triangle
        case "invtriangle", "invhouse": .invertedTriangle
        case "trapezium": .trapezium
        case "invtrapezium": .invertedTrapezium
        case "parallelogram": .parallelogram
        case "plaintext", "none", "plain": .none
        case "underline": .underline
        case "point": .point
        default: .oval
        }
    }

    /// What stands in it, as its shape wants it read.
    private mutating func takeContent(
        _ texts: DotText, isRecord: Bool, isSideways: Bool
    ) throws(Diagnostic) {
        switch texts.attributes["label"] {
        case .html(let html):
            content = try texts.read("label") { () throws(DotLabelError) in
                try DotHTMLReader.read(html)
            }
            if content.table == nil, content.lines.isEmpty { content.lines = [.init("")] }
        case .text(let text) where isRecord:
            let fields = try texts.read("label") { () throws(DotLabelError) in
                try DotRecordReader.read(text, names: texts.names)
            }
            // Fields stand across the way in which edges run.
            isStacked = isSideways != (fields.count == 1)
            content = fields.count == 1 ? fields[0] : .init(lines: [], fields: fields)
        case let value:
            content.lines = DotLabel.lines(
                ofText: value?.string ?? "\\N", names: texts.names)
        }
        let isText = content.fields.isEmpty && content.table == nil
        label = (isText ? content.lines.map(\.text) : content.words).joined(separator: "\n")
    }

    /// A label in which numbers behind `.`, `_`, `-` and `:` in names are `#`, as in
    /// `layers.3.weight (64, 64)`; numbers by themselves are kept.
    static func withoutCounters(_ label: String) -> String {
        var result = ""
        var isCounter = false
        var hasLetters = false
        for character in label {
            if isCounter, character.isASCII, character.isNumber { continue }
            isCounter = false
            result.append(character)
            if character.isWhitespace || "(),[]{}=".contains(character) { hasLetters = false }
            if character.isLetter { hasLetters = true }
            if hasLetters, "._-:".contains(character) {
                isCounter = true
                result.append("#")
            }
        }
        return result
    }

    /// Inches as points; nil where the number is no sensible size.
    private static func inches(_ value: Double?) -> Double? {
        guard let value, value >= 0, value <= 1000 else { return nil }
        return max(1, value * 72)
    }
}

extension ForeignGraph.Field {
    /// The names of all fields in it. Fields are nested at most some twenty levels deep.
    var ports: [String] {
        [port].compactMap { $0 } + fields.flatMap(\.ports)
            + (table?.cells.flatMap(\.field.ports) ?? [])
    }

    /// The lines of all fields in order.
    var words: [String] {
        lines.map(\.text).filter { !$0.isEmpty } + fields.flatMap(\.words)
            + (table?.cells.flatMap(\.field.words) ?? [])
    }
}
