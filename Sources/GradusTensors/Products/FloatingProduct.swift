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
                        block.band(rows, column)
                        column += 8
                    }
                    if column < columns { block.rest(rows, from: column) }
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

        /// Eight columns of all rows.
        @inline(__always)
        func band(_ rows: Int, _ column: Int) {
            let isNarrow = MemoryLayout<Element>.size == 4
            var row = 0
            while isNarrow && row + 4 <= rows {
                four(row, column)
                row += 4
            }
            while row + 2 <= rows {
                two(row, column)
                row += 2
            }
            while row < rows {
                one(row, column)
                row += 1
            }
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

        /// The columns of all rows that are left over: as a band that is filled up with zeros,
        /// or one number after another where that band would take memory of its own account.
        func rest(_ rows: Int, from column: Int) {
            let width = columns - column
            guard inner <= 65_536, rows <= 65_536 else {
                for row in 0..<rows {
                    for j in column..<columns {
                        var sum: Element = 0
                        for k in 0..<inner {
                            let factor = right[k * rightStep + j]
                            sum = sum + factor * left[row * rowStep + k * innerStep]
                        }
                        target[row * columns + j] = sum
                    }
                }
                return
            }
            let scratch = UnsafeMutablePointer<Element>.allocate(capacity: (inner + rows) * 8)
            defer { scratch.deallocate() }
            scratch.initialize(repeating: 0, count: inner * 8)
            for k in 0..<inner {
                let (source, wide) = (right + k * rightStep + column, scratch + k * 8)
                for j in 0..<width { wide[j] = source[j] }
            }
            let sums = scratch + inner * 8
            Block(
                left: left, rowStep: rowStep, innerStep: innerStep, right: scratch, rightStep: 8,
                target: sums, inner: inner, columns: 8
            ).band(rows, 0)
            for row in 0..<rows {
                for j in 0..<width { target[row * columns + column + j] = sums[row * 8 + j] }
            }
        }
    }

    /// A matrix times one column. From 32 elements on the sum runs in eight parts, every eighth
    /// element in each, which are then added in pairs; what is left over comes last.
    private static func multiplyColumn<Element: FloatingElement & SIMDScalar>(
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

    /// The sum of the products of two rows that lie without gaps.
    @inline(__always)
    static func sum<Element: FloatingElement & SIMDScalar>(
        _ a: UnsafeMutablePointer<Element>, _ b: UnsafeMutablePointer<Element>, _ count: Int
    ) -> Element {
        var sum: Element = 0
        var k = 0
        if count >= 32 {
            var sums = eight(a) * eight(b)
            k = 8
            while k + 8 <= count {
                sums = sums + eight(a + k) * eight(b + k)
                k += 8
            }
            sum =
                ((sums[0] + sums[1]) + (sums[2] + sums[3]))
                + ((sums[4] + sums[5]) + (sums[6] + sums[7]))
        }
        while k < count {
            sum += a[k] * b[k]
            k += 1
        }
        return sum
    }

    @inline(__always)
    private static func eight<Element: SIMDScalar>(
        _ place: UnsafeMutablePointer<Element>
    ) -> SIMD8<Element> {
        UnsafeRawPointer(place).loadUnaligned(as: SIMD8<Element>.self)
    }
}
