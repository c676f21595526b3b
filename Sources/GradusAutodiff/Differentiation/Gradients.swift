import GradusTensors

/// The derivatives of one node, the root, towards the nodes that it depends on.
public struct Gradients: Sendable {
    /// The node that was differentiated.
    public let root: Int
    /// The gradients that are single float64 numbers.
    var numbers: [Double]
    /// For which nodes `numbers` has one.
    var isNumber: [Bool]
    /// The others, by node.
    private var others: [Int: Tensor] = [:]

    /// Puts gradients beside the nodes of a graph, for example when read from a file.
    public init(root: Int, tensors: [Tensor?]) {
        self.root = root
        numbers = [Double](repeating: 0, count: tensors.count)
        isNumber = [Bool](repeating: false, count: tensors.count)
        for (node, tensor) in tensors.enumerated() {
            if let tensor { others[node] = tensor }
        }
    }

    /// No gradients yet.
    init(root: Int, count: Int) {
        self.root = root
        numbers = [Double](repeating: 0, count: count)
        isNumber = [Bool](repeating: false, count: count)
    }

    /// The gradient of a node in the node's shape; nil when it was never computed, because
    /// the root does not depend on the node or the node holds no floating-point numbers.
    public subscript(node: Int) -> Tensor? {
        guard numbers.indices.contains(node) else { return nil }
        return isNumber[node] ? Tensor(scalar: numbers[node]) : others[node]
    }

    /// The gradient of each node; nil where none was computed. O(nodes).
    public var tensors: [Tensor?] { numbers.indices.map { self[$0] } }

    @inline(__always)
    mutating func add(_ number: Double, to node: Int) {
        if isNumber[node] {
            numbers[node] += number
        } else {
            numbers[node] = number
            isNumber[node] = true
        }
    }

    mutating func add(_ share: Tensor, to node: Int) {
        if share.ndim == 0, share.dtype == .float64 {
            add(share.scalarValue, to: node)
        } else if let sum = others[node] {
            others[node] = Kernel.add(sum, share)
        } else {
            others[node] = share
        }
    }
}
