import GradusGraphics
import Testing

@testable import GradusDocuments

/// Pages end full: figures shrink a little or let text pass; tables keep their numbers whole.
@Suite struct PageFillingTests {
    private let sentence =
        "A network learns by asking one question again and again: what if this were larger? "

    private func words(_ name: String, sentences: Int = 3) -> DocumentBlock {
        .paragraph([.text(name + " " + String(repeating: sentence, count: sentences))])
    }

    private func figure(_ height: Double, _ measure: any TextMeasuring) -> DocumentBlock {
        .figure(
            DocumentFigure(
                name: "f", number: 1,
                drawing: SampleDocument.drawing(width: 430, height: height, measure: measure)))
    }

    private func pages(_ blocks: [DocumentBlock]) throws -> [[String]] {
        let renderer = try SampleDocument.renderer()
        let paged = DocumentPaginator(measure: renderer).pages(
            of: Document(title: "T", blocks: blocks))
        for page in paged.pages {
            var check = OverlapCheck()
            check.minimumTextSize = 1
            #expect(check.problems(in: page).isEmpty)
        }
        return paged.pages.map { page in
            page.leaves.compactMap { mark in
                guard case .text(let line) = mark.content, !mark.name.hasPrefix("footer/") else {
                    return nil
                }
                return line.string
            }
        }
    }

    private func page(of word: String, in pages: [[String]]) -> Int? {
        pages.firstIndex { $0.contains { $0.hasPrefix(word) } }
    }

    @Test func textPassesAFigureThatDoesNotFit() throws {
        let renderer = try SampleDocument.renderer()
        let start = (0..<5).map { words("START\($0)") }
        let pages = try pages(
            start + [
                figure(500, renderer), words("ONE"), words("TWO"), words("THREE"),
            ])
        // Two paragraphs stand before the figure, the third behind it.
        #expect(page(of: "ONE", in: pages) == 0)
        #expect(page(of: "TWO", in: pages) == 0)
        #expect(page(of: "Figure 1", in: pages) == 1)
        #expect(page(of: "THREE", in: pages) == 1)
        let second = pages[1]
        let caption = try #require(second.firstIndex { $0.hasPrefix("Figure 1") })
        let third = try #require(second.firstIndex { $0.hasPrefix("THREE") })
        #expect(caption < third)
    }

    @Test func noTextPassesAHeading() throws {
        let renderer = try SampleDocument.renderer()
        let heading = DocumentBlock.heading(
            DocumentHeading(level: 2, inlines: [.text("HEAD")], identifier: "head"))
        let pages = try pages(
            (0..<5).map { words("START\($0)") } + [
                figure(500, renderer), heading, words("ONE"),
            ])
        #expect(page(of: "Figure 1", in: pages) == 1)
        #expect(page(of: "HEAD", in: pages) == 1)
        #expect(page(of: "ONE", in: pages) == 1)
    }

    @Test func aFigureShrinksALittleToStandOnThePage() throws {
        let renderer = try SampleDocument.renderer()
        let start = (0..<5).map { words("START\($0)") }
        // The least size at which the drawing's text of 12 points is set on the first page.
        var least = 12.0
        var shrunk = 0
        for height in stride(from: 280.0, through: 620, by: 20) {
            let paged = DocumentPaginator(measure: renderer).pages(
                of: Document(title: "T", blocks: start + [figure(height, renderer)]))
            let first = paged.pages[0].leaves.flatMap { mark -> [TextRun] in
                guard case .text(let line) = mark.content else { return [] }
                return line.runs.filter { $0.text == "w = 3" }
            }
            guard let size = first.map(\.style.size).min() else { continue }
            if size < 11.99 { shrunk += 1 }
            least = min(least, size)
        }
        #expect(shrunk >= 2)
        #expect(least >= 12 * 0.8 - 1e-9 && least < 12 * 0.93)
    }

    @Test func theLastLinesDoNotBeginAPage() throws {
        let renderer = try SampleDocument.renderer()
        let pages = try pages([figure(600, renderer), words("LAST", sentences: 1)])
        #expect(pages.count == 1)
        #expect(page(of: "LAST", in: pages) == 0)
    }

    @Test func aHeadingDoesNotStandAloneAboveATallFigure() throws {
        let renderer = try SampleDocument.renderer()
        let heading = DocumentBlock.heading(
            DocumentHeading(level: 2, inlines: [.text("HEAD")], identifier: "head"))
        let pages = try pages([words("START"), heading, figure(900, renderer)])
        #expect(page(of: "HEAD", in: pages) == page(of: "Figure 1", in: pages))
    }

    @Test func numbersInWideTablesAreNotBroken() throws {
        for columns in [10, 14, 18] {
            let header = (0..<columns).map { [DocumentInline.text("c\($0)")] }
            let row = (0..<columns).map { [DocumentInline.text("−0.1234\($0 % 10)")] }
            let texts = try pages([
                .table(
                    DocumentTable(
                        alignments: header.map { _ in .trailing }, header: header,
                        rows: [row, row]))
            ]).flatMap { $0 }
            #expect(texts.filter { $0.hasPrefix("−0.1234") }.count == 2 * columns)
            #expect(texts.filter { $0.hasPrefix("−0.1234") }.allSatisfy { $0.count == 8 })
        }
    }
}
