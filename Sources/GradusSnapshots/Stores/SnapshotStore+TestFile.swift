import Foundation
import GradusCairoRendering

extension SnapshotStore {
    /// The variable that makes tests record: `GRADUS_RECORD_SNAPSHOTS=1`.
    public static let recordVariable = "GRADUS_RECORD_SNAPSHOTS"
    /// The variable that says where pictures of failures go; else below the system's
    /// folder for temporary files.
    public static let reportVariable = "GRADUS_SNAPSHOT_REPORTS"

    /// The store of a test file: the folder `__Snapshots__/NAME` beside `NAME.swift`.
    ///
    /// It records when `environment` says so.
    public init(
        testFile: String, environment: [String: String] = ProcessInfo.processInfo.environment
    ) {
        let file = URL(fileURLWithPath: testFile)
        let name = file.deletingPathExtension().lastPathComponent
        let reports =
            environment[Self.reportVariable]
            ?? FileManager.default.temporaryDirectory.appendingPathComponent("gradus-snapshots")
            .path
        self.init(
            folder: file.deletingLastPathComponent().appendingPathComponent("__Snapshots__")
                .appendingPathComponent(name).path,
            reports: "\(reports)/\(name)",
            mode: environment[Self.recordVariable] == "1" ? .record : .check)
    }
}

/// The renderer that snapshots share: it keeps the outlines of the letters that it drew.
public enum SnapshotRenderer {
    private static let result = Result { try CairoRenderer(fonts: try .installed()) }

    /// The renderer with the installed fonts; throws `RenderingError` with the package to
    /// install.
    public static func shared() throws -> CairoRenderer { try result.get() }
}
