import GradusGraphics
import Testing

@testable import GradusCairoRendering

struct RasterPartsTests {
    @Test(arguments: [1, 7, 40, 139])
    func `Parts join to the picture painted at once`(rows: Int) throws {
        let renderer = try Shared.renderer()
        var drawing = sampleDrawing(renderer)
        // Slanted, round, see-through and dashed things across every seam.
        let slant = Path.line(from: Point(3, 1), to: Point(230, 137))
        var text = TextLine(
            [TextRun("Åqf", TextStyle(size: 31))], at: Point(150, 20), measuredBy: renderer)
        text.rotation = 63
        drawing.marks += [
            Mark(
                "slant", .edge,
                .path(slant, fill: nil, stroke: Stroke(.role(.ink), width: 3.3, dashes: [7, 2]))),
            Mark(
                "group", .data,
                .group([
                    Mark(
                        "disc", .data,
                        .path(
                            .circle(center: Point(100, 70), radius: 55.3),
                            fill: .role(.inputFill), stroke: Stroke(.role(.ink), width: 2)))
                ]), opacity: 0.4),
            Mark("text", .label, .text(text)),
        ]
        func picture(_ rows: Int) throws -> [UInt8] {
            try renderer.pool.withEngine { engine in
                let parts = try RasterParts(
                    drawing, theme: .light, scale: 1.25, width: 300, height: 175,
                    rowsPerPart: rows, engine: engine)
                return try Array(parts.map { part, _ in part.pixels() }.joined())
            }
        }
        let whole = try picture(175)
        #expect(Set(whole).count > 100)
        let joined = try picture(rows)
        let different = whole.indices.filter { joined[$0] != whole[$0] }
        #expect(
            different.isEmpty,
            "\(different.prefix(9).map { "\($0 / 4 % 300), \($0 / 1200): \(whole[$0]) \(joined[$0])" })"
        )
    }

    @Test
    func `A picture of many parts is one PNG file`() throws {
        let renderer = try Shared.renderer()
        var drawing = sampleDrawing(renderer)
        drawing.size = Size(1500, 1100)
        drawing.marks.append(
            Mark(
                "ring", .data,
                .path(
                    .circle(center: Point(750, 550), radius: 500), fill: nil,
                    stroke: Stroke(.role(.ink), width: 9))))
        let file = try renderer.png(of: drawing, theme: .light, scale: 1)
        #expect(
            try PNGFile.decode(file) == renderer.pixels(of: drawing, theme: .light, scale: 1))
        #expect(try renderer.png(of: drawing, theme: .light, scale: 1) == file)
    }
}
