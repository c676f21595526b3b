import Foundation
import GradusDiagnostics

/// A folder that receives what is built, all of it or nothing.
///
/// Files are written into a staging folder beside their places; `publish` checks that nothing
/// foreign would be overwritten and then renames them into place. An `OutputList` tells
/// Gradus's own files from a user's, and lets files be removed that a later build no longer makes.
public final class OutputFolder {
    private static let stagingPrefix = ".gradus-new-"

    private let folder: URL
    private let staging: URL
    private let force: Bool
    private var files: [String: OutputOwner] = [:]
    private let manager = FileManager.default

    /// Prepares an output folder; it is made when it is missing. Throws a `Diagnostic`.
    public init(_ folder: URL, force: Bool = false) throws {
        self.folder = folder
        self.force = force
        staging = folder.appendingPathComponent(
            Self.stagingPrefix + String(ProcessInfo.processInfo.processIdentifier))
        try Self.doing("the output folder cannot be made", folder.relativePath) {
            try FileManager.default.createDirectory(
                at: staging, withIntermediateDirectories: true)
        }
        removeLeftovers()
    }

    deinit { try? manager.removeItem(at: staging) }

    /// Where a file of that relative path may be written until `publish`; for writers that
    /// need a file of their own, such as the trace.
    public func stage(_ path: String, of owner: OutputOwner) throws -> URL {
        let place = staging.appendingPathComponent(path)
        try Self.doing("a folder cannot be made", place.deletingLastPathComponent().relativePath) {
            try manager.createDirectory(
                at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        }
        files[path] = owner
        return place
    }

    /// Stages a file's bytes.
    public func write(_ bytes: [UInt8], to path: String, of owner: OutputOwner) throws {
        let place = try stage(path, of: owner)
        try Self.doing(
            "the file cannot be written", folder.appendingPathComponent(path).relativePath
        ) {
            try Data(bytes).write(to: place)
        }
    }

    /// Stages a text in UTF-8.
    public func write(_ text: String, to path: String, of owner: OutputOwner) throws {
        try write(Array(text.utf8), to: path, of: owner)
    }

    /// Whether Gradus wrote a file of that path earlier, and it is there.
    public func holds(_ path: String) -> Bool {
        OutputList(of: folder).owners[path] != nil
            && manager.fileExists(atPath: folder.appendingPathComponent(path).path)
    }

    /// Moves everything staged into its place, and removes those files of earlier builds that
    /// `isOutdated` says this one should have made. Throws a `Diagnostic`, before anything is
    /// moved, when something is there that Gradus did not write.
    public func publish(
        removing isOutdated: (_ owner: OutputOwner, _ path: String) -> Bool = { _, _ in false }
    ) throws {
        let earlier = OutputList(of: folder)
        for path in files.keys.sorted() { try checkPlace(path, earlier) }
        // The list names every file before it is there: a build that is killed here leaves
        // nothing that the next one would take for a user's.
        var list = earlier
        list.owners.merge(files) { $1 }
        try write(list)
        for path in files.keys.sorted() { try move(path) }
        for (path, owner) in earlier.owners.sorted(by: { $0.key < $1.key })
        where files[path] == nil && isOutdated(owner, path) {
            remove(path)
            list.owners[path] = nil
        }
        try write(list)
        try? manager.removeItem(at: staging)
    }

    private func checkPlace(_ path: String, _ earlier: OutputList) throws(Diagnostic) {
        let place = folder.appendingPathComponent(path)
        var isFolder: ObjCBool = false
        guard manager.fileExists(atPath: place.path, isDirectory: &isFolder) else { return }
        guard !isFolder.boolValue else {
            throw Diagnostic(
                "a folder stands where a file is to be written", file: place.relativePath,
                fix: "name another output folder")
        }
        guard force || earlier.owners[path] != nil else {
            throw Diagnostic(
                "this file is there already and was not written by Gradus",
                file: place.relativePath,
                fix: "name another output folder, or say --force to replace it")
        }
    }

    private func write(_ list: OutputList) throws {
        try Self.doing(
            "the file cannot be written",
            folder.appendingPathComponent(OutputList.fileName).relativePath
        ) { try list.write(to: folder) }
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

    /// Removes one file, and the folders above it that it leaves empty. A folder that is a link
    /// is somebody's else: what lies behind it stays.
    private func remove(_ path: String) {
        let parts = path.split(separator: "/").map(String.init)
        var place = folder.path
        for part in parts.dropLast() {
            place += "/" + part
            guard Self.kind(of: place) == S_IFDIR else { return }
        }
        guard Self.kind(of: folder.path + "/" + path) == S_IFREG else { return }
        unlink(folder.path + "/" + path)
        while place != folder.path, rmdir(place) == 0 {
            place = (place as NSString).deletingLastPathComponent
        }
    }

    private static func kind(of path: String) -> mode_t? {
        var facts = stat()
        return lstat(path, &facts) == 0 ? facts.st_mode & S_IFMT : nil
    }

    /// Removes staging folders of builds that were killed.
    private func removeLeftovers() {
        let names = (try? manager.contentsOfDirectory(atPath: folder.path)) ?? []
        for name in names where name.hasPrefix(Self.stagingPrefix) {
            guard let process = pid_t(name.dropFirst(Self.stagingPrefix.count)),
                kill(process, 0) != 0, errno == ESRCH
            else { continue }
            try? manager.removeItem(at: folder.appendingPathComponent(name))
        }
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
        switch (error as? CocoaError)?.code {
        case .fileWriteNoPermission, .fileReadNoPermission: return "permission denied"
        case .fileWriteOutOfSpace: return "no space is left"
        case .fileWriteVolumeReadOnly: return "the file system is read-only"
        case .fileWriteFileExists, .fileWriteInvalidFileName, .fileWriteUnknown:
            return "what is there is no folder"
        case .fileNoSuchFile, .fileReadNoSuchFile: return "a folder above it is missing"
        default: return "the system refuses it"
        }
    }
}
