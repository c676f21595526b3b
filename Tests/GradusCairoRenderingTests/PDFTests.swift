import Foundation
import GradusCairoRendering
import GradusGraphics
import Testing

struct PDFTests {
    @Test
    func `A figure's PDF is the same every time and states a fixed date`() throws {
        let renderer = try Shared.renderer()
        let drawing = sampleDrawing(renderer)
        let pdf = try renderer.pdf(of: drawing, theme: .light)
        let other = try CairoRenderer(fonts: renderer.fonts)
        #expect(try other.pdf(of: drawing, theme: .light) == pdf)
        let text = String(decoding: pdf, as: Unicode.ASCII.self)
        #expect(text.hasPrefix("%PDF-1."))
        #expect(text.contains("/MediaBox [ 0 0 240 140 ]"))
        let year = Calendar(identifier: .gregorian).component(.year, from: Date())
        #expect(!text.contains("D:\(year)"))
    }

    private func page(_ name: String, link: String? = nil) -> Drawing {
        Drawing(
            size: Size(200, 100), title: name, description: "",
            marks: [
                Mark(
                    "box/\(name)", .node,
                    .path(
                        .rectangle(Rectangle(x: 10, y: 10, width: 50, height: 20)),
                        fill: .role(.panel), stroke: nil), link: link)
            ])
    }

    @Test
    func `A document has pages, an outline and links`() throws {
        let renderer = try Shared.renderer()
        let document = PagedDrawing(
            title: "Stufen – ∇", author: "A. Teacher",
            pages: [page("one", link: "#end"), page("two", link: "https://example.org/(a)")],
            outline: [
                .init(title: "One", level: 0, page: 0, y: 0),
                .init(title: "Two", level: 2, page: 1, y: 50),
            ],
            destinations: [(name: "end of it's", page: 1, y: 90), (name: "end", page: 1, y: 20)])
        let pdf = try renderer.pdf(of: document, theme: .print)
        #expect(try renderer.pdf(of: document, theme: .print) == pdf)
        let text = String(decoding: pdf, as: Unicode.ASCII.self)
        #expect(text.contains("/Count 2"))
        #expect(text.contains("/Outlines"))
        #expect(text.contains("https://example.org/%28a%29"))
        #expect(text.contains("/Subtype /Link"))
    }

    @Test
    func `Places that a document does not have are refused`() throws {
        let renderer = try Shared.renderer()
        let lost = PagedDrawing(title: "", pages: [page("one", link: "#nowhere")])
        #expect(
            throws: RenderingError.missingDestination(mark: "box/one", name: "nowhere")
        ) { try renderer.pdf(of: lost, theme: .light) }
        let beyond = PagedDrawing(
            title: "", pages: [page("one")], destinations: [(name: "a", page: 1, y: 0)])
        #expect(throws: RenderingError.missingPage(name: "a", page: 1, count: 1)) {
            try renderer.pdf(of: beyond, theme: .light)
        }
        let twice = PagedDrawing(
            title: "", pages: [page("one")],
            destinations: [(name: "a", page: 0, y: 0), (name: "a", page: 0, y: 1)])
        #expect(throws: RenderingError.duplicateDestination(name: "a")) {
            try renderer.pdf(of: twice, theme: .light)
        }
        #expect(throws: RenderingError.self) {
            try renderer.pdf(of: PagedDrawing(title: "", pages: []), theme: .light)
        }
    }
}
