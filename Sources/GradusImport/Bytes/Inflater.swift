import GradusCZlib
import GradusDiagnostics

/// Unpacks a deflated part of a file whose length is known.
enum Inflater {
    /// The `count` bytes that `packed` unpacks to. Throws when it is damaged or unpacks to
    /// more or fewer.
    static func inflate(
        _ packed: ArraySlice<UInt8>, to count: Int, file: String, part: String
    ) throws(Diagnostic) -> [UInt8] {
        func damaged() -> Diagnostic {
            Diagnostic(
                "'\(part)' in the file is damaged", file: file, fix: "copy or write the file again",
                kind: "ValueError")
        }
        // Deflate makes nothing smaller than a 1032nd: a short part that claims more lies.
        guard count / 1032 <= packed.count, packed.count <= UInt32.max, count < UInt32.max else {
            throw damaged()
        }
        var stream = z_stream()
        guard
            inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { throw Diagnostic("the decompressor cannot be started", file: file) }
        defer { inflateEnd(&stream) }
        // One byte more, so that a part that is too long shows.
        var output = [UInt8](repeating: 0, count: count + 1)
        var input = Array(packed)
        let status = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(target.count)
                return GradusCZlib.inflate(&stream, Z_FINISH)
            }
        }
        guard status == Z_STREAM_END, Int(stream.total_out) == count else { throw damaged() }
        output.removeLast()
        return output
    }

    /// The checksum of zip files.
    static func checksum(_ bytes: some Collection<UInt8>) -> UInt32 {
        var sum = crc32(0, nil, 0)
        let contiguous = Array(bytes)
        var place = 0
        contiguous.withUnsafeBufferPointer { source in
            while place < source.count {
                let count = min(1 << 30, source.count - place)
                sum = crc32(sum, source.baseAddress.map { $0 + place }, UInt32(count))
                place += count
            }
        }
        return UInt32(truncatingIfNeeded: sum)
    }
}
