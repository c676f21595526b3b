import GradusCPangoCairo
import GradusGraphics

extension CairoRenderer {
    /// A PNG of the drawing at `scale` pixels a point, on the theme's surface.
    ///
    /// Throws `RenderingError`: `.tooLarge` beyond `PNGFile.maximumSide` and
    /// `.maximumArea`, `.badNumber` or `.missingGlyphs` naming the mark.
    public func png(of drawing: Drawing, theme: Theme, scale: Double) throws -> [UInt8] {
        try PNGFile.encode(pixels(of: drawing, theme: theme, scale: scale))
    }

    /// A PNG of a raster, pixel for pixel, with its opacity.
    ///
    /// Throws `RenderingError.tooLarge`, or `.badNumber` for a colour that is not finite.
    public func png(of image: PixelImage) throws -> [UInt8] {
        let check = MarkCheck(mark: "image")
        func byte(_ part: Double) -> UInt8 { UInt8((min(max(part, 0), 1) * 255).rounded()) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(4 * image.pixels.count)
        for pixel in image.pixels {
            try check.color(pixel)
            bytes += [byte(pixel.red), byte(pixel.green), byte(pixel.blue), byte(pixel.alpha)]
        }
        return try PNGFile.encode(
            PixelBuffer(width: image.width, height: image.height, bytes: bytes))
    }

    /// The pixels of the drawing at `scale` pixels a point; throws as `png` does.
    public func pixels(of drawing: Drawing, theme: Theme, scale: Double = 1) throws -> PixelBuffer {
        let (width, height) = try Self.pixelCounts(of: drawing.size, scale: scale)
        let target = try CairoSurface(
            cairo_image_surface_create(CAIRO_FORMAT_ARGB32, Int32(width), Int32(height)),
            purpose: "drawing")
        cairo_scale(target.context, scale, scale)
        // The ground fills the last, partly covered pixels too.
        var whole = drawing
        whole.size = Size(Double(width) / scale, Double(height) / scale)
        try pool.withEngine { engine in
            try MarkPainter(
                target: target, theme: theme, engine: engine, mode: .outlines(scale: scale),
                linkAttributes: { _, _ in nil }
            ).paint(whole)
        }
        return try Self.read(target, width: width, height: height)
    }

    /// Throws `RenderingError.tooLarge` or `.badNumber` when a drawing of that size cannot
    /// become a PNG.
    public func checkSize(of size: Size, scale: Double) throws {
        _ = try Self.pixelCounts(of: size, scale: scale)
    }

    private static func pixelCounts(
        of size: Size, scale: Double
    ) throws -> (width: Int, height: Int) {
        let check = MarkCheck(mark: "drawing")
        try check.positive(scale, "scale")
        try check.positive(size.width, "width")
        try check.positive(size.height, "height")
        let extent = Size(size.width * scale, size.height * scale)
        guard extent.width <= Double(PNGFile.maximumSide),
            extent.height <= Double(PNGFile.maximumSide)
        else {
            throw RenderingError.tooLarge(
                width: extent.width.rounded(), height: extent.height.rounded(),
                limit: "sides of \(PNGFile.maximumSide) pixels")
        }
        // A product such as 0.1 * 30 must not add a row of pixels.
        let width = max(1, Int((extent.width - 1e-6).rounded(.up)))
        let height = max(1, Int((extent.height - 1e-6).rounded(.up)))
        try PNGFile.check(width: width, height: height)
        return (width, height)
    }

    /// Takes the pixels out of an image surface, undoing Cairo's premultiplication.
    private static func read(
        _ target: CairoSurface, width: Int, height: Int
    ) throws -> PixelBuffer {
        cairo_surface_flush(target.surface)
        try target.check("drawing")
        guard let data = cairo_image_surface_get_data(target.surface) else {
            throw RenderingError.drawing(mark: "drawing", reason: "no memory")
        }
        let stride = Int(cairo_image_surface_get_stride(target.surface))
        let count = 4 * width * height
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { bytes, filled in
            let target = UnsafeMutableRawBufferPointer(bytes)
            var place = 0
            for y in 0..<height {
                let row = UnsafeRawPointer(data) + y * stride
                for x in 0..<width {
                    let pixel = row.load(fromByteOffset: 4 * x, as: UInt32.self)
                    let alpha = pixel >> 24
                    if alpha == 255 {
                        // Nothing to undo: as most pixels are.
                        let swapped =
                            pixel & 0xFF00_FF00 | (pixel >> 16) & 255 | (pixel & 255) << 16
                        target.storeBytes(
                            of: swapped.littleEndian, toByteOffset: place, as: UInt32.self)
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
            filled = count
        }
        return PixelBuffer(width: width, height: height, bytes: bytes)
    }
}
