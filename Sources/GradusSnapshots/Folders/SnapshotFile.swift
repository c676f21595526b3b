import Foundation

/// Reads and writes files with typed errors.
enum SnapshotFile {
    /// A file beyond it is not a snapshot.
    static let sizeLimit = 512 << 20

    static func read(_ path: String) throws -> [UInt8] {
        do {
            guard let size = sizeOfFile(path) else {
                throw SnapshotError.unreadable(
                    file: path,
                    reason: FileManager.default.fileExists(atPath: path)
                        ? "it is not an ordinary file" : "what it should lead to is not there")
            }
            if size > sizeLimit {
                throw SnapshotError.unreadable(
                    file: path, reason: "it has more than \(sizeLimit >> 20) MiB")
            }
            return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        } catch let error as SnapshotError {
            throw error
        } catch {
            throw SnapshotError.unreadable(file: path, reason: reason(error))
        }
    }

    /// Writes a file whole or not at all, and its folders.
    static func write(_ bytes: [UInt8], to path: String) throws {
        do {
            let url = URL(fileURLWithPath: path)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: url, options: .atomic)
        } catch {
            throw SnapshotError.unwritable(file: path, reason: reason(error))
        }
    }

    static func remove(_ path: String) throws {
        do { try FileManager.default.removeItem(atPath: path) } catch {
            throw SnapshotError.unwritable(file: path, reason: reason(error))
        }
    }

    static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    /// The size in bytes of an ordinary file, or of the one that a link leads to; nil for
    /// anything else.
    private static func sizeOfFile(_ path: String) -> Int? {
        var facts = stat()
        guard stat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int(facts.st_size)
    }

    /// The paths below a folder, slash-separated and sorted by their bytes, of the files
    /// whose names end in one of `extensions`, and of links with such names unless they lead
    /// to folders: a link to a folder could lead round in a circle.
    static func paths(below folder: String, extensions: Set<String>) throws -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder),
            isFolder.boolValue
        else { throw SnapshotError.noFolder(folder) }
        var result: [String] = []
        var pending = [""]
        while let inner = pending.popLast() {
            let path = inner.isEmpty ? folder : "\(folder)/\(inner)"
            let names: [String]
            do { names = try FileManager.default.contentsOfDirectory(atPath: path) } catch {
                throw SnapshotError.unreadable(file: path, reason: reason(error))
            }
            for name in names where !name.hasPrefix(".") {
                let below = inner.isEmpty ? name : "\(inner)/\(name)"
                let type =
                    try? FileManager.default.attributesOfItem(
                        atPath: "\(folder)/\(below)")[.type] as? FileAttributeType
                if type == .typeDirectory { pending.append(below) }
                let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
                guard extensions.contains(ending) else { continue }
                if type == .typeRegular
                    || (type == .typeSymbolicLink && !leadsToFolder(folder, below))
                {
                    result.append(below)
                }
            }
        }
        return result.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private static func leadsToFolder(_ folder: String, _ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: "\(folder)/\(path)", isDirectory: &isFolder)
            && isFolder.boolValue
    }

    /// Whether one of two folders is the other or lies in it, be it by links.
    static func overlap(_ left: String, _ right: String) -> Bool {
        let (a, b) = (realComponents(left), realComponents(right))
        return a.starts(with: b) || b.starts(with: a)
    }

    /// The components of a path without links, also of one whose end is not there yet.
    private static func realComponents(_ path: String) -> [String] {
        var url = URL(fileURLWithPath: path).standardizedFileURL
        var rest: [String] = []
        while url.pathComponents.count > 1, !FileManager.default.fileExists(atPath: url.path) {
            rest.insert(url.lastPathComponent, at: 0)
            url.deleteLastPathComponent()
        }
        guard let real = realpath(url.path, nil) else { return url.pathComponents + rest }
        defer { free(real) }
        return URL(fileURLWithPath: String(cString: real)).pathComponents + rest
    }

    /// The system's reason without the path, which the caller names.
    private static func reason(_ error: any Error) -> String {
        let inner = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
        if let inner, inner.domain == NSPOSIXErrorDomain {
            return String(cString: strerror(Int32(inner.code)))
        }
        let cocoa = (error as NSError)
        return "\(cocoa.domain) \(cocoa.code)"
    }
}
