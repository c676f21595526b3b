import GradusCPangoCairo

/// The pixels of a painted image surface: 32 bits each, with the colours multiplied by the opacity.
struct CairoPixels {
    /// Owns the pixels.
    private let surface: CairoSurface
    private let data: UnsafeRawPointer
    private let stride: Int
    private let width: Int
    private let height: Int

    /// Takes a surface that is no longer painted on; throws `RenderingError.drawing` if Cairo is
    /// in an error.
    init(_ surface: CairoSurface, width: Int, height: Int) throws {
        cairo_surface_flush(surface.surface)
        try surface.check("drawing")
        guard let data = cairo_image_surface_get_data(surface.surface) else {
            throw RenderingError.drawing(mark: "drawing", reason: "no memory")
        }
        self.surface = surface
        self.data = UnsafeRawPointer(data)
        stride = Int(cairo_image_surface_get_stride(surface.surface))
        (self.width, self.height) = (width, height)
    }

    /// A copy, not multiplied by the opacity.
    func pixels() -> PixelBuffer {
        let count = 4 * width * height
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { bytes, filled in
            for y in 0..<height {
                write(row: y, to: UnsafeMutableBufferPointer(rebasing: bytes[(4 * width * y)...]))
            }
            filled = count
        }
        return PixelBuffer(width: width, height: height, bytes: bytes)
    }

    /// A PNG file, made without copying the picture first.
    func png() throws -> [UInt8] {
        guard isOpaque else {
            return try PNGFile.encode(width: width, height: height, isOpaque: false) { y, row in
                write(row: y, to: row)
            }
        }
        return try PNGFile.encode(width: width, height: height, isOpaque: true) { y, bytes in
            let row = row(y)
            var place = 0
            for pixel in row {
                bytes[place] = UInt8(truncatingIfNeeded: pixel >> 16)
                bytes[place + 1] = UInt8(truncatingIfNeeded: pixel >> 8)
                bytes[place + 2] = UInt8(truncatingIfNeeded: pixel)
                place += 3
            }
        }
    }

    private var isOpaque: Bool {
        (0..<height).allSatisfy { row($0).reduce(.max, &) >> 24 == 255 }
    }

    private func row(_ y: Int) -> UnsafeBufferPointer<UInt32> {
        UnsafeBufferPointer(
            start: (data + y * stride).assumingMemoryBound(to: UInt32.self), count: width)
    }

    private func write(row y: Int, to bytes: UnsafeMutableBufferPointer<UInt8>) {
        let target = UnsafeMutableRawBufferPointer(bytes)
        var place = 0
        for pixel in row(y) {
            let alpha = pixel >> 24
            if alpha == 255 {
                // Nothing to undo: as most pixels are.
                let swapped = pixel & 0xFF00_FF00 | (pixel >> 16) & 255 | (pixel & 255) << 16
                target.storeBytes(of: swapped.littleEndian, toByteOffset: place, as: UInt32.self)
                place += 4
                continue
            }
            func part(_ shift: UInt32) -> UInt8 {
                let value = (pixel >> shift) & 255
                if alpha == 0 { return 0 }
                return UInt8(min(255, (value * 255 + alpha / 2) / alpha))
            }
            bytes[place] = part(16)
            bytes[place + 1] = part(8)
            bytes[place + 2] = part(0)
            bytes[place + 3] = UInt8(alpha)
            place += 4
        }
    }
}
