import GradusDiagnostics
import Testing

@testable import GradusDot

/// Ports, ranks, and the places of labels in the file.
@Suite struct DotPlaceTests {
    @Test func portsRanksAndPlaces() throws {
        let text = """
            digraph {
              a:f0:ne -> b:s [label="é"];
              subgraph { rank=same; a; subgraph { c } }
              { rank = "max"; d }
            }
            """
        let graph = try DotFile.parse(Array(text.utf8), called: "g.dot")
        #expect(graph.edges[0].fromPort == "f0" && graph.edges[0].fromCompass == "ne")
        #expect(graph.edges[0].toPort == "s" && graph.edges[0].toCompass == nil)
        #expect(graph.ranks.map(\.kind) == ["same", "max"])
        #expect(graph.ranks.map(\.nodes) == [[0, 2], [3]])
        let source = DotSource(Array(text.utf8), file: "g.dot")
        let label = source.span(at: try #require(graph.edges[0].attributes.offset(of: "label")))
        #expect(label.start == SourcePosition(line: 2, column: 25))
        #expect(label.end == SourcePosition(line: 2, column: 28))
        let name = source.span(at: graph.nodes[3].offset)
        #expect(name.start == SourcePosition(line: 4, column: 19))
        #expect(source.span(at: 1_000_000).start.line == 5)
    }

    /// Bytes of a value are found in the file, behind escapes and in joined strings.
    @Test func partsOfValuesHavePlaces() throws {
        let text = #"""
            digraph { a [x="\"é" + "bc"]
              b [y=<h<b>>, z=word] }
            """#
        let graph = try DotFile.parse(Array(text.utf8), called: "g.dot")
        func span(_ node: Int, _ name: String, _ part: Range<Int>) throws -> SourceSpan {
            let offset = try #require(graph.nodes[node].attributes.offset(of: name))
            return graph.source.span(of: part, inValueAt: offset)
        }
        #expect(graph.nodes[0].attributes.string("x") == "\"ébc")
        // The quote, the letter of two bytes, what stands in the second string.
        #expect(try span(0, "x", 0..<1).start == SourcePosition(line: 1, column: 18))
        #expect(try span(0, "x", 1..<3).start == SourcePosition(line: 1, column: 19))
        #expect(try span(0, "x", 4..<5).start == SourcePosition(line: 1, column: 26))
        #expect(try span(1, "y", 1..<4).start == SourcePosition(line: 2, column: 10))
        #expect(try span(1, "z", 2..<4).start == SourcePosition(line: 2, column: 20))
        #expect(try span(0, "x", 90..<99).start.line == 1)
    }
}
