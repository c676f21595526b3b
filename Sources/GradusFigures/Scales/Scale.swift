/// Turns data into places on a drawing.
public protocol Scale: Sendable {
    /// The place of a value in points; not finite for values that have none.
    func place(of value: Double) -> Double
    /// Where marks and labels stand on an axis, at best about `count` of them.
    func ticks(count: Int) -> [Tick]
}

/// A value on an axis with the text that stands there.
public struct Tick: Hashable, Sendable {
    /// The value.
    public var value: Double
    /// What it is called, with as many digits as its neighbours need.
    public var label: String

    /// Makes a tick.
    public init(value: Double, label: String) {
        self.value = value
        self.label = label
    }
}

/// Equal steps of the value are equal lengths.
public struct LinearScale: Scale, Hashable {
    /// The value at the beginning of the range.
    public let low: Double
    /// The value at its end; never equal to `low`.
    public let high: Double
    /// The place of `low` in points.
    public let start: Double
    /// The place of `high` in points.
    public let end: Double

    /// Makes a scale. Values that are not finite, or equal, are replaced by a domain around
    /// them that can be drawn: a constant series stands in the middle.
    public init(low: Double, high: Double, start: Double, end: Double) {
        var (low, high) = (low.isFinite ? low : 0, high.isFinite ? high : 1)
        if low == high {
            let margin = low == 0 ? 1 : abs(low) / 2
            low -= margin
            high += margin
        }
        self.low = low
        self.high = high
        self.start = start
        self.end = end
    }

    /// The place of a value; linear beyond the domain too.
    public func place(of value: Double) -> Double {
        // Halves, so that a domain as wide as Double's range does not overflow.
        let part = (value / 2 - low / 2) / (high / 2 - low / 2)
        return start + (end - start) * part
    }

    /// Round numbers within the domain, by `TickSearch`.
    public func ticks(count: Int) -> [Tick] {
        TickSearch(low: min(low, high), high: max(low, high), count: count).ticks
            .filter { $0.value >= min(low, high) && $0.value <= max(low, high) }
    }
}

/// Equal factors of the value are equal lengths. Only positive values have a place.
public struct LogScale: Scale, Hashable {
    /// The value at the beginning of the range; positive.
    public let low: Double
    /// The value at its end; positive, never equal to `low`.
    public let high: Double
    /// The place of `low` in points.
    public let start: Double
    /// The place of `high` in points.
    public let end: Double
    private let lowExponent: Double
    private let highExponent: Double

    /// Makes a scale; a domain that is not positive becomes one decade from 1.
    public init(low: Double, high: Double, start: Double, end: Double) {
        var (low, high) = (low, high)
        if !(low > 0 && high > 0 && low.isFinite && high.isFinite) { (low, high) = (1, 10) }
        if low == high { (low, high) = (low / 3, high < 1e300 ? high * 3 : high) }
        self.low = low
        self.high = high
        self.start = start
        self.end = end
        lowExponent = Decimal.log10(low)
        highExponent = Decimal.log10(high)
    }

    /// The place of a value; nan unless it is positive.
    public func place(of value: Double) -> Double {
        guard value > 0 else { return .nan }
        let part = (Decimal.log10(value) - lowExponent) / (highExponent - lowExponent)
        return start + (end - start) * part
    }

    /// Powers of ten, thinned out when there are many; 1, 2 and 5 of each decade when there
    /// are few; round numbers when the domain is within one decade.
    public func ticks(count: Int) -> [Tick] {
        let wanted = max(2, count)
        let (first, last) = (Decimal.exponent(of: low), Decimal.exponent(of: high))
        func kept(_ values: [Double]) -> [Tick] {
            values.filter { $0 >= low && $0 <= high }
                .map { Tick(value: $0, label: TickLabel.text($0, step: $0)) }
        }
        let decades = kept((first...last).map(Decimal.power))
        if decades.count > wanted {
            let every = (decades.count + wanted - 1) / wanted
            return decades.enumerated().filter { $0.offset % every == 0 }.map(\.element)
        }
        if decades.count >= 3 { return decades }
        let finer = kept((first...last).flatMap { z in [1, 2, 5].map { $0 * Decimal.power(z) } })
        if finer.count >= 3 { return finer }
        return LinearScale(low: low, high: high, start: start, end: end).ticks(count: wanted)
    }
}

/// Places for things that are counted, not measured: equal bands with gaps between them.
public struct BandScale: Hashable, Sendable {
    /// How many bands there are; never negative.
    public let count: Int
    /// Where the first band begins, in points.
    public let start: Double
    /// The length of a band in points.
    public let bandwidth: Double
    /// From the beginning of a band to the next one's, in points.
    public let step: Double

    /// Makes bands that fill the range, with gaps of `gap` parts of a step between them.
    public init(count: Int, start: Double, end: Double, gap: Double = 0.1) {
        self.count = max(0, count)
        self.start = start
        let gap = min(max(gap, 0), 1)
        step = (end - start) / max(1, Double(self.count) - gap)
        bandwidth = step * (1 - gap)
    }

    /// Where a band begins.
    public func place(of index: Int) -> Double { start + step * Double(index) }
    /// The middle of a band.
    public func middle(of index: Int) -> Double { place(of: index) + bandwidth / 2 }
}
