import GradusCairoRendering
import GradusGraphics

/// The renderer that all tests share.
enum Shared {
    private static let result = Result { try CairoRenderer(fonts: try .installed()) }
    static func renderer() throws -> CairoRenderer { try result.get() }
}

/// A drawing with every kind of content, all voices, and links.
func sampleDrawing(_ measure: any TextMeasuring) -> Drawing {
    func text(_ name: String, _ runs: [TextRun], _ x: Double, _ y: Double, turned: Double = 0)
        -> Mark
    {
        Mark(
            name, .label,
            .text(TextLine(runs, at: Point(x, y), rotation: turned, measuredBy: measure)))
    }
    var curve = Path()
    curve.move(to: Point(20, 100))
    curve.curve(Point(80, 20), Point(120, 140), to: Point(180, 60))
    let pixels = [0xFF0000, 0x00FF00, 0x0000FF, 0xFFFFFF].map { RGBColor(hex: $0) }
    return Drawing(
        size: Size(240, 140), title: "Sample – ∂L/∂w", description: "Every kind of mark.",
        marks: [
            Mark(
                "node/box", .node,
                .path(
                    .rectangle(Rectangle(x: 10, y: 10, width: 100, height: 40), cornerRadius: 6),
                    fill: .role(.inputFill), stroke: Stroke(.role(.input), width: 1.5))),
            text(
                "node/text",
                [
                    TextRun("x", TextStyle(.math, size: 13, isItalic: true)),
                    TextRun("1", TextStyle(.math, size: 9), rise: -3),
                    TextRun(" = −0.25 ", TextStyle(size: 11, weight: .bold), key: "x1@0"),
                    TextRun("W @ x", TextStyle(.code, size: 10), paint: .role(.muted)),
                ], 16, 34),
            Mark(
                "edge", .edge,
                .path(
                    curve, fill: nil,
                    stroke: Stroke(.role(.backward), width: 2, dashes: [6, 4], cap: .round))),
            text("turned", [TextRun("loss ∇ → ✓")], 130, 130, turned: -90),
            Mark(
                "group", .data,
                .group([
                    Mark(
                        "group/image", .data,
                        .image(
                            PixelImage(width: 2, height: 2, pixels: pixels),
                            Rectangle(x: 190, y: 10, width: 40, height: 40))),
                    Mark(
                        "group/dot", .data,
                        .path(
                            .circle(center: Point(210, 90), radius: 12), fill: .role(.lossFill),
                            stroke: Stroke(.role(.loss), width: 3))),
                ]), opacity: 0.5, link: "https://example.org/a b"),
        ])
}

/// A drawing of one mark.
func oneMark(_ content: Mark.Content, size: Size = Size(20, 20)) -> Drawing {
    Drawing(
        size: size, title: "One", description: "", marks: [Mark("the/mark", .data, content)])
}
