import Foundation
import GradusDiagnostics
import GradusDocuments
import GradusGraphics
import GradusTrace
import GradusTraceStore

/// Lessons that have been run, in the order of the site.
public struct ExecutedSite: Sendable {
    /// The lessons.
    public var lessons: [ExecutedLesson]
}

/// Builds a site from lessons: runs them, then writes pages, figures and traces.
public struct SiteBuilder: Sendable {
    private let renderer: any DrawingRendering
    private let formats: Set<OutputFormat>
    private let jobs: Int
    private let shard: Shard?
    private let progress: @Sendable (String) -> Void

    /// A builder that draws with `renderer` and works on `jobs` lessons or figures at once.
    public init(
        renderer: any DrawingRendering, formats: Set<OutputFormat> = Set(OutputFormat.allCases),
        jobs: Int = 1, shard: Shard? = nil,
        progress: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.renderer = renderer
        self.formats = formats
        self.jobs = jobs
        self.shard = shard
        self.progress = progress
    }

    /// Runs the lessons. Throws a `DiagnosticList` of everything that is wrong in any of them.
    public func build(_ files: [LessonFile]) throws -> ExecutedSite {
        let part = shard?.part(of: files) ?? files
        let results = try ParallelMap.map(part, jobs: jobs) { file in
            progress("running \(file.name)")
            return Result { try run(file) }
        }
        var lessons: [ExecutedLesson] = []
        var problems: [Diagnostic] = []
        for result in results {
            switch result {
            case .success(let lesson): lessons.append(lesson)
            case .failure(let error as Diagnostic): problems.append(error)
            case .failure(let error as DiagnosticList): problems += error.diagnostics
            case .failure(let error): throw error
            }
        }
        guard problems.isEmpty else { throw DiagnosticList(problems) }
        return ExecutedSite(
            lessons: lessons.enumerated().sorted {
                ($0.element.order ?? .max, $0.offset) < ($1.element.order ?? .max, $1.offset)
            }.map(\.element))
    }

    private func run(_ file: LessonFile) throws -> ExecutedLesson {
        do {
            let lesson = try LessonParser().parse(
                try ScriptFile.read(file.path), file: file.fileName)
            return try LessonExecutor(renderer: renderer, formats: orderedFormats).execute(
                lesson, file: file, sink: nil)
        } catch {
            throw FileNaming(from: file.fileName, to: file.path).renamed(error)
        }
    }

    private var orderedFormats: [OutputFormat] {
        OutputFormat.allCases.filter(formats.contains)
    }

    /// Draws everything and stages it in `folder`; the caller publishes.
    public func write(_ site: ExecutedSite, to folder: OutputFolder) throws {
        for lesson in site.lessons {
            try TraceWriter.write(
                lesson.trace, to: try folder.stage("\(lesson.name).trace").path)
        }
        let pieces = pieces(of: site)
        let written = try ParallelMap.map(pieces, jobs: jobs) { piece in
            progress("drawing \(piece.name)")
            return try piece.make()
        }
        for file in written.flatMap(\.self) { try folder.write(file.bytes, to: file.path) }
    }

    private struct StagedFile: Sendable {
        var path: String
        var bytes: [UInt8]
    }

    /// A piece of work that can be done beside others.
    private struct Piece: Sendable {
        var name: String
        var make: @Sendable () throws -> [StagedFile]
    }

    private func pieces(of site: ExecutedSite) -> [Piece] {
        var pieces: [Piece] = []
        for (place, lesson) in site.lessons.enumerated() {
            if formats.contains(.html) {
                pieces.append(
                    Piece(name: lesson.name + ".html") {
                        [try page(of: lesson, at: place, in: site)]
                    })
            }
            if formats.contains(.pdf) {
                pieces.append(Piece(name: lesson.name + ".pdf") { [try print(lesson)] })
            }
            let writer = FigureWriter(renderer: renderer, formats: formats)
            for figure in lesson.document.figures {
                pieces.append(
                    Piece(name: figure.name) {
                        let folder = "figures/\(lesson.name)"
                        return try writer.files(of: figure.drawing).map {
                            StagedFile(
                                path: FigureWriter.path(of: figure.name, below: folder, $0.format),
                                bytes: $0.bytes)
                        }
                            + (figure.frames.map {
                                try writer.frameFiles(of: $0, name: figure.name, below: folder)
                                    .map { StagedFile(path: $0.path, bytes: $0.bytes) }
                            } ?? [])
                    })
            }
        }
        if formats.contains(.html) {
            pieces.append(Piece(name: "index.html") { [try index(of: site)] })
        }
        return pieces
    }

    private func page(
        of lesson: ExecutedLesson, at place: Int, in site: ExecutedSite
    ) throws -> StagedFile {
        func link(_ place: Int) -> DocumentLink? {
            guard site.lessons.indices.contains(place) else { return nil }
            let lesson = site.lessons[place]
            return DocumentLink(lesson.title, path: lesson.name + ".html")
        }
        let navigation = DocumentNavigation(
            home: DocumentLink("All lessons", path: "index.html"), previous: link(place - 1),
            next: link(place + 1), downloads: downloads(of: lesson))
        let text = try HTMLWriter(renderer: renderer).page(
            of: lesson.document, navigation: navigation)
        return StagedFile(path: lesson.name + ".html", bytes: Array(text.utf8))
    }

    private func print(_ lesson: ExecutedLesson) throws -> StagedFile {
        let pages = DocumentPaginator(measure: renderer).pages(of: lesson.document)
        return StagedFile(
            path: lesson.name + ".pdf", bytes: try renderer.pdf(of: pages, theme: .light))
    }

    private func index(of site: ExecutedSite) throws -> StagedFile {
        let page = SitePage(
            title: "Lessons", subtitle: "The mathematics of neural networks, one step at a time",
            entries: site.lessons.map { lesson in
                SiteEntry(
                    title: lesson.title, summary: lesson.summary, path: lesson.name + ".html",
                    thumbnail: lesson.document.figures.first?.drawing,
                    downloads: downloads(of: lesson))
            })
        return StagedFile(
            path: "index.html", bytes: Array(try HTMLWriter(renderer: renderer).page(of: page).utf8)
        )
    }

    private func downloads(of lesson: ExecutedLesson) -> [DocumentDownload] {
        (formats.contains(.pdf) ? [DocumentDownload("PDF", path: lesson.name + ".pdf")] : [])
            + [DocumentDownload("Trace", path: lesson.name + ".trace")]
    }
}
