import GradusAutodiff
import GradusDiagnostics
import GradusDocuments
import GradusGraphics
import GradusScript
import GradusTrace

/// A lesson that has been run.
public struct ExecutedLesson: Sendable {
    /// The name of its files.
    public var name: String
    /// The title.
    public var title: String
    /// What it is about.
    public var summary: String?
    /// Its place in the site's order.
    public var order: Int?
    /// Prose, code, values and figures, ready to be set.
    public var document: Document
    /// The figures in order.
    public var figures: [ExecutedFigure]
    /// Everything that was recorded.
    public var trace: Trace
    /// The number of nodes that the lesson's graph had in the end.
    public var nodeCount: Int
}

/// Runs a lesson: its code from top to bottom, the values in its prose where they stand.
struct LessonExecutor {
    let renderer: any DrawingRendering
    let formats: [OutputFormat]

    /// Runs a lesson and records it into `sink` as well. Throws a `DiagnosticList` or a
    /// `Diagnostic` whose places are in the lesson's file, called by its name alone.
    func execute(
        _ lesson: Lesson, file: LessonFile, sink: (any TraceSink)?
    ) throws -> ExecutedLesson {
        let recorder = TraceRecorder(sink: sink, policy: LessonSession.policy)
        try recorder.begin(
            RunInfo(
                title: lesson.title, source: file.fileName,
                seed: lesson.seed.flatMap { UInt64(exactly: $0) },
                programVersion: ProgramVersion.text))
        let session = LessonSession(
            file: file.fileName, dataFolder: file.folder, seed: lesson.seed, recorder: recorder,
            products: lesson.allowsBLAS ? .blas : .fixedOrder)
        let builder = DocumentBuilder(
            session: session, renderer: renderer, figureFolder: "figures/\(file.name)",
            formats: formats)
        var blocks: [DocumentBlock] = []
        for block in lesson.blocks { blocks += try builder.convert(block) }
        try session.finish()
        return ExecutedLesson(
            name: file.name, title: lesson.title, summary: lesson.summary, order: lesson.order,
            document: Document(
                title: lesson.title, subtitle: lesson.summary, language: lesson.language,
                blocks: blocks),
            figures: session.recording.figures, trace: recorder.trace,
            nodeCount: session.script.graph.count)
    }
}

/// Turns the blocks of a lesson into those of a document, running what stands in them.
private final class DocumentBuilder {
    private let session: LessonSession
    private let renderer: any DrawingRendering
    private let figureFolder: String
    private let formats: [OutputFormat]
    private var figureCount = 0

    init(
        session: LessonSession, renderer: any DrawingRendering, figureFolder: String,
        formats: [OutputFormat]
    ) {
        self.session = session
        self.renderer = renderer
        self.figureFolder = figureFolder
        self.formats = formats
    }

    func convert(_ block: LessonBlock) throws -> [DocumentBlock] {
        switch block.content {
        case .heading(let level, let inlines, let slug):
            [
                .heading(
                    DocumentHeading(level: level, inlines: try text(inlines), identifier: slug))
            ]
        case .paragraph(let inlines): [.paragraph(try text(inlines))]
        case .list(let list):
            [
                .list(
                    DocumentList(
                        isOrdered: list.isOrdered, start: list.start, isTight: list.isTight,
                        items: try list.items.map { try $0.flatMap(convert) },
                        tasks: list.tasks))
            ]
        case .quote(let blocks): [.quote(try blocks.flatMap(convert))]
        case .table(let table): [.table(try convert(table))]
        case .rule: [.rule]
        case .code(let code): try convert(code)
        }
    }

    /// Code is shown, then what it printed, then the figures that it asked for.
    private func convert(_ code: LessonCode) throws -> [DocumentBlock] {
        var blocks: [DocumentBlock] = []
        if !code.isHidden {
            blocks.append(
                .code(
                    DocumentCode(
                        language: code.language, text: code.text, isTranscript: code.isTranscript)))
        }
        guard !code.isOnlyShown else { return blocks }
        let before = session.recording.figures.count
        let output = try session.run(code)
        if !code.isHidden, !code.isTranscript, !output.isEmpty {
            blocks.append(.code(.output(output)))
        }
        for figure in session.recording.figures[before...] {
            figureCount += 1
            let frames = figure.frames(measuredBy: renderer)
            let drawing = frames?.last ?? figure.drawing(measuredBy: renderer)
            try DrawableCheck(renderer: renderer, formats: formats).check(drawing, at: figure.span)
            blocks.append(
                .figure(
                    DocumentFigure(
                        name: figure.name, number: figureCount,
                        drawing: drawing, frames: frames,
                        caption: CaptionText.inlines(figure.caption),
                        downloads: FigureLinks.downloads(
                            of: figure.name, below: figureFolder, formats: formats,
                            isAnimated: frames != nil))))
        }
        return blocks
    }

    private func convert(_ table: LessonTable) throws -> DocumentTable {
        DocumentTable(
            alignments: table.alignments.map {
                switch $0 {
                case .leading: .leading
                case .center: .center
                case .trailing: .trailing
                }
            },
            header: try table.header.map(text), rows: try table.rows.map { try $0.map(text) })
    }

    private func text(_ inlines: [LessonInline]) throws -> [DocumentInline] {
        try InlineConversion { [session] in try session.value(of: $0) }.convert(inlines)
    }
}
