import GradusDot
import GradusFigures
import GradusGraphics

extension ForeignGraph.Node {
    /// A node with its label, outline and colours.
    init(_ dot: DotGraph.Node, names: DotNames, isSideways: Bool) {
        let attributes = dot.attributes
        let words: [Character: String] = ["N": dot.id, "G": names.graph]
        let value = attributes["label"] ?? .text("\\N")
        self.init(
            id: dot.id, label: DotText.text(value, words),
            content: ForeignGraph.Field(lines: DotText.lines(value, words)))
        source = attributes["label"] == nil ? dot.offset : attributes.offset(of: "label")
        let style = DotStyle(attributes)
        let name = attributes.string("shape")?.lowercased() ?? "ellipse"
        shape = Self.shape(name, style)
        if name == "record" || name == "mrecord" {
            takeRecord(value, words, isSideways: isSideways)
        } else if case .html(let html) = value, let table = DotHTML(html)?.table {
            takeTable(table)
        }
        width = Self.inches(attributes.number("width"))
        height = Self.inches(attributes.number("height"))
        isFixedSize =
            attributes.isTrue("fixedsize") || attributes.string("fixedsize") == "shape"
        fontSize = min(max(attributes.number("fontsize") ?? 11, 9), 72)
        let font = attributes.string("fontname")?.lowercased() ?? ""
        isCode = ["mono", "courier", "consol", "typewriter", "fixed"].contains { font.contains($0) }
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
        if let side = attributes["xlabel"] {
            let lines = DotText.lines(side, words)
            if !lines.allSatisfy(\.text.isEmpty) { sideLabel = lines }
        }
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

    private mutating func takeRecord(
        _ value: DotAttributes.Value, _ words: [Character: String], isSideways: Bool
    ) {
        // Fields stand across the way in which edges run.
        isStacked = isSideways
        guard case .text(let text) = value, let record = DotRecord(label: text, names: words) else {
            return
        }
        if record.fields.count == 1 {
            content = Self.field(record.fields[0])
            isStacked.toggle()
        } else {
            content = .init(lines: [], fields: record.fields.map(Self.field))
        }
        label = content.words.joined(separator: "\n")
    }

    private mutating func takeTable(_ table: DotTable) {
        content = Self.field(DotHTML(table), port: table.port)
        content.fill = table.background.flatMap(ForeignColor.color(named:))
        label = content.words.joined(separator: "\n")
    }

    private static func field(_ field: DotRecord.Field) -> ForeignGraph.Field {
        ForeignGraph.Field(
            lines: field.lines.map(DotText.line), fields: field.fields.map(Self.field),
            port: field.port)
    }

    private static func field(_ content: DotHTML, port: String?) -> ForeignGraph.Field {
        var field = ForeignGraph.Field(lines: content.lines.map(DotText.line), port: port)
        guard let table = content.table else { return field }
        // Graphviz numbers rows and columns as they come; those without a cell of their own
        // have no height.
        field.table = ForeignGraph.Table(
            cells: table.cells.map { cell in
                var inner = Self.field(cell.content, port: cell.port)
                inner.fill =
                    (cell.background ?? cell.content.table?.background)
                    .flatMap(ForeignColor.color(named:))
                inner.ink = cell.fontColor.flatMap(ForeignColor.color(named:))
                return .init(
                    rows: cell.row..<cell.row + cell.rowSpan,
                    columns: cell.column..<cell.column + cell.columnSpan,
                    field: inner, hasBorder: cell.hasBorder)
            }, hasBorder: table.hasBorder)
        return field
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
