import Foundation
import GradusDiagnostics

/// Reads whole files within a limit.
enum FileBytes {
    /// The bytes of a file; `name` is what messages call it. Throws when it is no ordinary
    /// file or longer than `limit`.
    static func read(_ url: URL, called name: String, limit: Int) throws(Diagnostic) -> [UInt8] {
        do {
            let values = try url.resourceValues(forKeys: [.fileSizeKey, .isRegularFileKey])
            guard values.isRegularFile ?? false else {
                throw Diagnostic("'\(name)' is not a file", file: name, kind: "OSError")
            }
            guard values.fileSize ?? 0 <= limit else {
                throw Diagnostic(
                    "the file is larger than \(limit) bytes", file: name, kind: "MemoryError")
            }
            return [UInt8](try Data(contentsOf: url))
        } catch let diagnostic as Diagnostic {
            throw diagnostic
        } catch {
            throw Diagnostic("the file '\(name)' cannot be read", file: name, kind: "OSError")
        }
    }

    /// The same, unpacked when it is a gzip file.
    static func readUnpacked(
        _ url: URL, called name: String, limit: Int
    ) throws(Diagnostic) -> [UInt8] {
        try unpacked(try read(url, called: name, limit: limit), called: name, limit: limit)
    }

    static func unpacked(
        _ bytes: [UInt8], called name: String, limit: Int
    ) throws(Diagnostic) -> [UInt8] {
        Gunzip.isCompressed(bytes)
            ? try Gunzip.unpack(bytes, file: name, limit: limit) : bytes
    }
}
