extension Tensor {
    /// The tensors one after another along an axis (nil: all flattened first). Throws when
    /// there are none, or when they differ in another axis.
    public static func concatenate(
        _ tensors: [Tensor], axis: Int? = 0
    ) throws(TensorError) -> Tensor {
        guard let first = tensors.first else {
            throw TensorError("need at least one array to concatenate")
        }
        guard let axis else {
            return try concatenate(tensors.map { $0.flattened() }, axis: 0)
        }
        guard first.ndim > 0 else {
            throw TensorError(
                "zero-dimensional arrays cannot be concatenated", fix: "use stack for scalars")
        }
        let place = try first.shape.normalized(axis: axis)
        var total = 0
        var dtype = first.dtype
        for (index, tensor) in tensors.enumerated() {
            guard tensor.ndim == first.ndim else {
                throw TensorError(
                    "all the input arrays must have same number of dimensions, but the array at "
                        + "index 0 has \(first.ndim) dimension(s) and the array at index \(index) "
                        + "has \(tensor.ndim) dimension(s)",
                    fix: "the shapes are \(first.shape) and \(tensor.shape)")
            }
            for other in 0..<first.ndim
            where other != place && tensor.shape[other] != first.shape[other] {
                throw TensorError(
                    "all the input array dimensions except for the concatenation axis must match "
                        + "exactly, but along dimension \(other), the array at index 0 has size "
                        + "\(first.shape[other]) and the array at index \(index) has size "
                        + "\(tensor.shape[other])",
                    fix: "the shapes are \(first.shape) and \(tensor.shape)")
            }
            total += tensor.shape[place]
            dtype = DType.promoted(dtype, tensor.dtype)
        }
        var dimensions = first.shape.dimensions
        dimensions[place] = total
        let result = try Tensor(zeros: Shape.checked(dimensions), dtype: dtype)
        var start = 0
        for tensor in tensors {
            let target = Tensor(
                storage: result.storage, shape: tensor.shape, strides: result.strides,
                offset: tensor.size == 0 ? 0 : start * result.strides[place])
            target.write(tensor)
            start += tensor.shape[place]
        }
        return result
    }

    /// The tensors, all of one shape, along a new axis.
    public static func stack(_ tensors: [Tensor], axis: Int = 0) throws(TensorError) -> Tensor {
        guard let first = tensors.first else {
            throw TensorError("need at least one array to stack")
        }
        var raised: [Tensor] = []
        for tensor in tensors {
            guard tensor.shape == first.shape else {
                throw TensorError(
                    "all input arrays must have the same shape",
                    fix: "found \(first.shape) and \(tensor.shape)")
            }
            raised.append(try tensor.expandedDims(axis: axis))
        }
        return try concatenate(raised, axis: axis)
    }

    /// The tensor repeated along each axis as often as `counts` says, new axes in front.
    public func tiled(_ counts: [Int]) throws(TensorError) -> Tensor {
        let rank = Swift.max(ndim, counts.count)
        let repeats = [Int](repeating: 1, count: rank - counts.count) + counts
        let dimensions = [Int](repeating: 1, count: rank - ndim) + shape.dimensions
        // Each axis is split in two: how often, and its own length.
        var wide: [Int] = []
        var narrow: [Int] = []
        for axis in 0..<rank {
            wide += [repeats[axis], dimensions[axis]]
            narrow += [1, dimensions[axis]]
        }
        let target = try Shape.checked(zip(repeats, dimensions).map { $0 * $1 })
        return try reshaped(to: Shape.checked(narrow)).broadcast(to: Shape.checked(wide))
            .reshaped(to: target).contiguous()
    }
}
