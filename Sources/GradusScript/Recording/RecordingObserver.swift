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
    /// A number that the parameter keeps in all its versions.
    public let lineage: Int
    /// The gradient of a loss that was asked for before the update; nil when none was.
    public let followed: FollowedGradient?
    /// The loss of that gradient; nil also when no name leads to it any more.
    public let loss: Variable?
    /// How much of the gradient was taken, where that is a single number: the factor in
    /// `W -= lr * …`, else the one by which the gradient became the change.
    public let learningRate: Double?
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
