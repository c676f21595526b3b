import Foundation
import GradusCSpng

/// Reads and writes PNG files in memory.
public enum PNGFile {
    /// The largest side of a picture in pixels.
    public static let maximumSide = 20_000
    /// The largest number of pixels of a picture (400 MB when decoded).
    public static let maximumArea = 100_000_000

    /// The pixels of a PNG file of any colour type and depth, as 8-bit RGBA.
    ///
    /// Throws `RenderingError.png` for anything that is not a whole, undamaged PNG
    /// within the limits. Chunks that say nothing about pixels are ignored.
    public static func decode(_ file: some Collection<UInt8>) throws -> PixelBuffer {
        let file = Array(file)
        let context = try Context()
        return try file.withUnsafeBytes { source in
            let limit = UInt32(maximumSide)
            try context.check(spng_set_image_limits(context.handle, limit, limit))
            try context.check(spng_set_chunk_limits(context.handle, 1 << 26, 1 << 27))
            let action = Int32(SPNG_CRC_ERROR.rawValue)
            try context.check(spng_set_crc_action(context.handle, action, action))
            try context.check(
                spng_set_png_buffer(context.handle, source.baseAddress, source.count))
            var header = spng_ihdr()
            try context.check(spng_get_ihdr(context.handle, &header))
            let (width, height) = (Int(header.width), Int(header.height))
            guard width > 0, height > 0, width <= maximumArea / height else {
                throw RenderingError.png(
                    reason: "\(width) × \(height) is more than \(maximumArea) pixels")
            }
            // A short file that claims a large picture must not get its memory.
            guard rawSize(of: header) / maximumRatio <= file.count else {
                throw RenderingError.png(
                    reason: "\(file.count) bytes cannot hold \(width) × \(height) pixels")
            }
            let format = Int32(SPNG_FMT_RGBA8.rawValue)
            var size = 0
            try context.check(spng_decoded_image_size(context.handle, format, &size))
            guard size == 4 * width * height else {
                throw RenderingError.png(reason: "the picture has an unexpected size")
            }
            var bytes = [UInt8](repeating: 0, count: size)
            try bytes.withUnsafeMutableBytes { target in
                try context.check(
                    spng_decode_image(
                        context.handle, target.baseAddress, target.count, format,
                        Int32(SPNG_DECODE_TRNS.rawValue)))
            }
            try context.check(spng_decode_chunks(context.handle))
            return PixelBuffer(width: width, height: height, bytes: bytes)
        }
    }

    /// A PNG file of the pixels: 8-bit RGB when all are opaque, else RGBA; see `PNGWriter`.
    public static func encode(_ picture: PixelBuffer) throws -> [UInt8] {
        try check(width: picture.width, height: picture.height)
        let writer = PNGWriter(
            width: picture.width, height: picture.height, isOpaque: picture.isOpaque)
        let strip = try picture.bytes.withUnsafeBufferPointer { bytes in
            try writer.strip(rows: picture.height, isLast: true) { y, row in
                let source = 4 * picture.width * y
                guard writer.isOpaque else {
                    for place in 0..<4 * picture.width { row[place] = bytes[source + place] }
                    return
                }
                for x in 0..<picture.width {
                    row[3 * x] = bytes[source + 4 * x]
                    row[3 * x + 1] = bytes[source + 4 * x + 1]
                    row[3 * x + 2] = bytes[source + 4 * x + 2]
                }
            }
        }
        return writer.file(of: [strip])
    }

    /// Throws `RenderingError.tooLarge` unless a picture is within the limits.
    static func check(width: Int, height: Int) throws {
        guard width > 0, height > 0, width <= maximumSide, height <= maximumSide,
            width * height <= maximumArea
        else {
            throw RenderingError.tooLarge(
                width: Double(width), height: Double(height),
                limit: "sides of 1 to \(maximumSide) pixels, \(maximumArea) pixels in all")
        }
    }

    /// Deflate makes nothing smaller than a 1032nd.
    private static let maximumRatio = 1032

    /// The bytes of the picture before they are compressed, without the filters' bytes.
    private static func rawSize(of header: spng_ihdr) -> Int {
        let channels: Int =
            switch UInt32(header.color_type) {
            case SPNG_COLOR_TYPE_TRUECOLOR.rawValue: 3
            case SPNG_COLOR_TYPE_GRAYSCALE_ALPHA.rawValue: 2
            case SPNG_COLOR_TYPE_TRUECOLOR_ALPHA.rawValue: 4
            default: 1
            }
        let bits = Int(header.width) * channels * Int(header.bit_depth)
        return (bits + 7) / 8 * Int(header.height)
    }
}

/// Owns a context of libspng.
private final class Context {
    let handle: OpaquePointer

    init() throws {
        guard let handle = spng_ctx_new(0) else {
            throw RenderingError.png(reason: "no memory")
        }
        self.handle = handle
    }

    deinit { spng_ctx_free(handle) }

    func check(_ status: Int32) throws {
        if status != 0 { throw RenderingError.png(reason: Self.message(status)) }
    }

    static func message(_ status: Int32) -> String {
        spng_strerror(status).map { String(cString: $0) } ?? "error \(status)"
    }
}
