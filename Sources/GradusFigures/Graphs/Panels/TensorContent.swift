import GradusTensors
import GradusTrace

/// A tensor's elements with what panels need of them, taken once however often a card is tried.
struct TensorContent: Sendable {
    let elements: [Double]
    /// Axes before the last are stacked into rows.
    let rows: Int
    let columns: Int
    /// Whether it has at most two axes.
    let isMatrix: Bool
    /// Nil of a single number and of nothing.
    let summary: TensorSummary?
    /// The nodes that the elements are from; nil for one node.
    let parts: Parts?

    /// Several nodes' elements in a grid.
    struct Parts: Sendable {
        /// In the topology.
        var nodes: [Int]
        /// How many stand beside each other.
        var across: Int
        /// The rows and columns of each.
        var rows: Int
        var columns: Int
    }

    init(_ tensor: Tensor) {
        elements = tensor.doubles()
        columns = tensor.ndim == 0 ? 1 : tensor.shape[-1]
        rows = columns > 0 ? elements.count / columns : 0
        isMatrix = tensor.ndim <= 2
        summary = elements.count > 1 ? TensorSummary(of: elements) : nil
        parts = nil
    }

    /// The elements of several nodes in a grid.
    init(elements: [Double], columns: Int, parts: Parts) {
        self.elements = elements
        self.columns = columns
        rows = elements.count / columns
        isMatrix = true
        summary = elements.count > 1 ? TensorSummary(of: elements) : nil
        self.parts = parts
    }

    /// The node that an element is from, and its place there; the card's own node where the
    /// elements are of one.
    func source(of element: Int, card: Int) -> (node: Int, index: Int) {
        guard let parts else { return (card, element) }
        let (row, column) = (element / columns, element % columns)
        let part = row / parts.rows * parts.across + column / parts.columns
        return (
            parts.nodes[part], row % parts.rows * parts.columns + column % parts.columns
        )
    }
}
