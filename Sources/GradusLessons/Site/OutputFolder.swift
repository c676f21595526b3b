import Foundation
import GradusDiagnostics

/// A folder that receives what is built, all of it or nothing.
///
/// Files are written into a staging folder beside their places; `publish` checks that nothing
/// foreign would be overwritten and then renames them into place. A list of what Gradus wrote
/// (`.gradus-files`) tells its own files from a user's, and lets files that a later build no
/// longer makes be removed.
public final class OutputFolder {
    /// The name of the list of files that Gradus wrote.
    public static let listName = ".gradus-files"

    private let folder: URL
    private let staging: URL
    private let force: Bool
    private var files: Set<String> = []
    private let manager = FileManager.default

    /// Prepares an output folder; it is made when it is missing. Throws a `Diagnostic`.
    public init(_ folder: URL, force: Bool = false) throws {
        self.folder = folder
        self.force = force
        staging = folder.appendingPathComponent(
            ".gradus-new-\(ProcessInfo.processInfo.processIdentifier)")
        try Self.doing("the output folder cannot be made", folder.relativePath) {
            try FileManager.default.createDirectory(
                at: staging, withIntermediateDirectories: true)
        }
    }

    deinit { try? manager.removeItem(at: staging) }

    /// Where a file of that relative path may be written until `publish`; for writers that
    /// need a file of their own, such as the trace.
    public func stage(_ path: String) throws -> URL {
        let place = staging.appendingPathComponent(path)
        try Self.doing("a folder cannot be made", place.deletingLastPathComponent().relativePath) {
            try manager.createDirectory(
                at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        }
        files.insert(path)
        return place
    }

    /// Stages a file's bytes.
    public func write(_ bytes: [UInt8], to path: String) throws {
        let place = try stage(path)
        try Self.doing("the file cannot be written", path) { try Data(bytes).write(to: place) }
    }

    /// Stages a text in UTF-8.
    public func write(_ text: String, to path: String) throws {
        try write(Array(text.utf8), to: path)
    }

    /// Moves everything staged into its place, and removes files of an earlier build that this
    /// one did not make (unless `keepsOthers`). Throws a `Diagnostic`, before anything is moved,
    /// when a file is there that Gradus did not write.
    public func publish(keepsOthers: Bool = false) throws {
        let earlier = earlierFiles()
        if !force {
            for path in files.sorted() where !earlier.contains(path) {
                guard !manager.fileExists(atPath: folder.appendingPathComponent(path).path) else {
                    throw Diagnostic(
                        "this file is there already and was not written by Gradus",
                        file: folder.appendingPathComponent(path).relativePath,
                        fix: "name another output folder, or say --force to replace it")
                }
            }
        }
        for path in files.sorted() { try move(path) }
        var kept = files
        if keepsOthers {
            kept.formUnion(earlier)
        } else {
            for path in earlier.subtracting(files).sorted() {
                try? manager.removeItem(at: folder.appendingPathComponent(path))
            }
        }
        let list = kept.sorted().map { $0 + "\n" }.joined()
        try Self.doing("the file cannot be written", Self.listName) {
            try Data(list.utf8).write(
                to: folder.appendingPathComponent(Self.listName), options: .atomic)
        }
        try? manager.removeItem(at: staging)
    }

    private func move(_ path: String) throws {
        let source = staging.appendingPathComponent(path)
        let place = folder.appendingPathComponent(path)
        try Self.doing("the file cannot be written", place.relativePath) {
            try manager.createDirectory(
                at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
            guard rename(source.path, place.path) == 0 else {
                throw Diagnostic(String(cString: strerror(errno)))
            }
        }
    }

    private func earlierFiles() -> Set<String> {
        let list = folder.appendingPathComponent(Self.listName)
        guard let text = try? String(contentsOf: list, encoding: .utf8) else { return [] }
        // A damaged list must not lead outside the folder.
        return Set(
            text.split(separator: "\n").map(String.init).filter {
                !$0.hasPrefix("/") && !$0.split(separator: "/").contains("..")
            })
    }

    private static func doing(
        _ what: String, _ path: String, _ body: () throws -> Void
    ) throws {
        do {
            try body()
        } catch {
            let reason = (error as? Diagnostic)?.message ?? reason(error)
            throw Diagnostic("\(what): \(reason)", file: path)
        }
    }

    private static func reason(_ error: any Error) -> String {
        let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
        if let underlying, underlying.domain == NSPOSIXErrorDomain {
            return String(cString: strerror(Int32(underlying.code)))
        }
        return error.localizedDescription
    }
}
