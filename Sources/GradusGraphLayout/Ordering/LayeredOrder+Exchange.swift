extension LayeredOrder {
    /// Exchanges neighbours in a row while that lowers the number of crossings; the number saved.
    ///
    /// Goes over the rows that may still gain, at most `rounds` times. With `swapsEqual`,
    /// neighbours that may stand either way are exchanged once, which lets the search leave
    /// plateaus.
    mutating func exchange(rounds: Int, swapsEqual: Bool, upwards: Bool) -> Int {
        var dirty = [Bool](repeating: true, count: rowCount)
        var saved = 0
        for round in 0..<rounds {
            var changed = false
            for step in 0..<rowCount {
                let row = upwards ? rowCount - 1 - step : step
                guard dirty[row], range(row).count > 1 else { continue }
                dirty[row] = false
                let gained = exchange(row, swapsEqual: swapsEqual && round == 0)
                if gained > 0 {
                    saved += gained
                    changed = true
                    if row > 0 { dirty[row - 1] = true }
                    if row + 1 < rowCount { dirty[row + 1] = true }
                }
            }
            if !changed { break }
        }
        return saved
    }

    /// Passes over one row until nothing is gained, at most four times.
    private mutating func exchange(_ row: Int, swapsEqual: Bool) -> Int {
        sortPlaces(of: row, above: true)
        sortPlaces(of: row, above: false)
        let places = range(row)
        let start = places.lowerBound
        var saved = 0
        for pass in 0..<4 {
            var gained = 0
            for place in start..<(places.upperBound - 1) {
                let (a, b) = (order[place], order[place + 1])
                let gain = gain(Int(a), Int(b))
                if gain > 0 || (gain == 0 && swapsEqual && pass == 0) {
                    put(b, at: place, rowStart: start)
                    put(a, at: place + 1, rowStart: start)
                    gained += gain
                }
            }
            saved += gained
            if gained == 0 { break }
        }
        return saved
    }

    /// The crossings saved when `a`, left of `b`, changes places with it. Their rows' places of
    /// neighbours must be sorted.
    @inline(__always)
    mutating func gain(_ a: Int, _ b: Int) -> Int {
        let (a0, a1) = (Int(upStarts[a]), Int(upStarts[a + 1]))
        let (b0, b1) = (Int(upStarts[b]), Int(upStarts[b + 1]))
        let (c0, c1) = (Int(downStarts[a]), Int(downStarts[a + 1]))
        let (d0, d1) = (Int(downStarts[b]), Int(downStarts[b + 1]))
        work += 1 + a1 - a0 + b1 - b0 + c1 - c0 + d1 - d0
        return Self.gain(upPlaces, a0, a1, b0, b1) + Self.gain(downPlaces, c0, c1, d0, d1)
    }

    /// Pairs in which a's end is right of b's cross now; pairs in which it is left would cross.
    @inline(__always)
    private static func gain(_ places: [Int32], _ a0: Int, _ a1: Int, _ b0: Int, _ b1: Int) -> Int {
        if a0 == a1 || b0 == b1 { return 0 }
        if a1 - a0 == 1 && b1 - b0 == 1 {
            let (x, y) = (places[a0], places[b0])
            return x > y ? 1 : x < y ? -1 : 0
        }
        if places[a1 - 1] < places[b0] { return -(a1 - a0) * (b1 - b0) }
        if places[b1 - 1] < places[a0] { return (a1 - a0) * (b1 - b0) }
        var sum = 0
        var (below, upTo) = (b0, b0)
        for index in a0..<a1 {
            let place = places[index]
            while below < b1, places[below] < place { below += 1 }
            while upTo < b1, places[upTo] <= place { upTo += 1 }
            sum += (below - b0) - (b1 - upTo)
        }
        return sum
    }
}
