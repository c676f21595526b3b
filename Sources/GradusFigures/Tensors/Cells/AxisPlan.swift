/// Which places of an axis are drawn: all of a short one; of a long one the first few, the last and
/// those that must be seen, with gaps between.
struct AxisPlan: Equatable {
    enum Entry: Equatable {
        case place(Int)
        /// Places left out.
        case gap
    }
    let entries: [Entry]

    /// At most about `limit` entries; the places in `kept` are always among them.
    init(length: Int, limit: Int, keeping kept: Set<Int> = []) {
        guard length > limit else {
            entries = (0..<length).map { .place($0) }
            return
        }
        var shown = kept.filter { $0 >= 0 && $0 < length }
        shown.insert(length - 1)
        var next = 0
        while shown.count < max(1, limit - 1), next < length {
            shown.insert(next)
            next += 1
        }
        var result: [Entry] = []
        var last = -1
        for place in shown.sorted() {
            if place > last + 2 {
                result.append(.gap)
            } else if place == last + 2 {
                // A gap takes as much room as the one place that it would hide.
                result.append(.place(place - 1))
            }
            result.append(.place(place))
            last = place
        }
        entries = result
    }

    /// The places that are drawn.
    var places: [Int] {
        entries.compactMap { if case .place(let place) = $0 { place } else { nil } }
    }

    /// Whether places are left out.
    var isElided: Bool { entries.contains(.gap) }

    /// The start of each entry and the length of all, for places and gaps of these sizes.
    func offsets(place: Double, gap: Double, spacing: Double = 0) -> (
        starts: [Double], length: Double
    ) {
        var starts: [Double] = []
        var at = 0.0
        for entry in entries {
            if !starts.isEmpty { at += spacing }
            starts.append(at)
            at += entry == .gap ? gap : place
        }
        return (starts, at)
    }
}
