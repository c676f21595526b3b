import GradusGraphics

/// Something that can be drawn: a value that holds records of a run.
///
/// A figure runs no code and reads no file. The same figure in the same context gives the
/// same drawing; each number that it draws is a run of text that carries its key in the trace.
public protocol Figure: Sendable {
    /// The figure as marks, at most `context.size.width` wide. Never traps, whatever the data.
    func drawing(in context: FigureContext) -> Drawing
}

/// What a figure must know of where it will be drawn.
public struct FigureContext: Sendable {
    /// Measures text with the fonts that will be drawn.
    public var measure: any TextMeasuring
    /// How much room there is.
    public var size: FigureSize

    /// Makes a context.
    public init(measure: any TextMeasuring, size: FigureSize = .page) {
        self.measure = measure
        self.size = size
    }
}

/// The words around a figure.
public struct FigureText: Hashable, Sendable {
    /// The title, drawn large; none where empty.
    public var title: String
    /// What to look at, drawn below the title; none where empty.
    public var subtitle: String
    /// A note below the figure; none where empty. Documents set captions themselves.
    public var caption: String

    /// Makes the words around a figure.
    public init(title: String = "", subtitle: String = "", caption: String = "") {
        self.title = title
        self.subtitle = subtitle
        self.caption = caption
    }
}
