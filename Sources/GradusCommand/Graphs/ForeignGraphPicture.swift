import Foundation
import GradusCairoRendering
import GradusDiagnostics
import GradusDot
import GradusFigures
import GradusGraphics
import GradusLessons

/// A graph that another program wrote, on its way to a picture.
struct ForeignGraphPicture {
    /// The file as the user named it.
    let path: String
    /// As it was read.
    let graph: ForeignGraph
    /// As it is drawn.
    let shown: ForeignGraph

    /// Reads a graph and folds it: with `auto` where it is large.
    init(_ path: String, fold: String?, isForLayout: Bool) throws {
        self.path = path
        let graph = try WorkFailure.exiting(2) {
            try ForeignGraph.read(URL(fileURLWithPath: path), called: path)
        }
        self.graph = graph
        // A layout is for programs, which want every box.
        let isLarge = graph.nodes.count > GraphFold.comfortableCount && !isForLayout
        if fold == "all" {
            shown = graph.folded(comfortable: 0)
        } else if isLarge, fold != "none" {
            shown = graph.folded(comfortable: GraphFold.comfortableCount)
        } else {
            shown = graph
        }
        guard isForLayout || graph.nodes.contains(where: \.isVisible) else {
            let why = graph.nodes.isEmpty ? "has no nodes" : "has no node that is not invisible"
            throw WorkFailure(
                error: Diagnostic(
                    "the graph \(why): there is nothing to draw", file: path,
                    fix: path.lowercased().hasSuffix(".onnx")
                        ? "export the model again, with its operators"
                        : "name a node, as in digraph { a -> b }"), code: 1)
        }
    }

    /// What was drawn, in a few words.
    func words(fold: String?) -> String {
        let count = "\(graph.nodes.count) nodes, \(graph.edges.count) edges"
        if shown.nodes.count < graph.nodes.count {
            return count + ", folded to \(shown.nodes.count) boxes"
        }
        return fold == "all"
            ? count + "; nothing repeats and no chain is long, so nothing is folded" : count
    }

    /// Whether `--fold all` would leave fewer boxes.
    var canBeFolded: Bool { graph.folded(comfortable: 0).nodes.count < shown.nodes.count }

    /// Refuses a picture that would be too large to be drawn or too small to be read.
    ///
    /// - Parameter scale: The pixels of a point in a PNG; nil for the other formats.
    func check(_ size: Size, scale: Double?) throws {
        let extent = "\(Self.whole(size.width)) × \(Self.whole(size.height)) points"
        let problem: String
        if max(size.width, size.height) > Self.longest {
            problem = "the graph takes \(extent), and a picture has at most 1,000,000 a side"
        } else if let scale, scale < Self.leastScale {
            let percent = max(1, Int((scale * 100).rounded()))
            problem =
                "the graph takes \(extent): as a PNG it would be drawn at \(percent) % of its size, "
                + "where nothing can be read"
        } else {
            return
        }
        var ways: [String] = []
        if max(size.width, size.height) <= Self.longest { ways.append("write a .pdf or .svg") }
        let folded = graph.folded(comfortable: 0)
        if folded.nodes.count < shown.nodes.count {
            ways.append("--fold all draws it with \(folded.nodes.count) boxes")
        }
        if !path.lowercased().hasSuffix(".onnx") {
            let isLong = size.height > size.width
            ways.append("draw a part of it, or try rankdir=\(isLong ? "LR" : "TB")")
        }
        if ways.isEmpty { ways = ["write a .json: the layout alone has no such limit"] }
        throw Diagnostic(problem, file: path, fix: ways.joined(separator: "; "))
    }

    private static let longest = 1_000_000.0
    /// Text of usual size is three pixels high then.
    private static let leastScale = 0.25

    private static func whole(_ value: Double) -> String {
        var digits = String(Int(value.rounded()))
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        return ([digits] + groups).joined(separator: ",")
    }

    /// The error for characters that no font has: where the label stands, and what to do.
    func missingGlyphs(in drawing: Drawing, _ renderer: CairoRenderer) -> Diagnostic? {
        let missing = renderer.missingGlyphs(in: drawing)
        guard let first = missing.first else { return nil }
        let source = (try? Data(contentsOf: URL(fileURLWithPath: path)))
            .map { DotSource([UInt8]($0), file: path) }
        let isText = !path.lowercased().hasSuffix(".onnx")
        func place(_ glyphs: MissingGlyphs) -> (name: String, span: SourceSpan?) {
            let (name, offset) = owner(of: glyphs.mark)
            return (name, isText ? offset.flatMap { source?.span(at: $0) } : nil)
        }
        let (name, span) = place(first)
        var notes: [Diagnostic.Note] = []
        for other in missing.dropFirst() where notes.count < 4 {
            let (name, otherSpan) = place(other)
            if otherSpan == span { continue }
            let text = other.characters.map(\.codePointText).joined(separator: ", ")
            notes.append(.init("\(name) has \(text)", at: otherSpan))
        }
        return Diagnostic(
            "\(name) has " + first.characters.map(\.codePointText).joined(separator: ", ")
                + ", which no installed font can show",
            at: span, file: path, notes: notes,
            fix: "write it in words or with another character; an SVG takes it as it is")
    }

    /// What a mark belongs to and where its text begins in the file.
    private func owner(of mark: String) -> (name: String, offset: Int?) {
        let parts = mark.split(separator: "/")
        let index = parts.count > 1 ? Int(parts[1]) : nil
        switch (parts.first, index) {
        case ("node"?, let index?) where shown.nodes.indices.contains(index):
            let node = shown.nodes[index]
            return ("the label of node '\(node.id.prefix(60))'", node.source)
        case ("edge"?, let index?) where shown.edges.indices.contains(index):
            let edge = shown.edges[index]
            let ends = "'\(shown.nodes[edge.from].id)' to '\(shown.nodes[edge.to].id)'"
            return ("the label of the edge from \(ends)", edge.source)
        case ("cluster"?, let index?) where shown.clusters.indices.contains(index):
            return ("the title of a cluster", shown.clusters[index].source)
        default: return ("the graph's title", shown.source)
        }
    }
}
