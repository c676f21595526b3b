/// How a reduction walks a tensor: axes in the order of memory, neighbours joined, the
/// fastest one last. It is NumPy's order, so that sums agree to the last bit.
struct ReductionPlan {
    /// The result's shape when reduced axes are kept with length 1.
    let keptShape: Shape
    /// The result's shape without the reduced axes.
    let shape: Shape
    /// Which axes are reduced.
    let reduced: [Bool]
    /// How many elements go into each element of the result.
    let reducedCount: Int
    /// Lengths, input strides and output strides of the joined axes; a reduced one's output
    /// stride is 0.
    let loop: StridedLoop

    /// Plans the reduction of a tensor along `axes` (nil: all of them).
    init(_ tensor: Tensor, axes: [Int]?) throws(TensorError) {
        let rank = tensor.ndim
        var reduced = [Bool](repeating: axes == nil, count: rank)
        for axis in axes ?? [] {
            let place = try tensor.shape.normalized(axis: axis)
            guard !reduced[place] else {
                throw TensorError("duplicate value in 'axis'", fix: "name each axis once")
            }
            reduced[place] = true
        }
        self.reduced = reduced
        let dimensions = tensor.shape.dimensions
        let kept = Shape(dimensions.indices.map { reduced[$0] ? 1 : dimensions[$0] })
        let keptStrides = kept.rowMajorStrides
        keptShape = kept
        shape = Shape(dimensions.indices.filter { !reduced[$0] }.map { dimensions[$0] })
        reducedCount = dimensions.indices.reduce(1) { reduced[$1] ? $0 * dimensions[$1] : $0 }

        let order = tensor.axesInMemoryOrder.filter { dimensions[$0] != 1 }
        loop = StridedLoop(
            shape: order.map { dimensions[$0] },
            strides: [
                order.map { tensor.strides[$0] },
                order.map { reduced[$0] ? 0 : keptStrides[$0] },
            ],
            starts: [tensor.offset, 0])
    }

    /// The result's shape.
    func shape(keepDims: Bool) -> Shape { keepDims ? keptShape : shape }

    /// Folds the tensor: `start` first, then `combine` of what is there and the next element.
    @inline(__always)
    func fold<In: TensorElement, Out: TensorElement>(
        _ input: Tensor, start: Out, keepDims: Bool, _ combine: (Out, In) -> Out
    ) -> Tensor {
        foldRows(input, start: start, keepDims: keepDims, combine) { first, row, step, count in
            var value = first
            if step == 1 {
                // The compiler makes this loop wide where the order does not matter.
                for i in 0..<count { value = combine(value, row[i]) }
            } else {
                for i in 0..<count { value = combine(value, row[i * step]) }
            }
            return value
        }
    }

    /// Folds with a way of its own for rows that end in one element of the result.
    @inline(__always)
    func foldRows<In: TensorElement, Out: TensorElement>(
        _ input: Tensor, start: Out, keepDims: Bool, _ combine: (Out, In) -> Out,
        row foldRow: (Out, UnsafeMutablePointer<In>, Int, Int) -> Out
    ) -> Tensor {
        let result = Tensor(uninitialized: shape(keepDims: keepDims), dtype: Out.dtype)
        let inputStep = loop.rowStride(0)
        let outputStep = loop.rowStride(1)
        let core = loop.strides[1].reversed().prefix { $0 == 0 }.count
        if core > 1 {
            // Several axes end in one element and do not join: NumPy gathers them in a buffer.
            result.withPointer { (target: UnsafeMutablePointer<Out>) in
                for i in 0..<result.size { target[i] = start }
                forEachGathered(input, core: core, In.self) { place, elements, count in
                    target[place] = foldRow(target[place], elements, 1, count)
                }
            }
            return result
        }
        input.withPointer { (source: UnsafeMutablePointer<In>) in
            result.withPointer { (target: UnsafeMutablePointer<Out>) in
                for i in 0..<result.size { target[i] = start }
                loop.forEachRow { places, count in
                    let row = source + places[0]
                    let output = target + places[1]
                    if outputStep == 0 {
                        output[0] = foldRow(output[0], row, inputStep, count)
                    } else if outputStep == 1 && inputStep == 1 {
                        for i in 0..<count { output[i] = combine(output[i], row[i]) }
                    } else {
                        for i in 0..<count {
                            output[i * outputStep] = combine(
                                output[i * outputStep], row[i * inputStep])
                        }
                    }
                }
            }
        }
        return result
    }
}

extension ReductionPlan {
    /// How many elements NumPy's buffer holds.
    static var bufferLength: Int { 8192 }

    /// Gathers the elements of the last `core` axes for each place of the result, in pieces of
    /// the buffer's length.
    fileprivate func forEachGathered<Element: TensorElement>(
        _ input: Tensor, core: Int, _ type: Element.Type,
        _ body: (_ place: Int, _ elements: UnsafeMutablePointer<Element>, _ count: Int) -> Void
    ) {
        let split = loop.lengths.count - core
        let outer = StridedLoop(
            shape: Array(loop.lengths[..<split]),
            strides: loop.strides.map { Array($0[..<split]) }, starts: loop.starts)
        let inner = StridedLoop(
            shape: Array(loop.lengths[split...]), strides: [Array(loop.strides[0][split...])],
            starts: [0])
        let step = inner.rowStride(0)
        let (outerStep, outputStep) = (outer.rowStride(0), outer.rowStride(1))
        let buffer = UnsafeMutablePointer<Element>.allocate(capacity: Self.bufferLength)
        defer { buffer.deallocate() }
        input.withPointer { (source: UnsafeMutablePointer<Element>) in
            outer.forEachRow { starts, count in
                for i in 0..<count {
                    let first = source + starts[0] + i * outerStep
                    let place = starts[1] + i * outputStep
                    var filled = 0
                    inner.forEachRow { offsets, length in
                        for j in 0..<length {
                            buffer[filled] = first[offsets[0] + j * step]
                            filled += 1
                            if filled == Self.bufferLength {
                                body(place, buffer, filled)
                                filled = 0
                            }
                        }
                    }
                    if filled > 0 { body(place, buffer, filled) }
                }
            }
        }
    }
}

extension Tensor {
    /// The axes, those with longer steps first, equal ones (and repeated ones) as they come.
    var axesInMemoryOrder: [Int] {
        var order = Array(0..<ndim)
        for i in order.indices {
            var j = i
            while j > 0,
                strides[order[j]] != 0, strides[order[j - 1]] != 0,
                abs(strides[order[j - 1]]) < abs(strides[order[j]])
            {
                order.swapAt(j, j - 1)
                j -= 1
            }
        }
        return order
    }
}
