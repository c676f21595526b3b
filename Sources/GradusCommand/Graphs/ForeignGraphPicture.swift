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
    /// The same graph in other formats.
    private let other: OtherOutput
    /// As it was read.
    let graph: ForeignGraph
    /// As it is drawn.
    let shown: ForeignGraph

    /// Reads a graph and folds it: with `auto` where it is large.
    init(_ path: String, to output: String, fold: String?, isForLayout: Bool) throws {
        self.path = path
        other = OtherOutput(graph: path, output: output, fold: fold)
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
                        : "name a node, as in digraph { a -> b }"), code: 2)
        }
    }

    /// What was drawn, in a few words.
    func words(fold: String?) -> String {
        let count =
            Console.count(graph.nodes.count, "node") + ", "
            + Console.count(graph.edges.count, "edge")
        if shown.nodes.count < graph.nodes.count {
            return count + ", folded to \(shown.nodes.count) boxes"
        }
        return fold == "all"
            ? count + "; nothing repeats and no chain is long, so nothing is folded" : count
    }

    /// Whether `--fold all` would leave fewer boxes.
    var canBeFolded: Bool { graph.folded(comfortable: 0).nodes.count < shown.nodes.count }

    /// Refuses a PNG in which nothing could be read where that is known before the layout, which
    /// takes long for graphs of such a size.
    func checkBeforeLayout(measuredBy measure: any TextMeasuring) throws {
        guard shown.nodes.count > Self.fewNodes else { return }
        let scale = PictureScale.scale(ofArea: shown.leastArea(measuredBy: measure))
        guard scale < PictureScale.least else { return }
        throw refusal(
            "the graph has \(Self.whole(Double(shown.nodes.count))) boxes: as a PNG it would be "
                + "drawn at less than \(PictureScale.percent(scale)) of its size, where nothing "
                + "can be read", isTooLong: false, turnedTo: nil)
    }

    /// Graphs of so many nodes are laid out before anything is said of their size.
    private static let fewNodes = 1_000

    /// Refuses a picture that would be too large to be drawn or too small to be read.
    ///
    /// - Parameter scale: The pixels of a point in a PNG; nil for the other formats.
    func check(_ size: Size, scale: Double?) throws {
        let extent = "\(Self.whole(size.width)) × \(Self.whole(size.height)) points"
        let isTooLong = max(size.width, size.height) > Self.longest
        let turned = size.height > size.width ? "LR" : "TB"
        if isTooLong {
            throw refusal(
                "the graph takes \(extent), and a picture has at most 1,000,000 a side",
                isTooLong: true, turnedTo: turned)
        } else if let scale, scale < PictureScale.least {
            throw refusal(
                "the graph takes \(extent): as a PNG it would be drawn at "
                    + "\(PictureScale.percent(scale)) of its size, where nothing can be read",
                isTooLong: false, turnedTo: turned)
        }
    }

    /// What is said of frames that other boxes stand in the way of.
    func unframed(in layout: ForeignGraphLayout) -> Diagnostic? {
        let names = layout.unframedClusters
        guard !names.isEmpty else { return nil }
        let known = names.filter { !$0.isEmpty }.prefix(3).map { "'\($0)'" }
        return Diagnostic(
            (names.count == 1 ? "1 cluster has" : "\(names.count) clusters have")
                + " no frame, because boxes of others stand in the way"
                + (known.isEmpty ? "" : ": " + known.joined(separator: ", "))
                + (names.count > known.count && !known.isEmpty ? " and more" : ""),
            file: path, fix: "draw fewer clusters, or a part of the graph", severity: .warning)
    }

    private func refusal(_ problem: String, isTooLong: Bool, turnedTo direction: String?)
        -> Diagnostic
    {
        var ways: [String] = []
        if !isTooLong {
            ways.append("\(other.command("svg")) writes it at full size, and so does a .pdf")
        }
        let folded = graph.folded(comfortable: 0)
        if folded.nodes.count < shown.nodes.count {
            ways.append("--fold all draws it with \(folded.nodes.count) boxes")
        }
        if !path.lowercased().hasSuffix(".onnx") {
            ways.append("draw a part of it" + (direction.map { ", or try rankdir=\($0)" } ?? ""))
        }
        if ways.isEmpty { ways = ["\(other.command("json")) has no such limit"] }
        return Diagnostic(problem, file: path, fix: ways.joined(separator: "; "))
    }

    private static let longest = 1_000_000.0

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
