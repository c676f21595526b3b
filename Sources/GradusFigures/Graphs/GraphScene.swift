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
        /// What is odd about its numbers.
        var flags: [Flag]
        /// What central differences say about its gradient, where they were asked.
        var check: GradientCheck?
        /// Off the highlighted ways.
        var isFaded: Bool
        /// The word of its operation; empty for a leaf.
        var operation: String
        /// Where it was made, by its place in the topology's scopes.
        var scope: Int?
        /// Not on a highlighted way: it may disappear in a folded scope.
        var isFoldable = true
        /// The folded scope that it stands for.
        var block: GraphFolding.Block?
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
    let view: GraphViewKind
    let hasGradients: Bool
    private(set) var nodes: [Node] = []
    private(set) var edges: [Edge] = []
    private(set) var root = 0
    private(set) var ways: Ways?
    private(set) var scopes: [Scope] = []
    /// Where nodes and edges stand in the view, when literals were left out.
    private var viewPlaces: [Int] = []
    private var edgePlaces: [Int] = []

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
                flags: Self.flags(
                    of: node.members, result: node.node, in: record,
                    isBackward: figure.mode == .backward),
                check: figure.mode == .backward && node.role == .parameter
                    ? record.checks.first { $0.node == node.node } : nil,
                isFaded: false,
                operation: record.topology.nodes[node.node].primitive?.word ?? "",
                scope: node.scope)
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
        if !figure.hasConstants { dropLiterals(record.topology) }
        if mode == .backward, let goal = figure.pathTo { highlight(goal, graphView, record) }
        fold(figure.fold, record.topology.scopes)
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

    /// Puts one card in the place of each folded scope, and finds the frames of the others.
    private mutating func fold(_ fold: GraphFold, _ all: [GradusAutodiff.Scope]) {
        let folding = GraphFolding(nodes: nodes, edges: edges, root: root, scopes: all)
        let groups = folding.groups(fold)
        if !groups.isEmpty { replace(groups) }
        var turns: [String: Int] = [:]
        let turnsInAll = Dictionary(
            all.map { ("\($0.parent ?? -1) \($0.name)", 1) }, uniquingKeysWith: +)
        for (place, scope) in all.enumerated() {
            let sibling = "\(scope.parent ?? -1) \(scope.name)"
            turns[sibling, default: 0] += 1
            let members = nodes.indices.filter {
                nodes[$0].expression != nil && nodes[$0].block == nil
                    && folding.isInside(nodes[$0].scope, place)
            }
            let operations = nodes.count { $0.expression != nil }
            guard members.count >= 2, members.count < operations else { continue }
            var depth = 0
            var outer = scope.parent
            while let found = outer {
                depth += 1
                outer = all[found].parent
            }
            let inside = Set(members)
            // What only this scope uses stands in its frame.
            let leaves = nodes.indices.filter { leaf in
                let users = edges.filter { $0.from == leaf }.map(\.to)
                return nodes[leaf].expression == nil && !users.isEmpty
                    && users.allSatisfy(inside.contains)
            }
            scopes.append(
                Scope(
                    name: Self.title(
                        of: scope.name, turns[sibling] ?? 1, of: turnsInAll[sibling] ?? 1),
                    members: (members + leaves).sorted(), depth: depth))
        }
    }

    /// `for t (2 of 3)`: which of the scopes of one name it is.
    private static func title(of name: String, _ turn: Int, of count: Int) -> String {
        count > 1 ? "\(name) (\(turn) of \(count))" : name
    }

    private mutating func replace(_ groups: [GraphFolding.Group]) {
        var target = [Int](nodes.indices)
        for group in groups {
            for member in group.members { target[member] = group.result }
            nodes[group.result].block = group.block
            nodes[group.result].name = group.block.name
            nodes[group.result].id = "node/\(nodes[group.result].index)-fold"
            nodes[group.result].flags = GraphScene.Flag.allCases.filter { flag in
                group.members.contains { nodes[$0].flags.contains(flag) }
            }
        }
        var place = [Int](repeating: -1, count: nodes.count)
        var kept: [Node] = []
        for index in nodes.indices where target[index] == index {
            place[index] = kept.count
            kept.append(nodes[index])
        }
        var slots: [[Int]: Int] = [:]
        var joined: [Edge] = []
        var slotOf = [Int?](repeating: nil, count: edges.count)
        for (index, edge) in edges.enumerated() {
            let ends = [place[target[edge.from]], place[target[edge.to]]]
            guard ends[0] != ends[1] else { continue }
            let isFold = kept[ends[0]].block != nil || kept[ends[1]].block != nil
            if let slot = slots[ends] {
                slotOf[index] = slot
                continue
            }
            var moved = edge
            (moved.from, moved.to) = (ends[0], ends[1])
            if isFold {
                moved.derivative = nil
                moved.formula = nil
                moved.id = "edge/\(kept[ends[0]].index)-\(kept[ends[1]].index)"
            }
            slots[ends] = joined.count
            slotOf[index] = joined.count
            joined.append(moved)
        }
        root = place[target[root]]
        if var ways {
            ways.from = root
            ways.to = place[target[ways.to]]
            for index in ways.listed.indices {
                ways.listed[index].edges = ways.listed[index].edges.compactMap { slotOf[$0] }
            }
            self.ways = ways
        }
        nodes = kept
        edges = joined
    }

    /// A name as a word of a mark's name.
    private static func word(_ name: String) -> String {
        String(name.map { $0 == "/" || $0.isWhitespace ? "_" : $0 })
    }

    private mutating func highlight(_ goal: Int, _ graphView: GraphView, _ record: GraphRecord) {
        guard let to = nodes.firstIndex(where: { $0.index == goal }), to != root else { return }
        let set = graphView.paths(
            from: viewPlaces.isEmpty ? root : viewPlaces[root],
            to: viewPlaces.isEmpty ? to : viewPlaces[to])
        guard set.count > 0 else { return }
        var listed: [Way] = []
        for (index, path) in set.paths.enumerated() {
            // The view says with each edge of a path which of its edges it is.
            let steps = path.edges.map { edge in
                edgePlaces.isEmpty
                    ? edge.operand : edgePlaces.firstIndex(of: edge.operand) ?? 0
            }
            listed.append(
                Way(edges: steps, factors: path.factors, product: path.product, index: index))
        }
        ways = Ways(
            from: root, to: to, count: set.count, listed: listed, total: set.total,
            check: record.checks.first { $0.node == goal })
        // All ways, also those beyond the list: what lies between the two ends.
        let between = Self.between(root: root, goal: to, edges: edges, count: nodes.count)
        for index in nodes.indices {
            nodes[index].isFaded = !between[index]
            nodes[index].isFoldable = !between[index]
        }
        for index in edges.indices {
            edges[index].isFaded = !(between[edges[index].from] && between[edges[index].to])
        }
        guard set.count > 1, set.count <= Self.numberedWays else { return }
        for way in listed {
            for edge in way.edges { edges[edge].ways.append(way.index) }
        }
    }

    /// `①` for the first way.
    static func wayMark(_ index: Int) -> String {
        Unicode.Scalar(0x2460 + UInt32(index)).map { String($0) } ?? ""
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
        if nodes.contains(where: { $0.block != nil }) {
            items.append(
                LegendItem(
                    name: "folded", swatch: .card(CardStyle.folded), label: "folded scope"))
        }
        guard mode == .backward else { return items }
        let hasFaded = edges.contains(where: \.isFaded)
        items.append(
            LegendItem(
                name: "backward",
                swatch: .line(Stroke(.role(.backward), width: ways == nil ? 1.8 : 2.6)),
                label: ways == nil || !hasFaded
                    ? "backward"
                    : ways?.count == 1 ? "backward, on the path" : "backward, on a path"))
        if hasFaded {
            items.append(
                LegendItem(
                    name: "off-path",
                    swatch: .line(Stroke(.role(.backward), width: 1.2, dashes: [4, 3])),
                    label: "off it"))
        }
        for verdict in GradientCheck.Verdict.allCases {
            guard nodes.contains(where: { $0.check?.verdict == verdict }) else { continue }
            items.append(
                LegendItem(
                    name: "check-" + verdict.rawValue,
                    swatch: .word(
                        NodeCard.badge(verdict).word, .role(NodeCard.badge(verdict).role)),
                    label: NodeCard.badge(verdict).meaning))
        }
        return items
    }
}
