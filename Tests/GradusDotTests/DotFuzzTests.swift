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

    /// What many take over counts for each: a few lines of text ask for no unbounded work.
    @Test func attributesAreBoundedInAll() throws {
        func message(_ text: String, _ limits: DotLimits) -> String? {
            do throws(Diagnostic) {
                _ = try DotFile.parse(Array(text.utf8), called: "f", limits: limits)
                return nil
            } catch {
                return error.description
            }
        }
        var limits = DotLimits()
        limits.allAttributes = 20
        let nodes = "digraph { node [a=1 b=2] " + (0..<10).map { "n\($0);" }.joined()
        #expect(message(nodes + "}", limits) == nil)
        #expect(
            message(nodes + " x }", limits)
                == "f:1:57: error: nodes, edges and clusters have more than 20 attributes in all")
        #expect(message("digraph { {a b c d} -> {e f g h i} [x=1] }", limits) == nil)
        #expect(message("digraph { {a b c d} -> {e f g h i j} [x=1] }", limits) != nil)
        #expect(message("digraph { edge [x=1 y=2] {a b c} -> {e f g h} }", limits) != nil)
        limits = DotLimits()
        limits.attributeBytes = 30
        #expect(message("digraph { node [x=\"0123456789\"] a b c }", limits) == nil)
        #expect(
            message("digraph { node [x=\"0123456789\"] a b c d }", limits)
                == "f:1:39: error: the attributes of nodes, edges and clusters have more than 30 "
                + "bytes in all")
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
