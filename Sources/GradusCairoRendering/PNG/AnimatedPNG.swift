import GradusGraphics

/// Writes animated PNG files (APNG, part of the PNG specification since its third edition):
/// an ordinary PNG of the first frame, followed by what changes from frame to frame. Viewers
/// that do not know the extension show the first frame.
public enum AnimatedPNG {
    /// An endless animation of opaque pictures of one size; `delays` are milliseconds a frame.
    ///
    /// Each frame after the first holds the smallest rectangle that differs from the one before
    /// it. Throws `RenderingError.png` unless there is a frame, as many delays as frames, all
    /// frames of one size, and opaque.
    public static func encode(_ frames: [PixelBuffer], delays: [Int]) throws -> [UInt8] {
        guard let first = frames.first, frames.count == delays.count else {
            throw RenderingError.png(
                reason: "\(frames.count) frames and \(delays.count) delays make no animation")
        }
        guard frames.allSatisfy({ $0.width == first.width && $0.height == first.height }) else {
            throw RenderingError.png(reason: "the frames of an animation must be of one size")
        }
        guard frames.allSatisfy(\.isOpaque) else {
            throw RenderingError.png(reason: "the frames of an animation must be opaque")
        }
        var file = PNGChunks()
        var sequence: UInt32 = 0
        for (place, frame) in frames.enumerated() {
            let area =
                place == 0
                ? Area(x: 0, y: 0, width: frame.width, height: frame.height)
                : Area(changedFrom: frames[place - 1], to: frame)
            let chunks = try Self.chunks(of: PNGFile.encode(frame.cropped(to: area)))
            if place == 0 {
                guard let header = chunks.first(where: { $0.type == "IHDR" }) else {
                    throw RenderingError.png(reason: "a picture without a header")
                }
                file.write("IHDR", header.data)
                file.write("acTL", PNGChunks.big(UInt32(frames.count)) + PNGChunks.big(0))
            }
            file.write("fcTL", control(sequence, area, delay: delays[place]))
            sequence += 1
            for chunk in chunks where chunk.type == "IDAT" {
                if place == 0 {
                    file.write("IDAT", chunk.data)
                } else {
                    file.write("fdAT", PNGChunks.big(sequence) + chunk.data)
                    sequence += 1
                }
            }
        }
        file.write("IEND", [])
        return file.bytes
    }

    /// Which part of a picture a frame replaces.
    fileprivate struct Area {
        var x: Int
        var y: Int
        var width: Int
        var height: Int

        init(x: Int, y: Int, width: Int, height: Int) {
            self.x = x
            self.y = y
            self.width = width
            self.height = height
        }

        /// The bounds of the pixels that differ; one pixel where none does.
        init(changedFrom old: PixelBuffer, to new: PixelBuffer) {
            var (left, top, right, bottom) = (new.width, new.height, -1, -1)
            old.bytes.withUnsafeBufferPointer { old in
                new.bytes.withUnsafeBufferPointer { bytes in
                    for place in stride(from: 0, to: bytes.count, by: 4)
                    where old[place] != bytes[place] || old[place + 1] != bytes[place + 1]
                        || old[place + 2] != bytes[place + 2]
                    {
                        let (x, y) = (place / 4 % new.width, place / 4 / new.width)
                        left = min(left, x)
                        right = max(right, x)
                        top = min(top, y)
                        bottom = max(bottom, y)
                    }
                }
            }
            self =
                right < 0
                ? Area(x: 0, y: 0, width: 1, height: 1)
                : Area(x: left, y: top, width: right - left + 1, height: bottom - top + 1)
        }
    }

    /// A frame's control chunk: its place, how long it is shown; it replaces what was there.
    /// The delay is a fraction of 1000 (bytes 3 and 232) seconds.
    private static func control(_ sequence: UInt32, _ area: Area, delay: Int) -> [UInt8] {
        let milliseconds = UInt32(min(max(delay, 1), 65_535))
        return PNGChunks.big(sequence) + PNGChunks.big(UInt32(area.width))
            + PNGChunks.big(UInt32(area.height))
            + PNGChunks.big(UInt32(area.x)) + PNGChunks.big(UInt32(area.y))
            + [UInt8(milliseconds >> 8), UInt8(milliseconds & 255), 3, 232, 0, 0]
    }

    /// The chunks of a whole PNG file.
    private static func chunks(of file: [UInt8]) throws -> [(type: String, data: [UInt8])] {
        var chunks: [(type: String, data: [UInt8])] = []
        var place = PNGChunks.signature.count
        while place + 12 <= file.count {
            let length = file[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
            let end = place + 8 + length
            guard end + 4 <= file.count else {
                throw RenderingError.png(reason: "a chunk that ends beyond the file")
            }
            chunks.append(
                (
                    String(decoding: file[place + 4..<place + 8], as: UTF8.self),
                    Array(file[place + 8..<end])
                ))
            place = end + 4
        }
        return chunks
    }

}

extension PixelBuffer {
    /// A part of the picture.
    fileprivate func cropped(to area: AnimatedPNG.Area) -> PixelBuffer {
        if area.width == width, area.height == height { return self }
        var part: [UInt8] = []
        part.reserveCapacity(4 * area.width * area.height)
        for y in area.y..<area.y + area.height {
            let start = 4 * (y * width + area.x)
            part += bytes[start..<start + 4 * area.width]
        }
        return PixelBuffer(width: area.width, height: area.height, bytes: part)
    }
}

extension CairoRenderer {
    /// An animated PNG of drawings of one size at `scale` pixels a point, each shown for its
    /// delay in milliseconds; throws as `png` does.
    public func animatedPNG(
        of frames: [Drawing], theme: Theme, scale: Double, delays: [Int]
    ) throws -> [UInt8] {
        try AnimatedPNG.encode(
            frames.map { try pixels(of: $0, theme: theme, scale: scale) }, delays: delays)
    }
}
