import GradusDiagnostics
import Testing

@testable import GradusDot

@Suite struct DotFileTests {
    private func graph(_ text: String, limits: DotLimits = DotLimits()) throws -> DotGraph {
        try DotFile.parse(Array(text.utf8), called: "g.dot", limits: limits)
    }

    private func error(_ text: String, limits: DotLimits = DotLimits()) -> String {
        do {
            _ = try graph(text, limits: limits)
            return "none"
        } catch { return "\(error)" }
    }

    private func pairs(_ graph: DotGraph) -> [String] {
        graph.edges.map { "\(graph.nodes[$0.from].id) \(graph.nodes[$0.to].id)" }
    }

    @Test func graphsAreEqualIfTheySayTheSame() throws {
        let first = try graph("digraph { a -> b [label=x]; subgraph cluster_c { a } }")
        let second = try graph("digraph {\n  a -> b [ label = x ]\n  subgraph cluster_c { a }\n}")
        #expect(first == second && first.hashValue == second.hashValue)
        #expect(first.edges[0].offset != second.edges[0].offset)
        #expect(try first != graph("digraph { a -> b [label=y]; subgraph cluster_c { a } }"))
        #expect(try first != graph("digraph { b -> a [label=x]; subgraph cluster_c { a } }"))
    }

    @Test func micrograd() throws {
        // As micrograd's draw_dot writes it.
        let graph = try graph(
            """
            digraph {
            \tgraph [rankdir=LR]
            \t140234 [label="{ data 2.0000 | grad 0.5000 }" shape=record]
            \t"140234*" [label="*"]
            \t"140234*" -> 140234
            }
            """)
        #expect(graph.isDirected && !graph.isStrict && graph.name == nil)
        #expect(graph.attributes.string("rankdir") == "LR")
        #expect(graph.nodes.map(\.id) == ["140234", "140234*"])
        #expect(graph.nodes[0].attributes.string("shape") == "record")
        #expect(pairs(graph) == ["140234* 140234"])
        #expect(graph.nodes[0].attributes.string("label") == "{ data 2.0000 | grad 0.5000 }")
    }

    @Test func torchvizAndKeras() throws {
        // As torchviz and keras.utils.plot_model write them, through the graphviz and pydot modules.
        let torchviz = try graph(
            """
            digraph {
            \tgraph [size="12,12"]
            \tnode [align=left fontname=monospace fontsize=10 height=0.2 ranksep=0.1 shape=box style=filled]
            \t139 [label="
             ()" fillcolor=darkolivegreen1]
            \t140 [label=AddmmBackward0]
            \t140 -> 139
            }
            """)
        #expect(torchviz.nodes[1].attributes.string("shape") == "box")
        #expect(torchviz.nodes[1].attributes.number("height") == 0.2)
        #expect(torchviz.nodes[0].attributes.string("fillcolor") == "darkolivegreen1")
        let keras = try graph(
            """
            digraph G {
            rankdir=TB;
            concentrate=True;
            dpi=200;
            splines=ortho;
            node [shape=box];
            1 [shape=none, margin=0, label=<<table border="0"><tr><td colspan="2"><b>dense</b> (Dense)</td></tr><tr><td>Input:&nbsp;(None, 8)</td><td>Output: (None, 4)</td></tr></table>>];
            2 [label="{{input|output}|{a\\nb|c}}", shape=record];
            1 -> 2;
            }
            """)
        #expect(keras.nodes[0].attributes["label"]?.string.hasPrefix("<table") == true)
        #expect(keras.attributes.string("dpi") == "200")
    }

    @Test func wholeGrammar() throws {
        let graph = try graph(
            """
            # a line of a preprocessor
            strict digraph "a \\"name\\"" {  // comment
              x = y; edge [color=red]; node [shape=circle]
              a:p1:ne -> {b c [shape=box]} -> d [label=L, weight=2]; /* long
              comment */ a -> b
              subgraph cluster_1 { label="in"; node [shape=none]; e; subgraph cluster_2 { f } }
              subgraph { rank=same; g } -> h;
              "q" + "r\\
            s" -> -1.5 [k]
              É -> .5 [a=1][b=2;c=3]
            }
            """)
        #expect(graph.name == "a \"name\"" && graph.isStrict)
        #expect(
            pairs(graph) == [
                "a b", "a c", "b d", "c d", "g h", "qrs -1.5", "É .5",
            ])
        #expect(graph.edges[0].fromPort == "p1" && graph.edges[2].fromPort == nil)
        #expect(graph.edges[0].attributes.string("label") == "L")
        #expect(graph.edges[0].attributes.string("color") == "red")
        #expect(graph.edges[5].attributes.string("k") == "true")
        #expect(graph.edges[6].attributes.pairs.map(\.name) == ["color", "a", "b", "c"])
        #expect(graph.clusters.map(\.name) == ["cluster_1", "cluster_2"])
        #expect(graph.clusters[1].parent == 0)
        #expect(graph.clusters[0].attributes.string("label") == "in")
        let byName = Dictionary(uniqueKeysWithValues: graph.nodes.map { ($0.id, $0) })
        #expect(byName["e"]?.cluster == 0 && byName["f"]?.cluster == 1)
        #expect(byName["e"]?.attributes.string("shape") == "none")
        #expect(byName["c"]?.attributes.string("shape") == "box")
        #expect(byName["a"]?.cluster == nil)
        let undirected = try self.graph("strict graph { a -- b -- a; b -- c }")
        #expect(!undirected.isDirected && undirected.edges.count == 2)
    }

    @Test func mistakesAreNamed() {
        #expect(
            error("") == """
                g.dot:1:1: error: the file holds no graph
                  fix: digraph { a -> b }
                """)
        #expect(error("grph {}") == "g.dot:1:1: error: found 'grph', expected 'graph' or 'digraph'")
        #expect(
            error("digraph {\n  a -- b }")
                == "g.dot:2:5: error: found '--', expected '->' in a digraph")
        #expect(
            error("graph { a -> b }") == "g.dot:1:11: error: found '->', expected '--' in a graph")
        #expect(
            error("digraph { a ->")
                == "g.dot:1:15: error: found the end of the file, expected a node behind '->'")
        #expect(
            error("digraph { a") == "g.dot:1:12: error: found the end of the file, expected '}'")
        #expect(
            error("digraph { a [x=] }") == "g.dot:1:16: error: found ']', expected a value for 'x'")
        #expect(
            error("digraph { a } b") == "g.dot:1:15: error: found 'b', expected the end of the file"
        )
        #expect(
            error("digraph { \"é\" -> \"x }")
                == "g.dot:1:18: error: this string has no end, expected '\"'")
        #expect(
            error("digraph { a /* }") == "g.dot:1:13: error: this comment has no end, expected '*/'"
        )
        #expect(
            error("digraph { a [label=<<b>] }")
                == "g.dot:1:20: error: this HTML has no end, expected '>'")
        #expect(
            error("digraph { 1a }") == """
                g.dot:1:11: error: found '1a', which is neither a name nor a number
                  fix: put it between quotes
                """)
        #expect(
            error("digraph { a @ }") == """
                g.dot:1:13: error: found '@', which means nothing here
                  fix: put names with such characters between quotes
                """)
        var limits = DotLimits()
        (limits.nodes, limits.edges, limits.depth) = (3, 4, 5)
        #expect(
            error("graph { a b c d }", limits: limits)
                == "g.dot:1:15: error: there are more than 3 nodes")
        #expect(
            error("graph { {a b c} -- {a b c} }", limits: limits)
                == "g.dot:1:28: error: there are more than 4 edges")
        #expect(
            error("graph {{{{{{{", limits: limits)
                == "g.dot:1:13: error: groups are nested deeper than 5")
        do {
            _ = try DotFile.parse([0x67, 0x0A, 0xFF], called: "g.dot")
            Issue.record("a text that is not UTF-8 was read")
        } catch {
            #expect(error.message == "the text is not UTF-8")
            #expect(error.span?.start == SourcePosition(line: 2, column: 1))
        }
    }
}
