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
        let versions = versions(around: row)
        if !swapsEqual, known[row].isSettled.exchange.versions == versions {
            work += known[row].isSettled.exchange.work
            return 0
        }
        sortPlaces(of: row, above: true)
        sortPlaces(of: row, above: false)
        let places = range(row)
        let start = places.lowerBound
        var saved = 0
        for pass in 0..<4 {
            var gained = 0
            var isMoved = false
            let before = work
            for place in start..<(places.upperBound - 1) {
                let (a, b) = (order[place], order[place + 1])
                guard mayExchange(a, b) else { continue }
                let gain = gain(spans[Int(a)], spans[Int(b)])
                if gain > 0 || (gain == 0 && swapsEqual && pass == 0) {
                    put(b, at: place, rowStart: start)
                    put(a, at: place + 1, rowStart: start)
                    gained += gain
                    isMoved = true
                }
            }
            if isMoved {
                hasChanged(row)
            } else {
                known[row].isSettled.exchange = .init(
                    versions: self.versions(around: row), work: work - before)
            }
            saved += gained
            if gained == 0 { break }
        }
        return saved
    }

    /// The crossings saved when `a`, left of `b`, changes places with it. Their rows' places of
    /// neighbours must be sorted.
    @inline(__always)
    mutating func gain(_ a: Span, _ b: Span) -> Int {
        work += 3
        var sum = 0
        if a.up < a.upEnd, b.up < b.upEnd {
            if a.up + 1 == a.upEnd, b.up + 1 == b.upEnd {
                sum += Self.order(upPlaces[Int(a.up)], upPlaces[Int(b.up)])
            } else {
                work += Int(a.upEnd - a.up + b.upEnd - b.up)
                sum += Self.gain(upPlaces, a.up, a.upEnd, b.up, b.upEnd)
            }
        }
        if a.down < a.downEnd, b.down < b.downEnd {
            if a.down + 1 == a.downEnd, b.down + 1 == b.downEnd {
                sum += Self.order(downPlaces[Int(a.down)], downPlaces[Int(b.down)])
            } else {
                work += Int(a.downEnd - a.down + b.downEnd - b.down)
                sum += Self.gain(downPlaces, a.down, a.downEnd, b.down, b.downEnd)
            }
        }
        return sum
    }

    @inline(__always)
    private static func order(_ a: Int32, _ b: Int32) -> Int { a > b ? 1 : a < b ? -1 : 0 }

    /// Pairs in which a's end is right of b's cross now; pairs in which it is left would cross.
    private static func gain(
        _ places: UnsafeMutablePointer<Int32>, _ a0: Int32, _ a1: Int32, _ b0: Int32, _ b1: Int32
    ) -> Int {
        let (a0, a1, b0, b1) = (Int(a0), Int(a1), Int(b0), Int(b1))
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
