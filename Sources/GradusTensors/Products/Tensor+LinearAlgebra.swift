extension Tensor {
    /// The determinant of a square matrix; of a float32 one it is float32, else float64.
    public func determinant() throws(TensorError) -> Tensor {
        var factors = try Elimination(self)
        factors.eliminate(stopsAtZero: false)
        // As NumPy does it, through the logarithm, which does not overflow on the way.
        var sign = factors.isOdd ? -1.0 : 1.0
        var logarithm = 0.0
        for i in 0..<factors.count {
            let pivot = factors.rows[i][i]
            sign *= pivot < 0 ? -1 : pivot > 0 ? 1 : pivot
            logarithm += Elementary.log(pivot.magnitude)
        }
        let result = sign == 0 ? 0 : sign * Elementary.exp(logarithm)
        return Tensor(scalar: result).astype(factors.dtype)
    }

    /// The inverse of a square matrix; throws where there is none.
    public func inverse() throws(TensorError) -> Tensor {
        let count = ndim == 2 ? shape[0] : 0
        return try solution(of: Tensor.eye(count, dtype: .float64)).astype(
            dtype == .float32 ? .float32 : .float64)
    }

    /// The x for which `self · x` is `right`, a vector or the columns of a matrix; throws where
    /// there is not exactly one.
    public func solution(of right: Tensor) throws(TensorError) -> Tensor {
        var factors = try Elimination(self)
        let count = factors.count
        guard right.ndim == 1 || right.ndim == 2, right.shape[0] == count else {
            throw TensorError(
                "solve: Input operand 1 has a mismatch in its core dimension 0 (size "
                    + "\(right.ndim == 0 ? 0 : right.shape[0]) is different from \(count))",
                fix: "the shapes are \(shape) and \(right.shape)")
        }
        let columns = right.ndim == 1 ? 1 : right.shape[1]
        let values = right.doubles()
        for i in 0..<count {
            factors.rows[i] += values[(i * columns)..<((i + 1) * columns)]
        }
        guard factors.eliminate(stopsAtZero: true) else {
            throw TensorError("Singular matrix", fix: "its rows depend on each other")
        }
        var result = [Double](repeating: 0, count: count * columns)
        for column in 0..<columns {
            for i in stride(from: count - 1, through: 0, by: -1) {
                var sum = factors.rows[i][count + column]
                for j in (i + 1)..<Swift.max(i + 1, count) {
                    sum -= factors.rows[i][j] * result[j * columns + column]
                }
                result[i * columns + column] = sum / factors.rows[i][i]
            }
        }
        let isSingle = dtype == .float32 && right.dtype == .float32
        return Tensor(result, shape: right.shape).astype(isSingle ? .float32 : .float64)
    }
}

/// Gauss's elimination with the largest pivot of each column, in double precision.
private struct Elimination {
    var rows: [[Double]]
    let count: Int
    let dtype: DType
    /// Whether an odd number of rows changed places.
    var isOdd = false

    init(_ matrix: Tensor) throws(TensorError) {
        guard matrix.ndim == 2 else {
            throw TensorError(
                "\(matrix.ndim)-dimensional array given. Array must be at least two-dimensional",
                fix: "give one square matrix")
        }
        guard matrix.shape[0] == matrix.shape[1] else {
            throw TensorError(
                "Last 2 dimensions of the array must be square", fix: "the shape is \(matrix.shape)"
            )
        }
        count = matrix.shape[0]
        dtype = matrix.dtype == .float32 ? .float32 : .float64
        let values = matrix.doubles()
        let width = count
        rows = (0..<width).map { Array(values[($0 * width)..<(($0 + 1) * width)]) }
    }

    /// Makes the elements below the diagonal zero; false where a pivot is zero.
    @discardableResult
    mutating func eliminate(stopsAtZero: Bool) -> Bool {
        for column in 0..<count {
            var best = column
            for row in column..<count
            where rows[row][column].magnitude > rows[best][column].magnitude {
                best = row
            }
            if rows[best][column] == 0 {
                if stopsAtZero { return false }
                continue
            }
            if best != column {
                rows.swapAt(best, column)
                isOdd.toggle()
            }
            for row in (column + 1)..<Swift.max(column + 1, count) where rows[row][column] != 0 {
                let factor = rows[row][column] / rows[column][column]
                rows[row][column] = 0
                for place in (column + 1)..<rows[row].count {
                    rows[row][place] -= factor * rows[column][place]
                }
            }
        }
        return true
    }
}
