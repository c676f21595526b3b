import GradusCairoRendering
import GradusGraphics
import Testing

struct PixelsTests {
    @Test
    func `The same drawing gives the same PNG from every renderer`() throws {
        let renderer = try Shared.renderer()
        let drawing = sampleDrawing(renderer)
        let png = try renderer.png(of: drawing, theme: .light, scale: 2)
        // A second renderer has drawn nothing before and has empty caches.
        let other = try CairoRenderer(fonts: renderer.fonts)
        #expect(try other.png(of: drawing, theme: .light, scale: 2) == png)
        #expect(try renderer.png(of: drawing, theme: .dark, scale: 2) != png)
        let picture = try PNGFile.decode(png)
        #expect(picture.width == 480 && picture.height == 280 && picture.isOpaque)
        #expect(try picture == renderer.pixels(of: drawing, theme: .light, scale: 2))
    }

    @Test
    func `Threads draw the same`() async throws {
        let renderer = try Shared.renderer()
        let drawing = sampleDrawing(renderer)
        let expected = try renderer.pixels(of: drawing, theme: .print)
        try await withThrowingTaskGroup(of: PixelBuffer.self) { group in
            for _ in 0..<6 {
                group.addTask { try renderer.pixels(of: drawing, theme: .print) }
            }
            for try await picture in group { #expect(picture == expected) }
        }
    }

    @Test
    func `Shapes and pictures lie where they should in their colours`() throws {
        let renderer = try Shared.renderer()
        let picture = try renderer.pixels(of: sampleDrawing(renderer), theme: .light)
        func hex(_ x: Int, _ y: Int) -> String {
            let p = picture[x, y]
            return RGBColor(
                red: Double(p.red) / 255, green: Double(p.green) / 255, blue: Double(p.blue) / 255
            ).hexText
        }
        #expect(hex(0, 0) == "#ffffff")
        #expect(hex(60, 15) == Theme.light[.inputFill].hexText)
        // Half red and half green over white, without smoothing between the pixels.
        #expect(["#ff7f7f", "#ff8080"].contains(hex(209, 20)))
        #expect(["#7fff7f", "#80ff80"].contains(hex(210, 20)))
        #expect(hex(229, 49) == "#ffffff")
    }

    @Test
    func `Text has ink between its baseline and its ascent`() throws {
        let renderer = try Shared.renderer()
        let line = TextLine(
            [TextRun("H", TextStyle(size: 40))], at: Point(5, 45), measuredBy: renderer)
        let picture = try renderer.pixels(
            of: oneMark(.text(line), size: Size(60, 60)), theme: .light)
        let inked = (0..<60).filter { y in (0..<60).contains { picture[$0, y].red < 128 } }
        // Roboto's capitals are 0.711 of the size high.
        #expect(inked.first == 17 && inked.last == 44)
    }

    @Test
    func `Sizes are rounded up to whole pixels and bounded`() throws {
        let renderer = try Shared.renderer()
        let empty = Drawing(size: Size(0.1 * 3 * 100, 10.2), title: "", description: "")
        let picture = try renderer.pixels(of: empty, theme: .dark)
        #expect(picture.width == 30 && picture.height == 11 && picture.isOpaque)
        for size in [Size(30_000, 10), Size(15_000, 15_000)] {
            let drawing = Drawing(size: size, title: "", description: "")
            #expect(throws: RenderingError.self) {
                try renderer.pixels(of: drawing, theme: .light)
            }
        }
        for size in [Size(0, 10), Size(.nan, 10), Size(10, -.infinity)] {
            let drawing = Drawing(size: size, title: "", description: "")
            #expect(throws: RenderingError.self) {
                try renderer.png(of: drawing, theme: .light, scale: 1)
            }
            #expect(throws: RenderingError.self) { try renderer.pdf(of: drawing, theme: .light) }
        }
    }

    @Test
    func `Wrong numbers are refused by the mark's name, in every content`() throws {
        let renderer = try Shared.renderer()
        let bad = Double.nan
        let pixel = PixelImage(width: 1, height: 1, pixels: [RGBColor(hex: 0)])
        let path = Path.line(from: .zero, to: Point(5, 5))
        let ink = Paint.role(.ink)
        var line = TextLine([TextRun("a")], at: .zero, measuredBy: renderer)
        line.rotation = .infinity
        let contents: [Mark.Content] = [
            .path(.line(from: .zero, to: Point(0, bad)), fill: nil, stroke: Stroke(ink)),
            .path(.line(from: .zero, to: Point(0, 1e7)), fill: nil, stroke: Stroke(ink)),
            .path(path, fill: nil, stroke: Stroke(ink, width: -1)),
            .path(path, fill: nil, stroke: Stroke(ink, dashes: [0, 0])),
            .path(path, fill: .fixed(RGBColor(red: bad, green: 0, blue: 0)), stroke: nil),
            .text(line),
            .text(TextLine([TextRun("a", TextStyle(size: 0))], at: .zero, measuredBy: renderer)),
            .image(pixel, Rectangle(x: 0, y: 0, width: 0, height: 1)),
        ]
        for content in contents {
            #expect("\(content)") {
                try renderer.png(of: oneMark(content), theme: .light, scale: 1)
            } throws: { error in
                guard case RenderingError.badNumber(let mark, _, _) = error else { return false }
                return mark == "the/mark"
            }
        }
    }

    @Test
    func `A long noisy line is drawn in pieces that join`() throws {
        let renderer = try Shared.renderer()
        let points = (0..<3000).map { Point(Double($0) / 30, $0 % 2 == 0 ? 10 : 12) }
        let picture = try renderer.pixels(
            of: oneMark(
                .path(.polyline(points), fill: nil, stroke: Stroke(.role(.ink), width: 2)),
                size: Size(100, 20)), theme: .light)
        for x in 1..<99 { #expect(picture[x, 11].red < 60, "a gap at \(x)") }
    }
}
