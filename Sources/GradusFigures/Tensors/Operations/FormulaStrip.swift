import GradusGraphics

/// A quiet box under a figure with the answer to a question: formulas, and words before them.
struct FormulaStrip {
    private var rows: [(name: String, runs: [TextRun])] = []
    private let type: FigureTypography
    private let fill: ColorRole
    private let pad: Double
    private let measure: any TextMeasuring
    private var contentWidth = 0.0

    /// Lines are broken where a piece allows it, to fit `width`.
    init(
        _ formulas: [[FormulaPiece]], notes: [[TextRun]] = [], fill: ColorRole = .panel,
        width: Double, type: FigureTypography, measuredBy measure: any TextMeasuring
    ) {
        self.type = type
        self.fill = fill
        self.measure = measure
        pad = type.base * 0.9
        let room = width - 2 * pad
        for (note, runs) in notes.enumerated() where !runs.isEmpty {
            let lines = TextWrapping.lines(of: runs, width: room, measuredBy: measure)
            for (number, line) in lines.enumerated() {
                rows.append(("strip/note/\(note)/\(number)", line))
            }
        }
        for (number, formula) in formulas.enumerated() {
            var lines: [[TextRun]] = []
            var used = 0.0
            for piece in formula {
                let length = measure.extent(of: piece.runs).width
                if lines.isEmpty || (piece.mayBreak && used + length > room) {
                    lines.append([])
                    used = lines.count > 1 ? type.base * 1.6 : 0
                }
                lines[lines.count - 1] += piece.runs
                used += length
            }
            for (line, runs) in lines.enumerated() {
                rows.append(("strip/formula/\(number)/\(line)", runs))
            }
        }
        contentWidth = rows.map { measure.extent(of: $0.runs).width }.max() ?? 0
    }

    private var leading: Double { type.code.size * 1.6 }
    /// The extent of the box.
    var size: Size {
        rows.isEmpty
            ? .zero : Size(contentWidth + 2 * pad, Double(rows.count) * leading + pad * 1.1)
    }

    /// Draws the box from a corner, at least `width` wide.
    func draw(at corner: Point, width: Double, into list: inout MarkList) {
        guard !rows.isEmpty else { return }
        let frame = Rectangle(
            x: corner.x, y: corner.y, width: max(width, size.width), height: size.height)
        list.path(
            "strip/box", .panel, .rectangle(frame, cornerRadius: type.base * 0.6),
            fill: .role(fill))
        for (number, row) in rows.enumerated() {
            // Lines that go on a formula are indented.
            let goesOn =
                row.name.hasPrefix("strip/formula") && !row.name.hasSuffix("/0")
            list.centred(
                row.name, row.runs,
                on: Point(
                    frame.x + pad + (goesOn ? type.base * 1.6 : 0),
                    frame.y + pad * 0.55 + (Double(number) + 0.5) * leading), anchor: .start)
        }
    }
}
