/// Products of matrices by a BLAS.
enum BLASProduct {
    /// Writes the product of two matrices of one dtype at `place` of the result. False, and
    /// nothing written, where the matrices are too long for the library's 32-bit integers.
    static func multiply<Element: FloatingElement>(
        _ left: Tensor, _ right: Tensor, into result: Tensor, at place: Int,
        by library: BLASLibrary, _ type: Element.Type
    ) -> Bool {
        let (first, leftLayout) = readable(left)
        let (second, rightLayout) = readable(right)
        let (rows, inner, columns) = (left.shape[0], left.shape[1], right.shape[1])
        guard
            [rows, inner, columns, leftLayout.step, rightLayout.step]
                .allSatisfy({ $0 <= Int(Int32.max) })
        else { return false }
        first.withPointer { (a: UnsafeMutablePointer<Element>) in
            second.withPointer { (b: UnsafeMutablePointer<Element>) in
                result.withPointer { (c: UnsafeMutablePointer<Element>) in
                    library.multiply(
                        a + first.offset, leftLayout, b + second.offset, rightLayout,
                        into: c + place, rows: rows, inner: inner, columns: columns)
                }
            }
        }
        return true
    }

    /// The matrix as it lies, or a copy that a BLAS can read.
    private static func readable(_ matrix: Tensor) -> (Tensor, MatrixLayout) {
        if let layout = MatrixLayout(matrix) { return (matrix, layout) }
        return (
            matrix.copied(), MatrixLayout(step: max(1, matrix.shape[1]), isTransposed: false)
        )
    }
}
