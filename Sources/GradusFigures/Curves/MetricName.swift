/// The name of a recorded metric in its parts: what is measured, on which data, and in which
/// training of its run.
public struct MetricName: Hashable, Sendable {
    /// What is measured: `loss` for `loss`, `epoch_loss`, `val_loss` and `val_loss~2`.
    public var family: String
    /// The training that it belongs to, from 1: 2 for `loss~2`.
    public var training: Int
    /// Whether it is measured on samples that are not trained on.
    public var isValidation: Bool
    /// The name without the number of the training.
    public var plain: String

    /// Reads a name.
    public init(_ name: String) {
        let parts = name.split(separator: "~", omittingEmptySubsequences: false)
        if parts.count == 2, let number = Int(parts[1]), number > 1, !parts[0].isEmpty {
            plain = String(parts[0])
            training = number
        } else {
            plain = name
            training = 1
        }
        isValidation = plain.hasPrefix("val")
        family = plain
        for prefix in ["val_", "epoch_", "train_", "batch_"] where plain.hasPrefix(prefix) {
            family = String(plain.dropFirst(prefix.count))
            break
        }
    }
}
