import GradusGraphics
import GradusTensors
import GradusTrace

/// How documents become vectors: each word of a dictionary is counted.
public struct WordCountsFigure: Figure {
    /// The documents, as they are.
    public var documents: [String]
    /// The dictionary: a word for each column.
    public var vocabulary: [String]
    /// The counts: [documents, words].
    public var counts: TensorOperand
    /// Title, subtitle, caption.
    public var text: FigureText

    /// Makes a figure of documents that were counted.
    public init(
        documents: [String], vocabulary: [String], counts: TensorOperand,
        text: FigureText = FigureText()
    ) {
        self.documents = documents
        self.vocabulary = vocabulary
        self.counts = counts
        self.text = text
    }

    /// What the figure shows, in words written from its data.
    public var description: String {
        let values = counts.record.tensor.doubles()
        let rows = documents.enumerated().map { row, document in
            let found = vocabulary.enumerated().compactMap { column, word -> String? in
                let place = row * vocabulary.count + column
                guard place < values.count, values[place] > 0 else { return nil }
                return "\(word) \(NumberFormat.text(values[place]))"
            }
            return "“\(document)”: \(found.joined(separator: ", "))."
        }
        return "\(documents.count) documents as counts of \(vocabulary.count) words, shape "
            + "\(counts.record.tensor.shape). " + rows.joined(separator: " ")
    }

    private var fits: Bool {
        counts.record.tensor.shape.dimensions == [documents.count, vocabulary.count]
            && !documents.isEmpty && !vocabulary.isEmpty
    }

    /// The figure in a context.
    public func drawing(in context: FigureContext) -> Drawing {
        FigureFrame(text: text).drawing(in: context, description: description) { width, _ in
            let type = FigureTypography(context.size)
            guard fits else {
                return .empty(
                    "nothing to count", width: width, type: type, measuredBy: context.measure)
            }
            var list = MarkList(measuredBy: context.measure)
            var y = 0.0
            for (row, document) in documents.enumerated() {
                y += drawDocument(document, row, at: y, width: width, type: type, into: &list)
            }
            y += type.base * 0.6
            let down = FlowPiece.downArrow(
                "count the words", "arrow", type: type, measuredBy: context.measure)
            let gridType = FigureTypography(base: type.base)
            func label(_ text: String, _ paint: Paint) -> [TextRun] {
                [TextRun(text, type.label, paint: paint)]
            }
            let room = width - type.base * 7
            let cellWidth = max(
                type.smallCode.size * 1.7, min(type.base * 2.6, room / Double(vocabulary.count)))
            let grid = LabelledGrid(
                counts,
                rowLabels: documents.indices.map { label("document \($0)", .role(.muted)) },
                columnLabels: vocabulary.map { label($0, .role(.ink)) },
                columnLimit: max(4, Int(room / (type.smallCode.size * 1.7))), rowLimit: 12,
                cellWidth: cellWidth, type: gridType, measuredBy: context.measure)
            let total = max(width, grid.size.width)
            let left = (total - grid.size.width) / 2
            down.draw(Point(left + grid.size.width / 2 - down.size.width / 2, y), &list)
            y += down.size.height + type.base * 0.4
            grid.draw("counts", at: Point(left, y), into: &list) { _, column in
                TensorColors.element(column, of: vocabulary.count)
            }
            y += grid.size.height + type.base * 0.5
            let shape =
                [TextRun(counts.label + "  ", type.name, paint: .role(.ink))]
                + ShapeText.runs(counts.record, type.smallCode)
                + [
                    TextRun(
                        "   one row a document, one column a word", type.label, paint: .role(.muted)
                    )
                ]
            list.text("counts/shape", shape, at: Point(left, y + type.name.size))
            return FigureBody(size: Size(total, y + type.name.size * 1.5), marks: list.marks)
        }
    }

    /// A document with each word on its word's colour; gives its height.
    private func drawDocument(
        _ document: String, _ row: Int, at top: Double, width: Double, type: FigureTypography,
        into list: inout MarkList
    ) -> Double {
        let style = type.subtitle
        let measure = list.measure
        let name = "document/\(row)"
        let head = [TextRun("document \(row)", type.label, paint: .role(.muted))]
        let left = measure.extent(of: head).width + type.base
        let leading = style.size * 1.9
        list.centred(name + "/name", head, on: Point(0, top + leading / 2), anchor: .start)
        var x = left
        var y = top
        let places = Dictionary(
            vocabulary.enumerated().map { ($0.element, $0.offset) },
            uniquingKeysWith: { first, _ in first })
        for (number, piece) in document.split(separator: " ").enumerated() {
            let text = String(piece)
            let length = measure.extent(of: text, in: style).width
            if x + length + 6 > width, x > left {
                x = left
                y += leading
            }
            let frame = Rectangle(
                x: x, y: y + leading * 0.1, width: length + 6, height: leading * 0.8)
            if let place = TextEncoding.words(of: text).first.flatMap({ places[$0] }) {
                list.add(
                    Mark(
                        "\(name)/word/\(number)/tint", .decoration,
                        .path(
                            .rectangle(frame, cornerRadius: 3),
                            fill: TensorColors.element(place, of: vocabulary.count), stroke: nil),
                        opacity: TensorColors.elementStrength))
            }
            list.centred(
                "\(name)/word/\(number)/text", [TextRun(text, style)],
                on: Point(x + 3, y + leading / 2), anchor: .start)
            x += length + 6 + style.size * 0.2
        }
        return y + leading - top
    }
}
