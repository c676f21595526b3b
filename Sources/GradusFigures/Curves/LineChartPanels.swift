import GradusGraphics

/// Line charts of several units below one another, over one axis of steps.
///
/// Loss and accuracy have no scale in common, so each has a panel; the same step stands at
/// the same place in all of them.
public struct LineChartPanels: Figure {
    /// The charts from top to bottom; their own words are not drawn.
    public var panels: [LineChartFigure]
    /// Title, subtitle, caption.
    public var text: FigureText

    /// Puts charts below one another.
    public init(_ panels: [LineChartFigure], text: FigureText = FigureText()) {
        self.panels = panels
        self.text = text
    }

    /// What the panels show, in words written from their data.
    public var description: String { panels.map(\.description).joined(separator: " ") }

    /// The charts in a context.
    public func drawing(in context: FigureContext) -> Drawing {
        FigureFrame(text: text).drawing(in: context, description: description) { width, height in
            let gap = FigureTypography(context.size).label.size * 1.6
            let count = Double(max(1, panels.count))
            let room = height ?? min(context.size.comfortableHeight, width * 0.42 * count)
            let bodies = panels.map {
                LineChartBody(
                    figure: $0, context: context, width: width,
                    height: (room - gap * (count - 1)) / count)
            }
            var frame = PlotFrame()
            for body in bodies { frame.widen(for: body) }
            var marks: [Mark] = []
            var y = 0.0
            for (index, body) in bodies.enumerated() {
                if index > 0 { y += gap }
                frame.namesSteps = index == bodies.count - 1
                let part = body.body(in: frame)
                marks += part.marks.map { mark in
                    var moved = mark.moved(by: Vector(0, y))
                    moved.name = "panel/\(index)/" + moved.name
                    return moved
                }
                y += part.size.height
            }
            return FigureBody(size: Size(width, y), marks: marks)
        }
    }
}

/// What charts that stand below one another have in common.
struct PlotFrame {
    /// The first and last step of any of them; nil while none has a value.
    var steps: ClosedRange<Double>?
    /// The room at the left for the labels of the widest axis.
    var left = 0.0
    /// The room at the right for the longest name of a line.
    var right = 0.0
    /// Whether the axis of steps has its title.
    var namesSteps = true

    /// Makes room for one more chart.
    mutating func widen(for body: LineChartBody) {
        let own = body.frame
        left = max(left, own.left)
        right = max(right, own.right)
        guard let found = own.steps else { return }
        let known = steps ?? found
        steps =
            min(known.lowerBound, found.lowerBound)...max(known.upperBound, found.upperBound)
    }
}
