/// A sort digit by digit, the lowest first (D. E. Knuth, The Art of Computer Programming 3,
/// 5.2.5): stable, and its time grows with the number of elements alone.
enum RadixSort {
    /// Rows that are shorter are sorted faster by comparing.
    static let leastCount = 256

    /// Sorts each of some rows that lie one after another.
    static func sort<Element: RadixElement>(
        rows elements: UnsafeMutablePointer<Element>, count: Int, length: Int
    ) {
        let scratch = UnsafeMutablePointer<Element>.allocate(capacity: length)
        defer { scratch.deallocate() }
        for row in 0..<count { sort(elements + row * length, scratch, length) }
    }

    /// Wide digits need fewer rounds, but their tables more time to clear.
    @inline(__always)
    private static func sort<Element: RadixElement>(
        _ row: UnsafeMutablePointer<Element>, _ scratch: UnsafeMutablePointer<Element>, _ count: Int
    ) {
        if count < 8192 {
            sort(row, scratch, count, bits: 8)
        } else {
            sort(row, scratch, count, bits: 11)
        }
    }

    @inline(__always)
    private static func sort<Element: RadixElement>(
        _ row: UnsafeMutablePointer<Element>, _ scratch: UnsafeMutablePointer<Element>,
        _ count: Int, bits: Int
    ) {
        let width = MemoryLayout<Element>.size * 8
        let rounds = (width + bits - 1) / bits
        let size = 1 << bits
        let mask = UInt64(size - 1)
        withUnsafeTemporaryAllocation(of: Int.self, capacity: rounds * size) { buffer in
            guard let tables = buffer.baseAddress else { return }
            tables.initialize(repeating: 0, count: rounds * size)
            for i in 0..<count {
                let key = row[i].radixKey
                for round in 0..<rounds {
                    tables[round &* size &+ Int((key &>> UInt64(round &* bits)) & mask)] &+= 1
                }
            }
            var (source, target) = (row, scratch)
            for round in 0..<rounds {
                let table = tables + round * size
                let shift = UInt64(round * bits)
                // All elements have the same digit: they stay where they are.
                if table[Int((source[0].radixKey &>> shift) & mask)] == count { continue }
                var place = 0
                for digit in 0..<size {
                    let number = table[digit]
                    table[digit] = place
                    place &+= number
                }
                for i in 0..<count {
                    let element = source[i]
                    let digit = Int((element.radixKey &>> shift) & mask)
                    target[table[digit]] = element
                    table[digit] &+= 1
                }
                swap(&source, &target)
            }
            if source != row { row.update(from: source, count: count) }
        }
    }
}

/// Elements whose order is that of unsigned integers.
protocol RadixElement: TensorElement, Comparable {
    /// Integers in the order of the elements, no wider than they; equal ones for equal elements
    /// (so 0 and -0 stay in their order) and the largest for every nan.
    var radixKey: UInt64 { get }
}

extension UInt8: RadixElement {
    @inline(__always) var radixKey: UInt64 { UInt64(self) }
}
extension UInt64: RadixElement {
    @inline(__always) var radixKey: UInt64 { self }
}
extension Int8: RadixElement {
    @inline(__always) var radixKey: UInt64 { UInt64(UInt8(bitPattern: self) ^ 0x80) }
}
extension Int16: RadixElement {
    @inline(__always) var radixKey: UInt64 { UInt64(UInt16(bitPattern: self) ^ 0x8000) }
}
extension Int32: RadixElement {
    @inline(__always) var radixKey: UInt64 { UInt64(UInt32(bitPattern: self) ^ 0x8000_0000) }
}
extension Int64: RadixElement {
    @inline(__always) var radixKey: UInt64 { UInt64(bitPattern: self) ^ (1 << 63) }
}
// Below zero all bits are turned over, else the sign; adding 0 makes -0 to 0.
extension Float16: RadixElement {
    @inline(__always) var radixKey: UInt64 {
        if self != self { return UInt64(UInt16.max) }
        let bits = (self + 0).bitPattern
        return UInt64(bits ^ (UInt16(bitPattern: Int16(bitPattern: bits) >> 15) | 0x8000))
    }
}
extension Float: RadixElement {
    @inline(__always) var radixKey: UInt64 {
        if self != self { return UInt64(UInt32.max) }
        let bits = (self + 0).bitPattern
        return UInt64(bits ^ (UInt32(bitPattern: Int32(bitPattern: bits) >> 31) | 0x8000_0000))
    }
}
extension Double: RadixElement {
    @inline(__always) var radixKey: UInt64 {
        if self != self { return .max }
        let bits = (self + 0).bitPattern
        return bits ^ (UInt64(bitPattern: Int64(bitPattern: bits) >> 63) | 1 << 63)
    }
}
