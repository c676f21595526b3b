import GradusGraphLayout

/// The scopes of a graph as clusters of its layout.
struct ScopeClusters {
    /// The clusters, each after the one around it.
    private(set) var clusters: [LayoutCluster] = []
    /// For each node the innermost cluster that holds it.
    private(set) var innermost: [Int?]

    /// Nil without scopes.
    init?(_ scene: GraphScene) {
        guard !scene.scopes.isEmpty else { return nil }
        innermost = [Int?](repeating: nil, count: scene.nodes.count)
        let outerFirst = scene.scopes.enumerated().sorted {
            ($0.element.depth, $0.offset) < ($1.element.depth, $1.offset)
        }
        for (cluster, (_, scope)) in outerFirst.enumerated() {
            // The members of a scope lie in the same scopes around it.
            clusters.append(
                LayoutCluster(parent: scope.members.first.flatMap { innermost[$0] }))
            for member in scope.members { innermost[member] = cluster }
        }
    }
}
