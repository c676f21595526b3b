import GradusGraphics
import GradusTensors
import GradusTrace

/// The pictures that a classifier misreads, the surest mistakes first: what was written, what
/// was read, and the probability that was given to it.
///
/// ```swift
/// let figure = WrongPredictionsFigure(name: "mistakes",
///     images: NamedTensor(name: "x_val", tensor: xVal), pictureHeight: 8, pictureWidth: 8,
///     probabilities: NamedTensor(name: "probabilities", tensor: probabilities),   // [n, classes]
///     labels: NamedTensor(name: "val_labels", tensor: labels),                    // [n]
///     text: FigureText(title: "Misread validation digits"))
/// trace.values += figure.values   // the counts and classes that the figure found
/// ```
public struct WrongPredictionsFigure: Figure {
    /// One misread picture.
    public struct Mistake: Hashable, Sendable {
        /// Its place in the images.
        public var index: Int
        /// The class it has.
        public var written: Int
        /// The class that got the highest probability; the first of equal ones.
        public var read: Int
        /// That probability.
        public var probability: Double
    }

    /// The name under which `values` are recorded; unique in the run.
    public var name: String
    /// The pictures: `[n, h, w]`, or `[n, h·w]` with the sides given.
    public var images: NamedTensor
    /// The rows of a picture where `images` has two axes.
    public var pictureHeight: Int?
    /// The columns of a picture where `images` has two axes.
    public var pictureWidth: Int?
    /// The probabilities: `[n, classes]`.
    public var probabilities: NamedTensor
    /// The classes: `[n]`.
    public var labels: NamedTensor
    /// Pictures in a row; at least 1.
    public var columns: Int
    /// The most pictures that are shown.
    public var limit: Int
    /// Title, subtitle, caption; an empty subtitle becomes the count.
    public var text: FigureText
    /// All misread pictures, the surest first.
    public let mistakes: [Mistake]
    /// How many predictions were compared.
    public let total: Int

    /// Finds the misread pictures. Rows beyond the shortest of the three tensors, and rows
    /// without any number among their probabilities, are not compared.
    public init(
        name: String, images: NamedTensor, pictureHeight: Int? = nil, pictureWidth: Int? = nil,
        probabilities: NamedTensor, labels: NamedTensor, columns: Int = 6, limit: Int = 18,
        text: FigureText = FigureText()
    ) {
        self.name = name
        self.images = images
        self.pictureHeight = pictureHeight
        self.pictureWidth = pictureWidth
        self.probabilities = probabilities
        self.labels = labels
        self.columns = max(1, columns)
        self.limit = max(0, limit)
        self.text = text
        (mistakes, total) = Self.compare(probabilities.tensor, labels.tensor, images.tensor)
    }

    private static func compare(
        _ probabilities: Tensor, _ labels: Tensor, _ images: Tensor
    ) -> ([Mistake], Int) {
        guard probabilities.ndim == 2, labels.ndim == 1, images.ndim >= 1 else { return ([], 0) }
        let classes = probabilities.shape[1]
        guard classes > 0 else { return ([], 0) }
        let numbers = probabilities.doubles()
        let truth = labels.doubles()
        var mistakes: [Mistake] = []
        var total = 0
        for row in 0..<min(probabilities.shape[0], truth.count, images.shape[0]) {
            var best: Int?
            for place in 0..<classes {
                let number = numbers[row * classes + place]
                if number.isNaN { continue }
                if let known = best, number <= numbers[row * classes + known] { continue }
                best = place
            }
            guard let best, let written = Int(exactly: truth[row]) else { continue }
            total += 1
            if best != written {
                mistakes.append(
                    Mistake(
                        index: row, written: written, read: best,
                        probability: numbers[row * classes + best]))
            }
        }
        mistakes.sort { ($1.probability, $0.index) < ($0.probability, $1.index) }
        return (mistakes, total)
    }

    /// The mistakes that are drawn.
    public var shown: ArraySlice<Mistake> { mistakes.prefix(limit) }

    /// What the figure found, to be recorded: `NAME.wrong`, `NAME.total`, `NAME.shown`, and
    /// for each picture shown `NAME.read.INDEX`, the class that was read.
    public var values: [NamedValue] {
        let source = "counted from \(probabilities.name) and \(labels.name)"
        var values = [
            NamedValue(name: "\(name).wrong", value: .integer(mistakes.count), provenance: source),
            NamedValue(name: "\(name).total", value: .integer(total), provenance: source),
            NamedValue(name: "\(name).shown", value: .integer(shown.count), provenance: source),
        ]
        for mistake in shown {
            values.append(
                NamedValue(
                    name: "\(name).read.\(mistake.index)", value: .integer(mistake.read),
                    provenance: "largest of row \(mistake.index) of \(probabilities.name)"))
        }
        return values
    }

    /// What the figure shows, in words written from its data.
    public var description: String {
        guard total > 0 else { return "No predictions to compare." }
        let percent = NumberFormat.percent(Double(mistakes.count) / Double(total), decimals: 1)
        guard !mistakes.isEmpty else { return "None of \(total) pictures is misread." }
        let list = shown.map {
            "\($0.written) read as \($0.read) (\(NumberFormat.percent($0.probability)))"
        }
        return "\(mistakes.count) of \(total) pictures are misread (\(percent)). "
            + (shown.count < mistakes.count ? "The surest \(shown.count): " : "Surest first: ")
            + list.joined(separator: ", ") + "."
    }

    /// The figure in a context.
    public func drawing(in context: FigureContext) -> Drawing {
        FigureFrame(text: text).drawing(in: context, description: description) { width, height in
            WrongPredictionsBody(figure: self, context: context, width: width, height: height)
                .body()
        }
    }
}
