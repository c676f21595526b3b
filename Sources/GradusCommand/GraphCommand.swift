import ArgumentParser
import Foundation
import GradusCairoRendering
import GradusDiagnostics
import GradusFigures
import GradusFiles
import GradusGraphics
import GradusLessons

/// `gradus graph`: a picture, or the layout, of a script's graph or of one that another program
/// wrote.
struct GraphCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "graph",
        abstract: "Draw the graph of a script, of a model or of a DOT file.",
        discussion: """
            GRAPH is a script in the lesson language, an ONNX model, or a DOT file as torchviz, \
            torchview, keras and micrograd write them. The ending of the output says what is written: png, \
            pdf, svg, or json for the layout alone.

            Of a script the graph of one variable is drawn, the result computed last unless --of \
            names another. Large graphs are folded until they have some 60 cards, and those \
            of more than 30 where blocks follow one another four times or more, unless --fold \
            none asks for all cards. --of and --from take every name that a card shows.

            Of a model or a DOT file, blocks that repeat themselves are drawn once, with × and \
            their number; of chains that are long the beginning and the end, with the number of \
            nodes between.

            Of a DOT file's attributes these count: label, xlabel, headlabel, taillabel, \
            labelloc, labeljust, shape, style, color, fillcolor, fontcolor, bgcolor, pencolor, \
            fontname (of fixed width or not), fontsize, penwidth, peripheries, width, height, \
            fixedsize, dir, arrowhead, arrowtail, arrowsize, weight, minlen, constraint, \
            rank, rankdir, nodesep, ranksep, ports and compass points; in HTML labels \
            tables with spans, grounds and borders, line breaks, and text that is bold, italic, \
            underlined, struck through, raised, lowered, in colours, sizes and faces. Colours \
            that could not be read become lighter or darker. Ignored are splines, concentrate, \
            size, ratio, dpi, margin, pad, rotate, layout, ordering, group, pos, samehead, \
            sametail, lhead, ltail, compound, decorate, labelangle, labeldistance, URL, tooltip, image, \
            colorscheme, gradients, and in HTML rules, distances and pictures, of which the name \
            is written. A label of HTML or a record whose parts do not match is an error.

            Examples:
              gradus graph train.py -o loss.pdf
              gradus graph train.py --of loss --from W1 -o paths.svg
              gradus graph train.py --pass forward --cells histogram -o forward.png
              gradus graph model.onnx -o model.pdf
              gradus graph model.dot -o layout.json --force
            """)

    @Argument(help: "A script, an ONNX model or a DOT file.")
    var graph: String

    @Option(name: .shortAndLong, help: "The file to write: x.png, x.pdf, x.svg or x.json.")
    var output: String

    @Flag(help: "Replace a file that is already there.")
    var force = false

    @OptionGroup var options: ScriptGraphOptions

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
        let endings = ["py"] + ForeignGraph.endings
        guard endings.contains(graphEnding) else {
            throw ValidationError(
                "a graph is a file that ends in .py, .dot, .gv or .onnx, found '\(graph)'")
        }
        if graphEnding != "py", let fold = options.fold, !["auto", "none", "all"].contains(fold) {
            throw ValidationError("--fold takes auto, none or all for '\(graph)', found '\(fold)'")
        }
        if graphEnding != "py", let option = options.firstGiven {
            throw ValidationError("\(option) is for scripts, and '\(graph)' is none")
        }
    }

    private var graphEnding: String { URL(fileURLWithPath: graph).pathExtension.lowercased() }

    func run() throws {
        let format = self.format ?? .svg
        let file = OutputFile(path: output, mayReplace: force)
        try WorkFailure.exiting(1) { try file.check() }
        let fonts = LazyMeasure()
        let made =
            graphEnding == "py" ? try script(fonts) : try foreign(format, fonts)
        try WorkFailure.exiting(1) {
            let bytes: [UInt8] =
                format == .json ? try made.json() : try picture(made, format, fonts)
            try fonts.check()
            try file.write(bytes)
        }
        Console().say("wrote \(output): \(made.words)")
    }

    /// A graph on its way to a file.
    private struct Made {
        var words: String
        var json: () throws -> [UInt8]
        var drawing: () throws -> Drawing
        /// The graph that another program wrote, if it is one.
        var foreign: ForeignGraphPicture?
        /// Of a script, what finds its characters.
        var script: ScriptGlyphs?
    }

    private func foreign(_ format: Format, _ fonts: LazyMeasure) throws -> Made {
        let foreign = try ForeignGraphPicture(
            graph, to: output, fold: options.fold, isForLayout: format == .json)
        return try WorkFailure.exiting(1) {
            if format == .png { try foreign.checkBeforeLayout(measuredBy: fonts) }
            let layout: ForeignGraphLayout
            do {
                layout = try ForeignGraphLayout(foreign.shown, measuredBy: fonts)
            } catch {
                throw Diagnostic("the graph cannot be laid out: \(error)", file: graph)
            }
            if format != .json, let warning = foreign.unframed(in: layout) {
                Console().report(warning)
            }
            return Made(
                words: foreign.words(fold: options.fold),
                json: { layout.json() },
                drawing: {
                    ForeignGraphFigure(layout).drawing(
                        in: FigureContext(measure: try fonts.renderer()))
                }, foreign: foreign)
        }
    }

    private func script(_ fonts: LazyMeasure) throws -> Made {
        let console = Console()
        let (source, text) = try WorkFailure.exiting(2) {
            let source = try ScriptFile.read(graph)
            return (source, try ScriptRunner.checkSyntax(of: source, path: graph))
        }
        return try WorkFailure.exiting(1) {
            let runner = ScriptRunner(limits: options.limits, print: { console.write($0) })
            let recorded = try runner.graph(source, path: graph, options.request)
            if let missing = recorded.missingDerivative {
                console.report(
                    Diagnostic(
                        "no gradients are drawn: \(missing.message)", file: graph,
                        fix: missing.fix, severity: .warning))
            }
            let figure = try options.figure(of: recorded, path: graph).prepared()
            let context = FigureContext(measure: fonts, size: options.figureSize)
            return Made(
                words:
                    "the graph of \(recorded.record.id), "
                    + "\(Console.count(recorded.record.topology.count, "node"))"
                    + ScriptGraphOptions.words(ofFolding: figure, asked: options.fold),
                json: {
                    guard let json = figure.layoutJSON(in: context) else { throw tangle(recorded) }
                    return json
                },
                drawing: {
                    let drawing = figure.drawing(in: context)
                    if ComputationGraphFigure.isTangle(drawing) { throw tangle(recorded) }
                    return drawing
                },
                script: ScriptGlyphs(source: text, path: graph))
        }
    }

    private func tangle(_ recorded: ScriptGraph) -> Diagnostic {
        Diagnostic(
            "the graph of '\(recorded.record.id)' cannot be laid out: its edges pass too many "
                + "layers in all", file: graph,
            fix: "draw a part of it with --of and --from, fewer turns of its loops, or --fold all")
    }

    private func picture(
        _ made: Made, _ format: Format, _ fonts: LazyMeasure
    ) throws -> [UInt8] {
        let drawing = try made.drawing()
        let renderer = try fonts.renderer()
        let scale = PictureScale.scale(for: drawing.size)
        try made.foreign?.check(drawing.size, scale: format == .png ? scale : nil)
        do {
            switch format {
            case .png:
                if scale < PictureScale.comfortable {
                    let other = OtherOutput(graph: graph, output: output, fold: options.fold)
                    Console().say(
                        "the picture is drawn at \(PictureScale.percent(scale)) of its size; "
                            + "\(other.command("svg")) keeps it readable, as does a PDF"
                            + (made.foreign?.canBeFolded ?? true
                                ? ", and --fold all makes it small" : ""))
                }
                return try renderer.png(of: drawing, theme: .light, scale: scale)
            case .pdf: return try renderer.pdf(of: drawing, theme: .light)
            default:
                let writer = SVGWriter { try renderer.png(of: $0) }
                return Array(try writer.file(of: drawing, themes: [.light, .dark]).utf8)
            }
        } catch RenderingError.missingGlyphs(let mark, let characters) {
            throw made.foreign?.missingGlyphs(in: drawing, renderer)
                ?? made.script?.missing(in: drawing, renderer)
                ?? RenderingError.missingGlyphs(mark: mark, characters: characters)
        }
    }
}
