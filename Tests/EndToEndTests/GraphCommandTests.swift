import Foundation
import Testing

/// `gradus graph`: DOT files and models in, pictures and layouts out.
@Suite struct GraphCommandTests {
    private struct Layout: Decodable {
        struct Node: Decodable {
            var id, label: String
            var x, y, width, height: Double
        }
        struct Edge: Decodable {
            var from, to, label: String
            var points: [[Double]]
        }
        var width, height: Double
        var nodes: [Node]
        var edges: [Edge]
    }

    private static let graph = """
        digraph G {
          node [shape=box, fixedsize=true, width=1.5, height=0.5];
          a [label="first\\nnode"]; b; c [width=0.25, height=1];
          a -> b [label="x"]; a -> c; b -> d; c -> d; a -> d
        }
        """

    @Test func layoutIsWrittenAsJSON() throws {
        let scratch = try Scratch()
        try scratch.file("g.dot", Self.graph)
        let outcome = try Command.run("graph", "g.dot", "-o", "g.json", in: scratch.folder)
        #expect(outcome.exitCode == 0 && outcome.output.isEmpty)
        #expect(outcome.errors == "wrote g.json: 4 nodes, 5 edges\n")
        let text = try scratch.text("g.json")
        let layout = try JSONDecoder().decode(Layout.self, from: Data(text.utf8))
        #expect(layout.nodes.map(\.id) == ["a", "b", "c", "d"])
        #expect(layout.nodes[0].label == "first\nnode")
        #expect(layout.nodes[0].width == 108 && layout.nodes[0].height == 36)
        #expect(layout.nodes[2].width == 18 && layout.nodes[2].height == 72)
        #expect(layout.edges.map { $0.from + $0.to } == ["ab", "ac", "bd", "cd", "ad"])
        #expect(layout.edges[0].label == "x")
        for edge in layout.edges {
            let from = try #require(layout.nodes.first { $0.id == edge.from })
            let to = try #require(layout.nodes.first { $0.id == edge.to })
            let (first, last) = (try #require(edge.points.first), try #require(edge.points.last))
            #expect(abs(first[1] - from.y - from.height / 2) < 0.02)
            #expect(abs(last[1] - to.y + to.height / 2) < 0.02)
            #expect(abs(first[0] - from.x) <= from.width / 2 + 0.01)
        }
        // The same again, byte for byte; an existing file stays unless told otherwise.
        let refused = try Command.run("graph", "g.dot", "-o", "g.json", in: scratch.folder)
        #expect(refused.exitCode == 1 && refused.errors.contains("--force"))
        _ = try Command.run("graph", "g.dot", "-o", "g.json", "--force", in: scratch.folder)
        #expect(try scratch.text("g.json") == text)
    }

    @Test func picturesAreWritten() throws {
        let scratch = try Scratch()
        try scratch.file("g.dot", Self.graph)
        for (name, start) in [("g.png", "\u{89}PNG"), ("g.pdf", "%PDF"), ("g.svg", "<")] {
            let outcome = try Command.run("graph", "g.dot", "-o", name, in: scratch.folder)
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            let bytes = try Data(contentsOf: scratch.url(name))
            #expect(
                bytes.prefix(start.unicodeScalars.count)
                    == Data(start.unicodeScalars.map { UInt8($0.value) }))
        }
        #expect(try scratch.text("g.svg").contains("first"))
    }

    @Test func badInputExitsWithTwo() throws {
        let scratch = try Scratch()
        try scratch.file("g.dot", "digraph { a -> }")
        let bad = try Command.run("graph", "g.dot", "-o", "g.svg", in: scratch.folder)
        #expect(bad.exitCode == 2)
        #expect(bad.errors.contains("g.dot:1:16: error: found '}', expected a node behind '->'"))
        try scratch.file("m.onnx", "no model")
        let model = try Command.run("graph", "m.onnx", "-o", "g.svg", in: scratch.folder)
        #expect(model.exitCode == 2 && model.errors.contains("m.onnx: error: byte "))
        #expect(try Command.run("graph", "g.txt", "-o", "g.svg").exitCode == 2)
        #expect(try Command.run("graph", "g.dot", "-o", "g.gif").exitCode == 2)
        #expect(!scratch.has("g.svg"))
        let help = try Command.run("graph", "--help")
        #expect(help.output.contains("Example") && help.output.contains("gradus graph"))
    }
}
