// Blocks of numbers. What the quick way leaves goes into memory of the call's own first, so
// that the compiler knows that no table lies there.

private let blockSize = 64

/// Whether all numbers are finite, without a branch for each: their differences from
/// themselves have no bit set then.
@inline(__always)
private func areFinite(_ block: UnsafeMutablePointer<Double>, _ count: Int) -> Bool {
    var bits: UInt64 = 0
    for i in 0..<count { bits |= (block[i] - block[i]).bitPattern }
    return bits == 0
}

extension QuickFunction {
    @inline(never)
    static func fill(
        _ values: UnsafeMutablePointer<Double>, _ x: UnsafeMutablePointer<Double>, _ count: Int
    ) {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: blockSize) { memory in
            let block = memory.baseAddress!
            for i in 0..<count { block[i] = quick(x[i]) }
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
            for i in 0..<count {
                let prepared = prepare(x[i])
                high[i] = prepared.high
                low[i] = prepared.low
            }
            for i in 0..<count { block[i] = finish(x[i], DoubleDouble(high[i], low[i])) }
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
            for i in 0..<count { block[i] = quick(x[i], y[i]) }
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
            for i in 0..<count {
                let prepared = prepare(x[i], y[i])
                high[i] = prepared.high
                low[i] = prepared.low
            }
            for i in 0..<count { block[i] = finish(x[i], y[i], DoubleDouble(high[i], low[i])) }
            replace(block, values, x, y, count)
        }
    }
}
