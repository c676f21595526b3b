import GradusTensors

/// The derivatives of one node, the root, towards the nodes that it depends on.
public struct Gradients: Sendable {
    /// The node that was differentiated.
    public let root: Int
    /// The gradient of each node; nil where none was computed.
    public internal(set) var tensors: [Tensor?]

    /// Puts gradients beside the nodes of a graph, for example when read from a file.
    public init(root: Int, tensors: [Tensor?]) {
        self.root = root
        self.tensors = tensors
    }

    /// The gradient of a node in the node's shape; nil when it was never computed, because
    /// the root does not depend on the node or the node holds no floating-point numbers.
    public subscript(node: Int) -> Tensor? {
        tensors.indices.contains(node) ? tensors[node] : nil
    }
}
