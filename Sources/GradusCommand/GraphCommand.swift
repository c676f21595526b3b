import ArgumentParser
import Foundation
import GradusCairoRendering
import GradusDiagnostics
import GradusFigures
import GradusGraphics
import GradusImport

/// `gradus graph`: a picture, or the layout, of a graph that another program wrote.
struct GraphCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "graph",
        abstract: "Draw a graph that another program wrote.",
        discussion: """
            GRAPH is a DOT file, as torchviz, keras and micrograd write them, or an ONNX model. \
            The ending of the output says what is written: png, pdf, svg, or json for the layout \
            alone.

            Examples:
              gradus graph model.dot -o model.svg
              gradus graph model.onnx -o model.pdf
              gradus graph model.dot -o layout.json --force
            """)

    @Argument(help: "A DOT file or an ONNX model.")
    var graph: String

    @Option(name: .shortAndLong, help: "The file to write: x.png, x.pdf, x.svg or x.json.")
    var output: String

    @Flag(help: "Replace a file that is already there.")
    var force = false

    private enum Format: String, CaseIterable {
        case png, pdf, svg, json
    }

    private var format: Format? {
        Format(rawValue: URL(fileURLWithPath: output).pathExtension.lowercased())
    }

    func validate() throws {
        guard format != nil else {
            throw ValidationError(
                "-o takes a file that ends in .png, .pdf, .svg or .json, found '\(output)'")
        }
        guard ["dot", "gv", "onnx"].contains(graphEnding) else {
            throw ValidationError(
                "a graph is a file that ends in .dot, .gv or .onnx, found '\(graph)'")
        }
    }

    private var graphEnding: String { URL(fileURLWithPath: graph).pathExtension.lowercased() }

    private func foreignGraph() throws -> ForeignGraph {
        let url = URL(fileURLWithPath: graph)
        if graphEnding == "onnx" { return ForeignGraph(try ONNXFile.read(url, called: graph)) }
        return ForeignGraph(try DotFile.read(url, called: graph))
    }

    func run() throws {
        let console = Console()
        let format = self.format ?? .svg
        if !force, FileManager.default.fileExists(atPath: output) {
            throw WorkFailure(
                error: Diagnostic(
                    "there is a file already", file: output, fix: "add --force to replace it"),
                code: 1)
        }
        let foreign = try WorkFailure.exiting(2) { try foreignGraph() }
        try WorkFailure.exiting(1) {
            let fonts = LazyMeasure()
            let layout: ForeignGraphLayout
            do {
                layout = try ForeignGraphLayout(foreign, measuredBy: fonts)
            } catch {
                throw Diagnostic("the graph cannot be laid out: \(error)", file: graph)
            }
            let bytes = try bytes(of: layout, as: format, fonts: fonts)
            do {
                try replace(output, with: bytes)
            } catch {
                throw Diagnostic("the file cannot be written", file: output)
            }
        }
        console.say("wrote \(output): \(foreign.nodes.count) nodes, \(foreign.edges.count) edges")
    }

    /// Writes a file as a whole or not at all, without waiting for the disk: that would take
    /// longer than all the rest for a small graph.
    private func replace(_ path: String, with bytes: [UInt8]) throws {
        let part = URL(fileURLWithPath: path + ".part-\(getpid())")
        do {
            try Data(bytes).write(to: part, options: .withoutOverwriting)
            guard rename(part.path, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
        } catch {
            try? FileManager.default.removeItem(at: part)
            throw error
        }
    }

    private func bytes(
        of layout: ForeignGraphLayout, as format: Format, fonts: LazyMeasure
    ) throws -> [UInt8] {
        if format == .json { return layout.json() }
        let renderer = try fonts.renderer()
        let drawing = ForeignGraphFigure(layout).drawing(in: FigureContext(measure: renderer))
        switch format {
        case .png:
            return try renderer.png(
                of: drawing, theme: .light, scale: Self.scale(for: drawing.size))
        case .pdf: return try renderer.pdf(of: drawing, theme: .light)
        default:
            let writer = SVGWriter { try renderer.png(of: $0) }
            return Array(try writer.file(of: drawing, themes: [.light, .dark]).utf8)
        }
    }

    /// Two pixels a point, fewer where the picture would become too large to be opened.
    private static func scale(for size: Size) -> Double {
        let side = 16_000 / max(size.width, size.height, 1)
        let area = (24_000_000 / max(size.width * size.height, 1)).squareRoot()
        return min(2, side, area)
    }
}

/// Measures text with the installed fonts, which are loaded when the first text is measured:
/// a graph whose sizes are all given is laid out without any.
private final class LazyMeasure: TextMeasuring, @unchecked Sendable {
    private let lock = NSLock()
    private var loaded: Result<CairoRenderer, any Error>?

    /// The renderer with the installed fonts.
    func renderer() throws -> CairoRenderer {
        lock.lock()
        defer { lock.unlock() }
        if let loaded { return try loaded.get() }
        let result = Result { try CairoRenderer(fonts: try FontCatalog.installed()) }
        loaded = result
        return try result.get()
    }

    func extent(of text: String, in style: TextStyle) -> TextExtent {
        // Without fonts nothing can be drawn either; that error is told when it comes to it.
        guard let renderer = try? renderer() else {
            return TextExtent(
                width: Double(text.count) * style.size * 0.55, ascent: style.size,
                descent: style.size * 0.3)
        }
        return renderer.extent(of: text, in: style)
    }
}
