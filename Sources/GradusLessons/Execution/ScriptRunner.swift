import Foundation
import GradusDiagnostics
import GradusScript
import GradusTensors
import GradusTrace

/// A script that has been run.
public struct ExecutedScript: Sendable {
    /// The figures that it asked for, in order.
    public var figures: [ExecutedFigure]
    /// Everything that was recorded.
    public var trace: Trace
}

/// Runs a script in the lesson language by itself.
public struct ScriptRunner {
    private let makeSink: () throws -> (any TraceSink)?
    private let limits: ScriptLimits
    private let products: ProductPolicy
    private let print: (String) -> Void

    /// A runner that records into what `makeSink` gives as well and hands what is printed to
    /// `print`, line ends included. `makeSink` is called once the script is known to be free
    /// of mistakes in its syntax, so that those leave an earlier trace alone. `limits` is what
    /// the script may use up, `products` who computes its large products.
    public init(
        recordingInto makeSink: @escaping () throws -> (any TraceSink)? = { nil },
        limits: ScriptLimits = .standard, products: ProductPolicy = .fixedOrder,
        print: @escaping (String) -> Void
    ) {
        self.makeSink = makeSink
        self.limits = limits
        self.products = products
        self.print = print
    }

    /// Runs a script. Throws a `Diagnostic` whose places are in the file as it was named.
    public func run(_ source: [UInt8], path: String) throws -> ExecutedScript {
        let recording = try execute(source, path: path) { session in
            Self.recordResult(of: session, path: path)
            return session.recording
        }
        let naming = FileNaming(from: Self.file(path).fileName, to: path)
        let figures = recording.figures.map { figure in
            var figure = figure
            figure.span = figure.span.map(naming.renamed)
            return figure
        }
        return ExecutedScript(figures: figures, trace: recording.recorder.trace)
    }

    /// Records the graph of the result that was computed last, where a script neither trains nor
    /// draws: what else would its trace be for. Of what cannot be kept nothing is.
    private static func recordResult(of session: LessonSession, path: String) {
        let trace = session.recording.recorder.trace
        guard trace.steps.isEmpty, trace.graphs.isEmpty, trace.updates.isEmpty,
            let root = try? RecordedNames(session.script, path: path).lastResult(),
            root.graph.topology.count <= LoopRecorder.nodeLimit
        else { return }
        _ = try? session.recording.record(graphOf: root, withGradients: false)
    }

    /// Runs a script and takes the graph of one of its names. Throws as `run`, and where there
    /// is no such graph.
    public func graph(
        _ source: [UInt8], path: String, _ request: ScriptGraphRequest
    ) throws -> ScriptGraph {
        try execute(source, path: path) { try ScriptGraph(of: $0, path: path, request) }
    }

    /// A script's text. Throws a `Diagnostic` where it is not UTF-8, and of the first mistake in
    /// its syntax.
    @discardableResult
    public static func checkSyntax(of source: [UInt8], path: String) throws -> String {
        guard let text = String(validating: source, as: UTF8.self) else {
            throw LessonParser.invalidUTF8(source, file: path)
        }
        try ScriptSession.checkSyntax(of: text, file: path)
        return text
    }

    private static func file(_ path: String) -> LessonFile {
        LessonFile(
            path: path,
            name: ((path as NSString).lastPathComponent as NSString).deletingPathExtension)
    }

    /// Runs a script to its end and takes what is wanted before the recording ends.
    private func execute<Result>(
        _ source: [UInt8], path: String, taking result: (LessonSession) throws -> Result
    ) throws -> Result {
        let text = try Self.checkSyntax(of: source, path: path)
        let file = Self.file(path)
        let naming = FileNaming(from: file.fileName, to: path)
        let recorder = TraceRecorder(sink: try makeSink(), policy: LessonSession.policy)
        try recorder.begin(
            RunInfo(
                title: file.name, source: file.fileName, programVersion: ProgramVersion.text))
        let session = LessonSession(
            file: file.fileName, dataFolder: file.folder, seed: nil, recorder: recorder,
            limits: limits, products: products)
        session.script.onPrint = print
        do {
            try session.run(LessonCode(language: "python", text: text, firstLine: 1))
            // Gradients of what is drawn follow the same rule as the script's own products.
            let taken = try ProductPolicy.$current.withValue(products) { try result(session) }
            try session.finish()
            return taken
        } catch {
            // What was recorded until the mistake is worth keeping.
            try? session.closeStep()
            try? recorder.abandon()
            throw naming.renamed(error)
        }
    }
}

/// Runs call a file by its name alone, so that nothing recorded depends on its folder;
/// messages call it as the user did.
struct FileNaming {
    let from: String
    let to: String

    init(from: String, to: String) {
        self.from = from
        self.to = to
    }

    /// The error with its places in the file as the user named it.
    func renamed(_ error: any Error) -> any Error {
        switch error {
        case let error as Diagnostic: renamed(error)
        case let error as DiagnosticList:
            DiagnosticList(error.diagnostics.map { renamed($0) })
        default: error
        }
    }

    private func renamed(_ diagnostic: Diagnostic) -> Diagnostic {
        var result = diagnostic
        result.span = diagnostic.span.map(renamed)
        result.file = diagnostic.file.map { $0 == from ? to : $0 }
        for place in result.notes.indices {
            result.notes[place].span = result.notes[place].span.map(renamed)
        }
        return result
    }

    /// A place in the file as the user named it.
    func renamed(_ span: SourceSpan) -> SourceSpan {
        var result = span
        if span.file == from { result.file = to }
        return result
    }
}
