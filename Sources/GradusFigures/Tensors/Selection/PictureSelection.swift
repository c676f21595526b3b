import GradusGraphics
import GradusTensors
import GradusTrace

/// Pictures with a frame around what is picked of each, and the pieces below them.
struct PictureSelection {
    private struct Piece {
        /// The picture it comes from, from 0.
        var picture: Int
        /// The rows and columns that are picked.
        var rows: ClosedRange<Int>
        var columns: ClosedRange<Int>
    }

    private let figure: SelectionFigure
    private let type: FigureTypography
    private let measure: any TextMeasuring
    private let pieces: [Piece]
    private let stack: PictureStack
    private let results: PictureStack
    private let side: Double
    private let gap: Double
    private let arrow: FlowPiece

    /// Nil where the tensor or what is picked of it is no picture.
    init?(
        _ figure: SelectionFigure, _ provenance: Provenance, type: FigureTypography, width: Double,
        height: Double?, measuredBy measure: any TextMeasuring
    ) {
        let (from, to) = (figure.operand.record.tensor, figure.result.record.tensor)
        guard (2...3).contains(from.ndim), (2...3).contains(to.ndim), to.ndim <= from.ndim,
            to.size > 0
        else { return nil }
        func stacked(_ tensor: Tensor) -> PictureStack {
            let lengths = (tensor.ndim == 2 ? [1] : []) + tensor.shape.dimensions
            return PictureStack(
                (try? tensor.contiguous().reshaped(lengths)) ?? tensor, pictureShape: nil)
        }
        self.figure = figure
        self.type = type
        self.measure = measure
        stack = stacked(from)
        results = stacked(to)
        gap = type.base * 1.2
        let most = from.ndim == 2 ? 1 : 5
        let inner = to.shape[-1] * to.shape[-2]
        var pieces: [Piece] = []
        for number in 0..<min(most, results.count) {
            guard let first = provenance.sources(of: number * inner).first,
                let last = provenance.sources(of: (number + 1) * inner - 1).first
            else { return nil }
            let a = from.shape.index(of: first.element).suffix(2)
            let b = from.shape.index(of: last.element).suffix(2)
            guard let (ar, ac) = Self.pair(a), let (br, bc) = Self.pair(b) else { return nil }
            let picture = first.element / (from.shape[-1] * from.shape[-2])
            pieces.append(
                Piece(
                    picture: picture, rows: min(ar, br)...max(ar, br),
                    columns: min(ac, bc)...max(ac, bc)))
        }
        self.pieces = pieces
        let count = Double(max(1, pieces.count))
        arrow = .arrow(["[\(figure.code)]"], "arrow", type: type, measuredBy: measure)
        var side = min(
            (width + gap) / count - gap, type.base * (from.ndim == 2 ? 16 : 9))
        if from.ndim == 2 {
            // Picture, arrow and piece stand in one row.
            let words = arrow.size.width + type.base * 3 + type.smallCode.size * 4
            let parts = 1 + Double(results.width) / Double(max(1, stack.width))
            side = min(side, (width - words) / parts)
        }
        if let height {
            let rows = from.ndim == 2 ? 1.0 : 2.0
            side = min(side, (height - type.base * 9) / rows)
        }
        self.side = max(side, type.base * 3)
    }

    private static func pair(_ index: ArraySlice<Int>) -> (Int, Int)? {
        index.count == 2 ? (index[index.startIndex], index[index.startIndex + 1]) : nil
    }

    private var isSingle: Bool { figure.operand.record.tensor.ndim == 2 }

    private func header(_ operand: TensorOperand, _ color: ColorRole) -> [TextRun] {
        [TextRun(operand.label + "  ", type.name, paint: .role(color))]
            + ShapeText.runs(operand.record, type.smallCode)
    }

    func body() -> FigureBody {
        var list = MarkList(measuredBy: measure)
        let scale = side / Double(max(stack.width, stack.height))
        let picture = Size(scale * Double(stack.width), scale * Double(stack.height))
        let piece = Size(scale * Double(results.width), scale * Double(results.height))
        let head = type.name.size * 1.7
        let tick = type.smallCode.size * 1.5
        let headers = (
            header(figure.operand, TensorColors.operand(0)), header(figure.result, .ink)
        )
        if isSingle {
            // One large picture with the numbers of its rows and columns, the piece beside it.
            let left = tick * 1.6
            let firstWidth = max(left + picture.width, measure.extent(of: headers.0).width)
            let top = head + tick
            list.text(
                "operand/0/shape", headers.0, at: Point(left, type.name.size), anchor: .start)
            drawPictures(at: Point(left, top), picture, into: &list)
            drawTicks(at: Point(left, top), picture, into: &list)
            let arrowX = firstWidth + type.base * 1.4 + tick
            let middle = top + picture.height / 2
            arrow.draw(Point(arrowX, middle - arrow.middle), &list)
            let x = arrowX + arrow.size.width + type.base * 1.4
            let pieceTop = middle - piece.height / 2
            list.text(
                "result/shape", headers.1, at: Point(x, pieceTop - type.name.size * 0.6),
                anchor: .start)
            drawPieces(at: Point(x, pieceTop), piece, into: &list)
            let right = x + max(piece.width, measure.extent(of: headers.1).width)
            return FigureBody(
                size: Size(right, max(top + picture.height + tick, pieceTop + piece.height)),
                marks: list.marks)
        }
        list.text("operand/0/shape", headers.0, at: Point(0, type.name.size), anchor: .start)
        drawPictures(at: Point(0, head), picture, into: &list)
        let middle = head + picture.height + type.base * 2.2
        let down = FlowPiece.downArrow(
            "[\(figure.code)]", "arrow", type: type, measuredBy: measure)
        let width = Double(pieces.count) * (picture.width + gap) - gap
        down.draw(
            Point(width / 2 - down.size.width / 2, middle - type.base * 1.7), &list)
        let top = middle + type.base * 3 + head
        list.text(
            "result/shape", headers.1, at: Point(0, top - type.name.size * 0.7), anchor: .start)
        drawPieces(at: Point(0, top), piece, into: &list)
        let words = more
        list.text(
            "more", words, at: Point(0, top + piece.height + type.label.size * 1.7), anchor: .start)
        return FigureBody(
            size: Size(
                max(
                    width, measure.extent(of: headers.0).width, measure.extent(of: words).width,
                    width / 2 + down.size.width / 2),
                top + piece.height + (words.isEmpty ? 0 : type.label.size * 2)), marks: list.marks)
    }

    /// How many pictures are not shown.
    private var more: [TextRun] {
        guard results.count > pieces.count else { return [] }
        let style = type.label
        return [
            TextRun("the first \(pieces.count) of ", style, paint: .role(.muted)),
            TextRun(
                NumberText.integer(results.count), type.strongLabel,
                key: TraceKey.tensorShape(name: figure.result.record.name, axis: 0).rawValue),
            TextRun(" pictures", style, paint: .role(.muted)),
        ]
    }

    private func drawPictures(at corner: Point, _ size: Size, into list: inout MarkList) {
        let pixel = size.width / Double(stack.width)
        for (number, piece) in pieces.enumerated() {
            let frame = Rectangle(
                x: corner.x + Double(number) * (size.width + gap), y: corner.y, width: size.width,
                height: size.height)
            let name = "operand/0/picture/\(number)"
            if let image = stack.picture(piece.picture) {
                list.add(Mark(name, .data, .image(image, frame)))
            }
            list.path(
                name + "/frame", .decoration, .rectangle(frame),
                stroke: Stroke(.role(.rule), width: 0.8))
            let chosen = Rectangle(
                x: frame.x + Double(piece.columns.lowerBound) * pixel,
                y: frame.y + Double(piece.rows.lowerBound) * pixel,
                width: Double(piece.columns.count) * pixel,
                height: Double(piece.rows.count) * pixel)
            list.add(
                Mark(
                    name + "/chosen/tint", .decoration,
                    .path(.rectangle(chosen), fill: .role(TensorColors.asked), stroke: nil),
                    opacity: 0.16))
            list.path(
                name + "/chosen", .decoration, .rectangle(chosen),
                stroke: Stroke(.role(TensorColors.asked), width: 2),
                description: "rows \(piece.rows.lowerBound) to \(piece.rows.upperBound), columns "
                    + "\(piece.columns.lowerBound) to \(piece.columns.upperBound)")
        }
    }

    private func drawPieces(at corner: Point, _ size: Size, into list: inout MarkList) {
        let pitch =
            isSingle ? 0 : side / Double(max(stack.width, stack.height)) * Double(stack.width) + gap
        for number in pieces.indices {
            let frame = Rectangle(
                x: corner.x + Double(number) * pitch, y: corner.y, width: size.width,
                height: size.height)
            if let image = results.picture(number) {
                list.add(Mark("result/picture/\(number)", .data, .image(image, frame)))
            }
            list.path(
                "result/picture/\(number)/frame", .decoration, .rectangle(frame),
                stroke: Stroke(.role(TensorColors.asked), width: 1.6))
        }
    }

    /// Where the picked rows and columns begin and end, from the front and from the end.
    private func drawTicks(at corner: Point, _ size: Size, into list: inout MarkList) {
        guard let piece = pieces.first else { return }
        let pixel = size.width / Double(stack.width)
        let style = type.smallCode
        func number(
            _ text: String, _ name: String, _ x: Double, _ y: Double, _ anchor: TextLine.Anchor
        ) {
            list.centred(
                "operand/0/axis/\(name)", [TextRun(text, style, paint: .role(.muted))],
                on: Point(x, y), anchor: anchor)
        }
        let bounds = [
            (piece.columns.lowerBound, piece.columns.upperBound + 1, stack.width, true),
            (piece.rows.lowerBound, piece.rows.upperBound + 1, stack.height, false),
        ]
        for (start, end, length, isAcross) in bounds {
            var places = [0, start, end, length]
            places = places.enumerated().filter { !places[..<$0.offset].contains($0.element) }.map(
                \.element)
            for place in places {
                let at = Double(place) * pixel
                let negative = place < length && place > 0 ? NumberText.integer(place - length) : ""
                if isAcross {
                    number(
                        "\(place)", "columns/\(place)", corner.x + at, corner.y - style.size * 0.8,
                        .middle)
                    number(
                        negative, "columns/end/\(place)", corner.x + at,
                        corner.y + size.height + style.size * 0.9, .middle)
                } else {
                    number(
                        "\(place)", "rows/\(place)", corner.x - style.size * 0.5, corner.y + at,
                        .end)
                    number(
                        negative, "rows/end/\(place)", corner.x + size.width + style.size * 0.5,
                        corner.y + at, .start)
                }
            }
        }
    }
}
