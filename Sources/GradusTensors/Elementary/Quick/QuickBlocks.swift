// Blocks of numbers, two at a time. What the quick way leaves goes into memory of the call's
// own first, so that the compiler knows that no table lies there.

private let blockSize = 64

/// Whether all numbers are finite, without a branch for each: their differences from
/// themselves have no bit set then.
@inline(__always)
private func areFinite(_ block: UnsafeMutablePointer<Double>, _ count: Int) -> Bool {
    var bits: UInt64 = 0
    for i in 0..<count { bits |= (block[i] - block[i]).bitPattern }
    return bits == 0
}

extension DoublePair {
    @inline(__always)
    init(_ block: UnsafeMutablePointer<Double>, _ place: Int) {
        self.init(SIMD2(block[place], block[place + 1]))
    }

    @inline(__always)
    func store(_ block: UnsafeMutablePointer<Double>, _ place: Int) {
        block[place] = both[0]
        block[place + 1] = both[1]
    }
}

/// Makes the number of elements even, by one more of the same.
@inline(__always)
private func pad(_ block: UnsafeMutablePointer<Double>, _ count: Int) -> Int {
    if count & 1 == 1 { block[count] = block[count - 1] }
    return (count + 1) & ~1
}

extension QuickFunction {
    @inline(never)
    static func fill(
        _ values: UnsafeMutablePointer<Double>, _ x: UnsafeMutablePointer<Double>, _ count: Int
    ) {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: blockSize) { memory in
            let block = memory.baseAddress!
            for i in stride(from: 0, to: pad(x, count), by: 2) {
                quick(DoublePair(x, i)).store(block, i)
            }
            replace(block, values, x, count)
        }
    }

    /// The careful value where the quick way does not hold.
    @inline(__always)
    static func replace(
        _ block: UnsafeMutablePointer<Double>, _ values: UnsafeMutablePointer<Double>,
        _ x: UnsafeMutablePointer<Double>, _ count: Int
    ) {
        if areFinite(block, count) {
            for i in 0..<count { values[i] = block[i] }
            return
        }
        for i in 0..<count {
            let value = block[i]
            values[i] = value == value ? value : careful(x[i])
        }
    }
}

extension StagedFunction {
    @inline(never)
    static func fill(
        _ values: UnsafeMutablePointer<Double>, _ x: UnsafeMutablePointer<Double>, _ count: Int
    ) {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 3 * blockSize) { memory in
            let block = memory.baseAddress!
            let (high, low) = (block + blockSize, block + 2 * blockSize)
            let even = pad(x, count)
            for i in stride(from: 0, to: even, by: 2) {
                let prepared = prepare(DoublePair(x, i))
                prepared.high.store(high, i)
                prepared.low.store(low, i)
            }
            for i in stride(from: 0, to: even, by: 2) {
                let prepared = TwoParts(DoublePair(high, i), DoublePair(low, i))
                finish(DoublePair(x, i), prepared).store(block, i)
            }
            replace(block, values, x, count)
        }
    }
}

extension QuickBinaryFunction {
    @inline(never)
    static func fill(
        _ values: UnsafeMutablePointer<Double>, _ x: UnsafeMutablePointer<Double>,
        _ y: UnsafeMutablePointer<Double>, _ count: Int
    ) {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: blockSize) { memory in
            let block = memory.baseAddress!
            _ = pad(x, count)
            for i in stride(from: 0, to: pad(y, count), by: 2) {
                quick(DoublePair(x, i), DoublePair(y, i)).store(block, i)
            }
            replace(block, values, x, y, count)
        }
    }

    /// The careful value where the quick way does not hold.
    @inline(__always)
    static func replace(
        _ block: UnsafeMutablePointer<Double>, _ values: UnsafeMutablePointer<Double>,
        _ x: UnsafeMutablePointer<Double>, _ y: UnsafeMutablePointer<Double>, _ count: Int
    ) {
        if areFinite(block, count) {
            for i in 0..<count { values[i] = block[i] }
            return
        }
        for i in 0..<count {
            let value = block[i]
            values[i] = value == value ? value : careful(x[i], y[i])
        }
    }
}

extension StagedBinaryFunction {
    @inline(never)
    static func fill(
        _ values: UnsafeMutablePointer<Double>, _ x: UnsafeMutablePointer<Double>,
        _ y: UnsafeMutablePointer<Double>, _ count: Int
    ) {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 3 * blockSize) { memory in
            let block = memory.baseAddress!
            let (high, low) = (block + blockSize, block + 2 * blockSize)
            _ = pad(x, count)
            let even = pad(y, count)
            for i in stride(from: 0, to: even, by: 2) {
                let prepared = prepare(DoublePair(x, i), DoublePair(y, i))
                prepared.high.store(high, i)
                prepared.low.store(low, i)
            }
            for i in stride(from: 0, to: even, by: 2) {
                let prepared = TwoParts(DoublePair(high, i), DoublePair(low, i))
                finish(DoublePair(x, i), DoublePair(y, i), prepared).store(block, i)
            }
            replace(block, values, x, y, count)
        }
    }
}
