import GradusCairoRendering

extension ImageComparison {
    /// The reference faded to grey, with the differing pixels in strong magenta; as large
    /// as the smallest picture that holds both.
    public static func differencePicture(
        of reference: PixelBuffer, with new: PixelBuffer, tolerance: ImageTolerance = .standard
    ) -> PixelBuffer {
        let pair = PixelPair(reference, new)
        let (width, height) = (
            max(reference.width, new.width), max(reference.height, new.height)
        )
        var bytes: [UInt8] = []
        bytes.reserveCapacity(4 * width * height)
        for y in 0..<height {
            for x in 0..<width {
                if pair.difference(x, y) > tolerance.pixelDifference {
                    bytes += [216, 0, 120, 255]
                } else {
                    // A pixel that both pictures lack is white, as a see-through one is.
                    var grey = 255.0
                    if x < reference.width, y < reference.height {
                        let p = reference[x, y]
                        let light =
                            0.3 * Double(p.red) + 0.59 * Double(p.green) + 0.11 * Double(p.blue)
                        grey += (light - 255) * Double(p.alpha) / 255 * 0.25
                    }
                    let byte = UInt8(min(max(grey, 0), 255))
                    bytes += [byte, byte, byte, 255]
                }
            }
        }
        return PixelBuffer(width: width, height: height, bytes: bytes)
    }

    /// Reference, new picture and difference picture side by side on a grey ground; where
    /// that would be too large for a PNG, the difference picture alone.
    public static func report(
        of reference: PixelBuffer, with new: PixelBuffer, tolerance: ImageTolerance = .standard
    ) -> PixelBuffer {
        let difference = differencePicture(of: reference, with: new, tolerance: tolerance)
        let gap = 12
        let width = 3 * difference.width + 4 * gap
        let height = difference.height + 2 * gap
        guard width <= PNGFile.maximumSide, height <= PNGFile.maximumSide,
            width * height <= PNGFile.maximumArea
        else { return difference }
        var result = PixelBuffer(width: width, height: height, red: 128, green: 128, blue: 128)
        for (place, picture) in [reference, new, difference].enumerated() {
            let left = gap + place * (difference.width + gap)
            for y in 0..<picture.height {
                let source = 4 * y * picture.width
                let target = 4 * ((y + gap) * width + left)
                result.bytes.replaceSubrange(
                    target..<target + 4 * picture.width,
                    with: picture.bytes[source..<source + 4 * picture.width])
            }
        }
        return result
    }
}
