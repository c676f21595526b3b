import GradusDiagnostics

/// Reads zip files as NumPy writes them: stored or deflated, without encryption.
///
/// Source: PKWARE's APPNOTE.TXT.
enum ZipArchive {
    struct Entry {
        var name: String
        var method: Int
        var checksum: UInt32
        var packedSize: Int
        var size: Int
        var headerOffset: Int
    }

    private static let mostEntries = 10_000

    /// What the directory at the end of the file names.
    static func entries(of bytes: [UInt8], file: String) throws(Diagnostic) -> [Entry] {
        var reader = ByteReader(bytes[...], file: file)
        guard let end = endRecord(bytes) else {
            try reader.skip(to: bytes.count, for: "the end")
            throw reader.damaged("the archive has no directory at its end: it was cut off")
        }
        try reader.skip(to: end + 10, for: "the directory")
        let count = try reader.integer(bytes: 2, for: "the number of files")
        _ = try reader.integer(bytes: 4, for: "the directory's size")
        let directory = try reader.integer(bytes: 4, for: "the directory's place")
        guard count <= mostEntries else {
            throw reader.damaged("the archive names \(count) files, more than \(mostEntries)")
        }
        try reader.skip(to: directory, for: "the directory")
        var entries: [Entry] = []
        for _ in 0..<count {
            guard try reader.integer(bytes: 4, for: "an entry") == 0x0201_4B50 else {
                throw reader.damaged("the directory is damaged", behind: 4)
            }
            _ = try reader.take(4, for: "an entry")
            let flags = try reader.integer(bytes: 2, for: "an entry")
            let method = try reader.integer(bytes: 2, for: "an entry")
            _ = try reader.take(4, for: "an entry")
            let checksum = try reader.integer(bytes: 4, for: "a checksum")
            let packedSize = try reader.integer(bytes: 4, for: "a size")
            let size = try reader.integer(bytes: 4, for: "a size")
            let nameLength = try reader.integer(bytes: 2, for: "a name")
            let extra = try reader.integer(bytes: 2, for: "an entry")
            let comment = try reader.integer(bytes: 2, for: "an entry")
            _ = try reader.take(8, for: "an entry")
            let offset = try reader.integer(bytes: 4, for: "an entry")
            let name = String(decoding: try reader.take(nameLength, for: "a name"), as: UTF8.self)
            _ = try reader.take(extra + comment, for: "an entry")
            guard flags & 1 == 0 else { throw reader.damaged("'\(name)' is encrypted") }
            guard packedSize < 0xFFFF_FFFF, size < 0xFFFF_FFFF, offset < 0xFFFF_FFFF else {
                throw reader.damaged("'\(name)' is 4 GiB long or longer")
            }
            entries.append(
                Entry(
                    name: name, method: method, checksum: UInt32(checksum), packedSize: packedSize,
                    size: size, headerOffset: offset))
        }
        return entries
    }

    /// The place of the record that ends a zip file.
    private static func endRecord(_ bytes: [UInt8]) -> Int? {
        let lowest = max(0, bytes.count - 22 - 65_535)
        var place = bytes.count - 22
        while place >= lowest {
            if bytes[place] == 0x50, bytes[place + 1] == 0x4B, bytes[place + 2] == 5,
                bytes[place + 3] == 6
            {
                return place
            }
            place -= 1
        }
        return nil
    }

    /// The bytes of an entry, checked against its checksum.
    static func unpack(
        _ entry: Entry, of bytes: [UInt8], file: String, limit: Int
    ) throws(Diagnostic) -> [UInt8] {
        guard entry.size <= limit else {
            throw Diagnostic(
                "'\(entry.name)' unpacks to \(entry.size) bytes, more than the \(limit) that are "
                    + "left", file: file, kind: "MemoryError")
        }
        var reader = ByteReader(bytes[...], file: file)
        try reader.skip(to: entry.headerOffset, for: "'\(entry.name)'")
        guard try reader.integer(bytes: 4, for: "'\(entry.name)'") == 0x0403_4B50 else {
            throw reader.damaged(
                "'\(entry.name)' does not begin where the directory says", behind: 4)
        }
        _ = try reader.take(22, for: "'\(entry.name)'")
        let nameLength = try reader.integer(bytes: 2, for: "'\(entry.name)'")
        let extra = try reader.integer(bytes: 2, for: "'\(entry.name)'")
        _ = try reader.take(nameLength + extra, for: "'\(entry.name)'")
        let packed = try reader.take(entry.packedSize, for: "'\(entry.name)'")
        let result: [UInt8]
        switch entry.method {
        case 0:
            guard packed.count == entry.size else {
                throw reader.damaged("the two sizes of '\(entry.name)' differ")
            }
            result = Array(packed)
        case 8:
            result = try Inflater.inflate(packed, to: entry.size, file: file, part: entry.name)
        default:
            throw reader.damaged(
                "'\(entry.name)' is packed by the method \(entry.method), not stored or deflated")
        }
        guard Inflater.checksum(result) == entry.checksum else {
            throw reader.damaged(
                "the checksum of '\(entry.name)' is wrong", behind: entry.packedSize)
        }
        return result
    }
}
