import GradusCairoRendering
import GradusGraphics

@testable import GradusDocuments

/// A document with a block of every kind.
enum SampleDocument {
    static func renderer() throws -> CairoRenderer { try CairoRenderer(fonts: .installed()) }

    /// A drawing with two boxes, a number from a run and a link.
    static func drawing(
        width: Double = 400, height: Double = 160, measure: any TextMeasuring
    ) -> Drawing {
        let frame = Rectangle(x: 20, y: 40, width: 120, height: 50)
        let run = TextRun("w = 3", TextStyle(size: 12), key: "graph/g/node/1/value")
        return Drawing(
            size: Size(width, height), title: "A <title> & more",
            description: "Backward pass from loss = 3; grad(\"w\") < 4.",
            marks: [
                Mark(
                    "node/w/box", .node,
                    .path(
                        .rectangle(frame, cornerRadius: 6), fill: .role(.parameterFill),
                        stroke: Stroke(.role(.parameter), dashes: [3, 2]))),
                Mark(
                    "node/w/value", .label,
                    .text(TextLine([run], at: frame.center, anchor: .middle, measuredBy: measure)),
                    description: "the weight", link: "https://example.org/?a=1&b=2"),
                Mark(
                    "pixels", .data,
                    .image(
                        PixelImage(
                            width: 1, height: 1, pixels: [RGBColor(hex: 0x12_34_56)]),
                        Rectangle(x: 160, y: 40, width: 30, height: 30))),
            ])
    }

    static func document(measure: any TextMeasuring) -> Document {
        Document(
            title: "Title with <angles> & “quotes”", subtitle: "A sub & title", author: "A. Uthor",
            language: "de-CH",
            blocks: [
                .heading(
                    DocumentHeading(
                        level: 2, inlines: [.text("First "), .code("a<b")], identifier: "first")),
                .paragraph([
                    .text("Angle < & > \"quoted\" 'single' "),
                    .strong([.emphasis([.text("both")])]), .softBreak,
                    .link(
                        url: "https://example.org/?x=1&y=\"2\"", title: "t<\"",
                        [.text("out"), .link(url: "#first", title: nil, [.text("nested")])]),
                    .lineBreak, .link(url: "#figure-fig", title: nil, [.text("figure")]),
                    .link(url: "javascript:alert(1)", title: nil, [.text("refused")]),
                    .link(url: "#nowhere", title: nil, [.text("dangling")]),
                    .link(url: "other.html", title: nil, [.text("file")]),
                    .strikethrough([.text("gone")]), .value("−2.50", key: "value/a\"b<c"),
                ]),
                .code(DocumentCode(text: "def f(x):\n    return \"<b>\"  # 1 & 2\n")),
                .code(DocumentCode(text: ">>> f(1)\n'<b>'\n")),
                .code(DocumentCode(language: "a\"b", text: "raw <pre>")),
                .list(
                    DocumentList(
                        isOrdered: true, start: 3,
                        items: [[.paragraph([.text("three")])], [.paragraph([.text("four")])], []])),
                .list(
                    DocumentList(
                        isTight: false,
                        items: [[.paragraph([.text("loose")]), .code(DocumentCode(text: "x = 1"))]])
                ),
                .quote([.paragraph([.text("quoted")]), .rule]),
                .table(
                    DocumentTable(
                        alignments: [.leading, .trailing],
                        header: [[.text("name")], [.text("n")]],
                        rows: [
                            [[.text("a<b")], [.value("1", key: "value/n")]], [[.text("short")]],
                        ])),
                .heading(
                    DocumentHeading(level: 3, inlines: [.text("Second")], identifier: "second")),
                .figure(
                    DocumentFigure(
                        name: "fig", number: 1, drawing: drawing(measure: measure),
                        caption: [.text("A caption & more")],
                        downloads: [DocumentDownload("PNG", path: "figures/fig.png")])),
                .rule,
            ])
    }
}
