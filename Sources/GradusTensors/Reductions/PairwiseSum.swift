/// A type in which sums of floating-point elements run: float16 is added in single precision
/// as NumPy does, the others in their own.
protocol SummableElement: FloatingElement {
    associatedtype Sum: FloatingElement
    /// The element as an addend.
    var addend: Sum { get }
    /// The nearest element to a sum.
    init(sum: Sum)
}

extension Double: SummableElement {
    @inline(__always) var addend: Double { self }
    @inline(__always) init(sum: Double) { self = sum }
}

extension Float: SummableElement {
    @inline(__always) var addend: Float { self }
    @inline(__always) init(sum: Float) { self = sum }
}

extension Float16: SummableElement {
    @inline(__always) var addend: Float { Float(self) }
    @inline(__always) init(sum: Float) { self = Float16(sum) }
}

/// The sum of a row by halves, as NumPy adds: below 8 elements one by one, up to 128 in
/// eight running sums, longer rows split in two at a multiple of 8. Its error grows with
/// the logarithm of the length (N. J. Higham, "The accuracy of floating point summation",
/// SIAM J. Sci. Comput. 14, 1993).
func pairwiseSum<Element: SummableElement>(
    _ row: UnsafeMutablePointer<Element>, step: Int, count: Int
) -> Element.Sum {
    if count < 8 {
        var sum: Element.Sum = 0
        // NumPy starts from -0 here, so that a row of -0 stays what it is.
        sum.negate()
        for i in 0..<count { sum += row[i * step].addend }
        return sum
    }
    if count <= 128 {
        // The same sums with a step that the compiler knows, which it makes wide.
        return step == 1
            ? eightSums(row, step: 1, count: count) : eightSums(row, step: step, count: count)
    }
    var half = count / 2
    half -= half % 8
    return pairwiseSum(row, step: step, count: half)
        + pairwiseSum(row + half * step, step: step, count: count - half)
}

@inline(__always)
private func eightSums<Element: SummableElement>(
    _ row: UnsafeMutablePointer<Element>, step: Int, count: Int
) -> Element.Sum {
    var (r0, r1, r2, r3) = (
        row[0].addend, row[step].addend, row[2 * step].addend, row[3 * step].addend
    )
    var (r4, r5, r6, r7) = (
        row[4 * step].addend, row[5 * step].addend, row[6 * step].addend, row[7 * step].addend
    )
    var i = 8
    while i < count - count % 8 {
        let next = row + i * step
        r0 += next[0].addend
        r1 += next[step].addend
        r2 += next[2 * step].addend
        r3 += next[3 * step].addend
        r4 += next[4 * step].addend
        r5 += next[5 * step].addend
        r6 += next[6 * step].addend
        r7 += next[7 * step].addend
        i += 8
    }
    var sum = ((r0 + r1) + (r2 + r3)) + ((r4 + r5) + (r6 + r7))
    while i < count {
        sum += row[i * step].addend
        i += 1
    }
    return sum
}
