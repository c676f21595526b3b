/// The two loops that every elementwise operation runs: one row after another, the function
/// inlined, the dtype chosen by the caller once. Operands that lie densely and alike in
/// memory are one row, and the result lies as they do.
enum ElementwiseKernels {
    /// The function of every element.
    @inline(__always)
    static func map<In: TensorElement, Out: TensorElement>(
        _ input: Tensor, _ function: (In) -> Out
    ) -> Tensor {
        if input.isDense {
            let result = Tensor(uninitializedLike: input, dtype: Out.dtype)
            let count = result.storage.count
            input.withPointer { (source: UnsafeMutablePointer<In>) in
                result.withPointer { (target: UnsafeMutablePointer<Out>) in
                    let row = source + input.offset
                    for i in 0..<count { target[i] = function(row[i]) }
                }
            }
            return result
        }
        let result = Tensor(uninitialized: input.shape, dtype: Out.dtype)
        let loop = StridedLoop([input])
        let step = loop.rowStride(0)
        input.withPointer { (source: UnsafeMutablePointer<In>) in
            result.withPointer { (target: UnsafeMutablePointer<Out>) in
                var next = target
                loop.forEachRow { places, count in
                    let row = source + places[0]
                    if step == 1 {
                        for i in 0..<count { next[i] = function(row[i]) }
                    } else {
                        for i in 0..<count { next[i] = function(row[i * step]) }
                    }
                    next += count
                }
            }
        }
        return result
    }

    /// The function of every pair of elements of two tensors of the same shape.
    @inline(__always)
    static func map<In: TensorElement, Out: TensorElement>(
        _ left: Tensor, _ right: Tensor, _ function: (In, In) -> Out
    ) -> Tensor {
        if left.strides == right.strides && left.isDense {
            let result = Tensor(uninitializedLike: left, dtype: Out.dtype)
            row(
                left, left.offset, 1, right, right.offset, 1, result, 0, result.storage.count,
                function)
            return result
        }
        let result = Tensor(uninitialized: left.shape, dtype: Out.dtype)
        // One operand is a single number, the other lies row by row: no walk is needed.
        let (isLeftOne, isRightOne) = (left.isOneElement, right.isOneElement)
        if isLeftOne || isRightOne, isLeftOne || left.isContiguous, isRightOne || right.isContiguous
        {
            row(
                left, left.offset, isLeftOne ? 0 : 1, right, right.offset, isRightOne ? 0 : 1,
                result, 0, result.storage.count, function)
            return result
        }
        let loop = StridedLoop([left, right])
        let (leftStep, rightStep) = (loop.rowStride(0), loop.rowStride(1))
        if loop.lengths.count == 2 {
            plane(left, right, result, loop, function)
            return result
        }
        var next = 0
        loop.forEachRow { places, count in
            row(
                left, places[0], leftStep, right, places[1], rightStep, result, next, count,
                function)
            next += count
        }
        return result
    }

    /// The function of every pair of elements of two matrices. Where the rows of one lie across
    /// the memory, it goes in tiles: a line of memory is then used up before it is forgotten.
    @inline(__always)
    private static func plane<In: TensorElement, Out: TensorElement>(
        _ left: Tensor, _ right: Tensor, _ result: Tensor, _ loop: StridedLoop,
        _ function: (In, In) -> Out
    ) {
        let (rows, columns) = (loop.lengths[0], loop.lengths[1])
        let (leftRow, rightRow) = (loop.strides[0][0], loop.strides[1][0])
        let (leftStep, rightStep) = (loop.strides[0][1], loop.strides[1][1])
        left.withPointer { (leftSource: UnsafeMutablePointer<In>) in
            right.withPointer { (rightSource: UnsafeMutablePointer<In>) in
                result.withPointer { (target: UnsafeMutablePointer<Out>) in
                    let (a, b) = (leftSource + loop.starts[0], rightSource + loop.starts[1])
                    if leftStep == 1 && rightStep == 1 {
                        for i in 0..<rows {
                            let (x, y) = (a + i * leftRow, b + i * rightRow)
                            let next = target + i * columns
                            for j in 0..<columns { next[j] = function(x[j], y[j]) }
                        }
                    } else if leftStep == 1 && rightStep == 0 {
                        for i in 0..<rows {
                            let (x, y) = (a + i * leftRow, b[i * rightRow])
                            let next = target + i * columns
                            for j in 0..<columns { next[j] = function(x[j], y) }
                        }
                    } else {
                        for top in stride(from: 0, to: rows, by: tile) {
                            for start in stride(from: 0, to: columns, by: tile) {
                                let end = Swift.min(start + tile, columns)
                                for i in top..<Swift.min(top + tile, rows) {
                                    let (x, y) = (a + i * leftRow, b + i * rightRow)
                                    let next = target + i * columns
                                    for j in start..<end {
                                        next[j] = function(x[j * leftStep], y[j * rightStep])
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// The side of a tile.
    private static var tile: Int { 32 }

    @inline(__always)
    private static func row<In: TensorElement, Out: TensorElement>(
        _ left: Tensor, _ leftPlace: Int, _ leftStep: Int, _ right: Tensor, _ rightPlace: Int,
        _ rightStep: Int, _ result: Tensor, _ place: Int, _ count: Int,
        _ function: (In, In) -> Out
    ) {
        left.withPointer { (leftSource: UnsafeMutablePointer<In>) in
            right.withPointer { (rightSource: UnsafeMutablePointer<In>) in
                result.withPointer { (target: UnsafeMutablePointer<Out>) in
                    let a = leftSource + leftPlace
                    let b = rightSource + rightPlace
                    let next = target + place
                    if leftStep == 1 && rightStep == 1 {
                        for i in 0..<count { next[i] = function(a[i], b[i]) }
                    } else if leftStep == 1 && rightStep == 0 {
                        let constant = b[0]
                        for i in 0..<count { next[i] = function(a[i], constant) }
                    } else if leftStep == 0 && rightStep == 1 {
                        let constant = a[0]
                        for i in 0..<count { next[i] = function(constant, b[i]) }
                    } else {
                        for i in 0..<count {
                            next[i] = function(a[i * leftStep], b[i * rightStep])
                        }
                    }
                }
            }
        }
    }
}

extension Tensor {
    /// Whether every element is the same one in memory.
    @inline(__always)
    fileprivate var isOneElement: Bool {
        for axis in strides.indices where strides[axis] != 0 && shape.dimensions[axis] != 1 {
            return false
        }
        return size > 0
    }
}
