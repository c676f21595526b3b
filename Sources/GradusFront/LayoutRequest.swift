import GradusDot
import GradusFigures
import GradusFiles
import GradusForeignGraphs
import GradusGraphics

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// `gradus graph GRAPH.dot -o LAYOUT.json`, in the forms in which programs call it. What is
/// understood otherwise, is wrong or fails is the full command's, which says so: nothing is
/// judged in two places.
struct LayoutRequest {
    private var graph: String?
    private var output: String?
    private var mayReplace = false

    /// Nil where the words, of which the first is the command's name, ask for something else.
    init?(_ words: [String]) {
        guard words.count > 1, words[1] == "graph" else { return nil }
        var rest = words.dropFirst(2)
        while let word = rest.popFirst() {
            switch word {
            case "-o", "--output":
                guard output == nil, let path = rest.popFirst(), Self.isPath(path, ["json"])
                else { return nil }
                output = path
            case "--force":
                mayReplace = true
            case "--fold":
                // A layout has every box unless all are to be folded.
                guard let fold = rest.popFirst(), ["auto", "none"].contains(fold) else {
                    return nil
                }
            default:
                guard graph == nil, Self.isPath(word, ["dot", "gv"]) else { return nil }
                graph = word
            }
        }
        guard graph != nil, output != nil else { return nil }
    }

    /// Whether a word is a plain path with one of the endings, in characters about which there
    /// can be no doubt.
    private static func isPath(_ word: String, _ endings: [String]) -> Bool {
        guard let first = word.utf8.first, first != UInt8(ascii: "-"), first != UInt8(ascii: "~"),
            !word.unicodeScalars.contains("\u{FFFD}")
        else { return false }
        return endings.contains { ending in
            let stem = word.utf8.dropLast(ending.utf8.count + 1)
            return word.hasSuffix("." + ending) && !stem.isEmpty && stem.last != UInt8(ascii: "/")
        }
    }

    /// Lays the graph out and writes it; false where it is left to the full command, and then
    /// nothing has happened.
    func isServed() -> Bool {
        guard let graph, let output, mayReplace || !WholeFile.exists(output),
            let dot = try? DotFile.read(graph, called: graph),
            let foreign = try? ForeignGraph(dot),
            let layout = try? ForeignGraphLayout(foreign, measuredBy: NoFonts()),
            (try? WholeFile.write(layout.json(), to: output, mayReplace: mayReplace)) != nil
        else { return false }
        let (nodes, edges) = (foreign.nodes.count, foreign.edges.count)
        Talk.say(
            "wrote \(output): \(nodes) node\(nodes == 1 ? "" : "s"), "
                + "\(edges) edge\(edges == 1 ? "" : "s")")
        return true
    }
}

/// Measures no text: where there is any to be measured, the full command takes over.
private struct NoFonts: TextMeasuring {
    func extent(of text: String, in style: TextStyle) -> TextExtent { FullCommand.takeOver() }
}
