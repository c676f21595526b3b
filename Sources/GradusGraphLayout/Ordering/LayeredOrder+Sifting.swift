extension LayeredOrder {
    /// Moves items to the best places of their rows (Matuszewski, Schönfeld, Molitor 1999), again
    /// and again until no row gains; the number of crossings saved.
    ///
    /// An item is tried at most `window` places to either side. A row is looked at again only when
    /// it or a row beside it has changed. At most `rounds` rounds.
    mutating func siftUntilSettled(window: Int, rounds: Int, workLimit: Int) -> Int {
        var isDirty = [Bool](repeating: true, count: rowCount)
        var saved = 0
        for round in 0..<rounds {
            let gained = sift(
                window: window, takesEqual: false, upwards: round % 2 == 1, isDirty: &isDirty)
            saved += gained
            if gained == 0 || work > workLimit { break }
        }
        return saved
    }

    /// One round of sifting over all rows that are dirty. With `takesEqual` an item moves to the
    /// farthest of equally good places, which lets the search leave plateaus.
    mutating func sift(
        window: Int, takesEqual: Bool, upwards: Bool, isDirty: inout [Bool]
    ) -> Int {
        var saved = 0
        var items: [Int32] = []
        for step in 0..<rowCount {
            let row = upwards ? rowCount - 1 - step : step
            let places = range(row)
            guard isDirty[row], places.count > 1 else { continue }
            isDirty[row] = false
            let before = work
            let versions = versions(around: row)
            let settled = known[row].isSettled
            if !takesEqual, settled.window == window, settled.sift.versions == versions {
                work += settled.sift.work
                continue
            }
            func settle() {
                known[row].isSettled.sift = .init(versions: versions, work: work - before)
                known[row].isSettled.window = window
            }
            // What crosses nothing has nothing to gain.
            if !takesEqual, (row == 0 || crossings(below: row - 1) == 0),
                row + 1 == rowCount || crossings(below: row) == 0
            {
                settle()
                continue
            }
            sortPlaces(of: row, above: true)
            sortPlaces(of: row, above: false)
            reach.update(0...(places.count - 1), width: places.count) {
                ends(spans[Int(order[places.lowerBound + $0])])
            }
            items.removeAll(keepingCapacity: true)
            for place in places { items.append(order[place]) }
            var gained = 0
            for item in items {
                gained += sift(item, in: places, window: window, takesEqual: takesEqual)
            }
            saved += gained
            guard gained > 0 || takesEqual else {
                settle()
                continue
            }
            hasChanged(row)
            for near in max(0, row - 1)...min(row + 1, rowCount - 1) { isDirty[near] = true }
        }
        return saved
    }

    /// The outermost ends of the lines of an item; the places of its row's neighbours are sorted.
    @inline(__always)
    private func ends(_ span: Span) -> LineEnds {
        var ends = LineEnds()
        if span.up < span.upEnd {
            (ends.upFirst, ends.upLast) = (upPlaces[Int(span.up)], upPlaces[Int(span.upEnd) - 1])
        }
        if span.down < span.downEnd {
            ends.downFirst = downPlaces[Int(span.down)]
            ends.downLast = downPlaces[Int(span.downEnd) - 1]
        }
        return ends
    }

    private mutating func sift(
        _ item: Int32, in places: Range<Int>, window: Int, takesEqual: Bool
    ) -> Int {
        let start = places.lowerBound
        let place = start + Int(position[Int(item)])
        let own = spans[Int(item)]
        let ownEnds = ends(own)
        var (best, bestGain, sum) = (place, 0, 0)
        var next = place - 1
        let lowest = max(start, place - window)
        while next >= lowest, mayExchange(order[next], item) {
            // Beyond what it crosses each place costs as much as before, or more.
            if sum < bestGain || !takesEqual, !reach.crossesLeft(next - start, ownEnds) { break }
            sum += gain(spans[Int(order[next])], own)
            if sum > bestGain || (takesEqual && sum == bestGain) { (best, bestGain) = (next, sum) }
            next -= 1
        }
        sum = 0
        next = place + 1
        let highest = min(places.upperBound - 1, place + window)
        while next <= highest, mayExchange(item, order[next]),
            reach.crossesRight(next - start, ownEnds)
        {
            sum += gain(own, spans[Int(order[next])])
            if sum > bestGain { (best, bestGain) = (next, sum) }
            next += 1
        }
        if best == place { return bestGain }
        if best < place {
            for index in stride(from: place, to: best, by: -1) {
                put(order[index - 1], at: index, rowStart: start)
            }
        } else {
            for index in place..<best { put(order[index + 1], at: index, rowStart: start) }
        }
        put(item, at: best, rowStart: start)
        reach.update(
            (min(best, place) - start)...(max(best, place) - start), width: places.count
        ) { ends(spans[Int(order[start + $0])]) }
        return bestGain
    }
}
