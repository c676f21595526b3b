/// A kind of file that a build writes.
public enum OutputFormat: String, CaseIterable, Sendable {
    /// Pages, and the index of the site.
    case html
    /// Lessons for printing, and each figure.
    case pdf
    /// Each figure as pixels.
    case png
    /// Each figure as SVG.
    case svg
}

/// One of several parts of the lessons, for building on several machines.
public struct Shard: Hashable, Sendable {
    /// Which part, from 1.
    public let index: Int
    /// The number of parts.
    public let count: Int

    /// Part `index` of `count`; nil unless 1 ≤ index ≤ count.
    public init?(index: Int, of count: Int) {
        guard count >= 1, index >= 1, index <= count else { return nil }
        self.index = index
        self.count = count
    }

    /// The elements that belong to this part, in order.
    func part<Element>(of elements: [Element]) -> [Element] {
        elements.enumerated().filter { $0.offset % count == index - 1 }.map(\.element)
    }
}
