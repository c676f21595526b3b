extension LayeredOrder {
    /// Where an item is drawn to.
    private struct Wish {
        var key: Double
        var tie: Int32
        var item: Int32
    }

    /// How items are sorted by their neighbours in the row before.
    struct SortRule {
        /// By the weighted median of their places, else by their mean.
        var byMedian: Bool
        /// Whether items with the same wish change their order.
        var turnsTies: Bool
    }

    /// Sorts every row by the row above it, from the top, or by the row below it, from the bottom.
    ///
    /// Items without neighbours there keep their places.
    mutating func sweep(downwards: Bool, rule: SortRule) {
        var wishes: [Wish] = []
        var free: [Int] = []
        for step in 1..<max(1, rowCount) {
            let row = downwards ? step : rowCount - 1 - step
            let places = range(row)
            let start = places.lowerBound
            sortPlaces(of: row, above: downwards)
            wishes.removeAll(keepingCapacity: true)
            for place in places {
                let item = Int(order[place])
                let key = wish(of: item, above: downwards, byMedian: rule.byMedian)
                if key < 0 { continue }
                let tie = Int32(place - start)
                wishes.append(Wish(key: key, tie: rule.turnsTies ? -tie : tie, item: Int32(item)))
            }
            work += places.count
            var isSorted = true
            for index in wishes.indices.dropFirst() {
                let (a, b) = (wishes[index - 1], wishes[index])
                isSorted = a.key < b.key || (a.key == b.key && a.tie < b.tie)
                if !isSorted { break }
            }
            if isSorted { continue }
            hasChanged(row)
            wishes.sort { $0.key < $1.key || ($0.key == $1.key && $0.tie < $1.tie) }
            if wishes.count == places.count {
                for (index, wish) in wishes.enumerated() {
                    put(wish.item, at: start + index, rowStart: start)
                }
                continue
            }
            free.removeAll(keepingCapacity: true)
            for place in places {
                let item = Int(order[place])
                let isFree =
                    downwards
                    ? spans[item].up < spans[item].upEnd : spans[item].down < spans[item].downEnd
                if isFree { free.append(place) }
            }
            for (index, place) in free.enumerated() {
                put(wishes[index].item, at: place, rowStart: start)
            }
        }
    }

    /// The weighted median of Gansner and others (between two medians, nearer to the denser
    /// side) or the mean; negative without neighbours.
    private mutating func wish(of item: Int, above: Bool, byMedian: Bool) -> Double {
        let start = Int(above ? spans[item].up : spans[item].down)
        let end = Int(above ? spans[item].upEnd : spans[item].downEnd)
        let count = end - start
        work += count
        func place(_ index: Int) -> Double { Double(above ? upPlaces[index] : downPlaces[index]) }
        switch count {
        case 0: return -1
        case 1: return place(start)
        case 2: return (place(start) + place(start + 1)) / 2
        default: break
        }
        if !byMedian {
            var sum = 0.0
            for index in start..<end { sum += place(index) }
            return sum / Double(count)
        }
        let middle = start + count / 2
        if count % 2 == 1 { return place(middle) }
        let left = place(middle - 1) - place(start)
        let right = place(end - 1) - place(middle)
        if left + right == 0 { return (place(middle - 1) + place(middle)) / 2 }
        return (place(middle - 1) * right + place(middle) * left) / (left + right)
    }
}
