import Foundation
import GradusDiagnostics

/// A file that is written as a whole or not at all.
struct OutputFile {
    /// Where it shall be.
    let path: String
    /// Whether a file that is there already may be replaced.
    let mayReplace: Bool

    /// Throws where there is something already that may not be replaced.
    func check() throws {
        if !mayReplace, Self.exists(path) { throw taken }
    }

    /// Writes the file under another name beside its place and moves it there in one step: who
    /// reads it sees the old file or the new one. Without leave to replace, a file that came
    /// about in the meantime stays. A link is kept, and what it leads to replaced; what is no
    /// file (a device, a pipe) is written into. The disk is not waited for: that would take
    /// longer than all the rest for a small graph.
    func write(_ bytes: [UInt8]) throws {
        try check()
        var place = URL(fileURLWithPath: path)
        if mayReplace { place = Self.target(of: place) }
        var status = stat()
        let isThere = stat(place.path, &status) == 0
        if isThere, status.st_mode & S_IFMT != S_IFREG {
            guard status.st_mode & S_IFMT != S_IFDIR else {
                throw Diagnostic("this is a folder, expected the name of a file", file: path)
            }
            try into(place.path, bytes, flags: O_WRONLY)
            return
        }
        let part = try makePart(beside: place)
        defer { unlink(part.path) }
        do {
            defer { close(part.file) }
            try fill(part.file, bytes)
            // A file that is replaced keeps who may read it.
            fchmod(part.file, isThere ? status.st_mode & 0o777 : Self.newMode)
        }
        if mayReplace {
            guard rename(part.path, place.path) == 0 else { throw failed }
        } else if link(part.path, place.path) != 0 {
            if errno == EEXIST { throw taken }
            // Some file systems know no second names; then the name itself is taken at once.
            try into(place.path, bytes, flags: O_WRONLY | O_CREAT | O_EXCL)
        }
    }

    private var taken: Diagnostic {
        Diagnostic("there is a file already", file: path, fix: "add --force to replace it")
    }

    private var failed: Diagnostic {
        Diagnostic(
            "the file cannot be written: \(String(cString: strerror(errno)))", file: path)
    }

    /// Whether there is anything of a name, a link to nothing included.
    private static func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    /// What a name leads to through links, whether it is there or not.
    private static func target(of place: URL) -> URL {
        var place = place
        for _ in 0..<32 {
            guard
                let next = try? FileManager.default.destinationOfSymbolicLink(atPath: place.path)
            else { break }
            place =
                next.hasPrefix("/")
                ? URL(fileURLWithPath: next)
                : place.deletingLastPathComponent().appendingPathComponent(next)
        }
        return place
    }

    /// Opens a new file of a name that nobody has.
    private func makePart(beside place: URL) throws -> (path: String, file: Int32) {
        for number in 0..<1000 {
            let name = ".\(place.lastPathComponent).gradus-\(getpid())-\(number)"
            let part = place.deletingLastPathComponent().appendingPathComponent(name).path
            let file = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            if file >= 0 { return (part, file) }
            guard errno == EEXIST else { throw failed }
        }
        throw failed
    }

    private func into(_ path: String, _ bytes: [UInt8], flags: Int32) throws {
        let file = open(path, flags | O_CLOEXEC, 0o666)
        guard file >= 0 else { throw errno == EEXIST ? taken : failed }
        defer { close(file) }
        do {
            try fill(file, bytes)
        } catch {
            if flags & O_CREAT != 0 { unlink(path) }
            throw error
        }
    }

    private func fill(_ file: Int32, _ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failed }
            rest = rest.dropFirst(count)
        }
    }

    /// What new files of this process may be used for.
    private static let newMode: mode_t = {
        let mask = umask(0)
        umask(mask)
        return 0o666 & ~mask
    }()
}
