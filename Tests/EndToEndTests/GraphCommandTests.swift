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

    private static let script = """
        x = input(2)
        w = parameter(3)
        y_true = target(4)
        x1 = x * w
        loss_val = abs(y_true - x1)
        label = "seven"
        print("done")
        """

    @Test func aScriptsGraphIsDrawn() throws {
        let scratch = try Scratch()
        try scratch.file("s.py", Self.script)
        let both = try Command.run("graph", "s.py", "-o", "s.svg", in: scratch.folder)
        #expect(both.exitCode == 0 && both.output == "done\n")
        #expect(both.errors == "wrote s.svg: the graph of loss_val, 6 nodes\n")
        let text = try scratch.text("s.svg")
        #expect(text.contains("loss_val") && text.contains(">grad"))
        let forward = try Command.run(
            "graph", "s.py", "--of", "x1", "--pass", "forward", "-o", "f.svg", in: scratch.folder)
        #expect(forward.exitCode == 0)
        let plain = try scratch.text("f.svg")
        #expect(plain.contains("x1") && !plain.contains("loss_val") && !plain.contains(">grad<"))
        for arguments in [
            ["--pass", "backward"], ["--from", "w"], ["--view", "operation"], ["--fold", "none"],
            ["--cells", "histogram"], ["--direction", "left-right"], ["--size", "slide"],
        ] {
            let outcome = try Command.run(
                ["graph", "s.py", "-o", "o.png", "--force"] + arguments, in: scratch.folder)
            #expect(outcome.exitCode == 0, "\(arguments): \(outcome.errors)")
        }
    }

    @Test func aScriptsLayoutIsWritten() throws {
        let scratch = try Scratch()
        try scratch.file("s.py", Self.script)
        let outcome = try Command.run("graph", "s.py", "-o", "s.json", in: scratch.folder)
        #expect(outcome.exitCode == 0)
        let layout = try JSONDecoder().decode(
            Layout.self, from: Data(try scratch.text("s.json").utf8))
        #expect(layout.nodes.map(\.label).contains("x1 = x * w"))
        #expect(layout.nodes.count == 5 && layout.edges.count == 4)
        #expect(layout.edges.map(\.label).sorted() == ["1", "2", "3", "\u{2212}1"])
        let ids = Set(layout.nodes.map(\.id))
        for edge in layout.edges {
            #expect(ids.contains(edge.from) && ids.contains(edge.to) && edge.points.count >= 2)
        }
    }

    @Test func mistakesAboutAScriptAreSaid() throws {
        let scratch = try Scratch()
        try scratch.file("s.py", Self.script)
        func errors(_ arguments: String..., file: String = "s.py") throws -> String {
            let outcome = try Command.run(
                ["graph", file, "-o", "o.svg"] + arguments, in: scratch.folder)
            #expect(outcome.exitCode != 0)
            return outcome.errors
        }
        let unknown = try errors("--of", "los_val")
        #expect(unknown.contains("s.py: error: the script has no name 'los_val'"))
        #expect(
            unknown.contains(
                "did you mean 'loss_val'? it records loss_val, w, x, x1, y_true"))
        #expect(
            try errors("--of", "label").contains("'label' is the string"))
        #expect(
            try errors("--of", "x1", "--from", "y_true").contains(
                "'x1' does not depend on 'y_true': there is no path"))
        try scratch.file("none.py", "a = 3\n")
        #expect(try errors(file: "none.py").contains("none.py: error: the script records nothing"))
        try scratch.file("leaf.py", "a = input(3)\n")
        #expect(
            try errors(file: "leaf.py").contains("the script computes nothing from what it records")
        )
        try scratch.file("loop.py", "while True:\n    pass\n")
        #expect(
            try errors("--steps", "1000", file: "loop.py").contains(
                "loop.py:2:5: error: the script takes more than 1000 steps"))
        try scratch.file("tensor.py", "a = parameter([1.0, 2.0])\nb = a * a\n")
        #expect(try errors("--pass", "both", file: "tensor.py").contains("shape (2,)"))
        try scratch.file("g.dot", Self.graph)
        #expect(try errors("--of", "x", file: "g.dot").contains("--of is for scripts"))
        #expect(!scratch.has("o.svg"))
    }

    @Test func aModelsRepeatedBlocksAreDrawnOnce() throws {
        let scratch = try Scratch()
        let model = Command.sources.appendingPathComponent("lessons/data/residual_network.onnx")
        let once = try Command.run("graph", model.path, "-o", "m.svg", in: scratch.folder)
        #expect(once.exitCode == 0 && once.errors.contains("152 nodes"))
        #expect(try scratch.text("m.svg").contains("× 30"))
        _ = try Command.run(
            "graph", model.path, "--fold", "none", "-o", "n.svg", in: scratch.folder)
        #expect(try !scratch.text("n.svg").contains("× 30"))
        // A layout has every box.
        _ = try Command.run("graph", model.path, "-o", "m.json", in: scratch.folder)
        let layout = try JSONDecoder().decode(
            Layout.self, from: Data(try scratch.text("m.json").utf8))
        #expect(layout.nodes.count == 152)
    }
}
