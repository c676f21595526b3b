import GradusTensors

/// A tensor for each node of a graph. Single float64 numbers, of which scalar graphs consist,
/// lie in a flat array and become tensors when they are asked for.
public struct NodeValues: Sendable, RandomAccessCollection {
    /// The numbers; 0 for nodes with a tensor.
    private(set) var numbers: [Double] = []
    /// The tensors of the nodes that are more than a number.
    private(set) var tensors: [Tensor?] = []

    init() {}

    /// Keeps tensors as they are.
    init(_ tensors: [Tensor]) {
        numbers.reserveCapacity(tensors.count)
        self.tensors.reserveCapacity(tensors.count)
        for tensor in tensors { append(tensor) }
    }

    /// 0
    public var startIndex: Int { 0 }
    /// The number of nodes.
    public var endIndex: Int { numbers.count }

    /// The value of a node.
    public internal(set) subscript(node: Int) -> Tensor {
        get { tensors[node] ?? Tensor(scalar: numbers[node]) }
        set {
            if newValue.ndim == 0, newValue.dtype == .float64 {
                numbers[node] = newValue.scalarValue
                tensors[node] = nil
            } else {
                tensors[node] = newValue
            }
        }
    }

    /// The value of a node that is a single float64 number.
    @inline(__always)
    func number(_ node: Int) -> Double? { tensors[node] == nil ? numbers[node] : nil }

    @inline(__always)
    mutating func set(_ node: Int, number: Double) {
        numbers[node] = number
        tensors[node] = nil
    }

    mutating func append(_ tensor: Tensor) {
        if tensor.ndim == 0, tensor.dtype == .float64 {
            append(number: tensor.scalarValue)
        } else {
            numbers.append(0)
            tensors.append(tensor)
        }
    }

    @inline(__always)
    mutating func append(number: Double) {
        numbers.append(number)
        tensors.append(nil)
    }

    mutating func truncate(to count: Int) {
        numbers.removeLast(numbers.count - count)
        tensors.removeLast(tensors.count - count)
    }
}
