import GradusAutodiff
import GradusTensors

/// How far predictions are from targets, as one number: the mean over all elements, or over
/// the samples where classes are compared. Names are Keras's.
public enum Loss: String, Sendable, Codable, CaseIterable {
    /// −Σ t·log p over the classes, mean over the batch: probabilities against one-hot or soft
    /// targets, both `[batch, classes]`.
    case categoricalCrossentropy = "categorical_crossentropy"
    /// The mean of the squared differences.
    case meanSquaredError = "mean_squared_error"
    /// The mean of the differences without sign.
    case meanAbsoluteError = "mean_absolute_error"
    /// Squared within a difference of 1, linear beyond.
    case huber
    /// max(0, 1 − t·p) for targets of −1 and 1.
    case hinge
    /// The square of hinge.
    case squaredHinge = "squared_hinge"
    /// −t·log p − (1 − t)·log(1 − p) of probabilities.
    case binaryCrossentropy = "binary_crossentropy"
    /// The same of scores z with p = sigmoid(z).
    case binaryCrossentropyFromLogits = "binary_crossentropy_from_logits"
    /// Categorical cross-entropy of scores z with p = softmax(z).
    case categoricalCrossentropyFromLogits = "categorical_crossentropy_from_logits"
    /// −log p of the class: probabilities `[batch, classes]`, the places of classes `[batch]`.
    case sparseCategoricalCrossentropy = "sparse_categorical_crossentropy"
    /// The same of scores z with p = softmax(z).
    case sparseCategoricalCrossentropyFromLogits = "sparse_categorical_crossentropy_from_logits"

    /// Whether targets are the places of classes, which stay integers.
    public var takesClasses: Bool {
        self == .sparseCategoricalCrossentropy || self == .sparseCategoricalCrossentropyFromLogits
    }

    /// Records the loss of predictions.
    public func record(
        _ predictions: Variable, targets: Variable
    ) throws(TensorError) -> Variable {
        let primitive: Primitive =
            switch self {
            case .categoricalCrossentropy: .categoricalCrossEntropy
            case .meanSquaredError: .meanSquaredError
            case .meanAbsoluteError: .meanAbsoluteError
            case .huber: .huber
            case .hinge: .hinge
            case .squaredHinge: .squaredHinge
            case .binaryCrossentropy: .binaryCrossEntropy
            case .binaryCrossentropyFromLogits: .binaryCrossEntropyWithLogits
            case .categoricalCrossentropyFromLogits: .categoricalCrossEntropyWithLogits
            case .sparseCategoricalCrossentropy: .sparseCategoricalCrossEntropy
            case .sparseCategoricalCrossentropyFromLogits:
                .sparseCategoricalCrossEntropyWithLogits
            }
        return try predictions.graph.apply(primitive, [predictions, targets])
    }

    /// The number of rows whose largest prediction stands where the largest target does, or at
    /// the target's class; of single probabilities or scores those on the target's side. Nil
    /// for losses that are not about classes.
    func correctCount(_ predictions: Tensor, _ targets: Tensor) -> Int? {
        switch self {
        case .categoricalCrossentropy, .categoricalCrossentropyFromLogits:
            return matches(places(predictions), places(targets))
        case .sparseCategoricalCrossentropy, .sparseCategoricalCrossentropyFromLogits:
            return matches(
                places(predictions), targets.ndim == 1 ? targets.doubles() : nil)
        case .binaryCrossentropy, .binaryCrossentropyFromLogits:
            // One answer a sample.
            guard predictions.shape == targets.shape, predictions.ndim > 0,
                predictions.size == predictions.shape[0]
            else { return nil }
            let limit = self == .binaryCrossentropy ? 0.5 : 0
            return matches(
                predictions.doubles().map { $0 > limit ? 1 : 0 },
                targets.doubles().map { $0 > 0.5 ? 1 : 0 })
        default: return nil
        }
    }

    /// The place of the largest element of each row.
    private func places(_ tensor: Tensor) -> [Double]? {
        guard tensor.ndim == 2, tensor.shape[1] > 0 else { return nil }
        return try? tensor.argmax(axis: 1).doubles()
    }

    private func matches(_ found: [Double]?, _ meant: [Double]?) -> Int? {
        guard let found, let meant, found.count == meant.count else { return nil }
        return zip(found, meant).reduce(0) { $0 + ($1.0 == $1.1 ? 1 : 0) }
    }
}
