import GradusAutodiff

/// Which scopes lie in which.
struct ScopeTree {
    /// The number of scopes around each.
    let depths: [Int]
    private let parents: [Int?]

    /// A scope comes after the one around it.
    init(_ scopes: [Scope]) {
        parents = scopes.map(\.parent)
        var depths: [Int] = []
        for scope in scopes { depths.append(scope.parent.map { depths[$0] + 1 } ?? 0) }
        self.depths = depths
    }

    /// A scope and those around it, from the inside out.
    func chain(_ scope: Int?) -> [Int] {
        var chain: [Int] = []
        var current = scope
        while let found = current {
            chain.append(found)
            current = parents[found]
        }
        return chain
    }

    /// Whether a scope is another or lies in it.
    func isInside(_ scope: Int?, _ outer: Int) -> Bool {
        var current = scope
        while let found = current {
            if found == outer { return true }
            current = parents[found]
        }
        return false
    }
}
