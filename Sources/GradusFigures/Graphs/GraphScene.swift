import GradusAutodiff
import GradusGraphics
import GradusTensors
import GradusTrace

/// What a graph figure draws, taken from the record once: nodes, edges, ways.
struct GraphScene {
    struct Node {
        /// The index of the result in the topology: what keys name.
        var index: Int
        /// The name in marks, unique in the figure.
        var id: String
        var name: String
        /// Whether the name is not that of its operation.
        var hasOwnName: Bool
        var expression: String?
        var role: Role
        var value: Tensor
        var gradient: Tensor?
        /// The elements, where the figure shows them.
        var valueContent: TensorContent?
        var gradientContent: TensorContent?
        /// What is odd about its numbers.
        var flags: [Flag]
        /// What central differences say about its gradient, where they were asked.
        var check: GradientCheck?
        /// Off the highlighted ways.
        var isFaded: Bool
        /// The words of the operations that it stands for, in order; none for a leaf.
        var operations: [String]
        /// Where it was made, by its place in the topology's scopes.
        var scope: Int?
        /// Not on a highlighted way: it may disappear in a folded scope.
        var isFoldable = true
        /// The folded scope that it stands for.
        var block: GraphFolding.Block?
        /// The cards like it that it stands for as well.
        var stack: CardStack?
    }
    /// A scope that is drawn as a frame around its cards.
    struct Scope {
        var name: String
        /// Places in `nodes`.
        var members: [Int]
        var depth: Int
    }
    struct Edge {
        /// Places in `nodes`.
        var from: Int
        var to: Int
        /// The name in marks, unique in the figure.
        var id: String
        /// The local derivative where both ends are numbers.
        var derivative: Double?
        var derivativeKey: TraceKey
        /// The rule where they are not.
        var formula: String?
        /// Which of several uses of one operand by one operation it is, from 1 on.
        var use: Int?
        var isFaded: Bool
        /// The ways that it lies on, where there are several and few.
        var ways: [Int] = []
    }
    struct Way {
        /// Places in `edges`, from the root on.
        var edges: [Int]
        var factors: [Double?]
        var product: Double?
        /// Its place among all ways, in keys.
        var index: Int
    }
    /// As many ways are told apart on the edges.
    static let numberedWays = 9
    /// The ways from the root to the node that was asked for.
    struct Ways {
        /// Places in `nodes`.
        var from: Int
        var to: Int
        var count: Int
        var listed: [Way]
        var total: Double?
        var check: GradientCheck?
    }

    let graph: String
    let mode: ComputationGraphFigure.Mode
    let cells: TensorCells
    let view: GraphViewKind
    let hasGradients: Bool
    var nodes: [Node] = []
    var edges: [Edge] = []
    var root = 0
    var ways: Ways?
    var scopes: [Scope] = []
    /// Where nodes and edges stand in the view, when literals were left out.
    var viewPlaces: [Int] = []
    var edgePlaces: [Int] = []
    /// The cards before folding.
    private(set) var unfoldedCount = 0

    init(_ figure: ComputationGraphFigure) {
        let record = figure.record
        graph = record.id
        mode = figure.mode
        cells = figure.cells
        view = figure.view
        hasGradients = record.gradients != nil
        guard let top = record.viewRoot, record.values.values.indices.contains(top) else { return }
        let graphView = GraphView(figure.view, values: record.values, root: top)
        nodes = graphView.nodes.map { node in
            let own = record.topology.nodes[node.node]
            let word = Self.word(own.isUnnamedOperation ? own.displayName : node.name)
            return Node(
                index: node.node, id: "node/\(node.node)-\(word)", name: node.name,
                hasOwnName: !own.isUnnamedOperation, expression: node.expression,
                role: Self.role(of: node, in: record),
                value: record.values.values[node.node], gradient: record.gradients?[node.node],
                flags: Self.flags(
                    of: node.members, result: node.node, in: record,
                    isBackward: figure.mode.showsGradients),
                check: figure.mode.showsGradients && node.role == .parameter
                    ? record.checks.first { $0.node == node.node } : nil,
                isFaded: false,
                operations: node.members.compactMap { record.topology.nodes[$0].primitive?.word },
                scope: node.scope)
        }
        root = nodes.firstIndex { $0.index == top } ?? 0
        edges = graphView.edges.map { edge in
            let (from, to) = (nodes[edge.from], nodes[edge.to])
            let id = "edge/\(from.index)-\(to.index)"
            // One of several uses of an operand has a key of its own: the view's is their sum.
            let own = edge.use == nil ? nil : edge.members.first
            return Edge(
                from: edge.from, to: edge.to, id: own.map { "\(id)-\($0.operand)" } ?? id,
                derivative: edge.derivative,
                derivativeKey: own.map { TraceKey.edgeDerivative(graph: record.id, edge: $0) }
                    ?? .viewEdgeDerivative(
                        graph: record.id, view: figure.view, from: from.index, to: to.index),
                formula: edge.formula, use: edge.use, isFaded: false)
        }
        if !figure.hasConstants { dropLiterals(record.topology) }
        if mode.showsGradients, let goal = figure.pathTo { highlight(goal, graphView, record) }
        unfoldedCount = nodes.count
        fold(figure.fold, merges: figure.mergesRepeats, record.topology.scopes)
        // Only of what is drawn: folded cards may hide large tensors.
        for index in nodes.indices where mode != .structure {
            let node = nodes[index]
            if mode != .gradients {
                nodes[index].valueContent =
                    node.stack.map { TensorContent($0) { $0.value } } ?? TensorContent(node.value)
            }
            if mode.showsGradients {
                nodes[index].gradientContent =
                    node.stack.map { TensorContent($0) { $0.gradient } }
                    ?? node.gradient.map { TensorContent($0) }
            }
        }
    }

    /// Leaves out literals: the expressions that use them say them.
    private mutating func dropLiterals(_ topology: Topology) {
        var place = [Int?](repeating: nil, count: nodes.count)
        var kept: [Node] = []
        for index in nodes.indices {
            let node = topology.nodes[nodes[index].index]
            if index != root, node.primitive == nil, node.role == .constant, node.name == nil,
                node.shape.count == 1
            {
                continue
            }
            place[index] = kept.count
            kept.append(nodes[index])
        }
        guard kept.count < nodes.count, let newRoot = place[root] else { return }
        viewPlaces = nodes.indices.filter { place[$0] != nil }
        edgePlaces = edges.indices.filter { place[edges[$0].from] != nil }
        edges = edgePlaces.map { index in
            var edge = edges[index]
            edge.from = place[edge.from] ?? 0
            edge.to = place[edge.to] ?? 0
            return edge
        }
        nodes = kept
        root = newRoot
    }

    /// A name as a word of a mark's name.
    private static func word(_ name: String) -> String {
        String(name.map { $0 == "/" || $0.isWhitespace ? "_" : $0 })
    }
}
