/// To which cluster each item of the rows belongs.
///
/// What an edge passes on its way belongs to the innermost cluster of one of its ends that
/// reaches that row: so a line leaves a cluster at its top or bottom and not through its side.
struct RowClusters {
    let tree: ClusterTree
    /// The innermost cluster of each item; -1 for none.
    private(set) var cluster: [Int]

    init(tree: ClusterTree, clusterOfNode: [Int?], graph: RowGraph, edges: [LayoutEdge]) {
        self.tree = tree
        cluster = [Int](repeating: -1, count: graph.items.count)
        var first = [Int](repeating: Int.max, count: tree.count)
        var last = [Int](repeating: -1, count: tree.count)
        for (node, own) in clusterOfNode.enumerated() {
            cluster[node] = own ?? -1
            var around = cluster[node]
            while around >= 0 {
                first[around] = min(first[around], graph.row[node])
                last[around] = max(last[around], graph.row[node])
                around = tree.parent[around]
            }
        }
        func innermost(_ cluster: Int, reaching row: Int) -> Int {
            var cluster = cluster
            while cluster >= 0, row < first[cluster] || row > last[cluster] {
                cluster = tree.parent[cluster]
            }
            return cluster
        }
        for chain in graph.chains where chain.count > 2 {
            let (top, bottom) = (chain[0], chain[chain.count - 1])
            for (place, item) in chain.enumerated().dropFirst().dropLast() {
                let row = graph.row[item]
                let upper = innermost(cluster[top], reaching: row)
                let lower = innermost(cluster[bottom], reaching: row)
                let common = tree.common(upper, lower)
                cluster[item] =
                    common == upper
                    ? lower : common == lower || place * 2 <= chain.count ? upper : lower
            }
        }
    }

    /// The order with the items of each cluster beside one another and any two clusters on the
    /// same sides of each other in all rows, otherwise as near to the given order as that allows.
    func grouped(_ order: RowOrder) -> [Int32] {
        // Where an item stands in its row, from 0 to 1; for a cluster the mean.
        var share = [Double](repeating: 0, count: cluster.count)
        var sum = [Double](repeating: 0, count: tree.count)
        var count = sum
        for row in order.rows {
            for (place, item) in row.enumerated() {
                share[item] = (Double(place) + 0.5) / Double(row.count)
                var around = cluster[item]
                while around >= 0 {
                    sum[around] += share[item]
                    count[around] += 1
                    around = tree.parent[around]
                }
            }
        }
        let mean = (0..<tree.count).map { count[$0] > 0 ? sum[$0] / count[$0] : 0 }
        func isBefore(_ a: Int, _ b: Int) -> Bool {
            let common = tree.common(cluster[a], cluster[b])
            let (inA, inB) = (
                tree.child(of: common, towards: cluster[a]),
                tree.child(of: common, towards: cluster[b])
            )
            let (keyA, keyB) = (
                inA >= 0 ? mean[inA] : share[a], inB >= 0 ? mean[inB] : share[b]
            )
            // Items before clusters; then in the order of their numbers.
            return (keyA, inA, inA >= 0 ? 0 : a) < (keyB, inB, inB >= 0 ? 0 : b)
        }
        return order.rows.flatMap { $0.sorted(by: isBefore).map { Int32($0) } }
    }
}
