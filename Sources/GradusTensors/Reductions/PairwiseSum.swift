/// The sum of a row by halves, as NumPy adds: below 8 elements one by one, up to 128 in
/// eight running sums, longer rows split in two at a multiple of 8. Its error grows with
/// the logarithm of the length (N. J. Higham, "The accuracy of floating point summation",
/// SIAM J. Sci. Comput. 14, 1993).
func pairwiseSum<Element: FloatingElement>(
    _ row: UnsafeMutablePointer<Element>, step: Int, count: Int
) -> Element {
    if count < 8 {
        var sum: Element = 0
        // NumPy starts from -0 here, so that a row of -0 stays what it is.
        sum.negate()
        for i in 0..<count { sum += row[i * step] }
        return sum
    }
    if count <= 128 {
        var (r0, r1, r2, r3) = (row[0], row[step], row[2 * step], row[3 * step])
        var (r4, r5, r6, r7) = (row[4 * step], row[5 * step], row[6 * step], row[7 * step])
        var i = 8
        while i < count - count % 8 {
            let next = row + i * step
            r0 += next[0]
            r1 += next[step]
            r2 += next[2 * step]
            r3 += next[3 * step]
            r4 += next[4 * step]
            r5 += next[5 * step]
            r6 += next[6 * step]
            r7 += next[7 * step]
            i += 8
        }
        var sum = ((r0 + r1) + (r2 + r3)) + ((r4 + r5) + (r6 + r7))
        while i < count {
            sum += row[i * step]
            i += 1
        }
        return sum
    }
    var half = count / 2
    half -= half % 8
    return pairwiseSum(row, step: step, count: half)
        + pairwiseSum(row + half * step, step: step, count: count - half)
}
