/// Elementary functions over arrays: blocks of elements go the quick way together, and only
/// the elements for which it does not hold go the careful way afterwards.
enum QuickKernels {
    private static let blockSize = 64

    /// The function of every element.
    static func map<Element: FloatingElement, Function: QuickFunction>(
        _ input: Tensor, _ type: Element.Type, _ function: Function.Type
    ) -> Tensor {
        let isDense = input.isDense
        let result =
            isDense
            ? Tensor(uninitializedLike: input, dtype: Element.dtype)
            : Tensor(uninitialized: input.shape, dtype: Element.dtype)
        input.withPointer { (source: UnsafeMutablePointer<Element>) in
            result.withPointer { (target: UnsafeMutablePointer<Element>) in
                if isDense {
                    row(source + input.offset, 1, target, result.storage.count, function)
                    return
                }
                let loop = StridedLoop([input])
                let step = loop.rowStride(0)
                var next = target
                loop.forEachRow { places, count in
                    row(source + places[0], step, next, count, function)
                    next += count
                }
            }
        }
        return result
    }

    /// The function of every pair of elements of two tensors of the same shape.
    static func map<Element: FloatingElement, Function: QuickBinaryFunction>(
        _ left: Tensor, _ right: Tensor, _ type: Element.Type, _ function: Function.Type
    ) -> Tensor {
        let isDense = left.strides == right.strides && left.isDense
        let result =
            isDense
            ? Tensor(uninitializedLike: left, dtype: Element.dtype)
            : Tensor(uninitialized: left.shape, dtype: Element.dtype)
        left.withPointer { (a: UnsafeMutablePointer<Element>) in
            right.withPointer { (b: UnsafeMutablePointer<Element>) in
                result.withPointer { (target: UnsafeMutablePointer<Element>) in
                    if isDense {
                        row(
                            a + left.offset, 1, b + right.offset, 1, target,
                            result.storage.count, function)
                        return
                    }
                    let loop = StridedLoop([left, right])
                    let (leftStep, rightStep) = (loop.rowStride(0), loop.rowStride(1))
                    var next = target
                    loop.forEachRow { places, count in
                        row(
                            a + places[0], leftStep, b + places[1], rightStep, next, count,
                            function)
                        next += count
                    }
                }
            }
        }
        return result
    }

    private static func row<Element: FloatingElement, Function: QuickFunction>(
        _ source: UnsafeMutablePointer<Element>, _ step: Int,
        _ target: UnsafeMutablePointer<Element>, _ count: Int, _ function: Function.Type
    ) {
        withBlocks { x, values, _ in
            var done = 0
            while done < count {
                let size = Swift.min(blockSize, count - done)
                load(source + done * step, step, x, size)
                Function.fill(values, x, size)
                store(values, target + done, size)
                done += size
            }
        }
    }

    private static func row<Element: FloatingElement, Function: QuickBinaryFunction>(
        _ left: UnsafeMutablePointer<Element>, _ leftStep: Int,
        _ right: UnsafeMutablePointer<Element>, _ rightStep: Int,
        _ target: UnsafeMutablePointer<Element>, _ count: Int, _ function: Function.Type
    ) {
        withBlocks { x, values, y in
            var done = 0
            while done < count {
                let size = Swift.min(blockSize, count - done)
                load(left + done * leftStep, leftStep, x, size)
                load(right + done * rightStep, rightStep, y, size)
                Function.fill(values, x, y, size)
                store(values, target + done, size)
                done += size
            }
        }
    }

    /// Three blocks of memory of this call's own: nothing else can lie there, so that the
    /// compiler may work on several elements at once.
    @inline(__always)
    private static func withBlocks(
        _ body: (
            UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>,
            UnsafeMutablePointer<Double>
        ) -> Void
    ) {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 3 * blockSize) { blocks in
            let first = blocks.baseAddress!
            body(first, first + blockSize, first + 2 * blockSize)
        }
    }

    @inline(__always)
    private static func load<Element: FloatingElement>(
        _ source: UnsafeMutablePointer<Element>, _ step: Int,
        _ block: UnsafeMutablePointer<Double>, _ count: Int
    ) {
        if step == 1 {
            for i in 0..<count { block[i] = source[i].double }
        } else {
            for i in 0..<count { block[i] = source[i &* step].double }
        }
    }

    @inline(__always)
    private static func store<Element: FloatingElement>(
        _ block: UnsafeMutablePointer<Double>, _ target: UnsafeMutablePointer<Element>,
        _ count: Int
    ) {
        for i in 0..<count { target[i] = Element(rounding: block[i]) }
    }
}
