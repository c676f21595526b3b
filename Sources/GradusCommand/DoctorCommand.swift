import ArgumentParser
import Foundation
import GradusCairoRendering
import GradusTensors
import GradusTrace
import GradusTraceStore

/// `gradus doctor`: what decides results and pictures on this machine.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Show the versions, fonts and features that results depend on.",
        discussion: """
            Two machines whose doctors say the same make the same bytes.

            Example:
              gradus doctor --json > machine.json
            """)

    @Flag(help: "Print JSON for programs.")
    var json = false

    func run() throws {
        let console = Console()
        let fonts = try WorkFailure.exiting(1) { try FontCatalog.installed() }
        let report = DoctorReport(
            gradus: ProgramVersion.text, swift: Self.swiftVersion, system: Self.system,
            libraries: (RenderingVersions.all + [("SQLite", TraceSchema.sqliteVersion)])
                .map { .init(name: $0.name, version: $0.version) },
            fonts: try fonts.faces.map { face in
                .init(
                    family: face.family, style: face.styleName, file: face.file,
                    version: face.versionText,
                    sha256: try WorkFailure.exiting(1) { try face.sha256() },
                    package: face.package)
            },
            products: "plain loops in fixed order; large ones in 'gradus run' by the BLAS",
            blas: BLASLibrary.installed.map {
                .init(
                    name: $0.name, version: $0.version, coreType: $0.coreType,
                    threads: $0.threads, file: $0.file)
            },
            elementaryFunctions: "Gradus's own; neither FMA nor the C library's are used")
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            console.print(String(decoding: try encoder.encode(report), as: UTF8.self))
        } else {
            for line in report.lines { console.print(line) }
        }
    }

    private static var swiftVersion: String {
        #if swift(>=6.4)
            "6.4 or newer"
        #elseif swift(>=6.3)
            "6.3"
        #elseif swift(>=6.2)
            "6.2"
        #else
            "6.1"
        #endif
    }

    private static var system: String {
        #if os(Linux)
            let name = "Linux"
        #else
            let name = "macOS"
        #endif
        #if arch(x86_64)
            return name + " x86_64"
        #else
            return name + " arm64"
        #endif
    }
}

/// What `gradus doctor` says.
struct DoctorReport: Codable {
    struct Library: Codable {
        var name: String
        var version: String
    }
    struct Font: Codable {
        var family: String
        var style: String
        var file: String
        var version: String
        var sha256: String
        var package: String
    }

    struct BLAS: Codable {
        var name: String
        var version: String
        var coreType: String?
        var threads: Int?
        var file: String

        /// It in one line.
        var line: String {
            var parts = ["\(name) \(version)"]
            if let coreType { parts.append("core type \(coreType)") }
            if let threads { parts.append(threads == 1 ? "1 thread" : "\(threads) threads") }
            return parts.joined(separator: ", ") + " (\(file))"
        }
    }

    var gradus: String
    var swift: String
    var system: String
    var libraries: [Library]
    var fonts: [Font]
    var products: String
    /// Nil where none is installed that can be used.
    var blas: BLAS?
    var elementaryFunctions: String

    /// The report for people, a line each.
    var lines: [String] {
        var rows = [("Gradus", gradus), ("compiled by Swift", swift), ("system", system)]
        rows += libraries.map { ($0.name, $0.version) }
        rows += [
            ("products", products), ("BLAS", blas?.line ?? "none found; none is needed"),
            ("elementary functions", elementaryFunctions),
        ]
        let width = rows.map(\.0.count).max() ?? 0
        return rows.map { $0.0.padding(to: width + 2) + $0.1 } + ["", "fonts"]
            + fonts.map { font in
                "  " + "\(font.family) \(font.style)".padding(to: 28)
                    + "\(font.version)  \(font.sha256.prefix(12))  \(font.package)"
            }
    }
}

extension String {
    /// The text with spaces after it, at least `width` characters.
    fileprivate func padding(to width: Int) -> String {
        self + String(repeating: " ", count: max(1, width - count))
    }
}
