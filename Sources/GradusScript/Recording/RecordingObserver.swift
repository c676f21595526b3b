import GradusAutodiff
import GradusDiagnostics

/// What a script did to a parameter: `W -= learning_rate * grad(loss, W)`.
public struct ParameterUpdate {
    /// The parameter's name.
    public let name: String
    /// How many updates the session made before, over all parameters.
    public let number: Int
    /// How many training steps the session made before: updates of different parameters that
    /// follow one another are one step.
    public let step: Int
    /// The leaf with the value before.
    public let before: Variable
    /// The leaf with the value after: the name's next version.
    public let after: Variable
    /// Where the update stands.
    public let span: SourceSpan
}

/// Is told what a session records while a script runs.
public protocol RecordingObserver: AnyObject {
    /// A parameter was updated.
    func didUpdate(_ update: ParameterUpdate)
    /// Gradients were computed from a root.
    func didComputeGradients(_ gradients: Gradients, of root: Variable, at span: SourceSpan)
    /// A name was bound to a value.
    func didAssign(_ name: String, _ value: Value, at span: SourceSpan)
    /// Nodes that no name leads to any more were forgotten after a turn of a loop: `places` has
    /// the new index of each node since `mark`, nil for those that are gone.
    func didForget(since mark: Int, places: [Int?])
}

extension RecordingObserver {
    /// Does nothing.
    public func didUpdate(_ update: ParameterUpdate) {}
    /// Does nothing.
    public func didComputeGradients(
        _ gradients: Gradients, of root: Variable, at span: SourceSpan
    ) {}
    /// Does nothing.
    public func didAssign(_ name: String, _ value: Value, at span: SourceSpan) {}
    /// Does nothing.
    public func didForget(since mark: Int, places: [Int?]) {}
}
