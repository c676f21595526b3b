import GradusGraphics
import GradusTensors
import GradusTrace

/// Pictures in rows and columns, each with its label, and what their greys mean.
///
/// ```swift
/// ImageGridFigure(images: NamedTensor(name: "samples", tensor: images),    // [40, 64]
///     pictureHeight: 8, pictureWidth: 8,
///     labels: NamedTensor(name: "sample_labels", tensor: labels), columns: 10,
///     text: FigureText(title: "The first forty digits"))
/// ```
public struct ImageGridFigure: Figure {
    /// The pictures: `[n, h, w]`, or `[n, h·w]` with the sides given. Keys lead to its name.
    public var images: NamedTensor
    /// The rows of a picture where `images` has two axes.
    public var pictureHeight: Int?
    /// The columns of a picture where `images` has two axes.
    public var pictureWidth: Int?
    /// What stands below each picture: `[n]`; shown as far as it reaches.
    public var labels: NamedTensor?
    /// Pictures in a row; at least 1.
    public var columns: Int
    /// Title, subtitle, caption.
    public var text: FigureText

    /// Makes a grid of pictures.
    public init(
        images: NamedTensor, pictureHeight: Int? = nil, pictureWidth: Int? = nil,
        labels: NamedTensor? = nil, columns: Int = 10, text: FigureText = FigureText()
    ) {
        self.images = images
        self.pictureHeight = pictureHeight
        self.pictureWidth = pictureWidth
        self.labels = labels
        self.columns = max(1, columns)
        self.text = text
    }

    private var stack: PictureStack {
        var shape: (height: Int, width: Int)?
        if let pictureHeight, let pictureWidth { shape = (pictureHeight, pictureWidth) }
        return PictureStack(images.tensor, pictureShape: shape)
    }

    /// What the grid shows, in words written from its data.
    public var description: String {
        let stack = self.stack
        guard !stack.isEmpty else {
            return "No pictures: \(images.name) has shape \(images.tensor.shape)."
        }
        var words = stack.count == 1 ? "1 picture" : "\(stack.count) pictures"
        words += " of \(stack.height) by \(stack.width) pixels"
        words +=
            " from \(NumberFormat.text(stack.low)) (white) to \(NumberFormat.text(stack.high)) (black)"
        if let labels {
            let written = labels.tensor.doubles().prefix(stack.count).map { NumberFormat.text($0) }
            if !written.isEmpty { words += ", labelled " + written.joined(separator: ", ") }
        }
        return words + "."
    }

    /// The grid in a context.
    public func drawing(in context: FigureContext) -> Drawing {
        FigureFrame(text: text).drawing(in: context, description: description) { width, height in
            body(width: width, height: height, context: context)
        }
    }

    private func body(width: Double, height: Double?, context: FigureContext) -> FigureBody {
        let type = FigureTypography(context.size)
        let size = type.label.size
        var list = MarkList(measuredBy: context.measure)
        let stack = self.stack
        guard !stack.isEmpty else {
            return .empty("no pictures", width: width, type: type, measuredBy: context.measure)
        }
        let columns = min(self.columns, stack.count)
        let rows = (stack.count + columns - 1) / columns
        let labelHeight = labels == nil ? 0 : size * 1.5
        let gap = size * 0.8
        let scaleHeight = size * 3.4
        let ratio = Double(stack.height) / Double(stack.width)
        var side = min((width + gap) / Double(columns) - gap, size * 9)
        if let height {
            let room = (height - scaleHeight) / Double(rows) - labelHeight - gap
            if room > size * 2 { side = min(side, room / ratio) }
        }
        side = max(side, 4)
        let labelled = labels?.tensor.doubles() ?? []
        for index in 0..<stack.count {
            let (row, column) = (index / columns, index % columns)
            let frame = Rectangle(
                x: Double(column) * (side + gap),
                y: Double(row) * (side * ratio + labelHeight + gap), width: side,
                height: side * ratio)
            if let picture = stack.picture(index) {
                list.add(Mark("picture/\(index)", .data, .image(picture, frame)))
            }
            list.path(
                "picture/\(index)/frame", .decoration, .rectangle(frame),
                stroke: Stroke(.role(.rule), width: 0.6))
            if let labels, index < labelled.count {
                list.text(
                    "picture/\(index)/label",
                    [
                        .number(
                            labelled[index], type.strongLabel,
                            key: .tensorElement(name: labels.name, at: index))
                    ], at: Point(frame.midX, frame.maxY + size * 1.15), anchor: .middle)
            }
        }
        let gridWidth = Double(columns) * (side + gap) - gap
        let gridHeight = Double(rows) * (side * ratio + labelHeight + gap)
        let ramp = GreyRamp(
            low: stack.low, high: stack.high, name: images.name, count: stack.count,
            height: stack.height, width: stack.width)
        ramp.draw(at: Point(0, gridHeight + size * 0.8), type: type, into: &list)
        return FigureBody(size: Size(gridWidth, gridHeight + scaleHeight), marks: list.marks)
    }
}

/// What greys mean: a ramp with its ends written.
struct GreyRamp {
    var low: Double
    var high: Double
    /// The tensor's name in keys.
    var name: String
    var count: Int
    var height: Int
    var width: Int

    func draw(at corner: Point, type: FigureTypography, into list: inout MarkList) {
        let size = type.label.size
        let middle = corner.y + size * 0.9
        let lowest = TextRun.number(
            low, type.label, paint: .role(.muted), key: .tensorSummary(name: name, .min))
        let highest = TextRun.number(
            high, type.label, paint: .role(.muted), key: .tensorSummary(name: name, .max))
        var x = corner.x
        list.centred("ramp/low", [lowest], on: Point(x, middle), anchor: .start)
        x += list.measure.extent(of: [lowest]).width + size * 0.6
        let bar = Rectangle(x: x, y: middle - size * 0.45, width: size * 7, height: size * 0.9)
        let pixels = (0..<64).map { GreyImage.color(Double($0) / 63, low: 0, high: 1) }
        list.add(
            Mark("ramp", .data, .image(PixelImage(width: 64, height: 1, pixels: pixels), bar)))
        list.path(
            "ramp/frame", .decoration, .rectangle(bar), stroke: Stroke(.role(.rule), width: 0.6))
        x = bar.maxX + size * 0.6
        list.centred("ramp/high", [highest], on: Point(x, middle), anchor: .start)
        x += list.measure.extent(of: [highest]).width + size * 1.6
        list.centred(
            "ramp/words",
            [
                TextRun("\(height) × \(width) pixels each", type.label, paint: .role(.muted))
            ], on: Point(x, middle), anchor: .start)
    }
}

extension FigureBody {
    /// A quiet box that says why there is nothing to see.
    static func empty(
        _ words: String, width: Double, type: FigureTypography,
        measuredBy measure: any TextMeasuring, mark: String = "empty"
    ) -> FigureBody {
        var list = MarkList(measuredBy: measure)
        let height = type.label.size * 5
        list.path(
            mark, .panel,
            .rectangle(Rectangle(x: 0, y: 0, width: width, height: height), cornerRadius: 6),
            fill: .role(.panel))
        list.centred(
            mark + "/words", [TextRun(words, type.label, paint: .role(.muted))],
            on: Point(width / 2, height / 2))
        return FigureBody(size: Size(width, height), marks: list.marks)
    }
}
