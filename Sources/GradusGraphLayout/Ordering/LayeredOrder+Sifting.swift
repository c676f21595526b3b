extension LayeredOrder {
    /// Moves every item to the best place of its row (Matuszewski, Schönfeld, Molitor 1999); the
    /// number of crossings saved.
    ///
    /// An item is tried at most `window` places to either side. With `takesEqual` an item moves to
    /// the farthest of equally good places, which lets the search leave plateaus.
    mutating func sift(window: Int, takesEqual: Bool, upwards: Bool) -> Int {
        var saved = 0
        var items: [Int32] = []
        for step in 0..<rowCount {
            let row = upwards ? rowCount - 1 - step : step
            let places = range(row)
            if places.count < 2 { continue }
            sortPlaces(of: row, above: true)
            sortPlaces(of: row, above: false)
            items.removeAll(keepingCapacity: true)
            items.append(contentsOf: order[places])
            for item in items {
                saved += sift(item, in: places, window: window, takesEqual: takesEqual)
            }
        }
        return saved
    }

    private mutating func sift(
        _ item: Int32, in places: Range<Int>, window: Int, takesEqual: Bool
    ) -> Int {
        let start = places.lowerBound
        let place = start + Int(position[Int(item)])
        var (best, bestGain, sum) = (place, 0, 0)
        var next = place - 1
        let lowest = max(start, place - window)
        while next >= lowest {
            sum += gain(Int(order[next]), Int(item))
            if sum > bestGain || (takesEqual && sum == bestGain) { (best, bestGain) = (next, sum) }
            next -= 1
        }
        sum = 0
        next = place + 1
        let highest = min(places.upperBound - 1, place + window)
        while next <= highest {
            sum += gain(Int(item), Int(order[next]))
            if sum > bestGain { (best, bestGain) = (next, sum) }
            next += 1
        }
        if best < place {
            for index in stride(from: place, to: best, by: -1) {
                put(order[index - 1], at: index, rowStart: start)
            }
            put(item, at: best, rowStart: start)
        } else if best > place {
            for index in place..<best { put(order[index + 1], at: index, rowStart: start) }
            put(item, at: best, rowStart: start)
        }
        return bestGain
    }
}
