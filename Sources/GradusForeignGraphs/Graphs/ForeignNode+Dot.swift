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
        shape = Self.shape(name, style, attributes)
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
        let usual = name == "tripleoctagon" ? 3.0 : name.hasPrefix("double") ? 2 : 1
        outlines = Int(min(max(attributes.number("peripheries") ?? usual, 1), 4))
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

    private static func shape(
        _ name: String, _ style: DotStyle, _ attributes: DotAttributes
    ) -> ForeignGraph.Shape {
        switch name {
        case "record": style.isRounded ? .rounded : .box
        case "mrecord": .rounded
        case "box", "rect", "rectangle": style.isRounded ? .rounded : .box
        case "square": style.isRounded ? .rounded : .square
        case "polygon": polygon(style, attributes)
        case "ellipse", "oval": .oval
        default: named[name] ?? .oval
        }
    }

    private static let named: [String: ForeignGraph.Shape] = [
        "box3d": .cuboid, "cds": .tag, "circle": .circle, "component": .component,
        "cylinder": .cylinder, "diamond": .diamond, "doublecircle": .circle,
        "doubleoctagon": .octagon, "egg": .egg, "folder": .folder, "hexagon": .hexagon,
        "house": .house, "invhouse": .invertedHouse, "invtrapezium": .invertedTrapezium,
        "invtriangle": .invertedTriangle, "larrow": .leftArrow, "lpromoter": .leftArrow,
        "mcircle": .cutCircle, "mdiamond": .cutDiamond, "msquare": .cutSquare, "none": .none,
        "note": .note, "octagon": .octagon, "parallelogram": .parallelogram,
        "pentagon": .pentagon, "plain": .none, "plaintext": .none, "point": .point,
        "promoter": .rightArrow, "rarrow": .rightArrow, "rpromoter": .rightArrow,
        "septagon": .septagon, "signature": .signature, "star": .star, "tab": .tab,
        "trapezium": .trapezium, "triangle": .triangle, "tripleoctagon": .octagon,
        "underline": .underline,
    ]

    /// A polygon by the number of its sides.
    private static func polygon(
        _ style: DotStyle, _ attributes: DotAttributes
    ) -> ForeignGraph.Shape {
        switch attributes.number("sides") ?? 4 {
        case ..<3: .oval
        case ..<4: .triangle
        case ..<5:
            attributes.number("skew") ?? 0 != 0
                ? .parallelogram
                : attributes.number("distortion") ?? 0 != 0
                    ? .trapezium : style.isRounded ? .rounded : .box
        case ..<6: .pentagon
        case ..<7: .hexagon
        case ..<8: .septagon
        default: .octagon
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
