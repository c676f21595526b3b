/// Finds round numbers for an axis: Talbot, Lin and Hanrahan, "An extension of Wilkinson's
/// algorithm for positioning tick labels on axes", IEEE TVCG 16(6), 2010.
///
/// It maximises a weighted sum of simplicity (round steps, zero among them), coverage (the
/// ticks reach the ends of the data) and density (about as many as asked for). Legibility is
/// the caller's: `Axis` asks for fewer when the labels do not fit.
struct TickSearch {
    /// The ticks from low to high; they may begin before and end after the data.
    let ticks: [Tick]

    /// Steps in order of preference.
    private static let steps: [Double] = [1, 5, 2, 2.5, 4, 3]
    private static let weights = (simplicity: 0.25, coverage: 0.2, density: 0.5, legibility: 0.05)

    private struct Labelling {
        /// Multiples of `unit` from which ticks begin; every `skip`-th is one.
        var first: Double
        var skip: Double
        var unit: Double
        var count: Int
    }

    /// Searches for about `count` ticks between two finite numbers, the lower one first.
    init(low: Double, high: Double, count: Int) {
        if low.isFinite, high.isFinite, low < high, !(high - low).isFinite {
            // As wide as Double's range: a hundredth of it has the same ticks.
            let small = TickSearch(low: low / 100, high: high / 100, count: count).ticks
            let step = small.count > 1 ? small[1].value - small[0].value : 0
            ticks = small.map { $0.value * 100 }.filter(\.isFinite).map {
                Tick(value: $0, label: TickLabel.text($0, step: step * 100))
            }
            return
        }
        guard low.isFinite, high.isFinite, low < high,
            high - low > max(abs(low), abs(high)) * 1e-12
        else {
            ticks = low.isFinite ? [Tick(value: low, label: TickLabel.text(low, step: 0))] : []
            return
        }
        guard let best = Self.best(low: low, high: high, wanted: Double(max(2, count))) else {
            ticks = [low, high].map { Tick(value: $0, label: TickLabel.text($0, step: high - low)) }
            return
        }
        let step = best.skip * best.unit
        ticks = (0..<best.count).map { index in
            var value = (best.first + Double(index) * best.skip) * best.unit
            if abs(value) < step * 1e-9 { value = 0 }
            return Tick(value: value, label: TickLabel.text(value, step: step))
        }
    }

    private static func best(low: Double, high: Double, wanted: Double) -> Labelling? {
        let range = high - low
        var best: Labelling?
        var bestScore = -2.0
        func score(_ simplicity: Double, _ coverage: Double, _ density: Double) -> Double {
            weights.simplicity * simplicity + weights.coverage * coverage
                + weights.density * density + weights.legibility
        }
        skips: for skip in 1...12 {
            for (place, q) in steps.enumerated() {
                let plain = 1 - Double(place) / Double(steps.count - 1) - Double(skip)
                if score(plain + 1, 1, 1) < bestScore { break skips }
                counts: for count in 2...40 {
                    let k = Double(count)
                    let densest = k >= wanted ? 2 - (k - 1) / (wanted - 1) : 1
                    if score(plain + 1, 1, densest) < bestScore { break counts }
                    let least = range / (k + 1) / Double(skip) / q
                    // Less than the smallest number that can be told from zero.
                    guard least > 0, least.isFinite else { continue }
                    let exponent = Int(Decimal.log10(least).rounded(.up))
                    for z in exponent..<(exponent + 6) {
                        let unit = q * Decimal.power(z)
                        let step = Double(skip) * unit
                        let span = step * (k - 1)
                        let over = max(0, span - range) / 2 / (0.1 * range)
                        if score(plain + 1, 1 - over * over, densest) < bestScore { break }
                        let from =
                            (high / step).rounded(.down) * Double(skip) - (k - 1) * Double(skip)
                        let to = (low / step).rounded(.up) * Double(skip)
                        guard from <= to, to - from < 1000, from.isFinite else { continue }
                        for first in stride(from: from, through: to, by: 1) {
                            let (a, b) = (first * unit, first * unit + span)
                            let hasZero =
                                a <= 0 && b >= 0 && first.remainder(dividingBy: Double(skip)) == 0
                            let (c, d) = ((high - b) / (0.1 * range), (low - a) / (0.1 * range))
                            let rate = (k - 1) / span
                            let target = (wanted - 1) / (max(b, high) - min(a, low))
                            let found = score(
                                plain + (hasZero ? 1 : 0), 1 - 0.5 * (c * c + d * d),
                                2 - max(rate / target, target / rate))
                            if found > bestScore {
                                bestScore = found
                                best = Labelling(
                                    first: first, skip: Double(skip), unit: unit, count: count)
                            }
                        }
                    }
                }
            }
        }
        return best
    }
}
