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

    init(_ tensor: Tensor) {
        elements = tensor.doubles()
        columns = tensor.ndim == 0 ? 1 : tensor.shape[-1]
        rows = columns > 0 ? elements.count / columns : 0
        isMatrix = tensor.ndim <= 2
        summary = elements.count > 1 ? TensorSummary(of: elements) : nil
    }
}
