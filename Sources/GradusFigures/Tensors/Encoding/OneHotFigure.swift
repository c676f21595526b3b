import GradusGraphics
import GradusTensors
import GradusTrace

/// How characters become one-hot vectors: each a row of zeros with a 1 at the character's place in
/// the alphabet.
public struct OneHotFigure: Figure {
    /// The text.
    public var characters: [Character]
    /// The alphabet, a character for each column.
    public var alphabet: [Character]
    /// The vectors: [characters, alphabet].
    public var vectors: TensorOperand
    /// The characters' places in the alphabet: [characters].
    public var places: TensorOperand
    /// Title, subtitle, caption.
    public var text: FigureText

    /// Makes a figure of a text that was encoded.
    public init(
        characters: [Character], alphabet: [Character], vectors: TensorOperand,
        places: TensorOperand, text: FigureText = FigureText()
    ) {
        self.characters = characters
        self.alphabet = alphabet
        self.vectors = vectors
        self.places = places
        self.text = text
    }

    /// What the figure shows, in words written from its data.
    public var description: String {
        let values = places.record.tensor.doubles()
        let parts = zip(characters, values).map {
            "\(TextEncoding.visible($0)) at \(NumberFormat.text($1))"
        }
        return "The text “\(String(characters))” as \(characters.count) one-hot vectors of "
            + "\(alphabet.count) numbers, shape \(vectors.record.tensor.shape): a 1 for "
            + Words.list(parts, limit: 30) + ", zeros elsewhere."
    }

    private var fits: Bool {
        vectors.record.tensor.shape.dimensions == [characters.count, alphabet.count]
            && places.record.tensor.shape.dimensions == [characters.count] && !characters.isEmpty
            && !alphabet.isEmpty
    }

    /// The figure in a context.
    public func drawing(in context: FigureContext) -> Drawing {
        FigureFrame(text: text).drawing(in: context, description: description) { width, height in
            let type = FigureTypography(context.size)
            guard fits else {
                return .empty(
                    "nothing to encode", width: width, type: type, measuredBy: context.measure)
            }
            let used = Set(places.record.tensor.doubles().map { Int($0) })
            let room = width - type.base * 6
            // Narrow cells where the whole alphabet fits, else those around what is used.
            let digit = type.smallCode.size
            let isWhole = digit * 1.25 * Double(alphabet.count) <= room
            let cellWidth =
                isWhole ? min(digit * 1.75, room / Double(alphabet.count)) : digit * 1.5
            let letter = TextStyle(.code, size: type.code.size, weight: .bold)
            let rowLimit = height.map { max(4, Int($0 / (type.smallCode.size * 1.7)) - 4) } ?? 24
            func grid(leading: Int) -> LabelledGrid {
                LabelledGrid(
                    vectors,
                    rowLabels: characters.enumerated().map { row, character in
                        [
                            TextRun(TextEncoding.visible(character), letter),
                            TextRun("  ", type.smallCode),
                            TextRun.number(
                                places.record.tensor.doubles()[row], type.smallCode,
                                paint: .role(.muted),
                                key: .tensorElement(name: places.record.name, at: row)),
                        ]
                    },
                    columnLabels: alphabet.map {
                        [TextRun(TextEncoding.visible($0), type.smallCode, paint: .role(.muted))]
                    }, keepingColumns: used,
                    columnLimit: isWhole
                        ? alphabet.count : min(alphabet.count, used.count + leading),
                    rowLimit: rowLimit, cellWidth: cellWidth, type: type,
                    measuredBy: context.measure)
            }
            // As many letters before those that are used as there is room for.
            let grid =
                [5, 3].lazy.map { grid(leading: $0) }.first { $0.size.width <= width }
                ?? grid(leading: 1)
            var list = MarkList(measuredBy: context.measure)
            let count = alphabet.count
            let head =
                [TextRun(vectors.label + "  ", type.name, paint: .role(.ink))]
                + ShapeText.runs(vectors.record, type.smallCode)
                + [
                    TextRun(
                        "   one row a character, one column a letter of the alphabet", type.label,
                        paint: .role(.muted))
                ]
            let total = max(grid.size.width, context.measure.extent(of: head).width)
            let left = (total - grid.size.width) / 2
            grid.draw("vectors", at: Point(left, 0), into: &list) { _, column in
                TensorColors.element(column, of: count)
            }
            let y = grid.size.height + type.base * 0.6
            list.text("vectors/shape", head, at: Point(0, y + type.name.size))
            return FigureBody(size: Size(total, y + type.name.size * 1.5), marks: list.marks)
        }
    }
}
