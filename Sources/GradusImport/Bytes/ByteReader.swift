import GradusDiagnostics

/// Goes through the bytes of a file and never past their end.
struct ByteReader {
    let bytes: ArraySlice<UInt8>
    let file: String
    /// Where in the file the next byte lies, from 0.
    private(set) var offset: Int

    init(_ bytes: ArraySlice<UInt8>, file: String) {
        self.bytes = bytes
        self.file = file
        offset = 0
    }

    var left: Int { bytes.count - offset }

    /// A mistake at the next byte, or `behind` bytes before it.
    func damaged(_ message: String, behind: Int = 0) -> Diagnostic {
        Diagnostic(
            "\(message), at byte \(offset - behind)", file: file,
            fix: "copy or write the file again",
            kind: "ValueError")
    }

    mutating func take(_ count: Int, for what: String) throws(Diagnostic) -> ArraySlice<UInt8> {
        guard count >= 0, count <= left else {
            throw damaged(
                "the file ends too early: \(what) needs \(count) bytes, and \(left) are left")
        }
        let start = bytes.startIndex + offset
        offset += count
        return bytes[start..<(start + count)]
    }

    mutating func skip(to place: Int, for what: String) throws(Diagnostic) {
        guard place >= 0, place <= bytes.count else {
            throw damaged("\(what) would lie at byte \(place), behind the end of the file")
        }
        offset = place
    }

    /// An unsigned integer of up to 7 bytes.
    mutating func integer(
        bytes count: Int, bigEndian: Bool = false, for what: String
    ) throws(Diagnostic) -> Int {
        let taken = try take(count, for: what)
        let ordered = bigEndian ? Array(taken) : taken.reversed()
        return ordered.reduce(0) { $0 << 8 | Int($1) }
    }
}
