import GradusTensors

/// What is kept of a training run. Scalars of every step always are.
public struct RecordingPolicy: Sendable, Hashable {
    /// Tensors of at most this many elements are kept whole.
    public var fullTensorLimit: Int
    /// Every k-th step keeps its graph and its tensors whole, whatever their size; nil: none.
    public var fullEvery: Int?
    /// Every k-th step keeps summaries of its parameters and gradients; nil: none.
    public var summariesEvery: Int?

    /// Makes a policy; `fullEvery` and `summariesEvery` below 1 count as nil.
    public init(
        fullTensorLimit: Int = 1024, fullEvery: Int? = nil, summariesEvery: Int? = 1
    ) {
        self.fullTensorLimit = fullTensorLimit
        self.fullEvery = fullEvery.flatMap { $0 >= 1 ? $0 : nil }
        self.summariesEvery = summariesEvery.flatMap { $0 >= 1 ? $0 : nil }
    }

    /// Whether the graph of a step is recorded.
    public func keepsGraph(ofStep step: Int) -> Bool {
        fullEvery.map { step % $0 == 0 } ?? false
    }

    /// Whether a step's parameters and gradients are summarised.
    public func keepsSummaries(ofStep step: Int) -> Bool {
        summariesEvery.map { step % $0 == 0 } ?? false
    }

    /// The tensor as far as the policy keeps it in a step.
    public func recorded(_ tensor: Tensor, step: Int) -> RecordedTensor {
        RecordedTensor(
            tensor, keepsElements: tensor.size <= fullTensorLimit || keepsGraph(ofStep: step))
    }
}
