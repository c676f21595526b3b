import Foundation
import GradusAutodiff
import GradusDiagnostics
import GradusDocuments
import GradusScript
import GradusTensors
import GradusTrace

/// The language with all that lessons and scripts find in it, recording into one trace.
final class LessonSession {
    /// Scalars of every step; parameters and gradients in short every tenth.
    static let policy = RecordingPolicy(summariesEvery: 10)

    let script: ScriptSession
    let recording: RunRecording
    private let updates: UpdateObserver

    init(
        file: String, dataFolder: URL, seed: Int?, recorder: TraceRecorder,
        limits: ScriptLimits = .standard, products: ProductPolicy
    ) {
        recording = RunRecording(recorder: recorder)
        updates = UpdateObserver(recording)
        script = ScriptSession(
            file: file, dataFolder: dataFolder, limits: limits,
            seed: seed.map { UInt64(bitPattern: Int64($0)) } ?? 0, products: products,
            observer: updates)
        recording.updatedNodes = { [unowned script] in script.updatedNodes }
        let start = SourcePosition(line: 1, column: 1)
        let span = SourceSpan(file: file, start: start, end: start)
        recording.missingDerivative = { [unowned script] in
            script.missingDerivative(of: $0, at: span)
        }
        GraphFunctions(recording: recording).register(in: script)
        NudgeFunction(recording: recording).register(in: script)
        ModelFunction(recording: recording).register(in: script)
        ImageFunctions(recording: recording).register(in: script)
        CurveFunctions(recording: recording).register(in: script)
        LearningFunctions(recording: recording).register(in: script)
        RecordFunction(recording: recording).register(in: script)
        TensorFunctions(recording: recording).register(in: script)
    }

    /// Runs a block of a lesson and returns what it printed; a transcript that shows something
    /// else than what the code gives is an error.
    @discardableResult
    func run(_ code: LessonCode) throws -> String {
        let result = try script.run(
            code.text, at: code.firstLine, columnOffset: code.columnOffset)
        if !result.differences.isEmpty {
            throw DiagnosticList(result.differences.map(\.diagnostic))
        }
        try updates.check()
        return result.output
    }

    /// The value of a placeholder as text, with the key of where it was recorded.
    func value(of placeholder: LessonPlaceholder) throws -> DocumentInline {
        let expression =
            placeholder.expression + (placeholder.format.map { ":" + $0 } ?? "")
        let place = SourcePosition(line: placeholder.line, column: placeholder.column)
        let result = try script.evaluate(expression, at: place)
        let text = Self.withMinusSigns(result.text)
        switch result.origin {
        case .node(let node) where script.graph.value(of: node).size == 1:
            let found = try recording.place(ofNode: node, in: script.graph)
            return .value(
                text, key: TraceKey.nodeValue(graph: found.graph, node: found.node).rawValue)
        case .gradient(let root, let node) where script.graph.value(of: node).size == 1:
            if let key = try recording.gradientKey(root: root, node: node, in: script.graph) {
                return .value(text, key: key.rawValue)
            }
            return .text(text)
        default:
            return try recorded(result, text: text, placeholder)
        }
    }

    /// Records the training step that is under way.
    func closeStep() throws {
        try updates.check()
        try recording.loops.closeStep()
    }

    /// Ends the recording.
    func finish() throws {
        try closeStep()
        try recording.recorder.end()
    }

    /// A number that no graph holds is recorded by itself, under its place in the lesson.
    private func recorded(
        _ result: EvaluatedExpression, text: String, _ placeholder: LessonPlaceholder
    ) throws -> DocumentInline {
        let number: RecordedNumber
        if let integer = result.value.integer {
            number = .integer(integer)
        } else if let double = result.number {
            number = .number(double)
        } else {
            number = .text(result.text)
        }
        let name = "\(placeholder.line):\(placeholder.column)"
        try recording.recorder.record(
            value: number, named: name,
            provenance:
                "\(placeholder.expression) in \(placeholder.span.file), line \(placeholder.line)",
            isInline: true)
        return .value(text, key: TraceKey.value(name: name).rawValue)
    }

    /// A minus sign before a digit is a true one in prose.
    private static func withMinusSigns(_ text: String) -> String {
        var result = ""
        var rest = text[...]
        while let character = rest.popFirst() {
            let isMinus = character == "-" && (rest.first?.isNumber ?? false)
            result.append(isMinus ? "\u{2212}" : character)
        }
        return result
    }
}

/// Records what scripts do to parameters.
private final class UpdateObserver: RecordingObserver {
    private let recording: RunRecording
    private var failure: (any Error)?

    init(_ recording: RunRecording) { self.recording = recording }

    func didForget(since mark: Int, places: [Int?]) {
        recording.didForget(since: mark, places: places)
    }

    func didUpdate(_ update: ParameterUpdate) {
        guard failure == nil else { return }
        do {
            try recording.loops.didUpdate(update)
        } catch {
            failure = error
        }
    }

    /// Throws what went wrong when an update was recorded.
    func check() throws {
        if let failure { throw failure }
    }
}
