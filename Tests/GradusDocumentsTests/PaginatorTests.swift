import Foundation
import GradusCairoRendering
import GradusGraphics
import Testing

@testable import GradusDocuments

@Suite struct PaginatorTests {
    private let sentence =
        "A network learns by asking one question again and again: if this parameter were a little "
        + "larger, would the loss be larger or smaller, and by how much? "

    private func paragraph(_ count: Int) -> DocumentBlock {
        .paragraph([.text(String(repeating: sentence, count: count))])
    }

    /// The text lines of a page with their baselines, without the footer.
    private func lines(_ page: Drawing) -> [(text: String, y: Double)] {
        page.leaves.compactMap { mark in
            guard case .text(let line) = mark.content, !mark.name.hasPrefix("footer/") else {
                return nil
            }
            return (line.string, line.origin.y)
        }
    }

    /// Everything on a page lies within its edges, and no label on another.
    private func check(_ paged: PagedDrawing, minimumTextSize: Double = 6) {
        for page in paged.pages {
            var check = OverlapCheck()
            check.minimumTextSize = minimumTextSize
            let problems = check.problems(in: page)
            #expect(problems.isEmpty, "\(problems.prefix(3).map(\.description))")
        }
    }

    @Test func everyKindOfBlock() throws {
        let renderer = try SampleDocument.renderer()
        let document = SampleDocument.document(measure: renderer)
        let paged = DocumentPaginator(measure: renderer).pages(of: document)
        check(paged)
        #expect(paged.author == "A. Uthor")
        #expect(paged.outline.map(\.title) == ["First a<b", "Second"])
        #expect(paged.outline.map(\.level) == [0, 1])
        #expect(paged.destinations.map(\.name) == ["first", "second", "figure-fig"])
        let links = paged.pages.flatMap(\.leaves).compactMap(\.link)
        #expect(links.contains("#figure-fig"))
        #expect(!links.contains("#nowhere") && !links.contains("other.html"))
        #expect(!links.contains { $0.hasPrefix("javascript") })
        // Every recorded number is on the pages with its key.
        let keys = Set(paged.pages.flatMap(\.keyedRuns).map(\.key))
        #expect(keys == Set(document.keyedValues.map(\.key)))
        let bytes = try renderer.pdf(of: paged, theme: .print)
        #expect(bytes.starts(with: Array("%PDF-".utf8)))
        #expect(try renderer.pdf(of: paged, theme: .print) == bytes)
    }

    @Test func longTextKeepsTwoLinesTogether() throws {
        let renderer = try SampleDocument.renderer()
        for count in 3...8 {
            let blocks = (0..<12).map { paragraph(count + $0 % 3) }
            let paged = DocumentPaginator(measure: renderer).pages(
                of: Document(title: "T", blocks: blocks))
            #expect(paged.pages.count > 1)
            check(paged)
            for page in paged.pages.dropLast() {
                // A paragraph's first line begins with its first words; such a line must
                // not be the page's last, nor a paragraph's last line the page's first.
                let texts = lines(page)
                let last = try #require(texts.last)
                let beforeLast = texts[texts.count - 2]
                let isFirstOfParagraph = last.y - beforeLast.y > PageStyle.a4.leading + 1
                #expect(!isFirstOfParagraph)
            }
            for page in paged.pages.dropFirst() {
                let texts = lines(page)
                #expect(texts[1].y - texts[0].y < PageStyle.a4.leading + 1)
            }
        }
    }

    @Test func headingsStayWithWhatFollows() throws {
        let renderer = try SampleDocument.renderer()
        for count in 20...32 {
            var blocks: [DocumentBlock] = (0..<count).map { _ in .paragraph([.text("one line")]) }
            blocks.append(
                .heading(DocumentHeading(level: 2, inlines: [.text("HEAD")], identifier: "h")))
            blocks.append(paragraph(4))
            let paged = DocumentPaginator(measure: renderer).pages(
                of: Document(title: "T", blocks: blocks))
            let page = try #require(paged.pages.first { lines($0).contains { $0.text == "HEAD" } })
            let texts = lines(page).map(\.text)
            let place = try #require(texts.firstIndex(of: "HEAD"))
            #expect(place + 2 < texts.count)
        }
    }

    @Test func figuresKeepTheirCaptionsAndFit() throws {
        let renderer = try SampleDocument.renderer()
        for height in [100.0, 500, 3000] {
            let drawing = SampleDocument.drawing(width: 900, height: height, measure: renderer)
            let blocks = (1...4).flatMap { number -> [DocumentBlock] in
                [
                    paragraph(3),
                    .figure(
                        DocumentFigure(
                            name: "f\(number)", number: number, drawing: drawing,
                            caption: [.text(String(repeating: sentence, count: 3))])),
                ]
            }
            let paged = DocumentPaginator(measure: renderer).pages(
                of: Document(title: "T", blocks: blocks))
            // A drawing of 900 × 3000 points cannot keep its text readable on a page.
            check(paged, minimumTextSize: 1)
            for place in paged.destinations {
                let captions = lines(paged.pages[place.page]).filter {
                    $0.text.hasPrefix("Figure \(place.name.dropFirst(8))")
                }
                #expect(captions.count == 1)
            }
            #expect(paged.destinations.count == 4)
        }
    }

    @Test func longCodeAndTablesGoOnOnTheNextPage() throws {
        let renderer = try SampleDocument.renderer()
        let code = (0..<150).map { "line_\($0) = \($0)" }.joined(separator: "\n")
        let rows = (0..<120).map { [[DocumentInline.text("row \($0)")], [.text("\($0)")]] }
        let document = Document(
            title: "T",
            blocks: [
                .code(DocumentCode(text: code)),
                .table(
                    DocumentTable(
                        alignments: [.leading, .trailing],
                        header: [[.text("HEADER")], [.text("n")]],
                        rows: rows)),
            ])
        let paged = DocumentPaginator(measure: renderer).pages(of: document)
        check(paged)
        let texts = paged.pages.map { lines($0).map(\.text) }
        let all = texts.flatMap { $0 }
        #expect((0..<150).allSatisfy { all.contains("line_\($0) = \($0)") })
        #expect((0..<120).allSatisfy { all.contains("row \($0)") })
        for page in texts where page.contains(where: { $0.hasPrefix("row ") }) {
            #expect(page.contains("HEADER"))
        }
        // Each page with code has one ground below it.
        for page in paged.pages where lines(page).contains(where: { $0.text.hasPrefix("line_") }) {
            #expect(page.marks.filter { $0.kind == .panel }.count == 1)
        }
    }

    @Test func wideTablesAndLongWordsFit() throws {
        let renderer = try SampleDocument.renderer()
        let word = String(repeating: "unbreakable", count: 30)
        let row = [
            [DocumentInline.text(sentence)], [.text(word)], [.text("1")], [.text("(64, 32)")],
        ]
        let deep = (0..<40).reduce(paragraph(1)) { block, _ in
            .quote([.list(DocumentList(items: [[block]]))])
        }
        let paged = DocumentPaginator(measure: renderer).pages(
            of: Document(
                title: word,
                blocks: [
                    .paragraph([.text(word)]), .code(DocumentCode(text: "x = '" + word + "'")),
                    .table(DocumentTable(header: row, rows: [row, row])), deep,
                ]))
        check(paged)
    }

    @Test func emptyDocumentIsOnePage() throws {
        let renderer = try SampleDocument.renderer()
        let paged = DocumentPaginator(measure: renderer).pages(of: Document(title: ""))
        #expect(paged.pages.count == 1)
        #expect(!(try renderer.pdf(of: paged, theme: .light)).isEmpty)
    }

    private static let tools = "/usr/bin"
    private static var hasTools: Bool {
        ["pdftotext", "pdfinfo"].allSatisfy {
            FileManager.default.isExecutableFile(atPath: "\(tools)/\($0)")
        }
    }

    @Test(.enabled(if: PaginatorTests.hasTools, "poppler's tools are not installed"))
    func otherProgramsReadThePDF() throws {
        let renderer = try SampleDocument.renderer()
        let paged = DocumentPaginator(measure: renderer).pages(
            of: SampleDocument.document(measure: renderer))
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(
            "gradus-\(UUID().uuidString).pdf")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(try renderer.pdf(of: paged, theme: .print)).write(to: file)
        func run(_ tool: String, _ arguments: [String]) throws -> String {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "\(Self.tools)/\(tool)")
            process.arguments = arguments
            let pipe = Pipe()
            process.standardOutput = pipe
            try process.run()
            let data = pipe.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            return String(decoding: data, as: UTF8.self)
        }
        let facts = try run("pdfinfo", [file.path])
        #expect(facts.contains("Pages:           \(paged.pages.count)\n"))
        #expect(facts.contains("A. Uthor"))
        let text = try run("pdftotext", ["-layout", file.path, "-"])
        for word in ["Title with <angles>", "Angle < & >", "−2.50", "Figure 1", "A caption & more"]
        {
            #expect(text.contains(word), "\(word)")
        }
    }
}
