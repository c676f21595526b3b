import Foundation
import Testing

/// `gradus graph` on graphs that cannot be drawn as they are, and where its files go.
@Suite struct GraphFileTests {
    private static let graph = "digraph { a -> b }"

    @Test func anEmptyGraphIsNoPicture() throws {
        let scratch = try Scratch()
        try scratch.file("e.dot", "digraph { }")
        try scratch.file("i.dot", "digraph { node [style=invis]; a -> b }")
        for format in ["png", "pdf", "svg"] {
            let outcome = try Command.run(
                "graph", "e.dot", "-o", "e.\(format)", in: scratch.folder)
            #expect(outcome.exitCode == 2 && !scratch.has("e.\(format)"))
            #expect(
                outcome.errors == """
                    e.dot: error: the graph has no nodes: there is nothing to draw
                      fix: name a node, as in digraph { a -> b }

                    """)
        }
        let hidden = try Command.run("graph", "i.dot", "-o", "i.png", in: scratch.folder)
        #expect(hidden.exitCode == 2)
        #expect(hidden.errors.contains("the graph has no node that is not invisible"))
        // So is a file that holds nothing at all.
        try scratch.file("n.dot", "")
        let nothing = try Command.run("graph", "n.dot", "-o", "n.png", in: scratch.folder)
        #expect(nothing.exitCode == 2)
        // A program is given the empty layout.
        let layout = try Command.run("graph", "e.dot", "-o", "e.json", in: scratch.folder)
        #expect(layout.exitCode == 0)
        #expect(try scratch.text("e.json").contains("\"nodes\": []"))
    }

    @Test func aCharacterWithoutAGlyphHasItsPlace() throws {
        let scratch = try Scratch()
        try scratch.file(
            "g.dot",
            """
            digraph {
              a [label="fine"];
              b [label="hot \u{1F525} stuff"];
              subgraph cluster_0 { label="\u{1F9E0}"; c }
              a -> b
            }
            """)
        let outcome = try Command.run("graph", "g.dot", "-o", "g.png", in: scratch.folder)
        #expect(outcome.exitCode == 1 && !scratch.has("g.png"))
        #expect(
            outcome.errors.hasPrefix(
                "g.dot:3:12: error: the label of node 'b' has '\u{1F525}' (U+1F525), which no "
                    + "installed font can show\n"))
        #expect(
            outcome.errors.contains("g.dot:4:30: note: the title of a cluster has '\u{1F9E0}'"))
        #expect(
            outcome.errors.hasSuffix(
                "fix: write it in words or with another character; an SVG takes it as it is\n"))
    }

    @Test func longChainsAreFolded() throws {
        let scratch = try Scratch()
        let names = (0..<20_000).map { "layer\($0)x\($0 * 7919 % 1000)" }
        try scratch.file("c.dot", "digraph { \(names.joined(separator: " -> ")) }")
        let folded = try Command.run("graph", "c.dot", "-o", "c.svg", in: scratch.folder)
        #expect(folded.exitCode == 0)
        #expect(
            folded.errors == "wrote c.svg: 20000 nodes, 19999 edges, folded to 6 boxes\n")
        #expect(try scratch.text("c.svg").contains("… 19995 more …"))
        let whole = try Command.run(
            "graph", "c.dot", "--fold", "none", "-o", "w.svg", in: scratch.folder)
        #expect(whole.exitCode == 1 && !scratch.has("w.svg"))
        #expect(whole.errors.contains("points, and a picture has at most 1,000,000 a side\n"))
        #expect(
            whole.errors.hasSuffix(
                "fix: --fold all draws it with 6 boxes; draw a part of it, or try rankdir=LR\n"))
        // What cannot be folded is refused as a PNG that nobody could read.
        let tree = (1..<900).map { "n\($0 * 31 % 900)_\($0) [label=\"box \($0 * 17) of many\"]" }
        try scratch.file("wide.dot", "digraph { root -> { \(tree.joined(separator: ";")) } }")
        let wide = try Command.run("graph", "wide.dot", "-o", "wide.png", in: scratch.folder)
        #expect(wide.exitCode == 1 && !scratch.has("wide.png"))
        #expect(wide.errors.contains("% of its size, where nothing can be read\n"))
        #expect(
            wide.errors.contains(
                "fix: gradus graph wide.dot -o wide.svg writes it at full size, and so does a .pdf; "
            ))
        let command = try Command.run("graph", "wide.dot", "-o", "wide.svg", in: scratch.folder)
        #expect(command.exitCode == 0)
    }

    /// A picture that nobody could read is refused before the layout.
    @Test func hugeGraphsAreRefusedAtOnce() throws {
        let scratch = try Scratch()
        var state: UInt64 = 7
        let edges = (1..<50_000).map { node -> String in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return "\(Int(state >> 33) % node)->\(node)"
        }
        try scratch.file("my graph.dot", "digraph { \(edges.joined(separator: ";")) }")
        let start = ContinuousClock.now
        let outcome = try Command.run(
            "graph", "my graph.dot", "--fold", "none", "-o", "h.png", in: scratch.folder)
        // Without a layout, which would take minutes in a debug build.
        #expect(ContinuousClock.now - start < .seconds(60))
        #expect(outcome.exitCode == 1 && !scratch.has("h.png"))
        #expect(
            outcome.errors.hasPrefix(
                "my graph.dot: error: the graph has 50,000 boxes: as a PNG it would be drawn at "
                    + "less than "))
        #expect(
            outcome.errors.contains(
                "fix: gradus graph 'my graph.dot' --fold none -o h.svg writes it at full size"))
    }

    /// What is wrong inside of a label is wrong in the file.
    @Test func brokenLabelsAreErrors() throws {
        let scratch = try Scratch()
        try scratch.file("r.dot", "digraph {\n a [shape=record label=\"{x|y\"] }")
        for ending in ["png", "json"] {
            let outcome = try Command.run(
                "graph", "r.dot", "-o", "r.\(ending)", in: scratch.folder)
            #expect(outcome.exitCode == 2 && !scratch.has("r.\(ending)"))
            #expect(
                outcome.errors == """
                    r.dot:2:25: error: the label of node 'a' cannot be read: found '{' in a record \
                    without a '}' behind it
                        2 |  a [shape=record label="{x|y"] }
                          |                         ^
                      fix: a '{' that divides nothing is written as \\{

                    """)
        }
    }

    @Test func foldSaysWhereItDoesNothing() throws {
        let scratch = try Scratch()
        try scratch.file("g.dot", Self.graph)
        let outcome = try Command.run(
            "graph", "g.dot", "--fold", "all", "-o", "g.svg", in: scratch.folder)
        #expect(
            outcome.errors == "wrote g.svg: 2 nodes, 1 edge; nothing repeats and no chain is "
                + "long, so nothing is folded\n")
    }

    @Test func whatIsThereStays() throws {
        let scratch = try Scratch()
        try scratch.file("g.dot", Self.graph)
        try scratch.file("taken.svg", "mine")
        // Links count, even to nothing; folders and links to files as well.
        let manager = FileManager.default
        try manager.createSymbolicLink(
            atPath: scratch.url("loose.svg").path, withDestinationPath: "nothing")
        for name in ["taken.svg", "loose.svg"] {
            let outcome = try Command.run("graph", "g.dot", "-o", name, in: scratch.folder)
            #expect(outcome.exitCode == 1)
            #expect(
                outcome.errors == """
                    \(name): error: there is a file already
                      fix: add --force to replace it

                    """)
        }
        #expect(try scratch.text("taken.svg") == "mine" && !scratch.has("nothing"))
        try manager.createDirectory(
            at: scratch.url("folder.svg"), withIntermediateDirectories: false)
        let folder = try Command.run(
            "graph", "g.dot", "--force", "-o", "folder.svg", in: scratch.folder)
        #expect(folder.exitCode == 1)
        #expect(folder.errors.contains("folder.svg: error: this is a folder"))
    }

    @Test func forceKeepsLinksAndRights() throws {
        let scratch = try Scratch()
        try scratch.file("g.dot", Self.graph)
        try scratch.file("deep/real.svg", "old")
        let manager = FileManager.default
        let real = scratch.url("deep/real.svg").path
        try manager.setAttributes([.posixPermissions: 0o640], ofItemAtPath: real)
        try manager.createSymbolicLink(
            atPath: scratch.url("link.svg").path, withDestinationPath: "deep/real.svg")
        let outcome = try Command.run(
            "graph", "g.dot", "--force", "-o", "link.svg", in: scratch.folder)
        #expect(outcome.exitCode == 0)
        #expect(
            try manager.destinationOfSymbolicLink(atPath: scratch.url("link.svg").path)
                == "deep/real.svg")
        #expect(try scratch.text("deep/real.svg").contains("<svg"))
        let rights = try manager.attributesOfItem(atPath: real)[.posixPermissions] as? Int
        #expect(rights == 0o640)
        // Nothing of Gradus's own is left, and what others named alike stays.
        #expect(
            try manager.contentsOfDirectory(atPath: scratch.url("deep").path) == ["real.svg"])
        let missing = try Command.run(
            "graph", "g.dot", "-o", "nowhere/x.svg", in: scratch.folder)
        #expect(missing.exitCode == 1)
        #expect(
            missing.errors
                == "nowhere/x.svg: error: the file cannot be written: No such file or directory\n")
    }

    @Test func devicesAreWrittenInto() throws {
        let scratch = try Scratch()
        try scratch.file("g.dot", Self.graph)
        try FileManager.default.createSymbolicLink(
            atPath: scratch.url("null.svg").path, withDestinationPath: "/dev/null")
        let outcome = try Command.run(
            "graph", "g.dot", "--force", "-o", "null.svg", in: scratch.folder)
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        var status = stat()
        #expect(stat("/dev/null", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
    }
}
