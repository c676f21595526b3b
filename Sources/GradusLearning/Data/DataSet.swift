import GradusTensors

/// Samples with what they should lead to: row i of `targets` belongs to row i of `inputs`.
public struct DataSet: Sendable {
    /// `[samples, features]`
    public let inputs: Tensor
    /// `[samples, …]`
    public let targets: Tensor

    /// Puts inputs and targets together. Throws unless both have the same number of samples.
    public init(inputs: Tensor, targets: Tensor) throws(TensorError) {
        guard inputs.ndim >= 1, targets.ndim >= 1, inputs.shape[0] == targets.shape[0] else {
            throw TensorError(
                "inputs of shape \(inputs.shape) and targets of shape \(targets.shape) differ in "
                    + "the number of samples",
                fix: "the first axis of both counts samples")
        }
        self.inputs = inputs
        self.targets = targets
    }

    /// The number of samples.
    public var count: Int { inputs.shape[0] }

    /// The samples at some places, in that order, in storage of their own. Throws for a place
    /// that is out of range.
    public func rows(_ places: [Int]) throws(TensorError) -> DataSet {
        let index = IndexItem.integers(Tensor(places.map(Int64.init), shape: [places.count]))
        return try DataSet(
            inputs: inputs.indexed(by: [index]), targets: targets.indexed(by: [index]))
    }

    /// Parts of the samples for training and for validation, in an order that a seed decides:
    /// the first `⌊fraction · count⌋` of it are for validation. Throws unless the fraction is
    /// from 0 to below 1.
    public func split(
        validation fraction: Double, seed: UInt64
    ) throws(TensorError) -> (training: DataSet, validation: DataSet) {
        guard fraction >= 0, fraction < 1 else {
            throw TensorError("a validation fraction is from 0 to below 1, found \(fraction)")
        }
        var stream = RandomStream(seed: seed)
        let order = stream.permutation(count)
        let cut = Int(fraction * Double(count))
        return (try rows(Array(order[cut...])), try rows(Array(order[..<cut])))
    }

    /// The places of the samples of each batch of an epoch, in a new random order; the last
    /// batch may be smaller.
    static func batches(
        count: Int, size: Int, from stream: inout RandomStream
    ) -> [[Int]] {
        let order = stream.permutation(count)
        return stride(from: 0, to: count, by: size).map { first in
            Array(order[first..<min(first + size, count)])
        }
    }
}
