import GradusDiagnostics
import Testing

@testable import GradusDot

/// HTML-like labels, ports, ranks and the places of labels in the file.
@Suite struct DotTableTests {
    /// As torchview writes a module.
    private static let module = """
        <TABLE BORDER="0" CELLBORDER="1" CELLSPACING="0" CELLPADDING="4">
          <TR><TD ROWSPAN="2" PORT="m">Linear<BR/>depth:2</TD><TD COLSPAN="2">input:</TD>
              <TD COLSPAN="2" BGCOLOR="red">(2, 128) </TD></TR>
          <TR><TD COLSPAN="2">output: </TD><TD COLSPAN="2"><B>(2, 64)</B></TD></TR>
        </TABLE>
        """

    @Test func spansPlaceCells() throws {
        let table = try #require(DotHTML(Self.module)?.table)
        #expect(!table.hasBorder && table.cells.allSatisfy(\.hasBorder))
        #expect(table.cells.map(\.row) == [0, 0, 0, 1, 1])
        #expect(table.cells.map(\.column) == [0, 1, 3, 1, 3])
        #expect(table.cells.map(\.rowSpan) == [2, 1, 1, 1, 1])
        #expect(table.cells.map(\.columnSpan) == [1, 2, 2, 2, 2])
        #expect(table.cells[0].content.lines.map(\.text) == ["Linear", "depth:2"])
        #expect(table.cells[0].port == "m" && table.cells[2].background == "red")
        #expect(table.cells[4].content.lines.map(\.isBold) == [true])
    }

    @Test func tablesMayStandInCells() throws {
        let outer = try #require(
            DotHTML(
                "<table><tr><td><table border='0'><tr><td>a</td></tr></table></td>"
                    + "<td><font color=\"white\">b</font></td></tr></table>")?.table)
        #expect(outer.cells[0].content.table?.cells[0].content.lines.map(\.text) == ["a"])
        #expect(outer.cells[0].content.table?.hasBorder == false && outer.hasBorder)
        #expect(outer.cells[1].fontColor == "white")
    }

    @Test func whatDoesNotMatchIsText() {
        for html in [
            "<table><tr><td>a</td></tr>", "<td>a</td>", "a <table><tr><td>b</td></tr></table>",
            "<table></table>", "<b", "<table><tr></td></tr></table>",
            String(repeating: "<table><tr><td>", count: 40),
        ] {
            #expect(DotHTML(html)?.table == nil, "\(html)")
        }
        let lines = DotLabel.lines(of: .html("<table><tr><td>a</td></tr>"))
        #expect(lines.map(\.text) == ["a"])
        #expect(
            DotLabel.lines(of: .html("<b>conv</b><br align='left'/>1 &#215; 2")).map(\.text)
                == ["conv", "1 × 2"])
    }

    /// As older versions of torchview write line breaks.
    @Test func backslashesMayBeEntities() throws {
        #expect(DotLabel.lines(of: .text("a&#92;nb")).map(\.text) == ["a", "b"])
        let record = try #require(DotRecord(label: "relu&#92;ndepth:1|{in:|out:}"))
        #expect(record.fields[0].lines.map(\.text) == ["relu", "depth:1"])
    }

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

    /// Tags cut and mixed at random end in a table or in nothing.
    @Test(arguments: 0..<4)
    func damagedTables(seed: Int) {
        var state = UInt64(seed) &+ 7
        func below(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        let pieces = [
            "<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<td rowspan=\"9\">",
            "<td colspan='999999'>", "<b>", "</b>", "<br/>", "<", ">", "a", "&#92;", "é", "<!--",
            "-->", "<font color=\"red\">", "</font>", "=", "\"",
        ]
        for _ in 0..<2000 {
            let html = (0..<below(30)).map { _ in pieces[below(pieces.count)] }.joined()
            guard let table = DotHTML(html)?.table else { continue }
            #expect(!table.cells.isEmpty)
            for cell in table.cells { #expect(cell.columnSpan <= 60 && cell.column < 200_000) }
        }
    }
}
