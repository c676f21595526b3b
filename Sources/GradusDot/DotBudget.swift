/// What is left of what a file may hold in all. Each taking says, where there is not enough, of
/// what there is too much.
struct DotBudget {
    /// Why there is too much.
    struct Excess: Error {
        /// One sentence without a full stop.
        var message: String
    }

    let limits: DotLimits
    private var attributes = 0
    private var characters = 0
    private var memberships = 0

    init(_ limits: DotLimits) { self.limits = limits }

    /// Takes the attributes of `count` nodes, edges or clusters. What is given to many, as by
    /// `node [...]` or `{a b} -> {c d} [...]`, is read as often as it is given.
    mutating func take(_ list: DotAttributes, times count: Int = 1) throws(Excess) {
        guard list.pairs.count <= limits.attributes else {
            throw Excess(
                message: "there are more than \(limits.attributes) attributes in one place")
        }
        guard count > 0, !list.pairs.isEmpty else { return }
        attributes += list.pairs.count * count
        guard attributes <= limits.allAttributes else {
            throw Excess(
                message: "nodes, edges and clusters have more than \(limits.allAttributes) "
                    + "attributes in all")
        }
        for pair in list.pairs { characters += pair.value.string.utf8.count * count }
        guard characters <= limits.attributeBytes else {
            throw Excess(
                message: "the attributes of nodes, edges and clusters have more than "
                    + "\(limits.attributeBytes) bytes in all")
        }
    }

    /// Takes the place of a node in a group.
    mutating func takeMembership() throws(Excess) {
        memberships += 1
        guard memberships <= limits.memberships else {
            throw Excess(
                message: "nodes are in more than \(limits.memberships) groups in all")
        }
    }

    /// Takes the place of a node behind so many others.
    func checkNodes(_ count: Int) throws(Excess) {
        guard count < limits.nodes else {
            throw Excess(message: "there are more than \(limits.nodes) nodes")
        }
    }

    /// Takes the places of edges behind so many others.
    func checkEdges(_ more: Int, behind count: Int) throws(Excess) {
        guard more <= limits.edges - count else {
            throw Excess(message: "there are more than \(limits.edges) edges")
        }
    }
}
