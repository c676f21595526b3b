import GradusAutodiff
import GradusTensors

/// How far predictions are from targets, as one number.
public enum Loss: String, Sendable, Codable, CaseIterable {
    /// −Σ t·log p over the classes, mean over the batch: probabilities against one-hot or soft
    /// targets, both `[batch, classes]`.
    case categoricalCrossentropy = "categorical_crossentropy"
    /// The mean of the squared differences.
    case meanSquaredError = "mean_squared_error"

    /// Records the loss of predictions.
    public func record(
        _ predictions: Variable, targets: Variable
    ) throws(TensorError) -> Variable {
        switch self {
        case .categoricalCrossentropy:
            try predictions.graph.apply(.categoricalCrossEntropy, [predictions, targets])
        case .meanSquaredError:
            try predictions.graph.apply(.meanSquaredError, [predictions, targets])
        }
    }

    /// The number of rows whose largest prediction stands where the largest target does; nil
    /// for losses that are not about classes.
    func correctCount(_ predictions: Tensor, _ targets: Tensor) -> Int? {
        guard self == .categoricalCrossentropy, predictions.ndim == 2, predictions.shape[1] > 0,
            let read = try? predictions.argmax(axis: 1), let meant = try? targets.argmax(axis: 1)
        else { return nil }
        return zip(read.elements(as: Int64.self), meant.elements(as: Int64.self))
            .reduce(0) { $0 + ($1.0 == $1.1 ? 1 : 0) }
    }
}
