/// The two loops that every elementwise operation runs: one row after another, the function
/// inlined, the dtype chosen by the caller once.
enum ElementwiseKernels {
    /// The function of every element.
    @inline(__always)
    static func map<In: TensorElement, Out: TensorElement>(
        _ input: Tensor, _ function: (In) -> Out
    ) -> Tensor {
        let result = Tensor(zeros: input.shape, dtype: Out.dtype)
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
        let result = Tensor(zeros: left.shape, dtype: Out.dtype)
        let loop = StridedLoop([left, right])
        let leftStep = loop.rowStride(0)
        let rightStep = loop.rowStride(1)
        left.withPointer { (leftSource: UnsafeMutablePointer<In>) in
            right.withPointer { (rightSource: UnsafeMutablePointer<In>) in
                result.withPointer { (target: UnsafeMutablePointer<Out>) in
                    var next = target
                    loop.forEachRow { places, count in
                        let a = leftSource + places[0]
                        let b = rightSource + places[1]
                        if leftStep == 1 && rightStep == 1 {
                            for i in 0..<count { next[i] = function(a[i], b[i]) }
                        } else if leftStep == 1 && rightStep == 0 {
                            let constant = b[0]
                            for i in 0..<count { next[i] = function(a[i], constant) }
                        } else {
                            for i in 0..<count {
                                next[i] = function(a[i * leftStep], b[i * rightStep])
                            }
                        }
                        next += count
                    }
                }
            }
        }
        return result
    }
}
