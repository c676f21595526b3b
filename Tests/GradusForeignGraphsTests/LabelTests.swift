import GradusDiagnostics
import GradusDot
import GradusFigures
import Testing

@testable import GradusForeignGraphs

/// Labels with escapes, records, and the places of mistakes in the file.
@Suite struct LabelTests {
    private func graph(_ text: String) throws -> ForeignGraph {
        try ForeignGraph(try DotFile.parse(Array(text.utf8), called: "g.dot"))
    }

    private func error(_ text: String) throws -> String {
        try #require(throws: Diagnostic.self) { try graph(text) }.description
    }

    @Test func escapesAndEntities() throws {
        func texts(_ text: String, _ names: [Character: String] = [:]) -> [String] {
            DotLabel.lines(ofText: text, names: names).map(\.text)
        }
        #expect(texts("a\\nb\\lc\\rd") == ["a", "b", "c", "d"])
        #expect(
            DotLabel.lines(ofText: "a\\lb\\r", names: [:]).map(\.alignment) == [.left, .right])
        #expect(texts("\\N of \\G", ["N": "n1", "G": "g"]) == ["n1 of g"])
        #expect(texts("x &lt;&amp;&#8594;&#x3b1;&nope; & y") == ["x <&→α&nope; & y"])
        #expect(texts("a\\\\n\u{7}b") == ["a\\nb"])
        #expect(texts("") == [""])
        #expect(texts(String(repeating: "w", count: 500))[0].count == 160)
        // As older versions of torchview write line breaks.
        #expect(texts("a&#92;nb") == ["a", "b"])
    }

    @Test func records() throws {
        let micrograd = try DotRecordReader.read("{ data 2.0000 | grad 0.5000 }")
        #expect(micrograd.count == 1)
        #expect(
            micrograd[0].fields.map { $0.lines.map(\.text) } == [["data 2.0000"], ["grad 0.5000"]])
        #expect(try DotRecordReader.read("<in> x\\| | y").map(\.port) == ["in", nil])
        let torchview = try DotRecordReader.read("relu&#92;ndepth:1|{in:|out:}")
        #expect(torchview[0].lines.map(\.text) == ["relu", "depth:1"])
        #expect(try DotRecordReader.read("{{input|output}|{a\\nb|c}}")[0].fields.count == 2)
        #expect(try DotRecordReader.read(" \n{a}\n|b > c").count == 2)
        #expect(try DotRecordReader.read("a\\")[0].lines.map(\.text) == ["a"])
    }

    /// What was found, what was expected, and at which byte.
    @Test(arguments: [
        ("{a|b", "found '{' in a record without a '}' behind it", 0),
        ("{x|{y|z}", "found '{' in a record without a '}' behind it", 0),
        ("a}", "found '}' in a record without a '{' before it", 1),
        ("a <p", "found '<' in a record without a '>' behind it", 2),
        ("<p> <q> a", "found a second port in one field of a record, expected '|' or '}'", 4),
        (
            "a {b}", "found '{' behind other content of a record's field, expected '|' before it",
            2
        ),
        ("{b} a", "found 'a' behind '}' in a record, expected '|', '}' or the end", 4),
        ("&#92;n}", "found '}' in a record without a '{' before it", 6),
        (
            String(repeating: "{", count: 40), "the fields of a record are divided deeper than 16",
            15
        ),
        (String(repeating: "|", count: 2000), "a record has more than 2000 fields", 1999),
    ])
    func brokenRecords(label: String, message: String, byte: Int) throws {
        let error = try #require(throws: DotLabelError.self) { try DotRecordReader.read(label) }
        #expect(error.message == message)
        #expect(error.bytes.lowerBound == byte)
    }

    /// Errors name the file, the line and the column of what is wrong in a label.
    @Test func mistakesHavePlaces() throws {
        #expect(
            try error("digraph {\n a [label=<<TABLE><TR><TD>x</TR></TABLE>>] }")
                == "g.dot:2:28: error: the label of node 'a' cannot be read: found '</TR>', "
                + "expected '</TD>'")
        #expect(
            try error("digraph { a [shape=record label=\"x\\\"\" + \"|{y\"] }")
                == "g.dot:1:43: error: the label of node 'a' cannot be read: found '{' in a record "
                + "without a '}' behind it\n  fix: a '{' that divides nothing is written as \\{")
        #expect(
            try error("graph { a -- b [headlabel=<<i>x</b>>] }")
                == "g.dot:1:32: error: the headlabel of the edge a--b cannot be read: "
                + "found '</B>', expected '</I>'")
        #expect(
            try error("digraph { subgraph cluster_q { label=<x</i>>; a } }")
                == "g.dot:1:40: error: the label of 'cluster_q' cannot be read: found '</I>', "
                + "which ends nothing")
        #expect(
            try error("digraph { label=<<u>>; a }").hasPrefix(
                "g.dot:1:18: error: the label of the graph cannot be read: found '<U>'"))
        // Braces are only text in other shapes, and HTML is HTML in all of them.
        #expect(try graph("digraph { a [label=\"{x\"] }").nodes[0].label == "{x")
        #expect(
            try graph("digraph { a [shape=record label=<<table><tr><td>{</td></tr></table>>] }")
                .nodes[0].content.table != nil)
    }

    /// What a name stands for is not repeated beyond what is drawn.
    @Test func longNamesInLabelsAreClippedAtOnce() {
        let name = String(repeating: "n", count: 200_000)
        let label = String(repeating: "\\N", count: 20_000)
        let lines = DotLabel.lines(ofText: label, names: ["N": name])
        #expect(lines.map(\.text.count) == [160] && lines[0].text.hasSuffix("…"))
    }

    /// One label may serve all nodes: its fields count for each.
    @Test func fieldsOfAllNodesAreBounded() throws {
        let label = String(repeating: "|", count: 1_900)
        let nodes = (0..<200).map { "n\($0)" }.joined(separator: ";")
        #expect(
            try error("digraph {\n node [shape=record, label=\"\(label)\"]; \(nodes) }")
                .hasPrefix(
                    "g.dot:2:28: error: the labels of all nodes have more than 200000 fields"))
    }
}
