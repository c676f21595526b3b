import GradusGraphics

extension CairoRenderer {
    /// A PNG of the drawing at `scale` pixels a point, on the theme's surface.
    ///
    /// Throws `RenderingError`: `.tooLarge` beyond `PNGFile.maximumSide` and
    /// `.maximumArea`, `.badNumber` or `.missingGlyphs` naming the mark.
    public func png(of drawing: Drawing, theme: Theme, scale: Double) throws -> [UInt8] {
        let parts = try parts(of: drawing, theme: theme, scale: scale)
        // A ground that hides what is behind it leaves no pixel see-through.
        let writer = PNGWriter(
            width: parts.width, height: parts.height, isOpaque: theme[.surface].alpha >= 1)
        return writer.file(
            of: try parts.map { part, isLast in
                try writer.strip(rows: part.height, isLast: isLast) { y, row in
                    part.write(row: y, isOpaque: writer.isOpaque, to: row)
                }
            })
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
        let parts = try parts(of: drawing, theme: theme, scale: scale)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(4 * parts.width * parts.height)
        for rows in try parts.map({ part, _ in part.pixels() }) { bytes += rows }
        return PixelBuffer(width: parts.width, height: parts.height, bytes: bytes)
    }

    private func parts(of drawing: Drawing, theme: Theme, scale: Double) throws -> RasterParts {
        let (width, height) = try Self.pixelCounts(of: drawing.size, scale: scale)
        return try pool.withEngine { engine in
            try RasterParts(
                drawing, theme: theme, scale: scale, width: width, height: height, engine: engine)
        }
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
}
