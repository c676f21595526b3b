/// How a reduction walks a tensor: axes in the order of memory, neighbours joined, the
/// fastest one last. It is NumPy's order, so that sums agree to the last bit.
struct ReductionPlan {
    /// The result's shape when reduced axes are kept with length 1.
    let keptShape: Shape
    /// The result's shape without the reduced axes.
    let shape: Shape
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
        let dimensions = tensor.shape.dimensions
        let kept = Shape(dimensions.indices.map { reduced[$0] ? 1 : dimensions[$0] })
        let keptStrides = kept.rowMajorStrides
        keptShape = kept
        shape = Shape(dimensions.indices.filter { !reduced[$0] }.map { dimensions[$0] })
        reducedCount = dimensions.indices.reduce(1) { reduced[$1] ? $0 * dimensions[$1] : $0 }

        // Memory order, as far as it is known: longer steps first, equal ones as they come;
        // axes that are stored backwards are walked forwards.
        var order = dimensions.indices.filter { dimensions[$0] != 1 }
        for i in order.indices {
            var j = i
            while j > 0,
                tensor.strides[order[j]] != 0, tensor.strides[order[j - 1]] != 0,
                abs(tensor.strides[order[j - 1]]) < abs(tensor.strides[order[j]])
            {
                order.swapAt(j, j - 1)
                j -= 1
            }
        }
        let mayFlip = order.allSatisfy { tensor.strides[$0] <= 0 || dimensions[$0] <= 1 }
        var start = tensor.offset
        var outputStart = 0
        var inputStrides: [Int] = []
        var outputStrides: [Int] = []
        for axis in order {
            var input = tensor.strides[axis]
            var output = reduced[axis] ? 0 : keptStrides[axis]
            if mayFlip && input < 0 && tensor.size > 0 {
                start += (dimensions[axis] - 1) * input
                outputStart += (dimensions[axis] - 1) * output
                input = -input
                output = -output
            }
            inputStrides.append(input)
            outputStrides.append(output)
        }
        loop = StridedLoop(
            shape: order.map { dimensions[$0] }, strides: [inputStrides, outputStrides],
            starts: [start, outputStart])
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
            for i in 0..<count { value = combine(value, row[i * step]) }
            return value
        }
    }

    /// Folds with a way of its own for rows that end in one element of the result.
    @inline(__always)
    func foldRows<In: TensorElement, Out: TensorElement>(
        _ input: Tensor, start: Out, keepDims: Bool, _ combine: (Out, In) -> Out,
        row foldRow: (Out, UnsafeMutablePointer<In>, Int, Int) -> Out
    ) -> Tensor {
        let result = Tensor(zeros: shape(keepDims: keepDims), dtype: Out.dtype)
        let inputStep = loop.rowStride(0)
        let outputStep = loop.rowStride(1)
        input.withPointer { (source: UnsafeMutablePointer<In>) in
            result.withPointer { (target: UnsafeMutablePointer<Out>) in
                for i in 0..<result.size { target[i] = start }
                loop.forEachRow { places, count in
                    let row = source + places[0]
                    let output = target + places[1]
                    if outputStep == 0 {
                        output[0] = foldRow(output[0], row, inputStep, count)
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
