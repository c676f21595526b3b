import GradusFigures

/// Reads HTML-like labels: text whose pieces are bold, italic, underlined, struck through, raised
/// or lowered, in colours, sizes and faces, and tables with spans, ports, grounds and borders.
/// Tables in tables wait on a list, not on the program's stack.
struct DotHTMLReader {
    private static let limits = (depth: 8, tags: 200, cells: 2_000, places: 20_000)
    /// Tags that hold nothing and need no end.
    private static let empty: Set<String> = ["br", "hr", "vr", "img"]
    /// Tags that say how text looks.
    private static let looks: Set<String> = ["b", "i", "u", "o", "s", "sub", "sup", "font"]

    private var text = DotTextCollector()
    private var tables: [DotTableBuilder] = []
    /// The tags whose ends have not come yet, each with the look of text around it.
    private var open: [(tag: DotTag, around: ForeignGraph.Look)] = []
    private var look = ForeignGraph.Look()
    private var cellCount = 0
    private var places = 0

    /// What a label holds: a field with text, or with a table.
    static func read(_ html: String) throws(DotLabelError) -> ForeignGraph.Field {
        var reader = DotHTMLReader()
        func byte(_ index: String.Index) -> Int {
            html.utf8.distance(from: html.startIndex, to: index)
        }
        var rest = Substring(html)
        while let start = rest.firstIndex(of: "<") {
            try reader.add(rest[..<start], at: byte(rest.startIndex))
            rest = rest[start...]
            let place = byte(start)
            if rest.hasPrefix("<!--") {
                guard let end = rest.firstRange(of: "-->") else {
                    throw DotLabelError(
                        message: "this comment has no end, expected '-->'",
                        bytes: place..<place + 4)
                }
                rest = rest[end.upperBound...]
                continue
            }
            guard let close = rest.firstIndex(of: ">") else {
                throw DotLabelError(
                    message: "this tag has no end, expected '>'", bytes: place..<place + 1,
                    fix: "a '<' that begins no tag is written as &lt;")
            }
            let end = rest.index(after: close)
            try reader.take(
                DotTag(rest[rest.index(after: start)..<close], bytes: place..<byte(end)))
            rest = rest[end...]
        }
        try reader.add(rest, at: byte(rest.startIndex))
        if let (tag, _) = reader.open.last {
            throw tag.error(
                "found \(tag.words) without an end, expected '</\(tag.name.uppercased())>'")
        }
        return try reader.text.field()
    }

    private mutating func add(_ words: Substring, at place: Int) throws(DotLabelError) {
        guard !words.isEmpty else { return }
        if let table = tables.last, !table.isInCell {
            guard let first = words.firstIndex(where: { !$0.isWhitespace }) else { return }
            let start = place + words.utf8.distance(from: words.startIndex, to: first)
            throw DotLabelError(
                message: "found text between the cells of a table, expected '<TR>' or '<TD>'",
                bytes: start..<start + 1)
        }
        text.add(words, look, at: place)
    }

    private mutating func take(_ tag: DotTag) throws(DotLabelError) {
        guard
            Self.empty.contains(tag.name) || Self.looks.contains(tag.name)
                || ["table", "tr", "td", "th"].contains(tag.name)
        else {
            throw tag.error(
                "found \(tag.words), expected one of TABLE, TR, TD, FONT, BR, B, I, U, O, S, SUB, "
                    + "SUP, HR, VR and IMG",
                fix: "a '<' that begins no tag is written as &lt;")
        }
        if Self.empty.contains(tag.name) {
            if !tag.isEnd { takeEmpty(tag) }
            return
        }
        if tag.isEnd {
            try end(tag)
        } else {
            guard open.count < Self.limits.tags else {
                throw tag.error("tags are nested deeper than \(Self.limits.tags)")
            }
            let around = look
            try begin(tag)
            open.append((tag, around))
            if tag.isEmpty { try end(tag) }
        }
    }

    private mutating func takeEmpty(_ tag: DotTag) {
        switch tag.name {
        case "br":
            text.endLine(ForeignGraph.Alignment(tag["align"]), always: true)
        case "img":
            // Pictures are not drawn; that there is one is said.
            var look = look
            look.isItalic = true
            text.add("image \(tag["src"] ?? "")"[...], look, at: tag.bytes.lowerBound)
        default: break
        }
    }

    private mutating func begin(_ tag: DotTag) throws(DotLabelError) {
        let isInTable = tables.last.map { !$0.isInCell } ?? false
        let around = open.last?.tag.name
        switch tag.name {
        case "table":
            guard !isInTable else {
                throw tag.error("found '<TABLE>' between the cells of a table, expected '<TD>'")
            }
            guard tables.count < Self.limits.depth else {
                throw tag.error("tables stand in tables deeper than \(Self.limits.depth)")
            }
            guard text.table == nil else {
                throw tag.error("found a second table, expected either text or one table")
            }
            tables.append(DotTableBuilder(tag, inside: text))
            text = DotTextCollector()
        case "tr":
            guard around == "table" else {
                throw tag.error("found '<TR>' outside of a '<TABLE>'")
            }
            tables[tables.count - 1].beginRow()
        case "td", "th":
            guard around == "tr" else { throw tag.error("found '<TD>' outside of a '<TR>'") }
            cellCount += 1
            places += tables[tables.count - 1].beginCell(tag)
            guard cellCount <= Self.limits.cells, places <= Self.limits.places else {
                throw tag.error("a label has more than \(Self.limits.cells) cells")
            }
            let alignment = ForeignGraph.Alignment(tag["balign"] ?? tag["align"])
            text = DotTextCollector(alignment ?? .center)
            if tag.name == "th" { look.isBold = true }
        default:
            guard !isInTable else {
                throw tag.error("found \(tag.words) between the cells of a table, expected '<TD>'")
            }
            look.take(tag)
        }
    }

    private mutating func end(_ tag: DotTag) throws(DotLabelError) {
        guard let (begun, around) = open.popLast() else {
            throw tag.error("found \(tag.words), which ends nothing")
        }
        guard begun.name == tag.name else {
            throw tag.error("found \(tag.words), expected '</\(begun.name.uppercased())>'")
        }
        look = around
        switch tag.name {
        case "table":
            let table = tables.removeLast()
            text = table.outer
            text.table = try table.field(endedBy: tag)
        case "td", "th":
            tables[tables.count - 1].endCell(try text.field())
            text = DotTextCollector()
        default: break
        }
    }
}

extension ForeignGraph.Alignment {
    /// What `align` says; nil for nothing.
    fileprivate init?(_ word: String?) {
        switch word {
        case "left": self = .left
        case "right": self = .right
        case "center": self = .center
        default: return nil
        }
    }
}

extension ForeignGraph.Look {
    /// Looks as a tag says.
    fileprivate mutating func take(_ tag: DotTag) {
        switch tag.name {
        case "b": isBold = true
        case "i": isItalic = true
        case "u": isUnderlined = true
        case "o": isOverlined = true
        case "s": isStruck = true
        case "sub":
            rise -= 0.22 * scale
            scale *= 0.75
        case "sup":
            rise += 0.38 * scale
            scale *= 0.75
        case "font":
            color = tag["color"].flatMap(ForeignColor.color(named:)) ?? color
            size = tag.number("point-size").map { min(max($0, 9), 72) } ?? size
            guard let face = tag["face"].map(DotFace.init) else { return }
            isCode = face.isCode
            isBold = isBold || face.isBold
            isItalic = isItalic || face.isItalic
        default: break
        }
    }
}
