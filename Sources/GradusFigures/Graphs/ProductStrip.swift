import GradusAutodiff
import GradusGraphics
import GradusTrace

/// The chain rule below a backward graph: for each way the fractions of its edges, their numbers
/// and the product; the sum over several ways; and what central differences say about it.
struct ProductStrip {
    /// The most ways that are all written out; of more, the largest few.
    private static let limit = 6

    private static func shown(of count: Int) -> Int { count <= limit ? count : 4 }

    private let rows: [(name: String, row: InlineRow)]
    private let badge: [TextRun]
    private let badgeColor: ColorRole
    private let type: FigureTypography
    private let width: Double
    private let measure: any TextMeasuring
    private let badgeIsBelow: Bool

    init?(
        _ scene: GraphScene, type: FigureTypography, width: Double,
        measuredBy measure: any TextMeasuring
    ) {
        guard let ways = scene.ways else { return nil }
        self.type = type
        self.width = width
        self.measure = measure
        let pad = type.base * 1.2
        let root = scene.nodes[ways.from]
        let goal = scene.nodes[ways.to]
        let paint = Paint.role(.backward)
        let plain = TextStyle(size: type.value.size)
        func word(_ text: String) -> TextRun { TextRun(text, plain, paint: paint) }
        let total = InlineItem.fraction(
            over: [TextRun("∂" + root.name, type.fraction, paint: paint)],
            under: [TextRun("∂" + goal.name, type.fraction, paint: paint)], paint: paint)
        let numbers = TextStyle(size: type.value.size * 1.05)
        let result = TextStyle(size: type.value.size * 1.2, weight: .bold)

        var rows: [(name: String, row: InlineRow)] = []
        func add(_ name: String, _ items: [InlineItem], breaks: Set<Int>) {
            let wrapped = InlineRow.wrapped(
                items, width: width - 2 * pad, measuredBy: measure,
                breaksBefore: { breaks.contains($0) })
            for (index, row) in wrapped.enumerated() {
                rows.append((wrapped.count == 1 ? name : "\(name)/\(index)", row))
            }
        }
        let isSingle = ways.count == 1
        // Many ways are written as chains of names, few with their fractions.
        let hasFractions = ways.count <= 3
        for way in ways.listed.prefix(Self.shown(of: ways.count)) {
            var items: [InlineItem] = []
            var breaks: Set<Int> = []
            if isSingle {
                items += [total, .text([word(" = ")])]
            } else {
                let mark =
                    ways.count <= GraphScene.numberedWays
                    ? GraphScene.wayMark(way.index) : "path \(way.index + 1)"
                items.append(
                    .text([TextRun(mark + "  ", type.label, paint: .role(.muted))]))
            }
            if hasFractions {
                for (place, edge) in way.edges.enumerated() {
                    if place > 0 { items.append(.text([word(" · ")])) }
                    if place > 0 { breaks.insert(items.count - 1) }
                    items.append(
                        EdgeChip.fraction(
                            scene.edges[edge], in: scene, paint: paint, style: type.fraction))
                }
            } else {
                let names =
                    [root.name] + way.edges.map { scene.nodes[scene.edges[$0].from].name }
                for (place, name) in names.enumerated() {
                    if place > 0 { breaks.insert(items.count) }
                    items.append(
                        .text([
                            TextRun(
                                (place > 0 ? " ← " : "") + name, type.label, paint: .role(.muted))
                        ]))
                }
            }
            if way.product != nil {
                // One line of text where it fits: `= 1 · 1 · 2 = 2`.
                var parts: [[TextRun]] = way.factors.enumerated().map { place, factor in
                    [word(place == 0 ? " = " : " · ")]
                        + Self.term(
                            .number(
                                factor ?? .nan, numbers, paint: paint,
                                key: .pathFactor(
                                    graph: scene.graph, view: scene.view, from: root.index,
                                    to: goal.index, index: way.index, factor: place)),
                            isFirst: place == 0, word)
                }
                if let product = way.product, way.factors.count > 1 {
                    parts.append([
                        word(" = "),
                        .number(
                            product, isSingle ? result : numbers, paint: paint,
                            key: .pathProduct(
                                graph: scene.graph, view: scene.view, from: root.index,
                                to: goal.index, index: way.index)),
                    ])
                }
                var line: [TextRun] = []
                for part in parts {
                    if !line.isEmpty,
                        measure.extent(of: line + part).width > width - 2 * pad
                    {
                        breaks.insert(items.count)
                        items.append(.text(line))
                        line = []
                    }
                    line += part
                }
                breaks.insert(items.count)
                items.append(.text(line))
            }
            add("product/\(way.index)", items, breaks: breaks)
        }
        if !isSingle {
            var runs: [TextRun] = []
            if ways.count <= Self.limit, ways.listed.allSatisfy({ $0.product != nil }) {
                runs.append(word(" = "))
                for (place, way) in ways.listed.enumerated() {
                    if place > 0 { runs.append(word(" + ")) }
                    runs += Self.term(
                        .number(
                            way.product ?? .nan, numbers, paint: paint,
                            key: .pathProduct(
                                graph: scene.graph, view: scene.view, from: root.index,
                                to: goal.index, index: way.index)),
                        isFirst: place == 0, word)
                }
            } else {
                runs += [
                    TextRun(
                        "  the largest four above, of ", type.label, paint: .role(.muted)),
                    TextRun(
                        NumberText.integer(ways.count), type.strongLabel, paint: .role(.muted),
                        key: TraceKey.pathCount(
                            graph: scene.graph, view: scene.view, from: root.index, to: goal.index
                        ).rawValue),
                    TextRun(" paths; all together", type.label, paint: .role(.muted)),
                ]
            }
            if let sum = ways.total {
                runs.append(word(" = "))
                runs.append(
                    .number(
                        sum, result, paint: paint,
                        key: .pathTotal(
                            graph: scene.graph, view: scene.view, from: root.index, to: goal.index))
                )
            }
            // A long sum breaks before a plus sign.
            var items = [total]
            var breaks: Set<Int> = []
            for run in runs {
                if run.text == " + " || run.text == " = " { breaks.insert(items.count) }
                items.append(.text([run]))
            }
            let fits = measure.extent(of: runs).width < width * 0.8
            add("sum", fits ? [total, .text(runs)] : items, breaks: fits ? [] : breaks)
        }
        self.rows = rows
        badge = ways.check.map { Self.badgeRuns($0, graph: scene.graph, type: type) } ?? []
        badgeColor = ways.check.map(Self.color) ?? .muted
        let badgeWidth = measure.extent(of: badge).width
        let last = rows.last?.row.width(measuredBy: measure) ?? 0
        badgeIsBelow = last + badgeWidth + pad * 2.5 > width - pad
    }

    /// A factor or a term; a negative one behind a sign stands in parentheses.
    private static func term(
        _ number: TextRun, isFirst: Bool, _ word: (String) -> TextRun
    ) -> [TextRun] {
        !isFirst && number.text.hasPrefix("\u{2212}") ? [word("("), number, word(")")] : [number]
    }

    private var pad: Double { type.base * 1.2 }
    private var badgeHeight: Double { type.label.size * 1.9 }

    var height: Double {
        rows.reduce(0) { $0 + $1.row.height() * 1.12 } + pad * 1.1
            + (badgeIsBelow && !badge.isEmpty ? badgeHeight : 0)
    }

    func draw(at corner: Point, into list: inout MarkList) {
        let frame = Rectangle(x: corner.x, y: corner.y, width: width, height: height)
        list.path(
            "strip/chain/box", .panel, .rectangle(frame, cornerRadius: type.base * 0.8),
            fill: .role(.backwardFill))
        var y = corner.y + pad * 0.55
        var lastMiddle = y
        for (name, row) in rows {
            let height = row.height() * 1.12
            lastMiddle = y + height / 2
            row.draw("strip/chain/\(name)", at: Point(corner.x + pad, lastMiddle), into: &list)
            y += height
        }
        guard !badge.isEmpty else { return }
        list.centred(
            "strip/chain/check", badge,
            on: Point(
                badgeIsBelow ? corner.x + pad : frame.maxX - pad,
                badgeIsBelow ? y + badgeHeight * 0.4 : lastMiddle),
            anchor: badgeIsBelow ? .start : .end)
    }

    // MARK: The proof

    private static func color(_ check: GradientCheck) -> ColorRole {
        switch check.verdict {
        case .agrees: .success
        case .differs: .failure
        case .kink, .notComparable, .notCompared: .muted
        }
    }

    private static func badgeRuns(
        _ check: GradientCheck, graph: String, type: FigureTypography
    ) -> [TextRun] {
        verdict(check).map { part in
            TextRun(
                part.text, part.isNumber ? type.strongLabel : type.label,
                paint: .role(color(check)),
                key: part.isNumber
                    ? TraceKey.checkDigits(graph: graph, node: check.node).rawValue : nil)
        }
    }

    /// What the check says, in words; the number of digits apart from the words around it.
    static func verdict(_ check: GradientCheck) -> [(text: String, isNumber: Bool)] {
        let digits = NumberText.short(Double(check.digits))
        switch check.verdict {
        case .agrees where check.digits < 3:
            return [("✓ agrees with a central difference within its rounding", false)]
        case .agrees:
            return [
                ("✓ agrees with a central difference to ", false), (digits, true),
                (check.digits == 1 ? " digit" : " digits", false),
            ]
        case .differs:
            return [
                ("✗ differs from a central difference after ", false), (digits, true),
                (check.digits == 1 ? " digit" : " digits", false),
            ]
        case .kink:
            return [("at a kink: a central difference does not exist here", false)]
        case .notComparable:
            return [("not comparable here: beside it the function has no value", false)]
        case .notCompared:
            return [("no central difference was taken: the graph is too large", false)]
        }
    }
}
