import GradusGraphics

/// How many pixels a point of a PNG has.
enum PictureScale {
    /// The most pixels of a picture: more of them are slow to write and to open, and hold no
    /// more that can be read.
    private static let pixelLimit = 4_500_000.0
    /// The most pixels of a side.
    private static let sideLimit = 16_000.0
    /// Text of usual size is three pixels high then.
    static let least = 0.25
    /// Below that a picture is hard to read.
    static let comfortable = 0.75

    /// Two pixels a point, fewer where the picture would become too large to be opened.
    static func scale(for size: Size) -> Double {
        min(2, sideLimit / max(size.width, size.height, 1), scale(ofArea: size.width * size.height))
    }

    /// The most pixels a point that a drawing of so many square points can have.
    static func scale(ofArea area: Double) -> Double {
        (pixelLimit / max(area, 1)).squareRoot()
    }

    /// A scale in words: `9 %`.
    static func percent(_ scale: Double) -> String { "\(max(1, Int((scale * 100).rounded()))) %" }
}
