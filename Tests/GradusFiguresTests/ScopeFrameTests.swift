import GradusAutodiff
import GradusGraphics
import GradusTrace
import Testing

@testable import GradusFigures

struct ScopeFrameTests {
    /// The rows of a sum, each in a scope with a parameter of its own and an input from outside
    /// that is used at its beginning and at its end.
    private func rows(_ count: Int) throws -> GraphRecord {
        let graph = Graph()
        var total = Fixture.scalar(graph, 0, "start", .input)
        for row in 0..<count {
            let x = Fixture.scalar(graph, 0.5 + Double(row), "x\(row)", .input)
            graph.pushScope("for row")
            let w = Fixture.scalar(graph, 2, "w\(row)", .parameter)
            let a = Fixture.assign(graph, "a\(row)", "x * w") { x * w }
            let b = Fixture.assign(graph, "b\(row)", "a + w") { a + w }
            let c = Fixture.assign(graph, "c\(row)", "b * x") { b * x }
            let last = total
            total = Fixture.assign(graph, "total\(row)", "total + c") { last + c }
            graph.popScope()
        }
        return try Fixture.record(graph, "total\(count - 1)", total)
    }

    /// Iterations whose cards would mingle stand in a frame each, which holds nothing else,
    /// as far as the room suffices.
    @Test(arguments: [2, 4, 6])
    func iterationsStandInFramesOfTheirOwn(count: Int) throws {
        let drawing = try Fixture.draw(
            ComputationGraphFigure(
                try rows(count), mode: .backward, view: .statement, fold: .none),
            FigureSize(name: "wall", width: 3600, comfortableHeight: 3600))
        var boxes: [String: Rectangle] = [:]
        for mark in drawing.leaves {
            if case .path(let path, _, _) = mark.content { boxes[mark.name] = path.bounds }
        }
        let cards = boxes.filter { $0.key.hasPrefix("node/") && $0.key.hasSuffix("/box") }
        #expect(cards.count == 6 * count + 1)
        for scope in 0..<count {
            let frame = try #require(boxes["scope/\(scope)/frame"])
            let held = cards.filter { $0.value.overlaps(frame, tolerance: 0) }
                .map { $0.key.split(separator: "/")[1].split(separator: "-")[1] }
            #expect(
                Set(held) == ["w\(scope)", "a\(scope)", "b\(scope)", "c\(scope)", "total\(scope)"])
        }
        // Also the names on the upper sides of frames lie within the picture.
        for (name, box) in boxes where name.hasPrefix("scope/") {
            #expect(
                box.x >= 0 && box.y >= 0 && box.maxX <= drawing.size.width
                    && box.maxY <= drawing.size.height, "\(name)")
        }
        #expect(!drawing.leaves.contains { $0.name.contains("/way/") })
    }

    /// A parameter from before a loop stands outside of the frames of its turns, though only one
    /// uses it, and a turn that computes one thing has a frame.
    @Test func whatComesFromOutsideStandsOutside() throws {
        let graph = Graph()
        var x = Fixture.scalar(graph, 0.5, "x", .parameter)
        for turn in 1...3 {
            graph.pushScope("for i")
            let last = x
            x = Fixture.assign(graph, "x\(turn)", "x * x") { last * last }
            graph.popScope()
        }
        let drawing = try Fixture.draw(
            ComputationGraphFigure(
                try Fixture.record(graph, "x3", x), mode: .backward, view: .statement, fold: .none))
        var boxes: [String: Rectangle] = [:]
        for mark in drawing.leaves {
            if case .path(let path, _, _) = mark.content { boxes[mark.name] = path.bounds }
        }
        let cards = boxes.filter { $0.key.hasPrefix("node/") && $0.key.hasSuffix("/box") }
        #expect(cards.count == 4)
        for turn in 1...3 {
            let frame = try #require(boxes["scope/\(turn - 1)/frame"])
            let held = cards.filter { $0.value.overlaps(frame, tolerance: 0) }.map(\.key)
            #expect(held.count == 1 && held[0].contains("-x\(turn)/"))
        }
        #expect(drawing.problems == [])
    }

    /// A frame in another leaves room for both names.
    @Test func framesInFramesKeepTheirNames() throws {
        let graph = Graph()
        var total = Fixture.scalar(graph, 0, "start", .input)
        for row in 0..<2 {
            graph.pushScope("for i")
            for column in 0..<2 {
                graph.pushScope("for j")
                let w = Fixture.scalar(graph, 2, "w\(row)\(column)", .parameter)
                let last = total
                let a = Fixture.assign(graph, "a\(row)\(column)", "w * w") { w * w }
                total = Fixture.assign(graph, "t\(row)\(column)", "total + a") { last + a }
                graph.popScope()
            }
            graph.popScope()
        }
        let drawing = try Fixture.draw(
            ComputationGraphFigure(
                try Fixture.record(graph, "total", total), mode: .backward, view: .statement,
                fold: .none),
            FigureSize(name: "wall", width: 3600, comfortableHeight: 3600))
        func boxes(_ part: String) -> [Rectangle] {
            drawing.leaves.filter { $0.name.hasPrefix("scope/") && $0.name.hasSuffix(part) }
                .compactMap { mark in
                    guard case .path(let path, _, _) = mark.content else { return nil }
                    return path.bounds
                }
        }
        let (frames, names) = (boxes("/frame"), boxes("/ground"))
        #expect(frames.count == 6 && names.count == 6)
        for (place, name) in names.enumerated() {
            for other in names[(place + 1)...] { #expect(!name.overlaps(other, tolerance: 0)) }
        }
        let pairs = frames.flatMap { a in frames.map { (a, $0) } }
        let held = pairs.filter { outer, inner in
            outer != inner && outer.union(inner) == outer
        }
        #expect(held.count == 4)
    }
}
