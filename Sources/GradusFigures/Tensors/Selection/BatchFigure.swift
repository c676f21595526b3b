import GradusGraphics
import GradusTensors
import GradusTrace

/// The n-th batch of a data set: where it lies along the samples axis, and what is in it.
public struct BatchFigure: Figure {
    /// The data set, samples along axis 0: `[n, h, w]`, or `[n, h·w]` with the sides of a picture.
    public var data: TensorOperand
    /// The batch that was cut out of it.
    public var batch: TensorOperand
    /// Samples in a batch.
    public var batchSize: Int
    /// Which batch, from 0.
    public var number: Int
    /// The sides of a picture where a sample is a row.
    public var pictureShape: (height: Int, width: Int)?
    /// Where the numbers that are shown are recorded.
    public var name: String
    /// Title, subtitle, caption.
    public var text: FigureText

    /// Makes a figure of a batch.
    public init(
        data: TensorOperand, batch: TensorOperand, batchSize: Int, number: Int,
        pictureShape: (height: Int, width: Int)? = nil, recordedAs name: String,
        text: FigureText = FigureText()
    ) {
        self.data = data
        self.batch = batch
        self.batchSize = max(1, batchSize)
        self.number = max(0, number)
        self.pictureShape = pictureShape
        self.name = name
        self.text = text
    }

    private var samples: Int { data.record.tensor.shape.dimensions.first ?? 0 }
    private var start: Int { min(samples, batchSize * number) }
    private var stop: Int { min(samples, start + batchSize) }
    private var batches: Int { (samples + batchSize - 1) / batchSize }

    /// What must be recorded so that the keys lead somewhere.
    public var values: [NamedValue] {
        [
            ("start", start), ("stop", stop), ("batches", batches), ("size", batchSize),
            ("n", number),
        ]
        .map { NamedValue(name: "\(name).\($0.0)", value: .integer($0.1)) }
    }

    /// What the figure shows, in words written from its data.
    public var description: String {
        "Batch \(number) of \(data.label), shape \(data.record.tensor.shape): "
            + "samples \(start) to \(stop - 1), \(data.label)[\(batchSize) * \(number):"
            + "\(batchSize) * (\(number) + 1)], shape \(batch.record.tensor.shape). "
            + "There are \(batches) batches of \(batchSize)"
            + (samples % batchSize == 0 ? "." : "; the last has \(samples % batchSize).")
    }

    /// The figure in a context.
    public func drawing(in context: FigureContext) -> Drawing {
        FigureFrame(text: text).drawing(in: context, description: description) { width, height in
            body(width: width, height: height, context: context)
        }
    }

    private func run(_ value: Int, _ key: String, _ style: TextStyle, _ paint: Paint) -> TextRun {
        TextRun(
            NumberText.integer(value), style, paint: paint,
            key: TraceKey.value(name: "\(name).\(key)").rawValue)
    }

    private func body(width: Double, height: Double?, context: FigureContext) -> FigureBody {
        let type = FigureTypography(context.size)
        guard samples > 0, number < batches else {
            return .empty("no such batch", width: width, type: type, measuredBy: context.measure)
        }
        var list = MarkList(measuredBy: context.measure)
        let measure = context.measure
        let muted = Paint.role(.muted)
        let style = type.label
        list.text(
            "data/shape",
            [TextRun(data.label + "  ", type.name, paint: .role(TensorColors.operand(0)))]
                + ShapeText.runs(data.record, type.smallCode)
                + [TextRun("    in ", style, paint: muted)]
                + [
                    run(batches, "batches", type.strongLabel, .role(.ink)),
                    TextRun(" batches of ", style, paint: muted),
                    run(batchSize, "size", type.strongLabel, .role(.ink)),
                ], at: Point(0, type.name.size))

        // The samples axis, a box for each batch; the last one as long as it is.
        let plan = AxisPlan(
            length: batches, limit: max(5, Int(width / (type.base * 4.2))),
            keeping: [number - 1, number, number + 1])
        let gap = type.base * 1.7
        let count = Double(plan.places.count)
        let gaps = Double(plan.entries.count) - count
        let box = Size((width - gaps * gap) / count, type.base * 2.3)
        let top = type.name.size * 1.9
        let (starts, length) = plan.offsets(place: box.width, gap: gap)
        var chosen = Rectangle(x: 0, y: top, width: box.width, height: box.height)
        for (entry, x) in zip(plan.entries, starts) {
            guard case .place(let place) = entry else {
                list.centred(
                    "data/axis/gap/\(Int(x))", [TextRun("⋯", type.name, paint: muted)],
                    on: Point(x + gap / 2, top + box.height / 2))
                continue
            }
            let isLast = place == batches - 1 && samples % batchSize != 0
            let part = isLast ? Double(samples % batchSize) / Double(batchSize) : 1
            let frame = Rectangle(
                x: x, y: top, width: max(2, box.width * part), height: box.height)
            let isChosen = place == number
            if isChosen { chosen = frame }
            let name = "data/axis/batch/\(place)"
            let color = isChosen ? TensorColors.asked : TensorColors.operand(0)
            list.path(
                name + "/box", .node, .rectangle(frame), fill: .role(.operationFill),
                stroke: Stroke(.role(color), width: isChosen ? 2 : 0.8))
            list.add(
                Mark(
                    name + "/tint", .decoration,
                    .path(.rectangle(frame), fill: .role(color), stroke: nil),
                    opacity: isChosen ? 0.34 : 0.12))
            let text = [
                TextRun(
                    "\(place)", isChosen ? type.strongLabel : style,
                    paint: isChosen ? .role(.ink) : muted)
            ]
            if measure.extent(of: text).width < frame.width - 2 {
                list.centred(name + "/number", text, on: frame.center)
            }
        }
        // Where it begins and ends.
        let y = top + box.height
        let edge = type.label.size * 1.35
        let first = [run(start, "start", type.strongLabel, .role(TensorColors.asked))]
        let last = [run(stop, "stop", type.strongLabel, .role(TensorColors.asked))]
        let (firstWidth, lastWidth) = (
            measure.extent(of: first).width, measure.extent(of: last).width
        )
        let room = max(0, (firstWidth + lastWidth) / 2 + type.base * 0.8 - chosen.width) / 2
        let firstX = max(firstWidth / 2, chosen.x - room)
        let lastX = min(
            max(length, width) - lastWidth / 2,
            max(chosen.maxX + room, firstX + (firstWidth + lastWidth) / 2 + type.base * 0.6))
        list.text("data/start", first, at: Point(firstX, y + edge), anchor: .middle)
        list.text("data/stop", last, at: Point(lastX, y + edge), anchor: .middle)

        // The batch itself.
        let code = "\(data.label)[\(batchSize) * \(number):\(batchSize) * (\(number) + 1)]"
        let batchTop = y + edge + type.base * 2.6
        let head =
            [TextRun(batch.label + "  ", type.name, paint: .role(TensorColors.asked))]
            + ShapeText.runs(batch.record, type.smallCode)
        let cut = [TextRun(code, type.code, paint: .role(.ink))]
        list.text("batch/shape", head, at: Point(0, batchTop))
        let headWidth = measure.extent(of: head).width + type.base * 1.6
        let isBeside = headWidth + measure.extent(of: cut).width <= width
        list.text(
            "batch/code", cut,
            at: isBeside
                ? Point(headWidth, batchTop) : Point(0, batchTop + type.name.size * 1.4))
        let gridTop = batchTop + type.base * 0.9 + (isBeside ? 0 : type.name.size * 1.4)
        let stack = PictureStack(batch.record.tensor, pictureShape: pictureShape)
        var bottom = gridTop
        if !stack.isEmpty {
            let columns = min(stack.count, 32)
            let space = type.base * 0.25
            let side = min((width + space) / Double(min(columns, 16)) - space, type.base * 3.2)
            let perRow = max(1, Int((width + space) / (side + space)))
            let ratio = Double(stack.height) / Double(stack.width)
            var limit = stack.count
            if let height {
                let rows = max(1, Int((height - gridTop) / (side * ratio + space)))
                limit = min(limit, rows * perRow)
            }
            limit = min(limit, perRow * 8)
            for index in 0..<limit {
                let frame = Rectangle(
                    x: Double(index % perRow) * (side + space),
                    y: gridTop + Double(index / perRow) * (side * ratio + space), width: side,
                    height: side * ratio)
                if let picture = stack.picture(index) {
                    list.add(Mark("batch/picture/\(index)", .data, .image(picture, frame)))
                }
                list.path(
                    "batch/picture/\(index)/frame", .decoration, .rectangle(frame),
                    stroke: Stroke(.role(.rule), width: 0.5))
                bottom = max(bottom, frame.maxY)
            }
        }
        return FigureBody(size: Size(max(width, length), bottom), marks: list.marks)
    }
}
