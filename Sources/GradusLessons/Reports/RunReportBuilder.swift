import GradusDocuments
import GradusFigures
import GradusGraphics
import GradusTrace

/// A run that was read from a file.
public struct RecordedRun: Sendable {
    /// The file, as the user named it.
    public var path: String
    /// What was recorded.
    public var trace: Trace

    /// Names a run.
    public init(path: String, trace: Trace) {
        self.path = path
        self.trace = trace
    }
}

/// Makes reports of recorded runs alone: no lesson, no script, only what a trace holds.
public struct RunReportBuilder {
    private let renderer: any DrawingRendering
    private let figureWriter: FigureWriter

    /// A builder that draws with `renderer`.
    public init(renderer: any DrawingRendering) {
        self.renderer = renderer
        figureWriter = FigureWriter(renderer: renderer, formats: [.png, .pdf, .svg])
    }

    /// Stages the reports: for one run `index.html` and `report.pdf`; for several a folder
    /// each and an index of all.
    public func write(_ runs: [RecordedRun], to folder: OutputFolder) throws {
        let figures = RunFigures(of: runs.map(\.trace))
        if let run = runs.first, runs.count == 1 {
            _ = try write(run, with: figures, below: "", home: nil, to: folder)
            return
        }
        var entries: [SiteEntry] = []
        for (place, run) in runs.enumerated() {
            let name = "run-\(place + 1)"
            let thumbnail = try write(
                run, with: figures, below: name + "/",
                home: DocumentLink("All runs", path: "../index.html"),
                to: folder)
            entries.append(
                SiteEntry(
                    title: Self.title(of: run.trace), summary: Self.summary(of: run.trace),
                    path: name + "/index.html", thumbnail: thumbnail,
                    downloads: [DocumentDownload("PDF", path: name + "/report.pdf")]))
        }
        let site = SitePage(
            title: "\(runs.count) runs", subtitle: "Recorded by Gradus", entries: entries)
        try folder.write(
            try HTMLWriter(renderer: renderer).page(of: site), to: "index.html", of: .report)
    }

    /// Stages one report and gives its first figure.
    private func write(
        _ run: RecordedRun, with runFigures: RunFigures, below prefix: String, home: DocumentLink?,
        to folder: OutputFolder
    ) throws -> Drawing? {
        let (document, figures) = document(of: run.trace, with: runFigures)
        for (figure, drawing) in figures {
            for file in try figureWriter.files(of: drawing) {
                let path = FigureWriter.path(
                    of: figure.name, below: prefix + "figures", file.format)
                try folder.write(file.bytes, to: path, of: .report)
            }
        }
        let navigation = DocumentNavigation(
            home: home, downloads: [DocumentDownload("PDF", path: "report.pdf")])
        let page = try HTMLWriter(renderer: renderer).page(of: document, navigation: navigation)
        try folder.write(page, to: prefix + "index.html", of: .report)
        let pages = DocumentPaginator(measure: renderer).pages(of: document)
        try folder.write(
            try renderer.pdf(of: pages, theme: .light), to: prefix + "report.pdf", of: .report)
        return figures.first?.1
    }

    static func title(of trace: Trace) -> String {
        trace.info.title.isEmpty ? "A recorded run" : trace.info.title
    }

    private static func summary(of trace: Trace) -> String {
        let facts = RunFacts(trace)
        return ([facts.warning].compactMap { $0?.first?.plainText } + [facts.sentence.plainText])
            .joined(separator: " ")
    }

    /// The report of a run, and its drawings.
    func document(
        of trace: Trace, with figures: RunFigures
    ) -> (Document, [(ExecutedFigure, Drawing)]) {
        let facts = RunFacts(trace)
        var blocks: [DocumentBlock] = facts.warning.map { [.quote([.paragraph($0)])] } ?? []
        blocks.append(.paragraph(facts.sentence))
        if !facts.rows.isEmpty { blocks.append(.table(facts.table)) }
        var drawn: [(ExecutedFigure, Drawing)] = []
        for section in figures.sections(of: trace) {
            blocks.append(
                .heading(
                    DocumentHeading(
                        level: 2, inlines: [.text(section.title)], identifier: section.identifier)))
            for figure in section.figures {
                let drawing = figure.drawing(measuredBy: renderer)
                drawn.append((figure, drawing))
                blocks.append(
                    .figure(
                        DocumentFigure(
                            name: figure.name, number: drawn.count, drawing: drawing,
                            caption: CaptionText.inlines(figure.caption),
                            downloads: FigureLinks.downloads(
                                of: figure.name, below: "figures", formats: [.png, .pdf, .svg]))))
            }
        }
        if let note = RunFigures.note(onGraphsLeftOutOf: trace) {
            blocks.append(.paragraph([.text(note)]))
        }
        if let parameters = facts.parameterTable {
            blocks.append(
                .heading(
                    DocumentHeading(
                        level: 2, inlines: [.text("Parameters at the last recorded step")],
                        identifier: "parameters")))
            blocks.append(.table(parameters))
        }
        let document = Document(
            title: Self.title(of: trace), subtitle: "A recorded run", blocks: blocks)
        return (document, drawn)
    }
}

/// The links below a figure.
enum FigureLinks {
    static func downloads(
        of name: String, below folder: String, formats: [OutputFormat], isAnimated: Bool = false
    ) -> [DocumentDownload] {
        let animation = DocumentDownload(
            "APNG", path: FigureWriter.path(of: name, below: folder, ending: "apng"))
        return formats.filter { $0 != .html }.map {
            DocumentDownload(
                $0.rawValue.uppercased(), path: FigureWriter.path(of: name, below: folder, $0))
        } + (isAnimated && formats.contains(.png) ? [animation] : [])
    }
}
