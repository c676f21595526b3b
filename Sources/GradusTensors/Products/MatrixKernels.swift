/// Matrix products. Unless `ProductPolicy` gives large ones to a BLAS they are plain loops of one
/// fixed order: every element of the result is the sum over k = 0, 1, … of a[i, k] * b[k, j],
/// each product rounded before it is added, so that all machines agree. (Long sums of a single column run in eight parts, see
/// `FloatingProduct`.) float16 is multiplied and added in single precision, as in NumPy.
enum MatrixKernels {
    /// The product of two matrices that fit.
    static func product(_ left: Tensor, _ right: Tensor) -> Tensor {
        let dtype = DType.promoted(left.dtype, right.dtype)
        let computing: DType = dtype == .float16 ? .float32 : dtype
        let (a, b) = (left.astype(computing), right.astype(computing))
        let result = Tensor(zeros: Shape([a.shape[0], b.shape[1]]), dtype: computing)
        if result.size > 0 && a.size > 0 { accumulate(a, b, into: result, at: 0) }
        return result.astype(dtype)
    }

    /// The sum of products of two vectors of the same length.
    static func product(ofVectors left: Tensor, _ right: Tensor) -> Tensor {
        if left.dtype == right.dtype, left.dtype == .float64 || left.dtype == .float32,
            left.isContiguous, right.isContiguous
        {
            return left.dtype == .float64
                ? sum(left, right, Double.self) : sum(left, right, Float.self)
        }
        let length = left.size
        let row = Tensor(
            unchecked: left.storage, shape: [1, length], strides: [0, left.strides[0]],
            offset: left.offset)
        let column = Tensor(
            unchecked: right.storage, shape: [length, 1], strides: [right.strides[0], 0],
            offset: right.offset)
        let result = product(row, column)
        return Tensor(unchecked: result.storage, shape: [], strides: [], offset: 0)
    }

    private static func sum<Element: FloatingElement & SIMDScalar>(
        _ left: Tensor, _ right: Tensor, _ type: Element.Type
    ) -> Tensor {
        let result = Tensor(uninitialized: [], dtype: Element.dtype)
        left.withPointer { (a: UnsafeMutablePointer<Element>) in
            right.withPointer { (b: UnsafeMutablePointer<Element>) in
                result.withPointer { (target: UnsafeMutablePointer<Element>) in
                    target[0] = FloatingProduct.sum(a + left.offset, b + right.offset, left.size)
                }
            }
        }
        return result
    }

    /// The products of stacks of matrices with the same leading axes.
    static func products(_ left: Tensor, _ right: Tensor, lead: Shape) -> Tensor {
        let dtype = DType.promoted(left.dtype, right.dtype)
        let computing: DType = dtype == .float16 ? .float32 : dtype
        let (a, b) = (left.astype(computing), right.astype(computing))
        let (rows, columns) = (a.shape[-2], b.shape[-1])
        let result = Tensor(zeros: Shape(lead.dimensions + [rows, columns]), dtype: computing)
        guard result.size > 0 && a.size > 0 else { return result.astype(dtype) }
        let rank = lead.rank
        let loop = StridedLoop(
            shape: lead.dimensions,
            strides: [Array(a.strides.prefix(rank)), Array(b.strides.prefix(rank))],
            starts: [a.offset, b.offset])
        var place = 0
        loop.forEachRow { places, count in
            for i in 0..<count {
                accumulate(
                    matrix(a, places[0] + i * loop.rowStride(0)),
                    matrix(b, places[1] + i * loop.rowStride(1)), into: result, at: place)
                place += rows * columns
            }
        }
        return result.astype(dtype)
    }

    private static func matrix(_ stack: Tensor, _ offset: Int) -> Tensor {
        Tensor(
            unchecked: stack.storage, shape: Shape(Array(stack.shape.dimensions.suffix(2))),
            strides: Array(stack.strides.suffix(2)), offset: offset)
    }

    private static func accumulate(
        _ left: Tensor, _ right: Tensor, into result: Tensor, at place: Int
    ) {
        func integers<Element: IntegerElement>(_ type: Element.Type) {
            multiply(left, right, result, place, type, { $0 &+ $1 }, { $0 &* $1 })
        }
        switch result.dtype {
        case .bool: multiply(left, right, result, place, Bool.self, { $0 || $1 }, { $0 && $1 })
        case .uint8: integers(UInt8.self)
        case .uint64: integers(UInt64.self)
        case .int8: integers(Int8.self)
        case .int16: integers(Int16.self)
        case .int32: integers(Int32.self)
        case .int64: integers(Int64.self)
        case .float16: preconditionFailure("float16 is multiplied in float32")
        case .float32: floating(left, right, into: result, at: place, Float.self)
        case .float64: floating(left, right, into: result, at: place, Double.self)
        }
    }

    /// A product that the policy gives to the BLAS if it is worth it and there is one.
    private static func floating<Element: FloatingElement & SIMDScalar>(
        _ left: Tensor, _ right: Tensor, into result: Tensor, at place: Int, _ type: Element.Type
    ) {
        let (rows, inner, columns) = (left.shape[0], left.shape[1], right.shape[1])
        // A single row or column is read once: there is nothing to gain.
        if rows > 1, columns > 1, isLarge(rows, inner, columns), ProductPolicy.current == .blas,
            let library = BLASLibrary.installed,
            BLASProduct.multiply(left, right, into: result, at: place, by: library, type)
        {
            return
        }
        FloatingProduct.accumulate(left, right, into: result, at: place, type)
    }

    private static func isLarge(_ rows: Int, _ inner: Int, _ columns: Int) -> Bool {
        let (area, overflow) = rows.multipliedReportingOverflow(by: columns)
        guard !overflow else { return true }
        let (work, overflows) = area.multipliedReportingOverflow(by: inner)
        return overflows || work >= ProductPolicy.blasThreshold
    }

    @inline(__always)
    private static func multiply<Element: TensorElement>(
        _ left: Tensor, _ right: Tensor, _ result: Tensor, _ place: Int, _ type: Element.Type,
        _ add: (Element, Element) -> Element, _ times: (Element, Element) -> Element
    ) {
        let (rows, inner, columns) = (left.shape[0], left.shape[1], right.shape[1])
        guard rows > 0 && inner > 0 && columns > 0 else { return }
        // The inner loop runs along rows of the right matrix: they should lie without gaps.
        let dense = right.strides[1] == 1 || columns == 1 ? right : right.copied()
        let (rowStep, innerStep) = (left.strides[0], left.strides[1])
        let denseStep = dense.strides[0]
        left.withPointer { (leftStart: UnsafeMutablePointer<Element>) in
            dense.withPointer { (rightStart: UnsafeMutablePointer<Element>) in
                result.withPointer { (resultStart: UnsafeMutablePointer<Element>) in
                    let a = leftStart + left.offset
                    let b = rightStart + dense.offset
                    let target = resultStart + place
                    if columns == 1 {
                        for i in 0..<rows {
                            let row = a + i * rowStep
                            var sum = target[i]
                            for k in 0..<inner {
                                sum = add(sum, times(row[k * innerStep], b[k * denseStep]))
                            }
                            target[i] = sum
                        }
                        return
                    }
                    for i in 0..<rows {
                        let output = target + i * columns
                        let row = a + i * rowStep
                        for k in 0..<inner {
                            let factor = row[k * innerStep]
                            let next = b + k * denseStep
                            for j in 0..<columns {
                                output[j] = add(output[j], times(factor, next[j]))
                            }
                        }
                    }
                }
            }
        }
    }
}
