import GradusGraphics

/// Numbers as colours: blue below zero, orange above, more of it the farther from zero. See-through,
/// so that it stands on light and dark grounds.
enum HeatMap {
    static let negative = RGBColor(hex: 0x2F7CC0)
    static let positive = RGBColor(hex: 0xDD6B1F)
    /// The strength below text in the colour of gradients.
    static let faint = 0.08
    /// The most cells along a side; more are drawn as the value farthest from zero of each block.
    static let limit = 64

    /// An image of a row-major matrix; nil when it has no elements.
    static func image(
        _ elements: [Double], rows: Int, columns: Int, strength: Double
    ) -> PixelImage? {
        guard rows > 0, columns > 0, elements.count == rows * columns else { return nil }
        let largest = elements.lazy.filter(\.isFinite).map(abs).max() ?? 0
        let (height, width) = (min(rows, limit), min(columns, limit))
        var pixels: [RGBColor] = []
        for y in 0..<height {
            for x in 0..<width {
                var extreme = 0.0
                for row in (y * rows / height)..<max(y * rows / height + 1, (y + 1) * rows / height)
                {
                    for column
                        in (x * columns / width)..<max(
                            x * columns / width + 1, (x + 1) * columns / width)
                    {
                        let value = elements[row * columns + column]
                        if !(abs(value) <= abs(extreme)) { extreme = value }
                    }
                }
                pixels.append(color(extreme, largest: largest, strength: strength))
            }
        }
        return PixelImage(width: width, height: height, pixels: pixels)
    }

    private static func color(_ value: Double, largest: Double, strength: Double) -> RGBColor {
        guard value.isFinite else { return GreyImage.broken }
        var color = value < 0 ? negative : positive
        color.alpha = largest > 0 ? strength * (abs(value) / largest) : 0
        return color
    }
}
