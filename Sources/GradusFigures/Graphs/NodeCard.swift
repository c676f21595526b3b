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
        /// Heat maps small, their words beside them.
        case compact
        /// The same with value and gradient below each other.
        case narrow

        /// Whether little room is left.
        var isSmall: Bool { self == .compact || self == .narrow }
    }

    struct Column {
        var word: String
        var color: ColorRole
        var panel: TensorPanel?
        /// What the gradient's check came to.
        var verdict: GradientCheck.Verdict?
        /// What stands there when there is no number.
        var missing: String
        var width: Double
        var height: Double
    }

    let node: GraphScene.Node
    let style: CardStyle
    let type: FigureTypography
    private let density: Density
    let header: [[TextRun]]
    let shapeRuns: [TextRun]
    /// Value and gradient below each other.
    let stacksColumns: Bool
    private(set) var columns: [Column] = []
    private(set) var size = Size.zero

    init(
        _ node: GraphScene.Node, in scene: GraphScene, detail: TensorDetail, density: Density,
        type: FigureTypography, isAside: Bool = false, isNarrow: Bool = false,
        measuredBy measure: any TextMeasuring
    ) {
        let isNarrow = isNarrow || density == .narrow
        self.node = node
        self.type = type
        self.density = density
        var style = CardStyle(node.role)
        style.isFaded = node.isFaded
        style.isBroken = node.flags.contains(where: \.isBroken)
        if node.block != nil { style.shape = .rounded }
        style.isStacked = node.block != nil || node.stack != nil
        self.style = style
        let limit =
            type.base * (density == .roomy ? 17 : density == .tight ? 16 : isNarrow ? 11 : 18)
        var header = Self.header(
            node, graph: scene.graph, type: type, limit: limit, measuredBy: measure)
        var shapeRuns =
            node.value.ndim == 0
            ? [] : Self.shapeRuns(node, graph: scene.graph, type: type)
        if density.isSmall, !shapeRuns.isEmpty, let first = header.first {
            // Name and shape on one line where both fit.
            let joined = first + [TextRun("  ", type.smallCode)] + shapeRuns
            if measure.extent(of: joined).width <= type.base * (isNarrow || isAside ? 12 : 22) {
                header[0] = joined
                shapeRuns = []
            }
        }
        self.header = header
        self.shapeRuns = shapeRuns
        stacksColumns = density == .narrow || density == .compact && isAside

        func column(
            _ word: String, _ content: TensorContent?, _ which: TraceKey.NodeTensor,
            _ color: ColorRole,
            missing: String
        ) -> Column {
            let panel = content.map {
                TensorPanel(
                    $0, graph: scene.graph, node: node.index, which: which, paint: color,
                    isFaded: node.isFaded,
                    look: TensorLook($0, cells: scene.cells, detail: detail), type: type,
                    measuredBy: measure, isBeside: density.isSmall)
            }
            // Off the highlighted ways nothing is said of it, so that no room is left for it.
            let verdict = which == .gradient && !node.isFaded ? node.check?.verdict : nil
            let wordWidth = measure.extent(
                of: Self.wordRuns(
                    word, verdict, sample: node.sample, paint: .role(color), type: type)
            ).width
            let content =
                panel?.size
                ?? Size(measure.extent(of: missing, in: type.label).width, type.label.size * 1.3)
            if let panel, panel.isBeside {
                return Column(
                    word: word, color: color, panel: panel, verdict: verdict, missing: missing,
                    width: panel.mapSize.width + type.base * 0.5
                        + max(wordWidth, panel.rangeWidth),
                    height: max(panel.mapSize.height, type.label.size * 2.5))
            }
            let isTight = density != .roomy && content.height < type.base * 2
            return Column(
                word: word, color: color, panel: panel, verdict: verdict, missing: missing,
                width: isTight
                    ? wordWidth + type.base * 0.5 + content.width : max(wordWidth, content.width),
                height: isTight ? content.height : type.label.size * 1.35 + content.height)
        }
        if scene.mode == .forward || scene.mode == .backward {
            columns.append(column("value", node.valueContent, .value, .ink, missing: ""))
        }
        if scene.mode.showsGradients {
            columns.append(
                column(
                    "grad", node.gradientContent, .gradient, .backward,
                    missing: scene.missingGradient.word))
        }
        measureSize(measure)
    }

    var pad: Double { type.base * (density == .roomy ? 0.85 : 0.6) }
    var lineHeight: Double { type.name.size * 1.3 }
    private var columnGap: Double { type.base * (density == .roomy ? 1.8 : 1.2) }
    private var headerHeight: Double { lineHeight * Double(header.count) }
    var sectionGap: Double { type.base * (density == .roomy ? 0.55 : 0.4) }

    private mutating func measureSize(_ measure: any TextMeasuring) {
        var width = header.map { measure.extent(of: $0).width }.max() ?? 0
        var height = headerHeight
        if !columns.isEmpty {
            let isSingle = columns.count == 1 || stacksColumns
            if stacksColumns {
                width = max(width, columns.map(\.width).max() ?? 0)
                height +=
                    columns.reduce(0) { $0 + $1.height } + sectionGap
                    * Double(columns.count - 1)
            }
            width =
                stacksColumns
                ? width
                : max(
                    width,
                    columns.reduce(0) { $0 + $1.width } + (isSingle ? 0 : columnGap)
                        + (isSingle ? 0 : columnGap * 0.5))
            height +=
                2 * sectionGap
                + (stacksColumns ? 0 : columns.map(\.height).max() ?? 0)
        }
        if !shapeRuns.isEmpty {
            width = max(width, measure.extent(of: shapeRuns).width)
            height += type.label.size * 1.45
        }
        let side = style.shape == .pill ? pad * 1.9 : style.shape == .round ? pad * 1.6 : pad * 1.4
        size = Size(max(width + 2 * side, type.base * 6.5), height + 2 * pad * 0.75)
    }
}
