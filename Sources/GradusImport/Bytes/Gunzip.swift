import GradusCZlib
import GradusDiagnostics

/// Unpacks gzip files within a limit, so that a small file cannot fill the memory.
enum Gunzip {
    /// Whether bytes begin as a gzip file does.
    static func isCompressed(_ bytes: [UInt8]) -> Bool {
        bytes.count >= 2 && bytes[0] == 0x1F && bytes[1] == 0x8B
    }

    /// The unpacked bytes of all members of the file. Throws when the file is damaged or
    /// more than `limit` bytes come out.
    static func unpack(_ bytes: [UInt8], file: String, limit: Int) throws(Diagnostic) -> [UInt8] {
        var stream = z_stream()
        // 15 bits of window, plus 16 for the gzip format.
        guard
            inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
                == Z_OK
        else { throw Diagnostic("the decompressor cannot be started", file: file) }
        defer { inflateEnd(&stream) }
        var output: [UInt8] = []
        var input = bytes
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var status = Z_OK
        var place = 0
        while place < input.count {
            let pieceEnd = min(input.count, place + (1 << 20))
            let produced = input.withUnsafeMutableBufferPointer { source in
                buffer.withUnsafeMutableBufferPointer { target -> Int in
                    stream.next_in = source.baseAddress.map { $0 + place }
                    stream.avail_in = UInt32(pieceEnd - place)
                    stream.next_out = target.baseAddress
                    stream.avail_out = UInt32(target.count)
                    status = inflate(&stream, Z_NO_FLUSH)
                    return target.count - Int(stream.avail_out)
                }
            }
            place = pieceEnd - Int(stream.avail_in)
            output += buffer[..<produced]
            guard output.count <= limit else {
                throw Diagnostic(
                    "the file unpacks to more than \(limit) bytes", file: file,
                    fix: "use a smaller file")
            }
            switch status {
            case Z_OK, Z_BUF_ERROR:
                if produced == 0, stream.avail_in > 0, status == Z_BUF_ERROR { throw damaged(file) }
            case Z_STREAM_END:
                // Another member may follow; padding behind the last one is ignored, as gzip does.
                guard place + 1 < input.count, input[place] == 0x1F, input[place + 1] == 0x8B else {
                    return output
                }
                guard inflateReset(&stream) == Z_OK else { throw damaged(file) }
                status = Z_OK
            default: throw damaged(file)
            }
        }
        // All input is taken; what is left in the window comes now.
        while status == Z_OK || status == Z_BUF_ERROR {
            let produced = buffer.withUnsafeMutableBufferPointer { target -> Int in
                stream.avail_in = 0
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(target.count)
                status = inflate(&stream, Z_NO_FLUSH)
                return target.count - Int(stream.avail_out)
            }
            output += buffer[..<produced]
            guard output.count <= limit else {
                throw Diagnostic("the file unpacks to more than \(limit) bytes", file: file)
            }
            if produced == 0, status != Z_STREAM_END {
                throw Diagnostic(
                    "the compressed file ends too early", file: file, fix: "copy the file again")
            }
        }
        guard status == Z_STREAM_END else { throw damaged(file) }
        return output
    }

    private static func damaged(_ file: String) -> Diagnostic {
        Diagnostic("the compressed file is damaged", file: file, fix: "copy the file again")
    }
}
