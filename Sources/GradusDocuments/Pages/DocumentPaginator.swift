import GradusGraphics

/// Sets a document on pages: headings stay with what follows, at least two lines of a
/// paragraph stay together, figures keep their captions, tables repeat their headers.
///
/// The same document, fonts and style give the same pages.
public struct DocumentPaginator: Sendable {
    private let measure: any TextMeasuring
    private let style: PageStyle

    /// Makes a paginator that measures text as it will be drawn.
    public init(measure: any TextMeasuring, style: PageStyle = .a4) {
        self.measure = measure
        self.style = style
    }

    /// The pages with outline and links. A link to a place that is not in the document,
    /// or to a file beside an HTML page, is set as plain text.
    public func pages(of document: Document) -> PagedDrawing {
        let setter = BlockSetter(document, style: style, measure: measure)
        let composer = PageComposer(setter.items, style: style)
        let pages = composer.pages.enumerated().map { index, marks in
            Drawing(
                size: style.size, title: document.title, description: "Page \(index + 1)",
                marks: marks + footer(page: index, of: document))
        }
        return PagedDrawing(
            title: document.title, author: document.author, pages: pages,
            outline: composer.outline, destinations: composer.destinations)
    }

    /// The page's number and, from the second page on, the title.
    private func footer(page: Int, of document: Document) -> [Mark] {
        let small = TextStyle(.text, size: max(6, style.textSize * 0.82))
        let baseline = style.size.height - style.bottomMargin * 0.52
        func text(_ name: String, _ text: String, x: Double, _ anchor: TextLine.Anchor) -> Mark {
            let run = TextRun(text, small, paint: .role(.muted))
            return Mark(
                "footer/" + name, .label,
                .text(
                    TextLine(
                        [run], at: Point(x, baseline), anchor: anchor, measuredBy: measure)))
        }
        let right = style.sideMargin + style.textWidth
        var marks = [text("number", "\(page + 1)", x: right, .end)]
        if page > 0 {
            let title = TextWrapping.lines(
                of: document.title.oneLine, in: small, width: style.textWidth - 60,
                measuredBy: measure)
            if let first = title.first {
                marks.append(
                    text(
                        "title", title.count > 1 ? first + " …" : first, x: style.sideMargin, .start
                    ))
            }
        }
        return marks
    }
}
