import GradusTensors

// Losses; their mean over all elements, or over the samples, unless `reduction` says otherwise.

private func loss(
    _ primitive: Primitive, _ predictions: Variable, _ targets: Variable,
    _ reduction: LossReduction, _ numbers: [Double]? = nil
) -> Variable {
    let options = Attributes.Options(
        numbers: numbers, reduction: reduction == .mean ? nil : reduction)
    return predictions.applying(primitive, [targets], Attributes(options: options))
}

/// (p − t)²
public func meanSquaredError(
    _ predictions: Variable, targets: Variable, reduction: LossReduction = .mean
) -> Variable { loss(.meanSquaredError, predictions, targets, reduction) }

/// |p − t|; the derivative at 0 is 0.
public func meanAbsoluteError(
    _ predictions: Variable, targets: Variable, reduction: LossReduction = .mean
) -> Variable { loss(.meanAbsoluteError, predictions, targets, reduction) }

/// (p − t)² / 2 within δ, δ (|p − t| − δ/2) beyond.
public func huberLoss(
    _ predictions: Variable, targets: Variable, delta: Double = 1,
    reduction: LossReduction = .mean
) -> Variable { loss(.huber, predictions, targets, reduction, [delta]) }

/// (p − t)² / (2β) within β, |p − t| − β/2 beyond.
public func smoothL1Loss(
    _ predictions: Variable, targets: Variable, beta: Double = 1,
    reduction: LossReduction = .mean
) -> Variable { loss(.smoothL1, predictions, targets, reduction, [beta]) }

/// max(0, 1 − t·p) for targets of −1 and 1; the derivative where t·p is 1 is 0.
public func hingeLoss(
    _ predictions: Variable, targets: Variable, reduction: LossReduction = .mean
) -> Variable { loss(.hinge, predictions, targets, reduction) }

/// max(0, 1 − t·p)² for targets of −1 and 1.
public func squaredHingeLoss(
    _ predictions: Variable, targets: Variable, reduction: LossReduction = .mean
) -> Variable { loss(.squaredHinge, predictions, targets, reduction) }

/// −t·log p − (1 − t)·log(1 − p) of probabilities, or of logits z with p = sigmoid(z).
public func binaryCrossEntropy(
    _ predictions: Variable, targets: Variable, fromLogits: Bool = false,
    reduction: LossReduction = .mean
) -> Variable {
    loss(
        fromLogits ? .binaryCrossEntropyWithLogits : .binaryCrossEntropy, predictions, targets,
        reduction)
}

/// −Σ t·log p over the last axis of probabilities, or of logits z with p = softmax(z):
/// `[…, classes]` twice.
public func categoricalCrossEntropy(
    _ predictions: Variable, targets: Variable, fromLogits: Bool = false,
    reduction: LossReduction = .mean
) -> Variable {
    loss(
        fromLogits ? .categoricalCrossEntropyWithLogits : .categoricalCrossEntropy, predictions,
        targets, reduction)
}

/// −log p of the class: predictions `[…, classes]`, targets the places of the classes `[…]`.
public func sparseCategoricalCrossEntropy(
    _ predictions: Variable, targets: Variable, fromLogits: Bool = false,
    reduction: LossReduction = .mean
) -> Variable {
    loss(
        fromLogits
            ? .sparseCategoricalCrossEntropyWithLogits : .sparseCategoricalCrossEntropy,
        predictions, targets, reduction)
}

/// t (log t − q) of logarithms of probabilities q (PyTorch's `kl_div`).
public func klDivergence(
    _ logProbabilities: Variable, targets: Variable, reduction: LossReduction = .mean
) -> Variable { loss(.klDivergence, logProbabilities, targets, reduction) }
