import ArgumentParser
import Foundation
import GradusCairoRendering
import GradusLessons

/// `gradus build`: lessons to pages, figures and traces.
struct BuildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Run lessons and write their pages, figures and traces.",
        discussion: """
            LESSON is a Markdown file or a folder of them; without any, the folder 'lessons'. \
            When one lesson is wrong, nothing is written and earlier output stays as it is. \
            A build of single lessons leaves the files of all others alone.

            Examples:
              gradus build
              gradus build lessons/backpropagation.md -o output
              gradus build --format html,svg --jobs 4
            """)

    @Argument(help: "Lessons, or folders of lessons.")
    var lessons: [String] = ["lessons"]

    @Option(name: .shortAndLong, help: "The folder to write to.")
    var output = "output"

    @Option(help: "What to write: any of html, pdf, png, svg, joined by commas.")
    var format = FormatList(OutputFormat.allCases)

    @Option(help: "How many lessons and figures to work on at once.")
    var jobs: Int = ProcessInfo.processInfo.activeProcessorCount

    @Option(help: "Build only the I-th of N parts of the lessons, as in 1/4.")
    var shard: Shard?

    @Flag(help: "Replace files that Gradus did not write.")
    var force = false

    @Flag(help: "Say nothing but errors.")
    var quiet = false

    func validate() throws {
        guard jobs >= 1 else {
            throw ValidationError("--jobs takes a number from 1, found \(jobs)")
        }
        guard !output.isEmpty else { throw ValidationError("-o takes the name of a folder") }
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            && isFolder.boolValue
    }

    func run() throws {
        let console = Console(isQuiet: quiet)
        let files = try WorkFailure.exiting(2) {
            let files = try LessonFiles.found(in: lessons)
            try LessonFiles.checkReadable(files)
            return files
        }
        try WorkFailure.exiting(1) {
            let renderer = try CairoRenderer(fonts: try FontCatalog.installed())
            let builder = SiteBuilder(
                renderer: renderer, formats: Set(format.formats), jobs: jobs, shard: shard,
                progress: { console.progress($0) })
            let site = try builder.build(files)
            let folder = try OutputFolder(URL(fileURLWithPath: output), force: force)
            try builder.write(site, to: folder, isWhole: lessons.allSatisfy(Self.isFolder))
            for lesson in site.lessons {
                console.say(
                    "\(lesson.name): " + Console.count(lesson.figures.count, "figure") + ", "
                        + Console.count(lesson.nodeCount, "node")
                        + (lesson.trace.steps.isEmpty
                            ? ""
                            : ", " + Console.count(lesson.trace.steps.count, "training step")))
            }
            console.say("wrote \(output)")
        }
    }
}

/// The formats of `--format`.
struct FormatList: ExpressibleByArgument {
    var formats: [OutputFormat]

    init(_ formats: [OutputFormat]) { self.formats = formats }

    init?(argument: String) {
        let words = argument.split(separator: ",", omittingEmptySubsequences: false)
        let formats = words.compactMap { OutputFormat(rawValue: String($0)) }
        guard formats.count == words.count, !formats.isEmpty else { return nil }
        self.init(formats)
    }

    var defaultValueDescription: String { formats.map(\.rawValue).joined(separator: ",") }
}

extension Shard: ExpressibleByArgument {
    /// Reads `I/N`.
    public init?(argument: String) {
        let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let index = Int(parts[0]), let count = Int(parts[1]) else {
            return nil
        }
        self.init(index: index, of: count)
    }
}
