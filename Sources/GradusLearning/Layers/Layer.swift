import GradusAutodiff
import GradusTensors

/// A tensor that training changes.
public struct Parameter: Sendable {
    /// Its name in graphs and traces: `W1`, `b1`, `W2` …
    public var name: String
    /// Its value now.
    public var value: Tensor

    /// Makes a parameter.
    public init(name: String, value: Tensor) {
        self.name = name
        self.value = value
    }
}

/// A stage of a model: what parameters it has, and what it computes with them. Layers hold
/// no parameters; the model does.
public protocol Layer: Sendable {
    /// The word that scopes and messages call it: `dense`.
    var word: String { get }
    /// The number of features it takes; nil when it takes any.
    var inputs: Int? { get }
    /// The number of features it gives for a number of features; throws when they do not fit.
    func outputs(for inputs: Int) throws(TensorError) -> Int
    /// New parameters, drawn from a stream; `number` counts layers with parameters from 1.
    func makeParameters(
        number: Int, dtype: DType, from stream: inout RandomStream
    ) throws(TensorError) -> [Parameter]
    /// Records what it computes: `[batch, inputs]` to `[batch, outputs]`.
    func record(_ inputs: Variable, _ parameters: [Variable]) throws(TensorError) -> Variable
}
