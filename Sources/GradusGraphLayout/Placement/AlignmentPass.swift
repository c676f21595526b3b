/// One of the four alignments of Brandes and Köpf.
struct AlignmentPass {
    let graph: RowGraph
    let order: RowOrder
    let extents: ItemExtents
    /// Aligns each row with the row below it instead of the row above.
    let fromBelow: Bool
    /// Goes from right to left.
    let mirrored: Bool

    func places(conflicts: [Bool]) -> [Double] {
        let root = blockRoots(conflicts: conflicts)
        let places = compacted(root: root)
        return mirrored ? places.map { -$0 } : places
    }

    /// The items of a row in the direction of this pass.
    private func row(_ index: Int) -> [Int] {
        mirrored ? order.rows[index].reversed() : order.rows[index]
    }

    private func position(_ item: Int) -> Int {
        mirrored ? -order.position[item] : order.position[item]
    }

    /// The first item of the block of each item.
    private func blockRoots(conflicts: [Bool]) -> [Int] {
        var root = Array(graph.items.indices)
        var isAligned = [Bool](repeating: false, count: root.count)
        let neighbours = fromBelow ? graph.down : graph.up
        let segments = fromBelow ? graph.segmentsDown : graph.segmentsUp
        var ends: [(position: Int, segment: Int, other: Int)] = []
        let rows = order.rows.indices
        for index in fromBelow ? Array(rows.dropLast().reversed()) : Array(rows.dropFirst()) {
            var limit = Int.min
            for item in row(index) {
                ends.removeAll(keepingCapacity: true)
                for place in neighbours.range(item) {
                    let other = Int(neighbours.items[place])
                    ends.append((position(other), Int(segments.items[place]), other))
                }
                if ends.isEmpty { continue }
                if ends.count > 1 {
                    ends.sort { ($0.position, $0.segment) < ($1.position, $1.segment) }
                }
                let middle = (ends.count - 1) / 2
                for place in middle...(ends.count / 2) {
                    let (otherPosition, segment, other) = ends[place]
                    // `isAligned` says that something is aligned with `other` from this side.
                    guard root[item] == item, !conflicts[segment], otherPosition > limit,
                        !isAligned[other]
                    else { continue }
                    isAligned[other] = true
                    root[item] = root[other]
                    limit = otherPosition
                }
            }
        }
        return root
    }

    /// The places of blocks: as far left as possible, then each as near to its right neighbours as
    /// they allow.
    private func compacted(root: [Int]) -> [Double] {
        let count = root.count
        var links: [(from: Int, to: Int, distance: Double)] = []
        links.reserveCapacity(count)
        for index in order.rows.indices {
            let items = row(index)
            for place in items.indices.dropFirst() {
                let (a, b) = (items[place - 1], items[place])
                let distance = mirrored ? extents.separation(b, a) : extents.separation(a, b)
                links.append((root[a], root[b], distance))
            }
        }
        let after = Adjacency(
            count: count, pairs: links.count, owner: { links[$0].from }, value: { $0 })
        var waiting = [Int](repeating: 0, count: count)
        for link in links { waiting[link.to] += 1 }
        var places = [Double](repeating: 0, count: count)
        var sequence = (0..<count).filter { root[$0] == $0 && waiting[$0] == 0 }
        var head = 0
        while head < sequence.count {
            let block = sequence[head]
            head += 1
            for index in after[block] {
                let link = links[index]
                places[link.to] = max(places[link.to], places[block] + link.distance)
                waiting[link.to] -= 1
                if waiting[link.to] == 0 { sequence.append(link.to) }
            }
        }
        for block in sequence.reversed() where after.degree(block) > 0 {
            var limit = Double.infinity
            for index in after[block] {
                limit = min(limit, places[links[index].to] - links[index].distance)
            }
            places[block] = max(places[block], limit)
        }
        return root.map { places[$0] }
    }
}
