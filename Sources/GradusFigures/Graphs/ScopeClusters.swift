import GradusGraphLayout

/// The scopes of a graph as clusters of its layout.
struct ScopeClusters {
    /// For each cluster the one around it, which comes before it.
    private var parents: [Int?] = []
    /// For each cluster the place of its scope in the scene's.
    private(set) var scopes: [Int] = []
    /// For each node the innermost cluster that holds it.
    private(set) var innermost: [Int?]

    /// Nil without scopes.
    init?(_ scene: GraphScene) {
        guard !scene.scopes.isEmpty else { return nil }
        innermost = [Int?](repeating: nil, count: scene.nodes.count)
        let outerFirst = scene.scopes.enumerated().sorted {
            ($0.element.depth, $0.offset) < ($1.element.depth, $1.offset)
        }
        for (cluster, (place, scope)) in outerFirst.enumerated() {
            // The members of a scope lie in the same scopes around it.
            parents.append(scope.members.first.flatMap { innermost[$0] })
            scopes.append(place)
            for member in scope.members { innermost[member] = cluster }
        }
    }

    /// The clusters with the room for frames whose names stand on their upper sides.
    func clusters(_ type: FigureTypography) -> [LayoutCluster] {
        let tab = ScopeRoom.tabHeight(type)
        return parents.map {
            LayoutCluster(parent: $0, padding: min(10, ScopeRoom.margin(type)), head: tab / 2)
        }
    }
}
