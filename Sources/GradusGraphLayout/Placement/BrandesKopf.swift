/// Horizontal places by aligning items with the medians of their neighbours
/// (Brandes, Köpf 2001, with the authors' erratum of 2020).
///
/// Items are aligned in four ways (from above and below, leftmost and rightmost); a block of
/// aligned items gets one place; the result is the mean of the two middle ones of four places.
struct BrandesKopf {
    let graph: RowGraph
    let order: RowOrder
    let extents: ItemExtents

    /// The place of each item.
    func places() -> [Double] {
        let count = graph.items.count
        guard count > 0 else { return [] }
        let conflicts = conflictingSegments()
        var layouts: [[Double]] = []
        var rightmost: [Bool] = []
        for fromBelow in [false, true] {
            for mirrored in [false, true] {
                let pass = AlignmentPass(
                    graph: graph, order: order, extents: extents, fromBelow: fromBelow,
                    mirrored: mirrored)
                layouts.append(pass.places(conflicts: conflicts))
                rightmost.append(mirrored)
            }
        }
        let bounds = layouts.map { layout in
            layout.indices.reduce((Double.infinity, -Double.infinity)) {
                (
                    min($0.0, layout[$1] - extents.left[$1]),
                    max($0.1, layout[$1] + extents.right[$1])
                )
            }
        }
        var narrowest = 0
        for index in 1..<4
        where bounds[index].1 - bounds[index].0 < bounds[narrowest].1 - bounds[narrowest].0 {
            narrowest = index
        }
        for index in 0..<4 {
            let shift =
                rightmost[index]
                ? bounds[narrowest].1 - bounds[index].1 : bounds[narrowest].0 - bounds[index].0
            for item in 0..<count { layouts[index][item] += shift }
        }
        return (0..<count).map { item in
            let four = [layouts[0][item], layouts[1][item], layouts[2][item], layouts[3][item]]
                .sorted()
            return (four[1] + four[2]) / 2
        }
    }

    /// Segments that cross a segment between two dummies, or branch off a trunk: they must not
    /// keep that from being vertical.
    private func conflictingSegments() -> [Bool] {
        var conflict = [Bool](repeating: false, count: graph.segments.count)
        for row in order.rows.indices.dropFirst() {
            let lower = order.rows[row]
            var (leftLimit, next) = (0, 0)
            for (place, item) in lower.enumerated() {
                var inner: Int?
                if !graph.items[item].isNode, let above = graph.up[item].first,
                    !graph.items[above].isNode
                {
                    inner = order.position[above]
                }
                guard inner != nil || place == lower.count - 1 else { continue }
                let rightLimit = inner ?? order.rows[row - 1].count - 1
                while next <= place {
                    for segment in graph.segmentsUp[lower[next]] {
                        let end = order.position[graph.segments[segment].upper]
                        if end < leftLimit || end > rightLimit { conflict[segment] = true }
                    }
                    next += 1
                }
                leftLimit = rightLimit
            }
        }
        if graph.sharesTrunks { keepInLine(&conflict) }
        return conflict
    }

    /// Where edges share trunks: what branches off a trunk bends neither that nor what stands in
    /// line below; of what meets in an item the longest path is the line, and leaves hang beside it.
    private func keepInLine(_ conflict: inout [Bool]) {
        var depth = [Int](repeating: 0, count: graph.items.count)
        for row in order.rows {
            for item in row where graph.up.degree(item) > 0 {
                let deepest = graph.segmentsUp[item].reduce(0) {
                    graph.isShort[$1] ? max($0, depth[graph.segments[$1].upper]) : $0
                }
                depth[item] = deepest + 1
                for segment in graph.segmentsUp[item] {
                    let isBranch =
                        if case .dummy = graph.items[item] { false } else {
                            !graph.isShort[segment]
                        }
                    let upper = graph.segments[segment].upper
                    let isLeaf = graph.up.degree(upper) == 0 && graph.up.degree(item) > 1
                    let isShorter = graph.isShort[segment] && depth[upper] < deepest
                    if isBranch || isShorter || isLeaf { conflict[segment] = true }
                }
            }
        }
    }
}
