#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension WholeFile {
    /// Why a file was not written; what was there is still there.
    public enum WritingError: Error, Hashable, Sendable {
        /// There is something of that name already, which may not be replaced.
        case isTaken
        /// The name is that of a folder.
        case isFolder
        /// The system refused, with its reason.
        case failed(String)

        fileprivate static var ofSystem: WritingError { .failed(String(cString: strerror(errno))) }
    }

    /// Whether there is anything of a name, a link to nothing included.
    public static func exists(_ path: String) -> Bool {
        var facts = stat()
        return lstat(path, &facts) == 0
    }

    /// Writes a file under another name beside its place and moves it there in one step: who
    /// reads it sees the old file or the new one.
    ///
    /// Without leave to replace, a file that came about in the meantime stays. A link is kept, and
    /// what it leads to replaced; what is no file (a device, a pipe) is written into. The disk is
    /// not waited for: that would take longer than all the rest for a small file.
    public static func write(
        _ bytes: [UInt8], to path: String, mayReplace: Bool
    ) throws(WritingError) {
        if !mayReplace, exists(path) { throw .isTaken }
        let place = mayReplace ? target(of: path) : path
        var facts = stat()
        let isThere = stat(place, &facts) == 0
        if isThere, facts.st_mode & S_IFMT != S_IFREG {
            guard facts.st_mode & S_IFMT != S_IFDIR else { throw .isFolder }
            try into(place, bytes, flags: O_WRONLY)
            return
        }
        let part = try makePart(beside: place)
        defer { unlink(part.path) }
        // A file that is replaced keeps who may read it.
        let mode = isThere ? facts.st_mode & 0o777 : newMode
        guard isFilled(part.file, bytes, mode) else { throw .ofSystem }
        if mayReplace {
            guard rename(part.path, place) == 0 else { throw .ofSystem }
        } else if link(part.path, place) != 0 {
            if errno == EEXIST { throw .isTaken }
            // Some file systems know no second names; then the name itself is taken at once.
            try into(place, bytes, flags: O_WRONLY | O_CREAT | O_EXCL)
        }
    }

    /// What a name leads to through links, whether it is there or not.
    private static func target(of path: String) -> String {
        var place = path
        for _ in 0..<32 {
            var room = [CChar](repeating: 0, count: 4096)
            let count = readlink(place, &room, room.count)
            guard count > 0, count < room.count else { break }
            let next = String(
                decoding: room[..<count].lazy.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            place = next.hasPrefix("/") ? next : folder(of: place) + next
        }
        return place
    }

    /// What stands before a path's last name, with the slash.
    private static func folder(of path: String) -> String {
        path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[...$0]) } ?? ""
    }

    /// Opens a new file of a name that nobody has.
    private static func makePart(
        beside place: String
    ) throws(WritingError) -> (path: String, file: Int32) {
        let folder = folder(of: place)
        let name = place.dropFirst(folder.count)
        for number in 0..<1000 {
            let part = "\(folder).\(name).gradus-\(getpid())-\(number)"
            let file = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            if file >= 0 { return (part, file) }
            guard errno == EEXIST else { throw .ofSystem }
        }
        throw .ofSystem
    }

    private static func into(
        _ path: String, _ bytes: [UInt8], flags: Int32
    ) throws(WritingError) {
        let file = open(path, flags | O_CLOEXEC, 0o666)
        guard file >= 0 else { throw errno == EEXIST ? .isTaken : .ofSystem }
        guard isFilled(file, bytes, nil) else {
            let error = WritingError.ofSystem
            if flags & O_CREAT != 0 { unlink(path) }
            throw error
        }
    }

    /// Writes all bytes, sets who may read them and closes the file; false with `errno` where one
    /// of these fails: a full disk may show only at the end.
    private static func isFilled(_ file: Int32, _ bytes: [UInt8], _ mode: mode_t?) -> Bool {
        let isWritten = bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count {
                let count = systemWrite(
                    file, buffer.baseAddress.map { $0 + done }, buffer.count - done)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return false }
                done += count
            }
            return true
        }
        if let mode { fchmod(file, mode) }
        let reason = errno
        let isClosed = close(file) == 0
        if !isWritten { errno = reason }
        return isWritten && isClosed
    }

    /// What new files of this process may be used for.
    private static let newMode: mode_t = {
        let mask = umask(0)
        umask(mask)
        return 0o666 & ~mask
    }()
}

// The system's call, whose name the function above bears too.
private func systemWrite(_ file: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(file, bytes, count)
}
