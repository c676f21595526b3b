import GradusAutodiff
import GradusGraphics
import GradusTensors
import GradusTrace

/// The card of a node: name and expression above a line, value and gradient below it, shape
/// and dtype where it holds more than one number. Measured first, drawn once its place is known.
struct NodeCard {
    /// How much room a card takes.
    enum Density: Int, CaseIterable {
        /// A word above each number.
        case roomy
        /// Word and number on one line.
        case tight
    }

    private struct Column {
        var word: String
        var color: ColorRole
        var panel: TensorPanel?
        /// What stands there when there is no number.
        var missing: String
        var width: Double
        var height: Double
    }

    let node: GraphScene.Node
    let style: CardStyle
    let type: FigureTypography
    private let density: Density
    private let header: [[TextRun]]
    private let shapeRuns: [TextRun]
    private var columns: [Column] = []
    private(set) var size = Size.zero

    init(
        _ node: GraphScene.Node, in scene: GraphScene, detail: TensorDetail, density: Density,
        type: FigureTypography, measuredBy measure: any TextMeasuring
    ) {
        self.node = node
        self.type = type
        self.density = density
        var style = CardStyle(node.role)
        style.isFaded = node.isFaded
        self.style = style
        header = Self.header(
            node, graph: scene.graph, type: type, limit: type.base * (density == .roomy ? 17 : 16),
            measuredBy: measure)
        shapeRuns =
            node.value.ndim == 0
            ? [] : Self.shapeRuns(node, graph: scene.graph, type: type)

        func column(
            _ word: String, _ tensor: Tensor?, _ which: TraceKey.NodeTensor, _ color: ColorRole,
            missing: String
        ) -> Column {
            let panel = tensor.map {
                TensorPanel(
                    $0, graph: scene.graph, node: node.index, which: which, paint: color,
                    isFaded: node.isFaded, detail: detail, type: type, measuredBy: measure)
            }
            let wordWidth = measure.extent(of: word, in: type.label).width
            let content =
                panel?.size
                ?? Size(measure.extent(of: missing, in: type.label).width, type.label.size * 1.3)
            let isTight = density == .tight && content.height < type.base * 2
            return Column(
                word: word, color: color, panel: panel, missing: missing,
                width: isTight
                    ? wordWidth + type.base * 0.5 + content.width : max(wordWidth, content.width),
                height: isTight ? content.height : type.label.size * 1.35 + content.height)
        }
        if scene.mode != .structure {
            columns.append(column("value", node.value, .value, .ink, missing: ""))
        }
        if scene.mode == .backward {
            columns.append(
                column("grad", node.gradient, .gradient, .backward, missing: "none"))
        }
        measureSize(measure)
    }

    private var pad: Double { type.base * (density == .roomy ? 0.85 : 0.6) }
    private var lineHeight: Double { type.name.size * 1.3 }
    private var columnGap: Double { type.base * (density == .roomy ? 1.8 : 1.2) }
    private var headerHeight: Double { lineHeight * Double(header.count) }
    private var sectionGap: Double { type.base * (density == .roomy ? 0.55 : 0.4) }

    private mutating func measureSize(_ measure: any TextMeasuring) {
        var width = header.map { measure.extent(of: $0).width }.max() ?? 0
        var height = headerHeight
        if !columns.isEmpty {
            let isSingle = columns.count == 1
            width = max(
                width,
                columns.reduce(0) { $0 + $1.width } + (isSingle ? 0 : columnGap)
                    + (isSingle ? 0 : columnGap * 0.5))
            height += 2 * sectionGap + (columns.map(\.height).max() ?? 0)
        }
        if !shapeRuns.isEmpty {
            width = max(width, measure.extent(of: shapeRuns).width)
            height += type.label.size * 1.45
        }
        let side = style.shape == .pill ? pad * 1.9 : style.shape == .round ? pad * 1.6 : pad * 1.4
        size = Size(max(width + 2 * side, type.base * 6.5), height + 2 * pad * 0.75)
    }

    /// The name, then the expression: on one line where that is short, else below each other.
    private static func header(
        _ node: GraphScene.Node, graph: String, type: FigureTypography, limit: Double,
        measuredBy measure: any TextMeasuring
    ) -> [[TextRun]] {
        let ink: Paint = .role(node.isFaded ? .muted : .ink)
        // An unnamed constant is called by its number.
        let isNumber = node.role == .constant && node.name.first?.isLetter == false
        var first = [
            TextRun(
                node.name, type.name, paint: ink,
                key: isNumber
                    ? TraceKey.nodeValue(graph: graph, node: node.index).rawValue : nil)
        ]
        if node.isStale {
            first.append(TextRun("  stale", type.label, paint: .role(.failure)))
        }
        guard let expression = node.expression, !expression.isEmpty else { return [first] }
        let code = Paint.role(.muted)
        let single = first + [TextRun(" = " + expression, type.code, paint: code)]
        if measure.extent(of: single).width <= limit { return [single] }
        let lines = CodeLines.lines(
            "= " + expression, type.code, width: limit, limit: 4, measuredBy: measure)
        return [first] + lines.map { [TextRun($0, type.code, paint: code)] }
    }

    /// `(4, 5) float64`, each length with its key.
    private static func shapeRuns(
        _ node: GraphScene.Node, graph: String, type: FigureTypography
    ) -> [TextRun] {
        let muted = Paint.role(.muted)
        var runs = [TextRun("(", type.smallCode, paint: muted)]
        for (axis, length) in node.value.shape.dimensions.enumerated() {
            if axis > 0 { runs.append(TextRun(", ", type.smallCode, paint: muted)) }
            runs.append(
                TextRun(
                    "\(length)", type.smallCode, paint: muted,
                    key: TraceKey.nodeShape(graph: graph, node: node.index, axis: axis).rawValue))
        }
        let end = node.value.ndim == 1 ? ",) " : ") "
        runs.append(TextRun(end + node.value.dtype.rawValue, type.smallCode, paint: muted))
        return runs
    }

    /// Draws the card in its frame, which may be wider than `size`.
    func draw(in frame: Rectangle, into list: inout MarkList) {
        style.draw(
            node.id + "/box", frame: frame, scale: type.base / 10, kind: .node, into: &list,
            description: node.expression.map { "\(node.name) = \($0)" } ?? node.name)
        var y = frame.y + (frame.height - size.height) / 2 + pad * 0.75
        for (index, line) in header.enumerated() {
            list.centred(
                header.count == 1 ? node.id + "/name" : "\(node.id)/name/\(index)", line,
                on: Point(frame.midX, y + lineHeight / 2))
            y += lineHeight
        }
        if !columns.isEmpty {
            let inset = type.base * 0.9
            y += sectionGap
            list.add(
                Mark(
                    node.id + "/rule", .decoration,
                    .path(
                        .line(
                            from: Point(frame.x + inset, y), to: Point(frame.maxX - inset, y)),
                        fill: nil, stroke: Stroke(.role(style.line), width: 0.7)),
                    opacity: node.isFaded ? 0.3 : 0.5))
            y += sectionGap
            let height = columns.map(\.height).max() ?? 0
            drawColumns(frame, top: y, height: height, into: &list)
            y += height
        }
        if !shapeRuns.isEmpty {
            list.centred(
                node.id + "/shape", shapeRuns,
                on: Point(frame.midX, y + type.label.size * 0.85))
        }
    }

    private func drawColumns(
        _ frame: Rectangle, top: Double, height: Double, into list: inout MarkList
    ) {
        // Columns share the room that is left equally: their middles line up over all cards.
        let used = columns.reduce(0) { $0 + $1.width }
        let gap = (frame.width - used) / Double(columns.count + 1)
        var x = frame.x + gap
        for column in columns {
            let name = "\(node.id)/\(column.word)"
            let word = [TextRun(column.word, type.label, paint: wordPaint(column))]
            let content = column.panel?.size.height ?? type.label.size * 1.3
            let isTight = column.height < type.label.size * 1.35 + content
            if isTight {
                let middle = top + height / 2
                list.centred(name + "/word", word, on: Point(x, middle), anchor: .start)
                draw(
                    column, name,
                    at: Point(
                        x + column.width - (column.panel?.size.width ?? 0) / 2, middle),
                    into: &list)
            } else {
                let middle = x + column.width / 2
                list.centred(
                    name + "/word", word, on: Point(middle, top + type.label.size * 0.6))
                let rest = height - type.label.size * 1.35
                draw(
                    column, name,
                    at: Point(middle, top + type.label.size * 1.35 + rest / 2), into: &list)
            }
            x += column.width + gap
        }
    }

    private func wordPaint(_ column: Column) -> Paint {
        .role(column.color == .ink || node.isFaded ? .muted : column.color)
    }

    private func draw(
        _ column: Column, _ name: String, at centre: Point, into list: inout MarkList
    ) {
        if let panel = column.panel {
            panel.draw(name, centre: centre, into: &list)
        } else {
            list.centred(
                name, [TextRun(column.missing, type.label, paint: .role(.muted))], on: centre)
        }
    }
}
