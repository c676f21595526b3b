import GradusAutodiff
import GradusGraphics

/// How a node of a role looks: colour and shape, so that neither has to carry the meaning alone.
struct CardStyle {
    /// The outline of a card.
    enum Shape {
        /// Softly rounded.
        case rounded
        /// Softly rounded, with a second line inside.
        case double
        /// Square corners.
        case square
        /// Corners cut off.
        case cut
        /// Strongly rounded.
        case round
        /// Strongly rounded with a thick outline.
        case pill
    }
    var shape: Shape
    var line: ColorRole
    var fill: ColorRole
    /// Stands back: paler line, no fill.
    var isFaded = false
    /// Stands for several cards: a second outline shows behind it.
    var isStacked = false
    /// Drawn in the colour of what failed.
    var isBroken = false

    /// The card of a folded scope.
    static var folded: CardStyle {
        var style = CardStyle(.operation)
        style.shape = .rounded
        style.isStacked = true
        return style
    }

    init(_ role: Role) {
        switch role {
        case .input: (shape, line, fill) = (.rounded, .input, .inputFill)
        case .constant: (shape, line, fill) = (.square, .input, .inputFill)
        case .parameter: (shape, line, fill) = (.double, .parameter, .parameterFill)
        case .target: (shape, line, fill) = (.cut, .target, .targetFill)
        case .operation: (shape, line, fill) = (.round, .operation, .operationFill)
        case .loss: (shape, line, fill) = (.pill, .loss, .lossFill)
        }
    }

    /// The order and the words of a legend.
    static let legend: [(role: Role, label: String)] = [
        (.input, "input"), (.constant, "constant"), (.parameter, "parameter"),
        (.operation, "operation"), (.target, "target"), (.loss, "loss"),
    ]

    /// Draws the empty card. `scale` makes radii and lines smaller in a legend.
    func draw(
        _ name: String, frame: Rectangle, scale: Double, kind: MarkKind, into list: inout MarkList,
        description: String? = nil
    ) {
        let radius: Double =
            switch shape {
            case .rounded, .double: 7 * scale
            case .square, .cut: 0
            case .round: min(16 * scale, frame.height / 2)
            case .pill: min(22 * scale, frame.height / 2)
            }
        let width = (shape == .pill ? 2.2 : 1.5) * max(0.8, scale)
        if isStacked {
            let shift = 2.6 * scale
            for (place, part) in [2.0, 1.0].enumerated() {
                list.path(
                    "\(name)/stack/\(place)", .decoration,
                    .rectangle(
                        frame.insetBy(shift * part / 2).moved(
                            by: Vector(shift * part, -shift * part)),
                        cornerRadius: radius),
                    fill: .role(.surface), stroke: Stroke(.role(.rule), width: 0.9))
            }
        }
        let line: ColorRole = isBroken ? .failure : self.line
        let outline = self.outline(frame, radius: radius, cut: 8 * scale)
        let body = Mark(
            name, kind,
            .path(
                outline, fill: .role(isFaded ? .surface : fill),
                stroke: isFaded ? nil : Stroke(.role(line), width: width)),
            description: description)
        list.add(body)
        if isFaded {
            list.add(
                Mark(
                    name + "/outline", .decoration,
                    .path(
                        outline, fill: nil,
                        stroke: Stroke(.role(line), width: max(1, width * 0.8))),
                    opacity: 0.5))
        }
        if shape == .double {
            let gap = 3.2 * scale
            list.add(
                Mark(
                    name + "/inner", .decoration,
                    .path(
                        .rectangle(frame.insetBy(gap), cornerRadius: max(0, radius - gap)),
                        fill: nil, stroke: Stroke(.role(line), width: 0.9)),
                    opacity: isFaded ? 0.5 : 1))
        }
    }

    private func outline(_ frame: Rectangle, radius: Double, cut: Double) -> Path {
        guard shape == .cut else { return .rectangle(frame, cornerRadius: radius) }
        let c = min(cut, frame.width / 4, frame.height / 3)
        return .polyline(
            [
                Point(frame.x + c, frame.y), Point(frame.maxX - c, frame.y),
                Point(frame.maxX, frame.y + c), Point(frame.maxX, frame.maxY - c),
                Point(frame.maxX - c, frame.maxY), Point(frame.x + c, frame.maxY),
                Point(frame.x, frame.maxY - c), Point(frame.x, frame.y + c),
            ], isClosed: true)
    }
}
