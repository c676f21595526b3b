import GradusGraphics
import GradusTrace

/// Lays out and draws the cards of a `WrongPredictionsFigure`.
struct WrongPredictionsBody {
    let figure: WrongPredictionsFigure
    let context: FigureContext
    let width: Double
    let height: Double?

    func body() -> FigureBody {
        let type = FigureTypography(context.size)
        let size = type.label.size
        var shape: (height: Int, width: Int)?
        if let rows = figure.pictureHeight, let columns = figure.pictureWidth {
            shape = (rows, columns)
        }
        let stack = PictureStack(figure.images.tensor, pictureShape: shape)
        guard figure.total > 0, !stack.isEmpty else {
            return .empty("no predictions", width: width, type: type, measuredBy: context.measure)
        }
        var list = MarkList(measuredBy: context.measure)
        list.text("count", countRuns(type), at: Point(0, size))
        let top = size * 2.4
        guard !figure.shown.isEmpty else {
            return FigureBody(size: Size(width, top), marks: list.marks)
        }

        // A card is at least as wide as its widest line of words.
        let gap = size * 1.1
        let widest =
            figure.shown.flatMap { [wordRuns($0, type), sureRuns($0, type)] }
            .map { context.measure.extent(of: $0).width }.max() ?? 0
        var columns = min(figure.columns, figure.shown.count)
        while columns > 1, (width + gap) / Double(columns) - gap < widest { columns -= 1 }
        let cell = max(widest, (width + gap) / Double(max(columns, min(figure.columns, 4))) - gap)
        let rows = (figure.shown.count + columns - 1) / columns
        let words = size * 3.2
        let ratio = Double(stack.height) / Double(stack.width)
        var side = min(cell, size * 9)
        if let height {
            let room = (height - top) / Double(rows) - words - gap
            if room > size * 2 { side = min(side, room / ratio) }
        }
        for (place, mistake) in figure.shown.enumerated() {
            let (row, column) = (place / columns, place % columns)
            let x = Double(column) * (cell + gap)
            let y = top + Double(row) * (side * ratio + words + gap)
            let name = "mistake/\(mistake.index)"
            list.centred(
                name + "/classes", wordRuns(mistake, type), on: Point(x, y + size * 0.6),
                anchor: .start)
            list.centred(
                name + "/probability", sureRuns(mistake, type), on: Point(x, y + size * 1.9),
                anchor: .start)
            let frame = Rectangle(
                x: x, y: y + words - size * 0.3, width: side, height: side * ratio)
            if let picture = stack.picture(mistake.index) {
                list.add(Mark(name + "/picture", .data, .image(picture, frame)))
            }
            list.path(
                name + "/frame", .decoration, .rectangle(frame),
                stroke: Stroke(.role(.rule), width: 0.6),
                description: "written \(mistake.written), read \(mistake.read)")
        }
        let total = top + Double(rows) * (side * ratio + words + gap) - gap
        return FigureBody(size: Size(width, total), marks: list.marks)
    }

    /// `17 of 359 misread, the surest 12 shown`.
    private func countRuns(_ type: FigureTypography) -> [TextRun] {
        let style = type.subtitle
        func word(_ text: String) -> TextRun { TextRun(text, style, paint: .role(.muted)) }
        func number(_ value: Int, _ name: String) -> TextRun {
            TextRun(
                NumberText.integer(value), TextStyle(size: style.size, weight: .bold),
                paint: .role(.ink), key: TraceKey.value(name: "\(figure.name).\(name)").rawValue)
        }
        var runs = [
            number(figure.mistakes.count, "wrong"), word(" of "), number(figure.total, "total"),
            word(" misread"),
        ]
        if figure.shown.count < figure.mistakes.count {
            runs += [word(", the surest "), number(figure.shown.count, "shown"), word(" shown")]
        } else if !figure.mistakes.isEmpty {
            runs.append(word(", the surest first"))
        }
        return runs
    }

    /// `written 8 · read 3`.
    private func wordRuns(
        _ mistake: WrongPredictionsFigure.Mistake, _ type: FigureTypography
    ) -> [TextRun] {
        [
            TextRun("written ", type.label, paint: .role(.muted)),
            TextRun(
                NumberText.integer(mistake.written), type.strongLabel,
                key: TraceKey.tensorElement(name: figure.labels.name, at: mistake.index).rawValue),
            TextRun(" · read ", type.label, paint: .role(.muted)),
            TextRun(
                NumberText.integer(mistake.read), type.strongLabel, paint: .role(.failure),
                key: TraceKey.value(name: "\(figure.name).read.\(mistake.index)").rawValue),
        ]
    }

    /// `62 %`.
    private func sureRuns(
        _ mistake: WrongPredictionsFigure.Mistake, _ type: FigureTypography
    ) -> [TextRun] {
        let classes = figure.probabilities.tensor.shape[1]
        return [
            TextRun(
                NumberFormat.percent(mistake.probability), type.label, paint: .role(.muted),
                key: TraceKey.tensorElement(
                    name: figure.probabilities.name, at: mistake.index * classes + mistake.read
                ).rawValue),
            TextRun(" sure", type.label, paint: .role(.muted)),
        ]
    }
}
