import Foundation
import GradusGraphics
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

struct SVGWriterTests {
    private let writer = SVGWriter { image in [UInt8](repeating: 7, count: image.width) }

    private let sample = drawing([
        Mark(
            "node/x1/box", .node,
            .path(
                .rectangle(Rectangle(x: 10, y: 10, width: 80.126, height: 30)),
                fill: .role(.inputFill), stroke: Stroke(.role(.input), width: 1.5, dashes: [4, 2]))),
        Mark(
            "node/x1/value", .label,
            .text(
                TextLine(
                    [
                        TextRun("x", TextStyle(.math, size: 12, isItalic: true)),
                        TextRun("1", TextStyle(.math, size: 9), rise: -3),
                        TextRun(" = −2 <&\"", TextStyle(size: 12), key: "x1@0"),
                    ], at: Point(50, 30), anchor: .middle, rotation: -90,
                    measuredBy: FixedMeasure())),
            description: "The \"first\" input", link: "#x1"),
        Mark(
            "group one", .decoration,
            .group([
                Mark(
                    "node/x1/box", .data,
                    .image(
                        PixelImage(width: 1, height: 1, pixels: [RGBColor(hex: 0xFF0000)]),
                        Rectangle(x: 1, y: 2, width: 3, height: 4))),
                Mark(
                    "dot", .data,
                    .path(
                        .circle(center: Point(5, 5), radius: 2),
                        fill: .fixed(RGBColor(red: 1, green: 0, blue: 0, alpha: 0.25)),
                        stroke: nil)),
            ]), opacity: 0.5),
    ])

    @Test
    func `A file is well-formed and the same every time`() throws {
        let text = try writer.file(of: sample, themes: Theme.all)
        #expect(text == (try writer.file(of: sample, themes: Theme.all)))
        let parser = XMLParser(data: Data(text.utf8))
        #expect(parser.parse(), "\(String(describing: parser.parserError))")
        let inline = XMLParser(
            data: Data("<div>\(try writer.inline(of: sample, idPrefix: "a-"))</div>".utf8))
        #expect(inline.parse())
    }

    @Test
    func `Text stays text and numbers carry their keys`() throws {
        let text = try writer.inline(of: sample, idPrefix: "f1-")
        #expect(text.contains("data-key=\"x1@0\"> = −2 &lt;&amp;&quot;</tspan>"))
        #expect(text.contains(" font-size=\"9\" dy=\"3\">1</tspan>"))
        #expect(text.contains(" dy=\"-3\" data-key"))
        #expect(text.contains("text-anchor=\"middle\" transform=\"rotate(-90 50 30)\""))
        #expect(text.contains("<a href=\"#x1\"><text id=\"f1-node/x1/value\""))
        #expect(text.contains("<title>The &quot;first&quot; input</title>"))
        #expect(text.contains("<desc id=\"f1-description\">What it shows.</desc>"))
    }

    @Test
    func `Names become identifiers that are unique and take a prefix`() throws {
        let text = try writer.inline(of: sample, idPrefix: "f1-")
        let ids = text.matches(of: /\ id="([^"]*)"/).map { String($0.1) }
        #expect(ids.count == Set(ids).count)
        #expect(ids.allSatisfy { $0.hasPrefix("f1-") })
        #expect(ids.contains("f1-node/x1/box") && ids.contains("f1-node/x1/box~2"))
        #expect(ids.contains("f1-group_one"))
    }

    @Test
    func `Colours are roles, fixed ones are written out`() throws {
        let inline = try writer.inline(of: sample, idPrefix: "")
        #expect(inline.contains("class=\"f-input-fill s-input\" stroke-width=\"1.5\""))
        #expect(inline.contains("stroke-dasharray=\"4 2\""))
        #expect(inline.contains("fill=\"#ff0000\" fill-opacity=\".25\"") == false)
        #expect(inline.contains("fill=\"#ff0000\" fill-opacity=\"0.25\""))
        #expect(!inline.contains("<style"))
        #expect(inline.contains("M10 10L90.13 10"))
        #expect(inline.contains("href=\"data:image/png;base64,Bw==\""))
        let file = try writer.file(of: sample, themes: [.dark, .light])
        #expect(file.contains("--gradus-ink:\(Theme.dark[.ink].hexText);"))
        #expect(file.contains("class=\"f-surface\""))
        let page = SVGStyle.pageSheet()
        #expect(page.contains("@media (prefers-color-scheme:dark){:root{--gradus-surface:#12161f;"))
        #expect(
            page.contains(".gradus .s-input-fill{stroke:#eaf1fb;stroke:var(--gradus-input-fill)}"))
    }

    @Test
    func `Numbers that no file can hold are refused by the mark's name`() {
        for bad in [Double.nan, .infinity, 1e7] {
            let path = Path.line(from: .zero, to: Point(0, bad))
            let mark = Mark("a/b", .edge, .path(path, fill: nil, stroke: Stroke(.role(.ink))))
            #expect(throws: SVGError.badNumber(mark: "a/b", what: "y", value: "\(bad)")) {
                try writer.inline(of: drawing([mark]), idPrefix: "")
            }
        }
    }

    @Test
    func `Control characters cannot break the file`() throws {
        let mark = label("a\u{0}b", "x\u{1}\u{FFFF}y", at: Point(10, 10))
        let parser = XMLParser(data: Data(try writer.file(of: drawing([mark])).utf8))
        #expect(parser.parse())
    }

    @Test
    func `Every face that a drawing uses is listed with its characters`() {
        let uses = SVGWriter.fontUses(in: [sample, sample])
        #expect(uses.map(\.family) == [.text, .math, .math])
        #expect(uses[2].characters == "x" && uses[2].isItalic)
        #expect(uses[1].characters == "1")
    }
}
