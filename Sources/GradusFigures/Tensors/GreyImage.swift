import GradusGraphics
import GradusTensors

/// Pictures out of tensors: dark ink on light paper.
enum GreyImage {
    /// The paper: the lowest value.
    static let paper = RGBColor(hex: 0xFFFFFF)
    /// The ink: the highest value.
    static let ink = RGBColor(hex: 0x10151F)
    /// What is not a number.
    static let broken = RGBColor(hex: 0xE5484D)

    /// The colour of a value between the ends of its range.
    static func color(_ value: Double, low: Double, high: Double) -> RGBColor {
        guard value.isFinite else { return broken }
        guard low < high else { return paper }
        let part = (value / 2 - low / 2) / (high / 2 - low / 2)
        return paper.mixed(with: ink, min(max(part, 0), 1))
    }

    /// A picture of `height` rows of `width` values; nil when their number does not fit.
    static func picture(
        _ values: ArraySlice<Double>, width: Int, height: Int, low: Double, high: Double
    ) -> PixelImage? {
        guard width > 0, height > 0, values.count == width * height else { return nil }
        return PixelImage(
            width: width, height: height,
            pixels: values.map { color($0, low: low, high: high) })
    }
}

/// Pictures as the rows of a tensor: `[n, h, w]`, or `[n, h·w]` with a known shape.
struct PictureStack {
    let count: Int
    let height: Int
    let width: Int
    let low: Double
    let high: Double
    private let values: [Double]

    /// Reads a tensor; a stack of no pictures when its shape does not fit.
    init(_ tensor: Tensor, pictureShape: (height: Int, width: Int)?) {
        let shape = tensor.shape.dimensions
        switch (shape.count, pictureShape) {
        case (3, _): (count, height, width) = (shape[0], shape[1], shape[2])
        case (2, let picture?)
        where picture.height > 0 && picture.width > 0
            && shape[1] % picture.height == 0 && shape[1] / picture.height == picture.width:
            (count, height, width) = (shape[0], picture.height, picture.width)
        default: (count, height, width) = (0, 0, 0)
        }
        values = count > 0 && height > 0 && width > 0 ? tensor.doubles() : []
        let finite = values.lazy.filter(\.isFinite)
        low = finite.min() ?? 0
        high = finite.max() ?? 0
    }

    /// Whether there is nothing to draw.
    var isEmpty: Bool { values.isEmpty }

    /// One picture in the common range of all.
    func picture(_ index: Int) -> PixelImage? {
        guard !isEmpty, index >= 0, index < count else { return nil }
        let size = width * height
        return GreyImage.picture(
            values[(index * size)..<((index + 1) * size)], width: width, height: height, low: low,
            high: high)
    }
}
