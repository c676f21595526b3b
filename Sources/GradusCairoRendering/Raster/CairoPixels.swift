import GradusCPangoCairo

/// The pixels of a painted image surface: 32 bits each, with the colours multiplied by the opacity.
struct CairoPixels {
    /// Owns the pixels.
    private let surface: CairoSurface
    private let data: UnsafeRawPointer
    private let stride: Int
    private let width: Int
    let height: Int

    /// Takes some rows of a surface that is no longer painted on; throws `RenderingError.drawing` if Cairo is
    /// in an error.
    init(_ surface: CairoSurface, rows: Range<Int>, width: Int) throws {
        cairo_surface_flush(surface.surface)
        try surface.check("drawing")
        guard let data = cairo_image_surface_get_data(surface.surface) else {
            throw RenderingError.drawing(mark: "drawing", reason: "no memory")
        }
        self.surface = surface
        stride = Int(cairo_image_surface_get_stride(surface.surface))
        self.data = UnsafeRawPointer(data) + rows.lowerBound * stride
        (self.width, height) = (width, rows.count)
    }

    /// A copy, not multiplied by the opacity: four bytes a pixel.
    func pixels() -> [UInt8] {
        let count = 4 * width * height
        return [UInt8](unsafeUninitializedCapacity: count) { bytes, filled in
            for y in 0..<height {
                let rest = UnsafeMutableBufferPointer(rebasing: bytes[(4 * width * y)...])
                write(row: y, isOpaque: false, to: rest)
            }
            filled = count
        }
    }

    /// Writes a row of pixels: three bytes each if all are opaque, else four.
    func write(row y: Int, isOpaque: Bool, to bytes: UnsafeMutableBufferPointer<UInt8>) {
        guard isOpaque else { return write(row: y, to: bytes) }
        var place = 0
        for pixel in row(y) {
            bytes[place] = UInt8(truncatingIfNeeded: pixel >> 16)
            bytes[place + 1] = UInt8(truncatingIfNeeded: pixel >> 8)
            bytes[place + 2] = UInt8(truncatingIfNeeded: pixel)
            place += 3
        }
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
