/// Places as near as possible (weighted least squares) to the wished ones, in the same order and
/// with at least the given distances between neighbours (pool adjacent violators).
func separatedPlaces(
    wishes: [Double], weights: [Double], distances: [Double], range: ClosedRange<Double>
) -> [Double] {
    guard !wishes.isEmpty else { return [] }
    let needed = distances.reduce(0, +)
    let room = range.upperBound - range.lowerBound
    let scale = needed > room ? (needed > 0 ? room / needed : 0) : 1
    var offsets = [0.0]
    for distance in distances { offsets.append(offsets[offsets.count - 1] + distance * scale) }
    var pools: [(sum: Double, weight: Double, count: Int)] = []
    for index in wishes.indices {
        pools.append(((wishes[index] - offsets[index]) * weights[index], weights[index], 1))
        while pools.count > 1 {
            let (a, b) = (pools[pools.count - 2], pools[pools.count - 1])
            guard a.sum / a.weight >= b.sum / b.weight else { break }
            pools.removeLast()
            pools[pools.count - 1] = (a.sum + b.sum, a.weight + b.weight, a.count + b.count)
        }
    }
    let highest = max(range.lowerBound, range.upperBound - offsets[offsets.count - 1])
    var places: [Double] = []
    for pool in pools {
        let place = min(max(pool.sum / pool.weight, range.lowerBound), highest)
        for _ in 0..<pool.count { places.append(place + offsets[places.count]) }
    }
    return places
}
