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
        var expression: String?
        var role: Role
        var value: Tensor
        var gradient: Tensor?
        var isStale: Bool
        /// Off the highlighted ways.
        var isFaded: Bool
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
        var isFaded: Bool
    }
    struct Way {
        /// Places in `edges`, from the root on.
        var edges: [Int]
        var factors: [Double?]
        var product: Double?
        /// Its place among all ways, in keys.
        var index: Int
    }
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
    let view: GraphViewKind
    let hasGradients: Bool
    private(set) var nodes: [Node] = []
    private(set) var edges: [Edge] = []
    private(set) var root = 0
    private(set) var ways: Ways?

    init(_ figure: ComputationGraphFigure) {
        let record = figure.record
        graph = record.id
        mode = figure.mode
        view = figure.view
        hasGradients = record.gradients != nil
        guard let top = record.viewRoot, record.values.values.indices.contains(top) else { return }
        let graphView = GraphView(figure.view, values: record.values, root: top)
        nodes = graphView.nodes.map { node in
            Node(
                index: node.node, id: "node/\(node.node)-\(Self.word(node.name))", name: node.name,
                expression: node.expression,
                role: node.node == record.root && node.role == .operation ? .loss : node.role,
                value: record.values.values[node.node], gradient: record.gradients?[node.node],
                isStale: record.staleNodes.contains(node.node), isFaded: false)
        }
        root = nodes.firstIndex { $0.index == top } ?? 0
        edges = graphView.edges.map { edge in
            let (from, to) = (nodes[edge.from], nodes[edge.to])
            return Edge(
                from: edge.from, to: edge.to, id: "edge/\(from.index)-\(to.index)",
                derivative: edge.derivative,
                derivativeKey: .viewEdgeDerivative(
                    graph: record.id, view: figure.view, from: from.index, to: to.index),
                formula: edge.formula, isFaded: false)
        }
        if mode == .backward, let goal = figure.pathTo { highlight(goal, graphView, record) }
    }

    /// A name as a word of a mark's name.
    private static func word(_ name: String) -> String {
        String(name.map { $0 == "/" || $0.isWhitespace ? "_" : $0 })
    }

    private mutating func highlight(_ goal: Int, _ graphView: GraphView, _ record: GraphRecord) {
        guard let to = nodes.firstIndex(where: { $0.index == goal }), to != root else { return }
        let set = graphView.paths(from: root, to: to)
        guard set.count > 0 else { return }
        var listed: [Way] = []
        for (index, path) in set.paths.enumerated() {
            // The view says with each edge of a path which of its edges it is.
            let steps = path.edges.map(\.operand)
            listed.append(
                Way(edges: steps, factors: path.factors, product: path.product, index: index))
        }
        ways = Ways(
            from: root, to: to, count: set.count, listed: listed, total: set.total,
            check: record.checks.first { $0.node == goal })
        // All ways, also those beyond the list: what lies between the two ends.
        let between = Self.between(root: root, goal: to, edges: edges, count: nodes.count)
        for index in nodes.indices { nodes[index].isFaded = !between[index] }
        for index in edges.indices {
            edges[index].isFaded = !(between[edges[index].from] && between[edges[index].to])
        }
    }

    /// Which nodes lie on a way from the goal to the root.
    private static func between(root: Int, goal: Int, edges: [Edge], count: Int) -> [Bool] {
        func reached(from start: Int, _ step: (Edge) -> (Int, Int)) -> [Bool] {
            var neighbours = [[Int]](repeating: [], count: count)
            for edge in edges {
                let (a, b) = step(edge)
                neighbours[a].append(b)
            }
            var seen = [Bool](repeating: false, count: count)
            var pending = [start]
            seen[start] = true
            while let node = pending.popLast() {
                for next in neighbours[node] where !seen[next] {
                    seen[next] = true
                    pending.append(next)
                }
            }
            return seen
        }
        let below = reached(from: goal) { ($0.from, $0.to) }
        let above = reached(from: root) { ($0.to, $0.from) }
        return zip(below, above).map { $0 && $1 }
    }

    /// What the colours and shapes of this graph mean.
    var legend: [LegendItem] {
        guard !nodes.isEmpty else { return [] }
        let roles = Set(nodes.map(\.role))
        var items = CardStyle.legend.filter { roles.contains($0.role) }.map {
            LegendItem(
                name: $0.role.rawValue, swatch: .card(CardStyle($0.role)), label: $0.label)
        }
        guard !edges.isEmpty else { return items }
        items.append(
            LegendItem(
                name: "forward", swatch: .line(Stroke(.role(.forward), width: 1.5)),
                label: "forward"))
        guard mode == .backward else { return items }
        let hasFaded = edges.contains(where: \.isFaded)
        items.append(
            LegendItem(
                name: "backward",
                swatch: .line(Stroke(.role(.backward), width: ways == nil ? 1.8 : 2.6)),
                label: ways == nil
                    ? "backward" : hasFaded ? "backward, on the path" : "backward"))
        if hasFaded {
            items.append(
                LegendItem(
                    name: "off-path",
                    swatch: .line(Stroke(.role(.backward), width: 1.2, dashes: [4, 3])),
                    label: "off it"))
        }
        return items
    }
}
