import Foundation
import GradusDiagnostics
import GradusDocuments
import GradusGraphics
import GradusTensors
import GradusTrace
import GradusTraceStore

/// Lessons that have been run.
public struct ExecutedSite: Sendable {
    /// The lessons that were run, in the order of the site.
    public var lessons: [ExecutedLesson]
    /// All lessons of the site in order, also those that another shard runs.
    var contents: [LessonHead]
}

/// What the front page says of a lesson.
struct LessonHead: Sendable {
    var name: String
    var title: String
    var summary: String?
    var order: Int?
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
        let results = files.map { file in Result { try parse(file) } }
        guard let parsed = try? Self.collected(results) else { throw try problems(files, results) }
        let order = parsed.indices.sorted {
            (parsed[$0].order ?? .max, $0) < (parsed[$1].order ?? .max, $1)
        }
        let all = order.map { (file: files[$0], lesson: parsed[$0]) }
        let part = shard?.part(of: all) ?? all
        let links = LinkChecker(all)
        // Loading it sets variables of the environment, which is not safe beside other threads.
        if part.contains(where: \.lesson.allowsBLAS) { _ = BLASLibrary.installed }
        let lessons = try Self.collected(
            try ParallelMap.map(part, jobs: jobs) { file, lesson in
                progress("running \(file.name)")
                return Result { try run(lesson, of: file, checking: links) }
            })
        return ExecutedSite(
            lessons: lessons,
            contents: all.map {
                LessonHead(
                    name: $0.file.name, title: $0.lesson.title, summary: $0.lesson.summary,
                    order: $0.lesson.order)
            })
    }

    /// What is wrong in lessons of which some cannot be read: the others are run all the same, so
    /// that all that is wrong is said at once. Links into lessons that cannot be read are not
    /// followed.
    private func problems(
        _ files: [LessonFile], _ results: [Result<Lesson, any Error>]
    ) throws -> DiagnosticList {
        let outcomes = try ParallelMap.map(Array(zip(files, results)), jobs: jobs) {
            file, result in
            Result { () throws -> ExecutedLesson? in
                let lesson = try result.get()
                if shard != nil { return nil }
                progress("running \(file.name)")
                return try run(lesson, of: file, checking: nil)
            }
        }
        do {
            _ = try Self.collected(outcomes)
            return DiagnosticList([])
        } catch let list as DiagnosticList {
            return list
        }
    }

    /// The results, or all that went wrong.
    private static func collected<Value>(_ results: [Result<Value, any Error>]) throws -> [Value] {
        var values: [Value] = []
        var problems: [Diagnostic] = []
        for result in results {
            switch result {
            case .success(let value): values.append(value)
            case .failure(let error as Diagnostic): problems.append(error)
            case .failure(let error as DiagnosticList): problems += error.diagnostics
            case .failure(let error): throw error
            }
        }
        guard problems.isEmpty else { throw DiagnosticList(problems) }
        return values
    }

    private func parse(_ file: LessonFile) throws -> Lesson {
        try renaming(file) {
            let source = try ScriptFile.read(file.path)
            let lesson = try LessonParser().parse(source, file: file.fileName)
            try DrawableCheck(renderer: renderer, formats: orderedFormats).check(
                lesson, source: String(decoding: source, as: UTF8.self))
            return lesson
        }
    }

    private func run(
        _ lesson: Lesson, of file: LessonFile, checking links: LinkChecker?
    ) throws -> ExecutedLesson {
        try renaming(file) {
            let executed = try LessonExecutor(renderer: renderer, formats: orderedFormats).execute(
                lesson, file: file, sink: nil)
            let problems = links?.problems(of: lesson, in: file, as: executed.document) ?? []
            guard problems.isEmpty else { throw DiagnosticList(problems) }
            return executed
        }
    }

    private func renaming<Value>(_ file: LessonFile, _ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch {
            throw FileNaming(from: file.fileName, to: file.path).renamed(error)
        }
    }

    private var orderedFormats: [OutputFormat] {
        OutputFormat.allCases.filter(formats.contains)
    }

    /// Draws everything and moves it into `folder`.
    ///
    /// A build of whole folders (`isWhole`) also writes the front page and removes the files
    /// of lessons that are gone. Any other leaves the files of lessons that it did not run
    /// alone, and the front page if there is one; of several shards the first writes it.
    /// Files of formats that were not asked for stay.
    public func write(_ site: ExecutedSite, to folder: OutputFolder, isWhole: Bool) throws {
        for lesson in site.lessons {
            try TraceWriter.write(
                lesson.trace,
                to: try folder.stage("\(lesson.name).trace", of: .lesson(lesson.name)).path)
        }
        let writesIndex = shard.map { $0.index == 1 } ?? (isWhole || !folder.holds("index.html"))
        try stage(pieces(of: site, withIndex: writesIndex), in: folder)
        let names = Set(site.lessons.map(\.name))
        try folder.publish { owner, path in
            guard case .lesson(let name) = owner else { return false }
            let isCovered = names.contains(name) || (isWhole && shard == nil)
            let ending = (path as NSString).pathExtension
            return isCovered
                && (OutputFormat(rawValue: ending).map(formats.contains) ?? true)
        }
    }

    private func stage(_ pieces: [Piece], in folder: OutputFolder) throws {
        let written = try ParallelMap.map(pieces, jobs: jobs) { piece in
            progress("drawing \(piece.name)")
            return try piece.make()
        }
        for (piece, files) in zip(pieces, written) {
            for file in files { try folder.write(file.bytes, to: file.path, of: piece.owner) }
        }
    }

    private struct StagedFile: Sendable {
        var path: String
        var bytes: [UInt8]
    }

    /// A piece of work that can be done beside others.
    private struct Piece: Sendable {
        var name: String
        var owner: OutputOwner
        var make: @Sendable () throws -> [StagedFile]
    }

    private func pieces(of site: ExecutedSite, withIndex writesIndex: Bool) -> [Piece] {
        var pieces: [Piece] = []
        for lesson in site.lessons {
            let owner = OutputOwner.lesson(lesson.name)
            if formats.contains(.html) {
                pieces.append(
                    Piece(name: lesson.name + ".html", owner: owner) {
                        [try page(of: lesson, in: site)]
                    })
            }
            if formats.contains(.pdf) {
                pieces.append(
                    Piece(name: lesson.name + ".pdf", owner: owner) { [try print(lesson)] })
            }
            let writer = FigureWriter(renderer: renderer, formats: formats)
            for figure in lesson.document.figures {
                pieces.append(
                    Piece(name: figure.name, owner: owner) {
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
        if formats.contains(.html), writesIndex {
            pieces.append(Piece(name: "index.html", owner: .site) { [try index(of: site)] })
        }
        return pieces
    }

    private func page(
        of lesson: ExecutedLesson, in site: ExecutedSite
    ) throws -> StagedFile {
        let place = site.contents.firstIndex { $0.name == lesson.name } ?? 0
        func link(_ place: Int) -> DocumentLink? {
            guard site.contents.indices.contains(place) else { return nil }
            let lesson = site.contents[place]
            return DocumentLink(lesson.title, path: lesson.name + ".html")
        }
        let navigation = DocumentNavigation(
            home: DocumentLink("All lessons", path: "index.html"), previous: link(place - 1),
            next: link(place + 1), downloads: downloads(of: lesson.name))
        let text = try HTMLWriter(renderer: renderer).page(
            of: lesson.document, navigation: navigation)
        return StagedFile(path: lesson.name + ".html", bytes: Array(text.utf8))
    }

    private func print(_ lesson: ExecutedLesson) throws -> StagedFile {
        let pages = DocumentPaginator(measure: renderer).pages(of: lesson.document)
        do {
            return StagedFile(
                path: lesson.name + ".pdf", bytes: try renderer.pdf(of: pages, theme: .light))
        } catch {
            throw Diagnostic(
                "the PDF of this lesson cannot be made: \(error)", file: lesson.name + ".md")
        }
    }

    private func index(of site: ExecutedSite) throws -> StagedFile {
        let page = SitePage(
            title: "Lessons", subtitle: "The mathematics of neural networks, one step at a time",
            entries: site.contents.map { head in
                SiteEntry(
                    title: head.title, summary: head.summary, path: head.name + ".html",
                    thumbnail: site.lessons.first { $0.name == head.name }?.document.figures.first?
                        .drawing,
                    downloads: downloads(of: head.name))
            })
        return StagedFile(
            path: "index.html", bytes: Array(try HTMLWriter(renderer: renderer).page(of: page).utf8)
        )
    }

    private func downloads(of name: String) -> [DocumentDownload] {
        (formats.contains(.pdf) ? [DocumentDownload("PDF", path: name + ".pdf")] : [])
            + [DocumentDownload("Trace", path: name + ".trace")]
    }
}
