import Foundation
import GradusCairoRendering
import GradusFigures
import GradusGraphics
import GradusLessons
import Testing

/// What DOT files say of labels, lines, colours and shapes.
@Suite struct ForeignAttributeTests {
    private func graph(_ text: String) throws -> ForeignGraph {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(
            "gradus-attributes-\(UUID().uuidString).dot")
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try ForeignGraph.read(file, called: "g.dot")
    }

    private func drawing(_ text: String) throws -> Drawing {
        let renderer = try CairoRenderer(fonts: FontCatalog.installed())
        let layout = try ForeignGraphLayout(graph(text), measuredBy: renderer)
        return ForeignGraphFigure(layout).drawing(in: FigureContext(measure: renderer))
    }

    @Test func nodesAreAsTheySay() throws {
        let graph = try graph(
            """
            digraph {
              a [shape=doublecircle color=red fontcolor="#00f" penwidth=3 style="dashed,filled"
                 fillcolor="0.6 0.5 1.0" xlabel="side"];
              b [shape=box style=rounded fontname="DejaVu Sans Mono"];
              c [shape=diamond style=dotted]; d [shape=note]; e [shape=Mrecord label="x|y"];
              f [shape=cylinder peripheries=2]; g [shape=box peripheries=0]; h [style=invis]
            }
            """)
        let nodes = graph.nodes
        #expect(nodes[0].shape == .circle && nodes[0].outlines == 2 && nodes[0].lineWidth == 3)
        #expect(nodes[0].stroke == RGBColor(hex: 0xFF0000))
        #expect(nodes[0].ink == RGBColor(hex: 0x0000FF) && nodes[0].lineStyle == .dashed)
        #expect(nodes[0].fill?.hexText == "#80b3ff")
        #expect(nodes[0].sideLabel.map(\.text) == ["side"])
        #expect(nodes[1].shape == .rounded && nodes[1].isCode)
        #expect(nodes[2].shape == .diamond && nodes[2].lineStyle == .dotted)
        #expect(nodes[3].shape == .note)
        #expect(nodes[4].shape == .rounded && nodes[4].content.fields.count == 2)
        #expect(nodes[5].shape == .cylinder && nodes[5].outlines == 2)
        #expect(nodes[6].shape == .none && !nodes[7].isVisible)
    }

    @Test func edgesAreAsTheySay() throws {
        let graph = try graph(
            """
            digraph {
              node [shape=record label="<f>x|<n>y"];
              a:f:e -> b:n:s [label=l xlabel=x headlabel=h taillabel=t color=blue style=bold]
              a -> b [dir=both arrowhead=odiamond arrowtail=dot penwidth=4 arrowsize=2]
              a -> b [dir=back arrowtail=vee constraint=false minlen=3 weight=7]
              a -> b [dir=none]; a:n -> b:w [arrowhead=tee tailport="f:nw"]
              a -> b [color=transparent]
            }
            """)
        let edges = graph.edges
        #expect(edges[0].fromPort == "f" && edges[0].fromSide == .east)
        #expect(edges[0].toPort == "n" && edges[0].toSide == .south)
        #expect(edges[0].label.map(\.text) == ["l", "x"])
        #expect(edges[0].startLabel.map(\.text) == ["t"] && edges[0].endLabel.map(\.text) == ["h"])
        #expect(edges[0].color == RGBColor(hex: 0x0000FF) && edges[0].lineWidth == 2.2)
        #expect(edges[1].endArrow == .emptyDiamond && edges[1].startArrow == .dot)
        #expect(edges[1].lineWidth == 4 && edges[1].arrowSize == 2)
        #expect(edges[2].endArrow == .none && edges[2].startArrow == .open)
        #expect(!edges[2].constrains && edges[2].span == 3 && edges[2].weight == 7)
        #expect(edges[3].endArrow == .none && edges[3].startArrow == .none)
        // A field of a name comes before the compass point, `w` is no field.
        #expect(edges[4].toSide == .west && edges[4].endArrow == .bar)
        #expect(edges[4].fromPort == "n" && edges[4].fromSide == .northWest)
        #expect(!edges[5].isVisible)
    }

    @Test func graphsAndClustersAreAsTheySay() throws {
        let graph = try graph(
            """
            digraph {
              label="T"; labelloc=b; labeljust=r; bgcolor=ivory; fontcolor=navy;
              subgraph cluster_a { label="A"; style="filled,dashed"; color=pink; labelloc=b; a }
              subgraph cluster_b { bgcolor=black; pencolor=red; penwidth=2; fontcolor=gray; b }
              subgraph cluster_c { c }
              {rank=same; a; b}
            }
            """)
        #expect(graph.hasTitleBelow && graph.titleAlignment == .right)
        #expect(graph.fill == RGBColor(hex: 0xFFFFF0) && graph.ink == RGBColor(hex: 0x000080))
        #expect(graph.clusters[0].fill == RGBColor(hex: 0xFFC0CB))
        #expect(graph.clusters[0].hasLabelBelow && graph.clusters[0].lineStyle == .dashed)
        #expect(graph.clusters[1].fill == RGBColor(hex: 0))
        #expect(graph.clusters[1].stroke == RGBColor(hex: 0xFF0000))
        #expect(graph.clusters[1].lineWidth == 2)
        // The graph's own ground is no cluster's.
        #expect(graph.clusters[2].fill == nil)
        #expect(graph.ranks == [.init(.same, of: [0, 1])])
    }

    /// Whatever colours a file asks for, text can be read in every theme, and nothing overlaps.
    @Test func unreadableColoursAreMadeReadable() throws {
        let drawing = try drawing(
            """
            digraph {
              label="A title"; fontcolor=yellow;
              node [style=filled];
              a [fillcolor=black fontcolor=black]; b [fillcolor=white fontcolor=white];
              c [style="" fontcolor=yellow]; d [fillcolor=gray50 fontcolor=gray45 shape=box];
              subgraph cluster_0 { label="dark"; bgcolor="#222222"; fontcolor="#222222"; c -> d
                [label="on dark" fontcolor=black] }
              a -> b [label="cyan" fontcolor=cyan headlabel="lime" color=lime]; b -> c;
              t [shape=plaintext style=filled fillcolor=white label=<<table bgcolor="black"><tr><td>x</td><td
                bgcolor="yellow"><font color="white">y</font></td></tr></table>>]
            }
            """)
        #expect(OverlapCheck().problems(in: drawing, themes: Theme.all) == [])
    }

    @Test func tablesAreDrawnAsCells() throws {
        let html = """
            digraph { a [shape=none label=<<table border="0" cellborder="1">
              <tr><td rowspan="2">relu<br/>depth:1</td><td>in:</td><td>(2, 3)</td></tr>
              <tr><td port="o">out:</td><td>(2, 4)</td></tr></table>>]; a:o -> b }
            """
        let drawing = try drawing(html)
        let texts = drawing.leaves.compactMap { mark -> String? in
            guard case .text(let line) = mark.content else { return nil }
            return line.string
        }
        #expect(["relu", "depth:1", "in:", "(2, 3)", "out:", "(2, 4)"].allSatisfy(texts.contains))
        #expect(drawing.leaves.filter { $0.name.hasPrefix("node/0/cell/") }.count == 5)
        #expect(OverlapCheck().problems(in: drawing) == [])
    }

    /// A title wider than all else is not cut off, wherever its cluster stands.
    @Test(arguments: ["TB", "LR", "BT", "RL"])
    func wideTitlesAreNotCutOff(direction: String) throws {
        let drawing = try drawing(
            """
            digraph { rankdir=\(direction);
              subgraph cluster_0 { label="A very long title of a cluster of one small node"; a }
              subgraph cluster_1 { label="Another long title, below"; labelloc=b; b }
              a -> b; b -> c }
            """)
        // Edges into the boxes may cross the titles, as there is no other way.
        let problems = OverlapCheck().problems(in: drawing)
        #expect(problems.filter { $0.kind != .labelOnLine } == [])
    }

    @Test func numbersThatCountLayersAreNoKind() throws {
        let chain = (0..<30).map {
            "l\($0) [label=\"layers.\($0).weight\\n(64, 64)\"]; r\($0) [label=relu_\($0)]; "
                + "l\($0) -> r\($0);" + ($0 > 0 ? "r\($0 - 1) -> l\($0);" : "x -> l0;")
        }
        let folded = try graph("digraph { x; \(chain.joined(separator: "\n")) }")
            .withRepeatsFolded()
        #expect(folded.nodes.map(\.label) == ["x", "layers.0.weight\n(64, 64)", "relu_0"])
        #expect(folded.clusters.map { $0.label[0].text } == ["× 30"])
        // As torchviz writes: what is named first depends on what comes later.
        let backward = (0..<30).map {
            "n\($0) [label=AddBackward0]; m\($0) [label=AccumulateGrad]; m\($0) -> n\($0);"
                + "n\($0 + 1) -> n\($0);"
        }
        let torchviz = try graph("digraph { \(backward.joined(separator: "\n")) }")
            .withRepeatsFolded()
        #expect(torchviz.nodes.count <= 6)
        #expect(torchviz.clusters.map { $0.label[0].text }.contains("× 29"))
        // Sizes are no counters.
        let sizes = (0..<9).map { "s\($0) [label=\"Linear (\($0))\"]; s\($0) -> s\($0 + 1);" }
        let distinct = try graph("digraph { \(sizes.joined()) }")
        #expect(distinct.withRepeatsFolded() == distinct)
    }

    /// What makes a block another one is kept: loops, ranks, and how edges look.
    @Test func foldingKeepsLoopsRanksAndLooks() throws {
        func blocks(_ extra: (Int) -> String) -> String {
            "digraph { x -> a0; "
                + (0..<12).map { index in
                    "a\(index) [label=conv]; b\(index) [label=relu]; c\(index) [label=add];"
                        + "a\(index) -> b\(index); b\(index) -> c\(index);"
                        + (index > 0 ? "c\(index - 1) -> a\(index);" : "") + extra(index)
                }.joined(separator: "\n") + " }"
        }
        func folded(_ extra: (Int) -> String) throws -> ForeignGraph {
            try graph(blocks(extra)).withRepeatsFolded()
        }
        // What every block has, the one that is drawn has.
        let loops = try folded { "b\($0) -> b\($0) [color=red];" }
        #expect(loops.nodes.count == 4 && loops.clusters.map { $0.label[0].text } == ["× 12"])
        #expect(loops.edges.filter { $0.from == $0.to }.map(\.from) == [2])
        #expect(loops.edges.contains { $0.from == $0.to && $0.color == RGBColor(hex: 0xFF0000) })
        let ranks = try folded { "{rank=same; a\($0); b\($0)}" }
        #expect(ranks.nodes.count == 4 && ranks.ranks == [.init(.same, of: [1, 2])])
        let colours = try folded { "a\($0) -> c\($0) [color=blue style=dashed];" }
        #expect(colours.nodes.count == 4)
        #expect(colours.edges.contains { $0.lineStyle == .dashed && $0.color != nil })
        // What one block has is not lost.
        for extra in [
            "b6 -> b6;", "{rank=same; a6; b6}", "a6 -> c6 [color=red];",
        ] {
            let result = try folded { $0 == 6 ? extra : "" }
            #expect(result.clusters.map { $0.label[0].text } == ["× 6", "× 5"], "\(extra)")
            #expect(result.nodes.count == 10)
        }
        #expect(try folded { $0 == 6 ? "{rank=same; a6; b6}" : "" }.ranks.count == 1)
        // A group outside of the blocks stays as it is.
        let beside = try folded { $0 == 0 ? "{rank=max; y; z} x -> y; x -> z;" : "" }
        #expect(beside.ranks.map(\.kind) == [.max] && beside.ranks[0].nodes.count == 2)
        #expect(beside.ranks[0].nodes.allSatisfy { ["y", "z"].contains(beside.nodes[$0].id) })
    }

    /// A chain is cut only where its edges look alike.
    @Test func chainsKeepTheLooksOfTheirEdges() throws {
        let names = (0..<30).map { "\"q\($0 * 7)w\"" }
        let text =
            "digraph { " + names[...14].joined(separator: "->") + " [color=red]; "
            + names[14...].joined(separator: "->") + " [style=dashed] }"
        let folded = try graph(text).folded(comfortable: 0)
        #expect(folded.nodes.filter { $0.label.hasPrefix("…") }.count == 2)
        #expect(folded.nodes.contains { $0.id == "q98w" })
        let red = folded.edges.filter { $0.color == RGBColor(hex: 0xFF0000) }.count
        #expect(red > 2 && folded.edges.count - red > 2)
        #expect(folded.edges.filter { $0.lineStyle == .dashed }.count == folded.edges.count - red)
    }

    @Test func chainsAreCutShort() throws {
        let text = "digraph { " + (0..<100).map { "\"a\($0 * 7)b\"" }.joined(separator: "->") + " }"
        let whole = try graph(text)
        let folded = whole.folded(comfortable: 60)
        #expect(
            folded.nodes.map(\.label) == ["a0b", "a7b", "a14b", "… 95 more …", "a686b", "a693b"])
        #expect(folded.edges.map { [$0.from, $0.to] } == (0..<5).map { [$0, $0 + 1] })
        // What can be taken in stays; so does a ring.
        #expect(whole.folded(comfortable: 200).nodes.count == 100)
        let ring = try graph(
            "digraph { " + (0...20).map { "x\($0 % 20)y" }.joined(separator: "->") + " }")
        #expect(ring.folded(comfortable: 0) == ring)
    }
}
