// Blocks of numbers, two at a time. Most blocks lie wholly where the quick way holds: whether a
// value is missing is found on the way, without a branch for each.

private let blockSize = 64

extension DoublePair {
    @inline(__always)
    init(_ block: UnsafePointer<Double>, _ place: Int) {
        self.init(
            UnsafeRawPointer(block + place).loadUnaligned(as: SIMD2<Double>.self))
    }

    @inline(__always)
    func store(_ block: UnsafeMutablePointer<Double>, _ place: Int) {
        UnsafeMutableRawPointer(block + place).storeBytes(of: both, as: SIMD2<Double>.self)
    }
}

/// Collects bits that are set where a number is infinite or nan: its difference from itself is
/// nan then and zero elsewhere.
private struct FiniteCheck {
    private var bits: DoublePair.Bits = 0

    @inline(__always)
    mutating func take(_ pair: DoublePair) { bits = bits | (pair - pair).lanes }

    @inline(__always)
    var areAllFinite: Bool { (bits.both[0] | bits.both[1]) == 0 }
}

extension QuickFunction {
    @inline(never)
    static func fill(
        _ values: UnsafeMutablePointer<Double>, _ x: UnsafePointer<Double>, _ count: Int
    ) {
        var check = FiniteCheck()
        var i = 0
        while i < count {
            let pair = quick(DoublePair(x, i))
            check.take(pair)
            pair.store(values, i)
            i &+= 2
        }
        if !check.areAllFinite { replace(values, x, count) }
    }

    /// The careful value where the quick way does not hold.
    @inline(never)
    static func replace(
        _ values: UnsafeMutablePointer<Double>, _ x: UnsafePointer<Double>, _ count: Int
    ) {
        for i in 0..<count where values[i].isNaN { values[i] = careful(x[i]) }
    }
}

extension StagedFunction {
    @inline(never)
    static func fill(
        _ values: UnsafeMutablePointer<Double>, _ x: UnsafePointer<Double>, _ count: Int
    ) {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * blockSize) { memory in
            let high = memory.baseAddress!
            let low = high + blockSize
            var i = 0
            while i < count {
                let prepared = prepare(DoublePair(x, i))
                prepared.high.store(high, i)
                prepared.low.store(low, i)
                i &+= 2
            }
            var check = FiniteCheck()
            i = 0
            while i < count {
                let prepared = TwoParts(DoublePair(high, i), DoublePair(low, i))
                let pair = finish(DoublePair(x, i), prepared)
                check.take(pair)
                pair.store(values, i)
                i &+= 2
            }
            if !check.areAllFinite { replace(values, x, count) }
        }
    }
}

extension QuickBinaryFunction {
    @inline(never)
    static func fill(
        _ values: UnsafeMutablePointer<Double>, _ x: UnsafePointer<Double>,
        _ y: UnsafePointer<Double>, _ count: Int
    ) {
        var check = FiniteCheck()
        var i = 0
        while i < count {
            let pair = quick(DoublePair(x, i), DoublePair(y, i))
            check.take(pair)
            pair.store(values, i)
            i &+= 2
        }
        if !check.areAllFinite { replace(values, x, y, count) }
    }

    /// The careful value where the quick way does not hold.
    @inline(never)
    static func replace(
        _ values: UnsafeMutablePointer<Double>, _ x: UnsafePointer<Double>,
        _ y: UnsafePointer<Double>, _ count: Int
    ) {
        for i in 0..<count where values[i].isNaN { values[i] = careful(x[i], y[i]) }
    }
}

extension StagedBinaryFunction {
    @inline(never)
    static func fill(
        _ values: UnsafeMutablePointer<Double>, _ x: UnsafePointer<Double>,
        _ y: UnsafePointer<Double>, _ count: Int
    ) {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * blockSize) { memory in
            let high = memory.baseAddress!
            let low = high + blockSize
            var i = 0
            while i < count {
                let prepared = prepare(DoublePair(x, i), DoublePair(y, i))
                prepared.high.store(high, i)
                prepared.low.store(low, i)
                i &+= 2
            }
            var check = FiniteCheck()
            i = 0
            while i < count {
                let prepared = TwoParts(DoublePair(high, i), DoublePair(low, i))
                let pair = finish(DoublePair(x, i), DoublePair(y, i), prepared)
                check.take(pair)
                pair.store(values, i)
                i &+= 2
            }
            if !check.areAllFinite { replace(values, x, y, count) }
        }
    }
}
