import GradusGraphics

/// Every character half as wide as its size is high, so that tests can count.
struct FixedMeasure: TextMeasuring {
    func extent(of text: String, in style: TextStyle) -> TextExtent {
        TextExtent(
            width: Double(text.count) * style.size / 2, ascent: style.size * 0.9,
            descent: style.size * 0.25)
    }
}

/// A label of one run on a figure.
func label(
    _ name: String, _ text: String, at point: Point, size: Double = 10, rotation: Double = 0,
    paint: Paint = .role(.ink), rise: Double = 0
) -> Mark {
    Mark(
        name, .label,
        .text(
            TextLine(
                [TextRun(text, TextStyle(size: size), paint: paint, rise: rise)], at: point,
                rotation: rotation, measuredBy: FixedMeasure())))
}

/// A drawing of 200 × 100 points.
func drawing(_ marks: [Mark]) -> Drawing {
    Drawing(size: Size(200, 100), title: "A title", description: "What it shows.", marks: marks)
}
