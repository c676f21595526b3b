import Foundation
import GradusGraphics
import Testing

@testable import GradusDocuments

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// A figure that happens step by step, on a page.
@Suite struct HTMLStepsTests {
    private func frames() throws -> DrawingFrames {
        let drawing = SampleDocument.drawing(measure: try SampleDocument.renderer())
        return DrawingFrames(
            size: drawing.size, title: "Steps", description: "At the end.",
            captions: ["First <this>", "then that", "& the end"],
            layers: drawing.marks.enumerated().map { place, mark in
                DrawingFrames.Layer(
                    frames: place == 0 ? 0..<3 : place == 1 ? 0..<2 : 1..<3, marks: [mark])
            })
    }

    private func page(_ frames: DrawingFrames?) throws -> String {
        let drawing = SampleDocument.drawing(measure: try SampleDocument.renderer())
        let document = Document(
            title: "Steps",
            blocks: [
                .figure(
                    DocumentFigure(
                        name: "steps", number: 1, drawing: frames?.last ?? drawing, frames: frames))
            ])
        return try HTMLWriter(renderer: try SampleDocument.renderer()).page(of: document)
    }

    @Test func thePageHoldsEveryMarkOnceAndControls() throws {
        let html = try page(try frames())
        let parser = XMLParser(data: Data(html.utf8))
        #expect(parser.parse(), "\(String(describing: parser.parserError))")
        #expect(html.components(separatedBy: "<svg").count == 2)
        #expect(html.contains("<g class=\"frame off\" data-from=\"0\" data-to=\"2\">"))
        #expect(html.contains("<g class=\"frame end\" data-from=\"1\" data-to=\"3\">"))
        for label in ["First step", "Step back", "Play the steps", "Next step", "Last step"] {
            #expect(html.contains("aria-label=\"\(label)\""), "\(label)")
        }
        #expect(html.contains("<input type=\"range\" min=\"0\" max=\"2\""))
        #expect(html.contains("aria-live=\"polite\""))
        for words in ["First &lt;this&gt;", "then that", "&amp; the end"] {
            #expect(html.contains("<li>\(words)</li>"))
        }
    }

    @Test func nothingIsAskedOfANetwork() throws {
        let html = try page(try frames())
        for call in ["fetch(", "XMLHttpRequest", "import(", "src=\"http"] {
            #expect(!html.contains(call))
        }
        #expect(html.contains("default-src 'none'"))
    }

    @Test func onPaperTheLastStepIsSeen() throws {
        let html = try page(try frames())
        #expect(
            html.contains(
                "@media print{.gradus .frame{display:none}.gradus .frame.end{display:inline}}"))
    }

    @Test func aPageWithoutStepsHasNoScriptForThem() throws {
        let html = try page(nil)
        #expect(!html.contains("step-bar"))
    }

    @Test func lastFrameIsWhatALayerOfTheEndShows() throws {
        let frames = try frames()
        #expect(frames.last.description == "At the end.")
        #expect(frames.drawing(at: 0).description == "First <this>")
        #expect(frames.drawing(at: 0).marks.count == 2)
        #expect(frames.union.marks.count == 3)
    }
}
