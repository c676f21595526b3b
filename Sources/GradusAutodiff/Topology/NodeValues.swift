import GradusTensors

/// A tensor for each node of a graph. Single float64 numbers, of which scalar graphs consist,
/// lie in a flat array and become tensors when they are asked for.
public struct NodeValues: Sendable, RandomAccessCollection {
    /// The numbers; 0 for nodes with a tensor.
    private var numbers: [Double] = []
    /// Where each node's tensor lies in `tensors`; -1 for numbers.
    private var places: [Int32] = []
    /// The values of the nodes that are more than a number.
    private var tensors: [Tensor] = []
    /// Places in `tensors` that are free.
    private var free: [Int32] = []

    init() {}

    /// Keeps tensors as they are.
    init(_ tensors: [Tensor]) {
        numbers.reserveCapacity(tensors.count)
        places.reserveCapacity(tensors.count)
        for tensor in tensors { append(tensor) }
    }

    /// 0
    public var startIndex: Int { 0 }
    /// The number of nodes.
    public var endIndex: Int { numbers.count }

    /// The value of a node.
    public internal(set) subscript(node: Int) -> Tensor {
        get {
            let place = places[node]
            return place < 0 ? Tensor(scalar: numbers[node]) : tensors[Int(place)]
        }
        set {
            if newValue.ndim == 0, newValue.dtype == .float64 {
                set(node, number: newValue.scalarValue)
            } else if places[node] >= 0 {
                tensors[Int(places[node])] = newValue
            } else {
                places[node] = keep(newValue)
            }
        }
    }

    /// The value of a node that is a single float64 number.
    @inline(__always)
    func number(_ node: Int) -> Double? { places[node] < 0 ? numbers[node] : nil }

    @inline(__always)
    mutating func set(_ node: Int, number: Double) {
        numbers[node] = number
        if places[node] >= 0 { release(node) }
    }

    mutating func append(_ tensor: Tensor) {
        if tensor.ndim == 0, tensor.dtype == .float64 {
            append(number: tensor.scalarValue)
        } else {
            numbers.append(0)
            places.append(keep(tensor))
        }
    }

    @inline(__always)
    mutating func append(number: Double) {
        numbers.append(number)
        places.append(-1)
    }

    /// Adds the result of a primitive on one or two numbers; false when one is none.
    @inline(__always)
    mutating func append(_ primitive: Primitive, _ left: Int, _ right: Int?) -> Bool {
        guard places[left] < 0 else { return false }
        var b = 0.0
        if let right {
            guard places[right] < 0 else { return false }
            b = numbers[right]
        }
        append(number: ScalarKernel.value(primitive, numbers[left], b))
        return true
    }

    mutating func truncate(to count: Int) {
        for node in count..<numbers.count where places[node] >= 0 { release(node) }
        numbers.removeLast(numbers.count - count)
        places.removeLast(places.count - count)
        if free.count == tensors.count {
            tensors = []
            free = []
        }
    }

    private mutating func keep(_ tensor: Tensor) -> Int32 {
        if let place = free.popLast() {
            tensors[Int(place)] = tensor
            return place
        }
        tensors.append(tensor)
        return Int32(tensors.count - 1)
    }

    /// Lets a node's tensor go, with the memory that it holds.
    private mutating func release(_ node: Int) {
        tensors[Int(places[node])] = Tensor(scalar: 0.0)
        free.append(places[node])
        places[node] = -1
    }
}
