/// A graph as a DOT file describes it: nodes, edges and clusters with their attributes.
///
/// Defaults (`node [shape=box]`) are already resolved into the nodes and edges they apply to.
/// Graphs are equal if they say the same, wherever in a file they say it.
public struct DotGraph: Sendable, Hashable {
    /// A node.
    public struct Node: Sendable, Hashable {
        /// The name that edges use, unique in the graph.
        public var id: String
        /// What is said about it.
        public var attributes: DotAttributes
        /// The innermost cluster that holds it, a place in `clusters`.
        public var cluster: Int?
        /// The byte of the file at which it is first named.
        @Uncompared public var offset: Int
    }

    /// An edge; in a graph that is not directed, from the end that is named first.
    public struct Edge: Sendable, Hashable {
        /// The first end, a place in `nodes`.
        public var from: Int
        /// The second end, a place in `nodes`.
        public var to: Int
        /// The field of the first end's record at which the edge begins.
        public var fromPort: String?
        /// The field of the second end's record at which it ends.
        public var toPort: String?
        /// The side or corner at which it begins, as in `a:f0:ne`; `a:n` may mean either and has
        /// its `n` in `fromPort`.
        public var fromCompass: String?
        /// The side or corner at which it ends.
        public var toCompass: String?
        /// What is said about it.
        public var attributes: DotAttributes
        /// The byte of the file at which its statement begins.
        @Uncompared public var offset: Int
    }

    /// A subgraph whose name begins with `cluster`: a frame around its nodes.
    public struct Cluster: Sendable, Hashable {
        /// Its name.
        public var name: String
        /// What is said about it, what it inherits from around it included.
        public var attributes: DotAttributes
        /// The cluster around it, a place in `clusters`.
        public var parent: Int?
        /// The byte of the file at which it begins.
        @Uncompared public var offset: Int
    }

    /// Nodes that a group with a `rank` holds.
    public struct Rank: Sendable, Hashable {
        /// `same`, `min`, `source`, `max` or `sink`.
        public var kind: String
        /// The nodes, places in `nodes`.
        public var nodes: [Int]
    }

    /// The text that it was read from, in which all offsets are; empty for a graph made by hand.
    @Uncompared public var source = DotSource([], file: "")
    /// Whether edges have a direction (`digraph`).
    public var isDirected = true
    /// Whether edges that join the same nodes are one edge.
    public var isStrict = false
    /// The graph's name, if it has one.
    public var name: String?
    /// What is said about the graph itself.
    public var attributes = DotAttributes()
    /// The nodes in the order in which they are first named.
    public var nodes: [Node] = []
    /// The edges in order.
    public var edges: [Edge] = []
    /// The clusters; each stands behind the one around it.
    public var clusters: [Cluster] = []
    /// The groups that have a `rank`.
    public var ranks: [Rank] = []

    /// Makes an empty directed graph.
    public init() {}
}

/// Attributes with their values as they were written, in the order in which they were first set.
public struct DotAttributes: Sendable, Hashable {
    /// A value: text with DOT's backslash escapes, or HTML.
    public enum Value: Sendable, Hashable {
        /// A name, a number or a quoted string; `\"` is already a quote, other escapes are kept.
        case text(String)
        /// What stands between the outermost angle brackets.
        case html(String)

        /// The characters, whatever they mean.
        public var string: String {
            switch self {
            case .text(let string), .html(let string): string
            }
        }
    }

    /// The pairs in order; each name once.
    public private(set) var pairs: [Pair] = []

    /// A name and its value.
    public struct Pair: Sendable, Hashable {
        /// The attribute's name.
        public var name: String
        /// Its value.
        public var value: Value
        /// The byte of the file at which the value begins.
        @Uncompared public var offset: Int
    }

    /// Makes an empty list.
    public init() {}

    /// The value of a name.
    public subscript(name: String) -> Value? { pairs.first { $0.name == name }?.value }

    /// The byte of the file at which the value of a name begins.
    public func offset(of name: String) -> Int? { pairs.first { $0.name == name }?.offset }

    /// The characters of a name's value; nil where it is not set or empty.
    public func string(_ name: String) -> String? {
        guard let text = self[name]?.string, !text.isEmpty else { return nil }
        return text
    }

    /// A name's value as a finite number; nil where it is none.
    public func number(_ name: String) -> Double? {
        guard let text = string(name), let number = Double(text), number.isFinite else {
            return nil
        }
        return number
    }

    /// Whether a name's value says yes: `true`, `yes` or a number other than 0.
    public func isTrue(_ name: String) -> Bool {
        guard let text = string(name)?.lowercased() else { return false }
        if text == "true" || text == "yes" { return true }
        return (Int(text) ?? 0) != 0
    }

    /// Sets a value, in the place that the name already has.
    mutating func set(_ name: String, to value: Value, offset: Int) {
        if let place = pairs.firstIndex(where: { $0.name == name }) {
            (pairs[place].value, pairs[place].offset) = (value, offset)
        } else {
            pairs.append(Pair(name: name, value: value, offset: offset))
        }
    }

    /// Forgets a value.
    mutating func remove(_ name: String) {
        // A list that is shared is copied only where something goes.
        if pairs.contains(where: { $0.name == name }) { pairs.removeAll { $0.name == name } }
    }

    /// Sets all values of another list.
    mutating func merge(_ other: DotAttributes) {
        if pairs.isEmpty {
            self = other
            return
        }
        for pair in other.pairs { set(pair.name, to: pair.value, offset: pair.offset) }
    }
}
