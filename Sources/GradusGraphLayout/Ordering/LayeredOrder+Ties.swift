extension LayeredOrder {
    /// Exchanges neighbours in a row that may stand either way, so that each stands on the side
    /// where the ends of its lines are; whether anything changed.
    ///
    /// The number of crossings stays the same. `places` are the items' present places.
    mutating func settleTies(places: [Double], passes: Int) -> Bool {
        var changed = false
        var wishes = [Double](repeating: 0, count: self.count)
        for row in 0..<rowCount {
            let range = range(row)
            if range.count < 2 { continue }
            sortPlaces(of: row, above: true)
            sortPlaces(of: row, above: false)
            for place in range {
                let item = Int(order[place])
                wishes[item] = wish(of: item, places: places)
            }
            for pass in 0..<passes {
                var moved = false
                for step in 0..<(range.count - 1) {
                    let place =
                        pass % 2 == 0
                        ? range.lowerBound + step : range.upperBound - 2 - step
                    let (a, b) = (order[place], order[place + 1])
                    guard wishes[Int(a)] > wishes[Int(b)] + 0.5,
                        mayExchange(a, b), gain(spans[Int(a)], spans[Int(b)]) == 0
                    else { continue }
                    put(b, at: place, rowStart: range.lowerBound)
                    put(a, at: place + 1, rowStart: range.lowerBound)
                    moved = true
                }
                if !moved { break }
                hasChanged(row)
                changed = true
            }
        }
        return changed
    }

    /// The mean place of an item's neighbours.
    private func wish(of item: Int, places: [Double]) -> Double {
        let span = spans[item]
        var sum = 0.0
        for index in span.up..<span.upEnd { sum += places[Int(upItems[Int(index)])] }
        for index in span.down..<span.downEnd { sum += places[Int(downItems[Int(index)])] }
        let count = span.upEnd - span.up + span.downEnd - span.down
        return count > 0 ? sum / Double(count) : places[item]
    }
}
