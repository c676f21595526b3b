import Foundation

/// Reads and writes files with typed errors.
enum SnapshotFile {
    /// A file beyond it is not a snapshot.
    static let sizeLimit = 512 << 20

    static func read(_ path: String) throws -> [UInt8] {
        do {
            let size = try FileManager.default.attributesOfItem(atPath: path)[.size]
            if let size = size as? Int, size > sizeLimit {
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

    /// The paths below a folder, slash-separated and sorted by their bytes, of the plain
    /// files whose names end in one of `extensions`; links are not followed.
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
                if type == .typeRegular, extensions.contains(ending) { result.append(below) }
            }
        }
        return result.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
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
