/// Products of floating-point matrices. Blocks of some rows and eight columns keep their sums in
/// registers (four rows of float32, two of float64: that is what fits); within each sum the order of k is that of plain loops, so that the block's size
/// changes no bit.
enum FloatingProduct {
    /// Adds the product of two matrices to zeros at `place` of the result.
    static func accumulate<Element: FloatingElement & SIMDScalar>(
        _ left: Tensor, _ right: Tensor, into result: Tensor, at place: Int, _ type: Element.Type
    ) {
        let (rows, inner, columns) = (left.shape[0], left.shape[1], right.shape[1])
        guard rows > 0 && inner > 0 && columns > 0 else { return }
        if columns == 1 {
            multiplyColumn(left, right, result, place, type)
            return
        }
        // Rows of the right matrix are read eight at once: they should lie without gaps.
        let dense = right.strides[1] == 1 ? right : right.copied()
        let isNarrow = MemoryLayout<Element>.size == 4
        left.withPointer { (leftStart: UnsafeMutablePointer<Element>) in
            dense.withPointer { (rightStart: UnsafeMutablePointer<Element>) in
                result.withPointer { (resultStart: UnsafeMutablePointer<Element>) in
                    let block = Block(
                        left: leftStart + left.offset, rowStep: left.strides[0],
                        innerStep: left.strides[1], right: rightStart + dense.offset,
                        rightStep: dense.strides[0], target: resultStart + place, inner: inner,
                        columns: columns)
                    // A band of columns of the right matrix stays in the cache for all rows.
                    var column = 0
                    while column + 8 <= columns {
                        var row = 0
                        while isNarrow && row + 4 <= rows {
                            block.four(row, column)
                            row += 4
                        }
                        while row + 2 <= rows {
                            block.two(row, column)
                            row += 2
                        }
                        while row < rows {
                            block.one(row, column)
                            row += 1
                        }
                        column += 8
                    }
                    for row in 0..<rows { block.rest(row, from: column) }
                }
            }
        }
    }

    private struct Block<Element: FloatingElement & SIMDScalar> {
        let left: UnsafeMutablePointer<Element>
        let rowStep: Int
        let innerStep: Int
        let right: UnsafeMutablePointer<Element>
        let rightStep: Int
        let target: UnsafeMutablePointer<Element>
        let inner: Int
        let columns: Int

        @inline(__always)
        private func eight(_ place: UnsafeMutablePointer<Element>) -> SIMD8<Element> {
            UnsafeRawPointer(place).loadUnaligned(as: SIMD8<Element>.self)
        }

        @inline(__always)
        private func store(_ sums: SIMD8<Element>, _ row: Int, _ column: Int) {
            UnsafeMutableRawPointer(target + row * columns + column)
                .storeBytes(of: sums, as: SIMD8<Element>.self)
        }

        /// Four rows of eight columns.
        @inline(__always)
        func four(_ row: Int, _ column: Int) {
            var (s0, s1) = (SIMD8<Element>(repeating: 0), SIMD8<Element>(repeating: 0))
            var (s2, s3) = (s0, s0)
            let a = left + row * rowStep
            var b = right + column
            for k in 0..<inner {
                let factors = eight(b)
                let next = a + k * innerStep
                s0 = s0 + factors * SIMD8(repeating: next[0])
                s1 = s1 + factors * SIMD8(repeating: next[rowStep])
                s2 = s2 + factors * SIMD8(repeating: next[2 * rowStep])
                s3 = s3 + factors * SIMD8(repeating: next[3 * rowStep])
                b += rightStep
            }
            store(s0, row, column)
            store(s1, row + 1, column)
            store(s2, row + 2, column)
            store(s3, row + 3, column)
        }

        /// Two rows of eight columns.
        @inline(__always)
        func two(_ row: Int, _ column: Int) {
            var s0 = SIMD8<Element>(repeating: 0)
            var s1 = s0
            let a = left + row * rowStep
            var b = right + column
            for k in 0..<inner {
                let factors = eight(b)
                let next = a + k * innerStep
                s0 = s0 + factors * SIMD8(repeating: next[0])
                s1 = s1 + factors * SIMD8(repeating: next[rowStep])
                b += rightStep
            }
            store(s0, row, column)
            store(s1, row + 1, column)
        }

        /// One row of eight columns.
        @inline(__always)
        func one(_ row: Int, _ column: Int) {
            var sums = SIMD8<Element>(repeating: 0)
            let a = left + row * rowStep
            var b = right + column
            for k in 0..<inner {
                sums = sums + eight(b) * SIMD8(repeating: a[k * innerStep])
                b += rightStep
            }
            store(sums, row, column)
        }

        /// The columns of a row that are left over.
        @inline(__always)
        func rest(_ row: Int, from column: Int) {
            let a = left + row * rowStep
            for j in column..<columns {
                var sum: Element = 0
                for k in 0..<inner { sum += a[k * innerStep] * right[k * rightStep + j] }
                target[row * columns + j] = sum
            }
        }
    }

    /// A matrix times one column. From 32 elements on the sum runs in eight parts, every eighth
    /// element in each, which are then added in pairs; what is left over comes last.
    private static func multiplyColumn<Element: FloatingElement>(
        _ left: Tensor, _ right: Tensor, _ result: Tensor, _ place: Int, _ type: Element.Type
    ) {
        let (rows, inner) = (left.shape[0], left.shape[1])
        // One after another in memory, so that eight can be read at once.
        let column = right.strides[0] == 1 || inner == 1 ? right : right.copied()
        let matrix = left.strides[1] == 1 || inner == 1 ? left : left.copied()
        let rowStep = matrix.strides[0]
        matrix.withPointer { (leftStart: UnsafeMutablePointer<Element>) in
            column.withPointer { (rightStart: UnsafeMutablePointer<Element>) in
                result.withPointer { (resultStart: UnsafeMutablePointer<Element>) in
                    let b = rightStart + column.offset
                    for i in 0..<rows {
                        let a = leftStart + matrix.offset + i * rowStep
                        resultStart[place + i] = sum(a, b, inner)
                    }
                }
            }
        }
    }

    @inline(__always)
    private static func sum<Element: FloatingElement>(
        _ a: UnsafeMutablePointer<Element>, _ b: UnsafeMutablePointer<Element>, _ count: Int
    ) -> Element {
        var sum: Element = 0
        var k = 0
        if count >= 32 {
            var (s0, s1, s2, s3) = (a[0] * b[0], a[1] * b[1], a[2] * b[2], a[3] * b[3])
            var (s4, s5, s6, s7) = (a[4] * b[4], a[5] * b[5], a[6] * b[6], a[7] * b[7])
            k = 8
            while k + 8 <= count {
                s0 += a[k] * b[k]
                s1 += a[k + 1] * b[k + 1]
                s2 += a[k + 2] * b[k + 2]
                s3 += a[k + 3] * b[k + 3]
                s4 += a[k + 4] * b[k + 4]
                s5 += a[k + 5] * b[k + 5]
                s6 += a[k + 6] * b[k + 6]
                s7 += a[k + 7] * b[k + 7]
                k += 8
            }
            sum = ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7))
        }
        while k < count {
            sum += a[k] * b[k]
            k += 1
        }
        return sum
    }
}
