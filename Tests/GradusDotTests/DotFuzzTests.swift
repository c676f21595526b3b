import GradusDiagnostics
import Testing

@testable import GradusDot

/// Damaged and random texts end in a graph or a `Diagnostic` with a place, never in a trap.
@Suite struct DotFuzzTests {
    private struct Random {
        var state: UInt64
        mutating func below(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
    }

    private static let pieces = [
        "digraph", "strict ", "graph ", "subgraph ", "cluster_a", "{", "}", "[", "]", "->", "--",
        "a", "b", "=", ":", ";", ",", "\"x", "\"", "\\", "+", "<", ">", "<b>", "1.5", "-", "#",
        "\n",
        "//", "/*", "*/", "node", "edge", "label=\"{a|<p>b}\"", "é", "\u{1F600}", "\0", " ",
    ]

    private func read(_ bytes: [UInt8]) {
        do {
            let graph = try DotFile.parse(bytes, called: "f")
            for edge in graph.edges {
                #expect(
                    graph.nodes.indices.contains(edge.from) && graph.nodes.indices.contains(edge.to)
                )
            }
            for node in graph.nodes {
                if let label = node.attributes["label"] {
                    _ = DotLabel.lines(of: label, names: ["N": node.id])
                    _ = DotRecord(label: label.string)
                }
            }
        } catch {
            #expect(error.span != nil && !error.message.isEmpty)
        }
    }

    @Test(arguments: 0..<8)
    func randomPieces(seed: Int) {
        var random = Random(state: UInt64(seed))
        for _ in 0..<1500 {
            var text = random.below(4) > 0 ? "digraph {" : ""
            for _ in 0..<random.below(40) { text += Self.pieces[random.below(Self.pieces.count)] }
            read(Array(text.utf8))
        }
    }

    @Test(arguments: 0..<8)
    func damagedText(seed: Int) {
        let text = """
            strict digraph G { rankdir=LR; node [shape=record, label="<a> x|{y|z}"];
              subgraph cluster_0 { a -> {b c} -> d:p:n [label="\\N\\l" + "q"]; label=<<b>t</b>> }
              a -> e [weight=2.5] /* c */ // d
            }
            """
        var random = Random(state: UInt64(seed) + 100)
        for _ in 0..<1500 {
            var bytes = Array(text.utf8)
            for _ in 0..<(1 + random.below(4)) {
                let place = random.below(bytes.count)
                switch random.below(3) {
                case 0: bytes[place] = UInt8(random.below(256))
                case 1: bytes.remove(at: place)
                default: bytes.removeSubrange(place...)
                }
                if bytes.isEmpty { break }
            }
            read(bytes)
        }
    }

    @Test func manyGroupsStayBounded() {
        // Every level makes its nodes members of all the levels around it.
        let depth = 900
        let text =
            "digraph {" + String(repeating: "{ a b c d e f ", count: depth)
            + String(repeating: "} -> {x y}", count: depth) + "}"
        read(Array(text.utf8))
        read(Array(("graph { " + String(repeating: "{", count: 100_000)).utf8))
        read(Array(("graph { a [" + String(repeating: "<", count: 100_000)).utf8))
    }
}
