import GradusFigures
import GradusGraphics
import Testing

@testable import GradusForeignGraphs

/// HTML-like labels: tables, looks, and what is wrong in them.
@Suite struct HTMLLabelTests {
    /// As torchview writes a module.
    private static let module = """
        <TABLE BORDER="0" CELLBORDER="1" CELLSPACING="0" CELLPADDING="4">
          <TR><TD ROWSPAN="2" PORT="m">Linear<BR/>depth:2</TD><TD COLSPAN="2">input:</TD>
              <TD COLSPAN="2" BGCOLOR="red">(2, 128) </TD></TR>
          <TR><TD COLSPAN="2">output: </TD><TD COLSPAN="2"><B>(2, 64)</B></TD></TR>
        </TABLE>
        """

    private func texts(_ html: String) throws -> [String] {
        try DotLabel.lines(of: .html(html)).map(\.text)
    }

    @Test func spansPlaceCells() throws {
        let table = try #require(try DotHTMLReader.read(Self.module).table)
        #expect(!table.hasBorder && table.cells.allSatisfy(\.hasBorder))
        #expect(table.cells.map(\.rows) == [0..<2, 0..<1, 0..<1, 1..<2, 1..<2])
        #expect(table.cells.map(\.columns) == [0..<1, 1..<3, 3..<5, 1..<3, 3..<5])
        #expect(table.cells[0].field.lines.map(\.text) == ["Linear", "depth:2"])
        #expect(table.cells[0].field.port == "m")
        #expect(table.cells[2].field.fill == RGBColor(hex: 0xFF0000))
        #expect(table.cells[4].field.lines.map(\.isTitle) == [true])
    }

    @Test func tablesMayStandInCells() throws {
        let outer = try #require(
            try DotHTMLReader.read(
                "<table><tr><td><table border='0'><tr><td>a</td></tr></table></td>"
                    + "<td><font color=\"white\">b</font></td><td/></tr></table>"
            ).table)
        #expect(outer.cells[0].field.table?.cells[0].field.lines.map(\.text) == ["a"])
        #expect(outer.cells[0].field.table?.hasBorder == false && outer.hasBorder)
        #expect(outer.cells[1].field.lines[0].runs[0].look.color == RGBColor(hex: 0xFFFFFF))
        #expect(outer.cells.count == 3)
    }

    /// Each piece of a line keeps its own look.
    @Test func piecesHaveLooks() throws {
        let html = """
            <b>W</b><sub>i<sup>2</sup></sub> <i>a</i> &le;
            <u>u</u><s>s</s><o>o</o><br align="left"/><font color="blue"
            point-size="20" face="Courier-Bold">x</font>
            """
        let lines = try DotLabel.lines(of: .html(html))
        #expect(lines.map(\.text) == ["Wi2 a ≤ uso", "x"])
        #expect(lines.map(\.alignment) == [.left, .center])
        let runs = lines[0].runs
        #expect(runs.map(\.text) == ["W", "i", "2", " ", "a", " ≤ ", "u", "s", "o"])
        #expect(runs[0].look.isBold && !runs[1].look.isBold)
        #expect(runs[1].look.rise < 0 && runs[1].look.scale == 0.75)
        #expect(runs[2].look.rise > runs[1].look.rise && runs[2].look.scale == 0.75 * 0.75)
        #expect(runs[4].look.isItalic && runs[6].look.isUnderlined)
        #expect(runs[7].look.isStruck && runs[8].look.isOverlined)
        let big = lines[1].runs[0].look
        #expect(big.size == 20 && big.isCode == true && big.isBold)
        #expect(big.color == RGBColor(hex: 0x0000FF))
        // What is bold as a whole is a title, what is plain has no pieces.
        #expect(try DotLabel.lines(of: .html("<b>a  b</b>"))[0].isTitle)
        #expect(try DotLabel.lines(of: .html("a <!-- <b> --> b"))[0].runs.isEmpty)
    }

    @Test func linesAndFlatTables() throws {
        #expect(
            try texts("<b>conv</b><br align='left'/>1 &#215; 2<br>") == ["conv", "1 × 2"])
        #expect(
            try texts(
                "<table><tr><td colspan='2'><b>dense</b> (Dense)</td></tr>"
                    + "<tr><td>in:&nbsp;8</td><td>out: 4</td></tr></table>")
                == ["dense (Dense)", "in:\u{A0}8 · out: 4"])
        let line = try DotLabel.lines(
            of: .html("<b>" + String(repeating: "w", count: 500) + "</b>" + "<i>more</i>"))[0]
        #expect(line.text.count == 160 && line.text.hasSuffix("w…"))
        let cell = try DotHTMLReader.read(
            "<table><tr><td align='LEFT'>a<br/>b<br align='right'/></td></tr></table>")
        #expect(cell.table?.cells[0].field.lines.map(\.alignment) == [.left, .right])
    }

    /// What was found, what was expected, and at which byte.
    @Test(arguments: [
        ("<table><tr><td>x</tr></table>", "found '</TR>', expected '</TD>'", 16),
        ("<b>x", "found '<B>' without an end, expected '</B>'", 0),
        ("é<table><tr><td>a</td></tr>", "found '<TABLE>' without an end, expected '</TABLE>'", 2),
        ("<td>a</td>", "found '<TD>' outside of a '<TR>'", 0),
        ("x<tr/>", "found '<TR>' outside of a '<TABLE>'", 1),
        (
            "a <table><tr><td>b</td></tr></table>",
            "found text beside a table, expected either text or one table", 0
        ),
        ("<table></table>", "found a table without cells", 7),
        ("<b", "this tag has no end, expected '>'", 0),
        ("<!-- a", "this comment has no end, expected '-->'", 0),
        ("a</b>", "found '</B>', which ends nothing", 1),
        (
            "<table><tr>x<td/></tr></table>",
            "found text between the cells of a table, expected '<TR>' or '<TD>'", 11
        ),
        (
            "<div>a</div>",
            "found '<DIV>', expected one of TABLE, TR, TD, FONT, BR, B, I, U, O, S, SUB, SUP, HR, "
                + "VR and IMG", 0
        ),
        (
            "<table><tr><td/></tr></table><table><tr><td/></tr></table>",
            "found a second table, expected either text or one table", 29
        ),
    ])
    func mistakesAreNamed(html: String, message: String, byte: Int) throws {
        let error = try #require(throws: DotLabelError.self) { try DotHTMLReader.read(html) }
        #expect(error.message == message)
        #expect(error.bytes.lowerBound == byte)
    }

    @Test func limitsAreKept() {
        for html in [
            String(repeating: "<table><tr><td>", count: 40), String(repeating: "<b>", count: 300),
            "<table>" + String(repeating: "<tr><td rowspan='60' colspan='60'/></tr>", count: 10),
        ] {
            #expect(throws: DotLabelError.self) { try DotHTMLReader.read(html) }
        }
    }

    /// Tags cut and mixed at random end in a field or an error at a byte of the label.
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
            "-->", "<font color=\"red\">", "</font>", "=", "\"", "<sub>", "</sub>", "<td/>",
        ]
        for _ in 0..<2000 {
            let html = (0..<below(30)).map { _ in pieces[below(pieces.count)] }.joined()
            do throws(DotLabelError) {
                guard let table = try DotHTMLReader.read(html).table else { continue }
                #expect(!table.cells.isEmpty)
                for cell in table.cells {
                    #expect(cell.columns.count <= 60 && cell.columns.lowerBound < 200_000)
                }
            } catch {
                #expect(error.bytes.upperBound <= html.utf8.count && !error.message.isEmpty)
            }
        }
    }
}
