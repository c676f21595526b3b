import GradusAutodiff
import GradusTensors

/// One evaluation of one computation graph, with what was asked of it.
public struct GraphRecord: Sendable {
    /// The graph's name in keys; unique in its run.
    public var id: String
    /// What a reader calls it.
    public var title: String
    /// The topology and the value of every node.
    public var values: Values
    /// The node from which gradients were asked, or the one that the graph is about.
    public var root: Int?
    /// The gradients from `root`; nil when none were asked.
    public var gradients: Gradients?
    /// What central differences said about the gradients.
    public var checks: [GradientCheck]
    /// The training step in which it was evaluated.
    public var step: Int?
    /// The leaves whose parameter was updated before the graph was recorded and after it was
    /// computed: their numbers are history. What was computed from them is not listed, since its
    /// names still hold its numbers.
    public var staleNodes: [Int]

    /// Makes a record of an evaluation.
    public init(
        id: String, title: String = "", values: Values, root: Int? = nil,
        gradients: Gradients? = nil, checks: [GradientCheck] = [], step: Int? = nil,
        staleNodes: [Int] = []
    ) {
        self.id = id
        self.title = title
        self.values = values
        self.root = root
        self.gradients = gradients
        self.checks = checks
        self.step = step
        self.staleNodes = staleNodes
    }

    /// The graph that was evaluated.
    public var topology: Topology { values.topology }
    /// The node that views of the graph start from: the root, else the last node.
    public var viewRoot: Int? {
        root ?? (values.values.isEmpty ? nil : values.values.count - 1)
    }
}
