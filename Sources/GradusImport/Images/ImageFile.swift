import Foundation
import GradusCSpng
import GradusDiagnostics
import GradusTensors

/// Reads PNG pictures as tensors.
public enum ImageFile {
    /// The largest side in pixels.
    public static let largestSide = 20_000

    /// Reads a file: `[height, width]` of a grey picture, `[height, width, channels]` with
    /// 2 channels (grey and opacity), 3 (red, green, blue) or 4 (and opacity) of others.
    /// Values are 0 to 255, or 0 to 65535 of pictures with 16 bits. `limit` is the most
    /// bytes of the pixels.
    public static func read(
        _ url: URL, called name: String, limit: Int = 512 << 20
    ) throws(Diagnostic) -> Tensor {
        try parse(
            try FileBytes.read(url, called: name, limit: limit), called: name, limit: limit)
    }

    /// The same for bytes in memory.
    public static func parse(
        _ bytes: [UInt8], called name: String, limit: Int = 512 << 20
    ) throws(Diagnostic) -> Tensor {
        guard bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) else {
            let isJPEG = bytes.starts(with: [0xFF, 0xD8])
            throw Diagnostic(
                "the file is no PNG picture\(isJPEG ? " but a JPEG one" : ""), at byte 0",
                file: name,
                fix: "save the picture as PNG", kind: "ValueError")
        }
        guard let handle = spng_ctx_new(0) else {
            throw Diagnostic("the picture cannot be read: no memory", file: name)
        }
        defer { spng_ctx_free(handle) }
        let decoder = Decoder(handle: handle, file: name, fileSize: bytes.count, limit: limit)
        do {
            return try bytes.withUnsafeBytes { source in
                try decoder.tensor(source)
            }
        } catch let diagnostic as Diagnostic {
            throw diagnostic
        } catch {
            throw Diagnostic("the picture cannot be read", file: name)
        }
    }

    private struct Decoder {
        let handle: OpaquePointer
        let file: String
        let fileSize: Int
        let limit: Int

        func check(_ status: Int32) throws(Diagnostic) {
            guard status == 0 else {
                let reason = spng_strerror(status).map { String(cString: $0) } ?? "error \(status)"
                throw Diagnostic(
                    "the picture is damaged: \(reason)", file: file,
                    fix: "copy or save the picture again", kind: "ValueError")
            }
        }

        func tensor(_ source: UnsafeRawBufferPointer) throws(Diagnostic) -> Tensor {
            let side = UInt32(largestSide)
            try check(spng_set_image_limits(handle, side, side))
            try check(spng_set_chunk_limits(handle, 1 << 26, 1 << 27))
            let action = Int32(SPNG_CRC_ERROR.rawValue)
            try check(spng_set_crc_action(handle, action, action))
            try check(spng_set_png_buffer(handle, source.baseAddress, source.count))
            var header = spng_ihdr()
            try check(spng_get_ihdr(handle, &header))
            let (width, height) = (Int(header.width), Int(header.height))
            let isDeep = header.bit_depth == 16
            var transparency = spng_trns()
            let hasTransparency = spng_get_trns(handle, &transparency) == 0
            let layout = Layout(header, hasTransparency: hasTransparency)
            let pixels = width * height
            // The picture as decoded, and the tensor made of it.
            let needed = pixels * (4 * (isDeep ? 2 : 1) + layout.channels.count * 8)
            guard needed <= limit else {
                throw Diagnostic(
                    "a picture of \(width) × \(height) pixels takes more than \(limit) bytes",
                    file: file, kind: "MemoryError")
            }
            // Deflate makes nothing smaller than a 1032nd: a short file cannot hold so much.
            guard pixels / 8 / 1032 <= fileSize else {
                throw Diagnostic(
                    "the picture is damaged: \(fileSize) bytes cannot hold \(width) × \(height) pixels",
                    file: file, kind: "ValueError")
            }
            let format = Int32(isDeep ? SPNG_FMT_RGBA16.rawValue : SPNG_FMT_RGBA8.rawValue)
            var size = 0
            try check(spng_decoded_image_size(handle, format, &size))
            guard size == pixels * (isDeep ? 8 : 4) else {
                throw Diagnostic("the picture has an unexpected size", file: file)
            }
            var bytes = [UInt8](repeating: 0, count: size)
            let status = bytes.withUnsafeMutableBytes { target in
                spng_decode_image(
                    handle, target.baseAddress, target.count, format,
                    Int32(SPNG_DECODE_TRNS.rawValue))
            }
            try check(status)
            try check(spng_decode_chunks(handle))
            return layout.tensor(bytes, width: width, height: height, isDeep: isDeep)
        }
    }

    /// Which of the four decoded channels make the tensor.
    private struct Layout {
        let channels: [Int]

        init(_ header: spng_ihdr, hasTransparency: Bool) {
            let isGrey =
                header.color_type == UInt8(SPNG_COLOR_TYPE_GRAYSCALE.rawValue)
                || header.color_type == UInt8(SPNG_COLOR_TYPE_GRAYSCALE_ALPHA.rawValue)
            let hasOpacity =
                hasTransparency
                || header.color_type == UInt8(SPNG_COLOR_TYPE_GRAYSCALE_ALPHA.rawValue)
                || header.color_type == UInt8(SPNG_COLOR_TYPE_TRUECOLOR_ALPHA.rawValue)
            channels = (isGrey ? [0] : [0, 1, 2]) + (hasOpacity ? [3] : [])
        }

        func tensor(_ bytes: [UInt8], width: Int, height: Int, isDeep: Bool) -> Tensor {
            let size = isDeep ? 2 : 1
            var picked: [UInt8] = []
            picked.reserveCapacity(width * height * channels.count * 4)
            for pixel in 0..<(width * height) {
                for channel in channels {
                    let place = (pixel * 4 + channel) * size
                    picked.append(bytes[place])
                    // 16 bits without a sign need 32 with one.
                    if isDeep { picked += [bytes[place + 1], 0, 0] }
                }
            }
            let shape =
                channels.count == 1
                ? Shape([height, width]) : Shape([height, width, channels.count])
            let format = ElementFormat(kind: isDeep ? .int32 : .uint8, isBigEndian: false)
            return format.tensor(picked[...], shape: shape)
        }
    }
}
