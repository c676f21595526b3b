#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Files read and written whole, by the system's own calls: the command's front, which is to start
/// at once, carries no Foundation.
public enum WholeFile {
    /// Why a file was not read.
    public enum ReadingError: Error, Hashable, Sendable {
        /// It is a folder, a pipe or a device.
        case isNoFile
        /// There is nothing of that name.
        case isMissing
        /// It holds more bytes than were allowed.
        case isTooLarge
        /// It may not be read.
        case isUnreadable
    }

    /// The bytes of a file, at most `limit` of them. Links are followed; what is no file is not
    /// opened, since a pipe would be waited for.
    public static func read(_ path: String, limit: Int) throws(ReadingError) -> [UInt8] {
        var facts = stat()
        guard stat(path, &facts) == 0 else { throw errno == ENOENT ? .isMissing : .isUnreadable }
        guard facts.st_mode & S_IFMT == S_IFREG else { throw .isNoFile }
        guard facts.st_size <= limit else { throw .isTooLarge }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .isUnreadable }
        defer { close(descriptor) }
        // One more than is expected, so that a file that grows is seen to.
        var room = Int(facts.st_size) + 1
        var bytes: [UInt8] = []
        while true {
            var count = 0
            let part = [UInt8](unsafeUninitializedCapacity: room) { buffer, filled in
                repeat {
                    count = systemRead(descriptor, buffer.baseAddress, room)
                } while count < 0 && errno == EINTR
                filled = max(0, count)
            }
            guard count >= 0 else { throw .isUnreadable }
            bytes = bytes.isEmpty ? part : bytes + part
            guard bytes.count <= limit else { throw .isTooLarge }
            // A file gives all that is asked for, up to its end.
            if count < room { return bytes }
            room = 1 << 16
        }
    }
}

// The system's call, whose name the function above bears too.
private func systemRead(_ file: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(file, bytes, count)
}
