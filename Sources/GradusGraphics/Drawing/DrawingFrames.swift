/// A sequence of drawings of one layout: what changes from frame to frame is which marks are
/// seen, not where they stand. A page holds it once and steps through it.
public struct DrawingFrames: Hashable, Sendable {
    /// Marks that are seen in the same frames, in drawing order.
    public struct Layer: Hashable, Sendable {
        /// The frames, from 0.
        public var frames: Range<Int>
        /// What is seen in them.
        public var marks: [Mark]

        /// Makes a layer.
        public init(frames: Range<Int>, marks: [Mark]) {
            self.frames = frames
            self.marks = marks
        }
    }

    /// The extent in points of every frame.
    public var size: Size
    /// The title, also where it is not drawn.
    public var title: String
    /// Alternative text of the whole, as of its last frame.
    public var description: String
    /// What happens in each frame, in words; at least one.
    public var captions: [String]
    /// The layers, the first at the bottom.
    public var layers: [Layer]

    /// Makes a sequence; traps without a frame.
    public init(
        size: Size, title: String, description: String, captions: [String], layers: [Layer]
    ) {
        precondition(!captions.isEmpty, "a sequence of drawings needs a frame")
        self.size = size
        self.title = title
        self.description = description
        self.captions = captions
        self.layers = layers
    }

    /// The number of frames.
    public var count: Int { captions.count }

    /// One frame by itself; traps when there is none of that number.
    public func drawing(at frame: Int) -> Drawing {
        Drawing(
            size: size, title: title,
            description: frame == count - 1 ? description : captions[frame],
            marks: layers.filter { $0.frames.contains(frame) }.flatMap(\.marks))
    }

    /// The frame in which everything has happened.
    public var last: Drawing { drawing(at: count - 1) }

    /// Every mark of every frame at once: what a page has to embed glyphs for.
    public var union: Drawing {
        Drawing(
            size: size, title: title, description: description, marks: layers.flatMap(\.marks))
    }
}
