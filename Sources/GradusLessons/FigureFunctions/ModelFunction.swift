import GradusDiagnostics
import GradusFigures
import GradusScript

/// `figure.model`.
struct ModelFunction {
    let recording: RunRecording

    func register(in session: ScriptSession) {
        session.register(
            namespace: "figure", name: "model",
            parameters: "file, *, fold=, \(FigureArguments.parameters)"
        ) { try draw($0) }
    }

    private func draw(_ call: HostCall) throws -> Value {
        let arguments = try FigureArguments(call, in: recording)
        let file = try call.required("file")
        let name = try file.string()
        guard ForeignGraph.endings.contains(where: { name.lowercased().hasSuffix("." + $0) })
        else { throw file.mismatch("a file that ends in .onnx, .dot or .gv") }
        let url = try call.dataFile(file)
        var graph: ForeignGraph
        do {
            graph = try ForeignGraph.read(url, called: name)
        } catch let error as Diagnostic {
            throw Diagnostic(
                "'\(name)' cannot be drawn: \(error.message)", at: file.span, fix: error.fix)
        }
        let folds = try call["fold"]?.bool() ?? (graph.nodes.count > GraphFold.comfortableCount)
        guard graph.nodes.contains(where: \.isVisible) else {
            throw Diagnostic("'\(name)' has no node that can be seen", at: file.span)
        }
        if folds { graph = graph.folded(comfortable: GraphFold.comfortableCount) }
        guard graph.nodes.count <= Self.limit else {
            throw Diagnostic(
                "'\(name)' has \(graph.nodes.count) boxes, and a figure holds \(Self.limit)",
                at: file.span, fix: "gradus graph \(name) -o model.svg draws it by itself")
        }
        try arguments.add(ModelFigure(graph, text: arguments.text), to: recording, at: call.span)
        return .none
    }

    /// The most boxes of a figure in a lesson.
    private static let limit = 400
}
