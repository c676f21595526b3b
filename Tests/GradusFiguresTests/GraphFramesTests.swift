import Foundation
import GradusAutodiff
import GradusCairoRendering
import GradusFigures
import GradusGraphics
import GradusTrace
import Testing

/// A graph one node at a time on one layout.
@Suite struct GraphFramesTests {
    private func frames(
        _ record: GraphRecord, _ size: FigureSize = .page, _ view: GraphViewKind = .statement
    ) throws -> DrawingFrames {
        let renderer = try CairoRenderer(fonts: FontCatalog.installed())
        return GraphFramesFigure(record, view: view, text: FigureText(title: "Steps"))
            .frames(in: FigureContext(measure: renderer, size: size))
    }

    private func number(_ name: String, _ drawing: Drawing) -> Bool {
        drawing.leaves.contains { $0.name == name }
    }

    @Test func leavesThenValuesThenGradients() throws {
        let (record, _) = try Fixture.chapter()
        let frames = try frames(record)
        // The leaves at once, three operations forward, seven nodes backward.
        #expect(frames.count == 11)
        #expect(
            frames.captions == [
                "The inputs and parameters are given.",
                "Forward: x1 = x * w = 6.",
                "Forward: x2 = x1 + b = 7.",
                "Forward: loss_val = abs(y_true - x2) = 3.",
                "Backward begins: the gradient of loss_val is 1.",
                "Backward: the gradient of y_true comes from loss_val = −1.",
                "Backward: the gradient of x2 comes from loss_val = 1.",
                "Backward: the gradient of b comes from x2 = 1.",
                "Backward: the gradient of x1 comes from x2 = 1.",
                "Backward: the gradient of w comes from x1 = 2.",
                "Backward: the gradient of x comes from x1 = 3.",
            ])
        let x1 = record.topology.nodes.firstIndex { $0.name == "x1" } ?? 0
        let id = "node/\(x1)-x1"
        #expect(!number(id + "/value", frames.drawing(at: 0)))
        #expect(number("ghost/\(id)/box", frames.drawing(at: 0)))
        #expect(number(id + "/value", frames.drawing(at: 1)))
        #expect(!number("ghost/\(id)/box", frames.drawing(at: 1)))
        #expect(!number(id + "/grad", frames.drawing(at: 7)))
        #expect(number(id + "/grad", frames.drawing(at: 8)))
        #expect(frames.last.leaves.allSatisfy { !$0.name.hasPrefix("ghost/") })
    }

    @Test func nothingMovesFromFrameToFrame() throws {
        let (record, _) = try Fixture.chapter()
        let frames = try frames(record)
        func boxes(_ frame: Int) -> [String: Rectangle?] {
            var result: [String: Rectangle?] = [:]
            for mark in frames.drawing(at: frame).leaves where mark.kind == .node {
                guard case .path(let path, _, _) = mark.content else { continue }
                let name =
                    mark.name.hasPrefix("ghost/") ? String(mark.name.dropFirst(6)) : mark.name
                result[name] = path.bounds
            }
            return result
        }
        for frame in 1..<frames.count { #expect(boxes(frame) == boxes(0)) }
    }

    @Test(arguments: FigureSize.presets)
    func everyFrameIsReadableAndTrue(size: FigureSize) throws {
        let (record, _) = try Fixture.chapter()
        let resolver = TraceResolver(Fixture.trace(record))
        let frames = try frames(record, size)
        for frame in 0..<frames.count {
            let drawing = frames.drawing(at: frame)
            #expect(drawing.problems == [], "frame \(frame)")
            #expect(drawing.size == frames.size)
            for run in drawing.keyedRuns {
                let value = try #require(resolver.resolve(run.key)?.double, "\(run)")
                #expect(run.text == NumberText.short(value), "\(run)")
            }
        }
    }

    @Test func tensorsAndFoldedScopesStepToo() throws {
        let frames = try frames(try Fixture.layers(), .page, .operation)
        #expect(frames.count > 10)
        for frame in 0..<frames.count { #expect(frames.drawing(at: frame).problems == []) }
    }

    @Test func theSamePageEveryTime() throws {
        let (record, _) = try Fixture.chapter()
        let writer = SVGWriter { _ in [] }
        let first = try writer.inline(of: try frames(record), idPrefix: "f1.")
        #expect(first == (try writer.inline(of: try frames(record), idPrefix: "f1.")))
        // One element for all steps: a card's box stands there once, and its outline once.
        #expect(first.components(separatedBy: "<svg").count == 2)
        #expect(first.components(separatedBy: "/box\" data-kind=\"node\"").count - 1 == 10)
    }
}
