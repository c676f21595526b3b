/// Matrix products in plain loops of one fixed order: every element of the result is the sum
/// over k = 0, 1, … of a[i, k] * b[k, j], each product rounded before it is added, so that
/// all machines agree.
enum MatrixKernels {
    /// The product of two matrices that fit.
    static func product(_ left: Tensor, _ right: Tensor) -> Tensor {
        let shape = Shape([left.shape[0], right.shape[1]])
        let dtype = DType.promoted(left.dtype, right.dtype)
        let result = Tensor(zeros: shape, dtype: dtype)
        accumulate(left.astype(dtype), right.astype(dtype), into: result, at: 0)
        return result
    }

    /// The products of stacks of matrices with the same leading axes.
    static func products(_ left: Tensor, _ right: Tensor, lead: Shape) -> Tensor {
        let dtype = DType.promoted(left.dtype, right.dtype)
        let (a, b) = (left.astype(dtype), right.astype(dtype))
        let (rows, columns) = (a.shape[-2], b.shape[-1])
        let result = Tensor(zeros: Shape(lead.dimensions + [rows, columns]), dtype: dtype)
        guard result.size > 0 && a.size > 0 else { return result }
        let rank = lead.rank
        let loop = StridedLoop(
            shape: lead.dimensions,
            strides: [Array(a.strides.prefix(rank)), Array(b.strides.prefix(rank))],
            starts: [a.offset, b.offset])
        var place = 0
        loop.forEachRow { places, count in
            for i in 0..<count {
                let leftMatrix = Tensor(
                    storage: a.storage, shape: Shape(Array(a.shape.dimensions.suffix(2))),
                    strides: Array(a.strides.suffix(2)), offset: places[0] + i * loop.rowStride(0))
                let rightMatrix = Tensor(
                    storage: b.storage, shape: Shape(Array(b.shape.dimensions.suffix(2))),
                    strides: Array(b.strides.suffix(2)), offset: places[1] + i * loop.rowStride(1))
                accumulate(leftMatrix, rightMatrix, into: result, at: place)
                place += rows * columns
            }
        }
        return result
    }

    private static func accumulate(
        _ left: Tensor, _ right: Tensor, into result: Tensor, at place: Int
    ) {
        switch result.dtype {
        case .float64:
            multiply(left, right, result, place, Double.self, { $0 + $1 }, { $0 * $1 })
        case .float32:
            multiply(left, right, result, place, Float.self, { $0 + $1 }, { $0 * $1 })
        case .int64:
            multiply(left, right, result, place, Int64.self, { $0 &+ $1 }, { $0 &* $1 })
        case .bool:
            multiply(left, right, result, place, Bool.self, { $0 || $1 }, { $0 && $1 })
        }
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
