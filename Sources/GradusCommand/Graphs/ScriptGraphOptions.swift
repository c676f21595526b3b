import ArgumentParser
import GradusAutodiff
import GradusFigures
import GradusGraphics
import GradusLessons
import GradusScript

/// Which passes of a script's graph are drawn.
enum GraphPass: String, CaseIterable, ExpressibleByArgument {
    case structure, forward, backward, both

    var mode: ComputationGraphFigure.Mode {
        switch self {
        case .structure: .structure
        case .forward: .forward
        case .backward: .gradients
        case .both: .backward
        }
    }
}

extension GraphViewKind: ExpressibleByArgument {}
extension GraphDirection: ExpressibleByArgument {}
extension TensorCells: ExpressibleByArgument {}

/// What `gradus graph` asks of a script.
struct ScriptGraphOptions: ParsableArguments {
    @Option(help: "Of a script: the name whose graph is drawn; else the result computed last.")
    var of: String?

    @Option(
        name: .customLong("pass"),
        help: "Of a script: both passes, where there are gradients, else forward.")
    var pass: GraphPass?

    @Option(
        name: .customLong("from"),
        help: "Of a script: highlight the paths along which the gradient of a name comes about.")
    var pathTo: String?

    @Option(help: "Of a script: a card for each statement or for each operation.")
    var view: GraphViewKind?

    @Option(
        help: ArgumentHelp(
            "What is drawn as one card: auto, none, all, or names of a script's functions, "
                + "methods, classes and loop variables with commas between. Of a model or DOT file: auto, none or all, "
                + "for repeated blocks and long chains."))
    var fold: String?

    @Option(help: "Of a script: how tensors are shown.")
    var cells: TensorCells?

    @Option(help: "Of a script: which way the graph runs; else whichever fits.")
    var direction: GraphDirection?

    @Option(help: "Of a script: slide, page, column or square.")
    var size: String?

    @Option(
        parsing: .unconditional,
        help: "Of a script: the most memory that it may take, in MiB.")
    var memory: Int?

    @Option(parsing: .unconditional, help: "Of a script: the most steps that it may take.")
    var steps: Int?

    func validate() throws {
        if let size, FigureSize.named(size) == nil {
            let names = FigureSize.presets.map(\.name).joined(separator: ", ")
            throw ValidationError("--size takes one of \(names), found '\(size)'")
        }
        guard memory.map({ (1...(1 << 40)).contains($0) }) ?? true else {
            throw ValidationError(
                "--memory takes a number of MiB, at least 1, found \(memory ?? 0)")
        }
        guard (steps ?? 1) > 0 else {
            throw ValidationError("--steps takes a number, at least 1, found \(steps ?? 0)")
        }
        if pathTo != nil, pass == .structure || pass == .forward {
            throw ValidationError("--from shows paths backward: use --pass both or backward")
        }
    }

    /// The first option that was given, by its name.
    var firstGiven: String? {
        let given: [(String, Bool)] = [
            ("--of", of != nil), ("--pass", pass != nil), ("--from", pathTo != nil),
            ("--view", view != nil), ("--cells", cells != nil),
            ("--direction", direction != nil), ("--size", size != nil),
            ("--memory", memory != nil), ("--steps", steps != nil),
        ]
        return given.first(where: \.1)?.0
    }

    /// What the script may use up: as much as under `gradus run`.
    var limits: ScriptLimits {
        let standard = ScriptLimits.standard
        return ScriptLimits(
            steps: steps ?? standard.steps, memory: memory.map { $0 << 20 } ?? standard.memory)
    }

    var request: ScriptGraphRequest {
        ScriptGraphRequest(
            root: of, pathTo: pathTo,
            needsGradients: pass == .both || pass == .backward || pathTo != nil)
    }

    var figureSize: FigureSize { size.flatMap(FigureSize.named) ?? .page }

    /// What was folded, and how it is undone, where nobody asked for it.
    static func words(ofFolding figure: PreparedGraphFigure, asked fold: String?) -> String {
        let counts = figure.cardCounts
        guard counts.drawn < counts.unfolded else {
            return [nil, "auto", "none"].contains(fold)
                ? "" : ", nothing folded: there is no scope of two cards or more to fold"
        }
        return ", folded to \(Console.count(counts.drawn, "card"))"
            + (fold == nil || fold == "auto" ? " (--fold none draws all \(counts.unfolded))" : "")
    }

    /// The figure of a graph that a script recorded.
    func figure(of graph: ScriptGraph, path: String) throws -> ComputationGraphFigure {
        let folding: GraphFold =
            switch fold {
            case nil, "auto"?: .automatic
            case "none"?: .none
            case "all"?: .all
            case let names?: .named(names.split(separator: ",").map(String.init))
            }
        let resolved = try graph.resolved(folding, path: path)
        let usual: GraphPass = graph.record.gradients == nil ? .forward : .both
        return ComputationGraphFigure(
            graph.record, mode: (pass ?? usual).mode, view: view ?? graph.suitedView,
            pathTo: graph.pathTo, fold: resolved, direction: direction, cells: cells ?? .auto)
    }
}
