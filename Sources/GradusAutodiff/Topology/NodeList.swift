import GradusTensors

/// The nodes of a graph. Those that a graph of numbers consists of, unnamed operations on
/// float64 scalars and unnamed constants, take five bytes; the others are kept as they are.
public struct NodeList: Sendable, RandomAccessCollection {
    /// What each node computes; nil for leaves.
    private var kinds: [Primitive?] = []
    /// Where each node lies in `full`; -1 for plain ones.
    private var places: [Int32] = []
    private var full: [Node] = []
    /// Places in `full` that are free.
    private var free: [Int32] = []

    init() {}

    /// 0
    public var startIndex: Int { 0 }
    /// The number of nodes.
    public var endIndex: Int { kinds.count }

    /// A node.
    public internal(set) subscript(index: Int) -> Node {
        get {
            let place = places[index]
            return place < 0 ? Self.plain(kinds[index]) : full[Int(place)]
        }
        set {
            kinds[index] = newValue.primitive
            let place = places[index]
            if place >= 0 {
                full[Int(place)] = newValue
            } else if !Self.isPlain(newValue) {
                places[index] = keep(newValue)
            }
        }
    }

    /// What a node computes, without the rest of it.
    @inline(__always)
    func primitive(_ index: Int) -> Primitive? { kinds[index] }

    mutating func append(_ node: Node) {
        kinds.append(node.primitive)
        places.append(Self.isPlain(node) ? -1 : keep(node))
    }

    /// Adds an unnamed operation on float64 scalars, or an unnamed constant.
    @inline(__always)
    mutating func append(plain primitive: Primitive?) {
        kinds.append(primitive)
        places.append(-1)
    }

    mutating func truncate(to count: Int) {
        for index in count..<kinds.count where places[index] >= 0 { free.append(places[index]) }
        kinds.removeLast(kinds.count - count)
        places.removeLast(places.count - count)
        if places.isEmpty || free.count == full.count {
            full = []
            free = []
        }
    }

    private mutating func keep(_ node: Node) -> Int32 {
        if let place = free.popLast() {
            full[Int(place)] = node
            return place
        }
        full.append(node)
        return Int32(full.count - 1)
    }

    private static func plain(_ primitive: Primitive?) -> Node {
        Node(
            primitive: primitive, role: primitive == nil ? .constant : .operation, shape: [],
            dtype: .float64)
    }

    private static func isPlain(_ node: Node) -> Bool {
        node.name == nil && node.scope == nil && node.statement == nil && node.version == 0
            && node.shape.rank == 0 && node.dtype == .float64 && node.attributes == .none
            && node.role == (node.primitive == nil ? .constant : .operation)
    }
}

extension NodeList: Hashable {
    /// Whether all nodes are equal, however they are kept.
    public static func == (left: NodeList, right: NodeList) -> Bool {
        left.count == right.count && left.kinds == right.kinds
            && left.indices.allSatisfy { index in
                (left.places[index] < 0 && right.places[index] < 0) || left[index] == right[index]
            }
    }

    /// Hashes all nodes.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(count)
        for index in indices { hasher.combine(self[index]) }
    }
}
