import ArgumentParser
import GradusSnapshots

/// `gradus snapshot`: image snapshots for tests in CI.
struct SnapshotCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshot",
        abstract: "Compare a folder of pictures with a folder of references.",
        discussion: """
            Examples:
              gradus snapshot check reference new --report differences
              gradus snapshot accept reference new
            """,
        subcommands: [Check.self, Accept.self])

    /// `gradus snapshot check`.
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Compare two folders; exit 1 when they are not the same, or both empty.",
            discussion: """
                A line for each file and a summary go to standard output. For each PNG that \
                differs, a picture with reference, new and difference side by side is written \
                into the report folder.

                Example:
                  gradus snapshot check reference new --report differences
                """)

        @OptionGroup var folders: Folders
        @OptionGroup var tolerance: ToleranceOptions

        @Option(help: "Where to write difference pictures.")
        var report = "snapshot-differences"

        @Flag(help: "Write into a report folder that holds other files.")
        var force = false

        @Flag(help: "Leave out the lines of files that are the same.")
        var brief = false

        func run() throws {
            let console = Console()
            let comparison = try folders.compared(tolerance.value)
            try WorkFailure.exiting(2) {
                try comparison.checkReport(folder: report, force: force)
            }
            for line in brief ? comparison.lines : comparison.entries.map(\.line) {
                console.print(line)
            }
            console.print(comparison.summary)
            guard !comparison.isSame else { return }
            // A job that draws nothing must not pass.
            guard !comparison.entries.isEmpty else { throw ExitCode(1) }
            let written = try WorkFailure.exiting(1) {
                try comparison.writeReport(to: report, force: force)
            }
            console.say("wrote \(written.count) files to \(report)")
            throw ExitCode(1)
        }
    }

    /// `gradus snapshot accept`.
    struct Accept: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Copy new and different files over their references.",
            discussion: """
                Example:
                  gradus snapshot accept reference new --prune
                """)

        @OptionGroup var folders: Folders

        @Flag(help: "Also delete references that have no new file.")
        var prune = false

        func run() throws {
            let comparison = try folders.compared(.exact)
            let changed = try WorkFailure.exiting(1) {
                try comparison.accept(removesMissing: prune)
            }
            for path in changed { Console().print("accepted  \(path)") }
            Console().print("\(changed.count) accepted")
        }
    }

    /// The two folders that every snapshot command takes.
    struct Folders: ParsableArguments {
        @Argument(help: "The folder of reference pictures.")
        var reference: String

        @Argument(help: "The folder of new pictures.")
        var new: String

        /// Their comparison; exit 2 when one cannot be read.
        func compared(_ tolerance: ImageTolerance) throws -> FolderComparison {
            try WorkFailure.exiting(2) {
                try FolderComparison(reference: reference, new: new, tolerance: tolerance)
            }
        }
    }

    /// How much pictures may differ.
    struct ToleranceOptions: ParsableArguments {
        @Option(help: "The colour difference (0 to 1) up to which a pixel counts as the same.")
        var pixelDifference = ImageTolerance.standard.pixelDifference

        @Option(help: "The share of pixels (0 to 1) that may differ.")
        var share = ImageTolerance.standard.share

        @Option(help: "The mean colour difference (0 to 1) that a tile of 32 × 32 pixels may have.")
        var tileDifference = ImageTolerance.standard.tileDifference

        @Flag(help: "Allow no difference at all.")
        var exact = false

        /// What was asked for.
        var value: ImageTolerance {
            exact
                ? .exact
                : ImageTolerance(
                    pixelDifference: pixelDifference, share: share, tileDifference: tileDifference)
        }

        func validate() throws {
            for (name, number) in [
                ("pixel-difference", pixelDifference), ("share", share),
                ("tile-difference", tileDifference),
            ] where !(0...1).contains(number) {
                throw ValidationError("--\(name) takes a number from 0 to 1, found \(number)")
            }
        }
    }
}
