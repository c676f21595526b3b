import GradusGraphics
import GradusTrace

/// The label of a backward edge: `∂x1/∂w = 2` as a fraction, or the rule of a tensor's edge.
struct EdgeChip {
    let edge: GraphScene.Edge
    let type: FigureTypography
    private let row: InlineRow
    let size: Size

    /// Nil where an edge has nothing to say. A short one has the number alone: where it stands
    /// says of what it is the derivative.
    init?(
        _ edge: GraphScene.Edge, in scene: GraphScene, type: FigureTypography, limit: Double,
        isShort: Bool = false, measuredBy measure: any TextMeasuring
    ) {
        self.edge = edge
        self.type = type
        let paint = Paint.role(edge.isFaded ? .muted : .backward)
        if let derivative = edge.derivative {
            let number = edge.isFaded ? type.quietValue : type.value
            var items: [InlineItem] = []
            if !isShort {
                items = [
                    Self.fraction(edge, in: scene, paint: paint, style: type.fraction),
                    .space(type.base * 0.35),
                    .text([TextRun("=", type.fraction, paint: paint)]),
                    .space(type.base * 0.35),
                ]
            }
            items.append(
                .text([.number(derivative, number, paint: paint, key: edge.derivativeKey)]))
            // Which of several ways run here, unless all do.
            if let ways = scene.ways, !edge.ways.isEmpty, edge.ways.count < ways.count {
                items += [
                    .space(type.base * 0.4),
                    .text([
                        TextRun(
                            edge.ways.map(GraphScene.wayMark).joined(), type.label,
                            paint: .role(.muted))
                    ]),
                ]
            }
            row = InlineRow(items: items)
        } else if let formula = edge.formula, !formula.isEmpty {
            row = InlineRow(items: [
                .lines(
                    Self.rules(in: CodeLines.typeset(formula)).flatMap {
                        CodeLines.lines(
                            $0, type.smallCode, width: limit, limit: 3, measuredBy: measure)
                    }.prefix(4).map { [TextRun($0, type.smallCode, paint: paint)] })
            ])
        } else {
            return nil
        }
        size = Size(
            row.width(measuredBy: measure) + type.base * 1.1, row.height() + type.base * 0.3)
    }

    /// The rule, and what was used at a kink on a line of its own: `1[a > b],` `1/2 at a = b`.
    private static func rules(in formula: String) -> [String] {
        formula.split(separator: ", ").reduce(into: [String]()) { lines, part in
            if let last = lines.last {
                lines[lines.count - 1] = last + ","
                if part.contains(" at ") {
                    lines.append(String(part))
                } else {
                    lines[lines.count - 1] += " " + part
                }
            } else {
                lines.append(String(part))
            }
        }
    }

    /// `∂x1` over `∂w`; `∂multiply` over `∂x (2nd)` where one operation takes x twice.
    static func fraction(
        _ edge: GraphScene.Edge, in scene: GraphScene, paint: Paint, style: TextStyle
    ) -> InlineItem {
        .fraction(
            over: [TextRun("∂" + scene.nodes[edge.to].name, style, paint: paint)],
            under: [TextRun("∂" + scene.operandName(of: edge), style, paint: paint)], paint: paint)
    }

    /// Draws the chip around `centre`, tied to its line where that is some way off.
    func draw(centre: Point, line: [Point], other: [Point], into list: inout MarkList) {
        let frame = Rectangle(center: centre, size: size)
        drawTie(frame, line, other, into: &list)
        list.path(
            edge.id + "/chip/box", .panel,
            .rectangle(frame, cornerRadius: type.base * 0.45),
            fill: .role(edge.isFaded ? .surface : .backwardFill))
        list.add(
            Mark(
                edge.id + "/chip/outline", .decoration,
                .path(
                    .rectangle(frame, cornerRadius: type.base * 0.45), fill: nil,
                    stroke: Stroke(
                        .role(.backward), width: 0.8, dashes: edge.isFaded ? [3, 2.5] : [])),
                opacity: edge.isFaded ? 0.5 : 0.75))
        row.draw(
            edge.id + (edge.derivative == nil ? "/chip/formula" : "/chip/derivative"),
            at: Point(frame.x + type.base * 0.55, frame.midY), into: &list)
    }

    /// A short line from the chip's border to the nearest point of its edge.
    private func drawTie(
        _ frame: Rectangle, _ line: [Point], _ other: [Point], into list: inout MarkList
    ) {
        func border(_ p: Point) -> Point {
            Point(min(max(p.x, frame.x), frame.maxX), min(max(p.y, frame.y), frame.maxY))
        }
        // Beside either of its lines a chip needs no tie.
        func distance(_ p: Point) -> Double { (border(p) - p).length }
        guard let nearest = line.min(by: { distance($0) < distance($1) }),
            (other.map(distance).min() ?? .infinity) > type.base * 1.4,
            distance(nearest) > type.base * 1.4
        else { return }
        let start = border(nearest)
        list.add(
            Mark(
                edge.id + "/chip/tie", .decoration,
                .path(
                    .line(from: start, to: nearest), fill: nil,
                    stroke: Stroke(.role(.backward), width: 0.9)),
                opacity: edge.isFaded ? 0.45 : 0.8))
    }
}
