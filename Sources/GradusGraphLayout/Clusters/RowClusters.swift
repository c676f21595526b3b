/// To which cluster each item of the rows belongs.
///
/// What an edge passes on its way belongs to the innermost cluster of one of its ends that
/// reaches that row: so a line leaves a cluster at its top or bottom and not through its side.
struct RowClusters {
    let tree: ClusterTree
    /// The innermost cluster of each item; -1 for none.
    private(set) var cluster: [Int]
    /// The first and the last row of each cluster; what it holds lies between.
    private(set) var first: [Int]
    private(set) var last: [Int]
    /// What has to keep to one side of the clusters beside it: items joined by segments within the
    /// rows of a cluster that they do not belong to.
    private let company: [Int32]
    /// The clusters directly inside each cluster (after its number, plus 1) from left to right.
    private(set) var inside: [[Int]]
    /// The place of each cluster among those.
    private(set) var rank: [Int]
    /// How many of the clusters beside it, inside the same one, each item stands to the right of.
    private(set) var gap: [Int]

    init(tree: ClusterTree, clusterOfNode: [Int?], graph: RowGraph, edges: [LayoutEdge]) {
        self.tree = tree
        cluster = [Int](repeating: -1, count: graph.items.count)
        gap = [Int](repeating: 0, count: graph.items.count)
        rank = [Int](repeating: 0, count: tree.count)
        inside = [[Int]](repeating: [], count: tree.count + 1)
        for (number, parent) in tree.parent.enumerated() { inside[parent + 1].append(number) }
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
        (self.first, self.last) = (first, last)
        company = Self.companies(
            graph: graph, cluster: cluster, inside: inside, first: first, last: last)
    }

    /// Joins items along segments within the rows of a cluster beside them; for each item the first
    /// item of its company.
    private static func companies(
        graph: RowGraph, cluster: [Int], inside: [[Int]], first: [Int], last: [Int]
    ) -> [Int32] {
        // For each cluster the rows from which a segment down runs beside a cluster inside it.
        let runsBeside = inside.map { clusters -> [Bool] in
            var rows = [Bool](repeating: false, count: clusters.isEmpty ? 0 : graph.rowCount)
            for number in clusters where first[number] < last[number] {
                for row in first[number]..<last[number] { rows[row] = true }
            }
            return rows
        }
        var parent = (0..<graph.items.count).map { Int32($0) }
        func root(_ item: Int) -> Int {
            var item = item
            while Int(parent[item]) != item {
                parent[item] = parent[Int(parent[item])]
                item = Int(parent[item])
            }
            return item
        }
        for segment in graph.segments {
            let own = cluster[segment.upper]
            guard own == cluster[segment.lower], !runsBeside[own + 1].isEmpty,
                runsBeside[own + 1][graph.row[segment.upper]]
            else { continue }
            let (a, b) = (root(segment.upper), root(segment.lower))
            if a != b { parent[max(a, b)] = Int32(min(a, b)) }
        }
        return parent.indices.map { Int32(root($0)) }
    }

    /// The order with the items of each cluster beside one another and any two clusters, and a
    /// cluster and any line beside it, on the same sides of each other in all rows; otherwise as
    /// near to the given order as that allows.
    mutating func grouped(_ order: RowOrder) -> [Int32] {
        // Where an item stands in its row, from 0 to 1; for a cluster and a company the mean.
        var share = [Double](repeating: 0, count: cluster.count)
        var sum = [Double](repeating: 0, count: tree.count)
        var count = sum
        var companySum = share
        var companyCount = share
        for row in order.rows {
            for (place, item) in row.enumerated() {
                share[item] = (Double(place) + 0.5) / Double(row.count)
                companySum[Int(company[item])] += share[item]
                companyCount[Int(company[item])] += 1
                var around = cluster[item]
                while around >= 0 {
                    sum[around] += share[item]
                    count[around] += 1
                    around = tree.parent[around]
                }
            }
        }
        let mean = (0..<tree.count).map { count[$0] > 0 ? sum[$0] / count[$0] : 0 }
        for number in inside.indices {
            inside[number].sort { (mean[$0], $0) < (mean[$1], $1) }
            for (place, own) in inside[number].enumerated() { rank[own] = place }
        }
        for item in cluster.indices {
            let wish = companySum[Int(company[item])] / companyCount[Int(company[item])]
            let beside = inside[cluster[item] + 1]
            var (low, high) = (0, beside.count)
            while low < high {
                let middle = (low + high) / 2
                if mean[beside[middle]] < wish { low = middle + 1 } else { high = middle }
            }
            gap[item] = low
        }
        func isBefore(_ a: Int, _ b: Int) -> Bool {
            let common = tree.common(cluster[a], cluster[b])
            let (keyA, keyB) = (key(of: a, in: common), key(of: b, in: common))
            if keyA != keyB { return keyA < keyB }
            return (share[a], a) < (share[b], b)
        }
        return order.rows.flatMap { $0.sorted(by: isBefore).map { Int32($0) } }
    }

    /// The place of an item, or of the cluster that it is in, among what is directly inside
    /// `outer`: even between clusters, odd for clusters.
    func key(of item: Int, in outer: Int) -> Int {
        let own = tree.child(of: outer, towards: cluster[item])
        return own >= 0 ? 2 * rank[own] + 1 : 2 * gap[item]
    }

    /// What may change places: items of the same cluster between the same clusters inside it.
    func groups() -> [Int32] {
        var starts: [Int] = []
        var next = 0
        for clusters in inside {
            starts.append(next)
            next += clusters.count + 1
        }
        return cluster.indices.map { Int32(starts[cluster[$0] + 1] + gap[$0]) }
    }
}
