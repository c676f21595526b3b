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
                let next = target + done
                if size & 1 == 0, step == 1, let numbers = doubles(source + done),
                    let results = doubles(next)
                {
                    Function.fill(results, numbers, size)
                } else {
                    let even = load(source + done * step, step, x, size)
                    Function.fill(values, x, even)
                    store(values, next, size)
                }
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
                let next = target + done
                if size & 1 == 0, leftStep == 1, rightStep == 1, let first = doubles(left + done),
                    let second = doubles(right + done), let results = doubles(next)
                {
                    Function.fill(results, first, second, size)
                } else {
                    let even = load(left + done * leftStep, leftStep, x, size)
                    _ = load(right + done * rightStep, rightStep, y, size)
                    Function.fill(values, x, y, even)
                    store(values, next, size)
                }
                done += size
            }
        }
    }

    /// The same numbers if they are doubles: those need not be copied into a block.
    @inline(__always)
    private static func doubles<Element: FloatingElement>(
        _ numbers: UnsafeMutablePointer<Element>
    ) -> UnsafeMutablePointer<Double>? {
        guard Element.self == Double.self else { return nil }
        return UnsafeMutableRawPointer(numbers).assumingMemoryBound(to: Double.self)
    }

    /// Three blocks of memory of this call's own.
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

    /// Copies elements into a block and returns their number, made even by one more of the same.
    @inline(__always)
    private static func load<Element: FloatingElement>(
        _ source: UnsafeMutablePointer<Element>, _ step: Int,
        _ block: UnsafeMutablePointer<Double>, _ count: Int
    ) -> Int {
        if step == 1 {
            for i in 0..<count { block[i] = source[i].double }
        } else {
            for i in 0..<count { block[i] = source[i &* step].double }
        }
        guard count & 1 == 1 else { return count }
        block[count] = block[count - 1]
        return count + 1
    }

    @inline(__always)
    private static func store<Element: FloatingElement>(
        _ block: UnsafeMutablePointer<Double>, _ target: UnsafeMutablePointer<Element>,
        _ count: Int
    ) {
        for i in 0..<count { target[i] = Element(rounding: block[i]) }
    }
}
