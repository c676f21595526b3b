import GradusCZlib

/// Writes a PNG file of strips that can be compressed apart, on as many threads as there are:
/// 8 bits a channel, a fixed filter, no time nor any other chunk.
///
/// A strip ends on a byte and begins without looking back (RFC 1951, section 3.2.4; the same
/// that `Z_FULL_FLUSH` does), so that strips put one behind the other are one stream.
struct PNGWriter {
    let width: Int
    let height: Int
    /// Whether a pixel is three bytes (RGB) or four (RGBA).
    let isOpaque: Bool

    /// Rows, compressed.
    struct Strip: Sendable {
        fileprivate let bytes: [UInt8]
        /// Adler-32 of the rows and how many bytes they are.
        fileprivate let check: UInt
        fileprivate let count: Int
    }

    private var bytesPerRow: Int { 1 + (isOpaque ? 3 : 4) * width }

    /// Large pictures take half the time at a lower level and are hardly larger.
    private var level: Int32 { width * height > 3_000_000 ? 2 : 6 }

    /// The next rows of the picture, each filled in by `write`.
    func strip(
        rows: Int, isLast: Bool,
        _ write: (_ y: Int, _ row: UnsafeMutableBufferPointer<UInt8>) -> Void
    ) throws -> Strip {
        var stream = z_stream()
        // Negative: without zlib's header, which stands once before all strips.
        guard
            deflateInit2_(
                &stream, level, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
                Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { throw RenderingError.png(reason: "no memory") }
        defer { deflateEnd(&stream) }
        var check = adler32(0, nil, 0)
        // The first byte of a row names its filter: none. Flat areas and repeated rows are
        // found by the compressor itself.
        var row = [UInt8](repeating: 0, count: bytesPerRow)
        var output: [UInt8] = []
        var room = [UInt8](repeating: 0, count: 1 << 16)
        var status = Z_OK
        for y in 0..<rows {
            let flush = y < rows - 1 ? Z_NO_FLUSH : isLast ? Z_FINISH : Z_FULL_FLUSH
            row.withUnsafeMutableBufferPointer { row in
                write(y, UnsafeMutableBufferPointer(rebasing: row[1...]))
                check = adler32(check, row.baseAddress, UInt32(row.count))
                stream.next_in = row.baseAddress
                stream.avail_in = UInt32(row.count)
                room.withUnsafeMutableBufferPointer { room in
                    repeat {
                        stream.next_out = room.baseAddress
                        stream.avail_out = UInt32(room.count)
                        status = deflate(&stream, flush)
                        output += room.prefix(room.count - Int(stream.avail_out))
                    } while stream.avail_out == 0
                }
            }
        }
        // "No progress" says that the flush had already come to its end.
        guard isLast ? status == Z_STREAM_END : status == Z_OK || status == Z_BUF_ERROR else {
            throw RenderingError.png(reason: "the compressor failed (\(status))")
        }
        return Strip(bytes: output, check: check, count: rows * bytesPerRow)
    }

    /// The file of all strips, from the top.
    func file(of strips: [Strip]) -> [UInt8] {
        var file = PNGChunks()
        let colorType: UInt8 = isOpaque ? 2 : 6
        file.write(
            "IHDR",
            PNGChunks.big(UInt32(width)) + PNGChunks.big(UInt32(height)) + [8, colorType, 0, 0, 0])
        // zlib's header: deflate with a window of 32 KiB; the level in it only informs.
        var data: [UInt8] = level < 6 ? [0x78, 0x5E] : [0x78, 0x9C]
        data.reserveCapacity(strips.reduce(6) { $0 + $1.bytes.count })
        var check = adler32(0, nil, 0)
        for strip in strips {
            data += strip.bytes
            check = adler32_combine(check, strip.check, strip.count)
        }
        data += PNGChunks.big(UInt32(truncatingIfNeeded: check))
        file.write("IDAT", data)
        file.write("IEND", [])
        return file.bytes
    }
}
