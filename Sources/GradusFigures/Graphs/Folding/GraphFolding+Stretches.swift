extension GraphFolding {
    /// Stretches of the computation in the order in which it ran, for graphs whose scopes do
    /// not help. Nothing runs from a later stretch into an earlier one, so that the graph stays
    /// free of circles. Leaves that several stretches use stay beside them, so that there are
    /// fewer stretches where many leaves do.
    func stretches() -> [Group] {
        var found: [Group] = []
        for number in [40, 20, 10] {
            found = stretches(number)
            if count(with: found) <= GraphFold.comfortableCount { break }
        }
        return found
    }

    private func stretches(_ number: Int) -> [Group] {
        let foldable = nodes.indices.filter { nodes[$0].expression != nil && nodes[$0].isFoldable }
        guard foldable.count > number else { return [] }
        let length = (foldable.count + number - 1) / number
        var owner = [Int?](repeating: nil, count: nodes.count)
        for (place, node) in foldable.enumerated() { owner[node] = place / length }
        giveLeaves(&owner) { _, _ in true }
        return groups(owner, count: number) { place in
            "\(nodes[foldable[min(place * length, foldable.count - 1)]].name) …"
        }.filter { $0.block.cards >= 2 }
    }
}
