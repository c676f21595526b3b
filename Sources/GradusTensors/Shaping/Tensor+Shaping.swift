extension Tensor {
    /// The same elements in another shape, in row-major order: a view where strides allow, a
    /// copy otherwise.
    public func reshaped(to target: Shape) throws(TensorError) -> Tensor {
        guard target.count == size else {
            throw TensorError(
                "cannot reshape array of size \(size) into shape \(target.numpyText)",
                fix: "\(shape) has \(size) elements, \(target) needs \(target.count)")
        }
        if target == shape { return self }
        if let strides = stridesOfView(target) {
            return Tensor(storage: storage, shape: target, strides: strides, offset: offset)
        }
        return copied().withRowMajorShape(target)
    }

    /// The same elements in another shape, where one length may be -1: it is then computed.
    public func reshaped(_ lengths: [Int]) throws(TensorError) -> Tensor {
        let unknown = lengths.indices.filter { lengths[$0] == -1 }
        guard unknown.count <= 1 else {
            throw TensorError(
                "can only specify one unknown dimension", fix: "write -1 for one axis at most")
        }
        guard let place = unknown.first else {
            return try reshaped(to: Shape.checked(lengths))
        }
        var known = lengths
        known[place] = 1
        let rest = try Shape.checked(known).count
        guard rest != 0, size % rest == 0 else {
            // NumPy leaves an unknown length in front out, and calls another one so.
            let text = lengths.drop { $0 < 0 }.map { $0 < 0 ? "newaxis" : String($0) }
                .joined(separator: ",")
            throw TensorError(
                "cannot reshape array of size \(size) into shape (\(text))",
                fix: "\(size) elements cannot be divided by \(rest)")
        }
        known[place] = size / rest
        return try reshaped(to: Shape.checked(known))
    }

    /// All elements along one axis, in row-major order: a view where strides allow.
    public func flattened() -> Tensor {
        let target = Shape([size])
        if let strides = stridesOfView(target) {
            return Tensor(storage: storage, shape: target, strides: strides, offset: offset)
        }
        return copied().withRowMajorShape(target)
    }

    /// A view with the axes in another order (nil: reversed); `axes[i]` is the old axis that
    /// becomes axis i.
    public func transposed(axes: [Int]? = nil) throws(TensorError) -> Tensor {
        guard let axes else { return transposed }
        guard axes.count == ndim else {
            throw TensorError(
                "axes don't match array", fix: "name all \(ndim) axes of shape \(shape)")
        }
        var order: [Int] = []
        for axis in axes {
            let place = try shape.normalized(axis: axis)
            guard !order.contains(place) else {
                throw TensorError("repeated axis in transpose", fix: "name each axis once")
            }
            order.append(place)
        }
        return Tensor(
            storage: storage, shape: Shape(order.map { shape.dimensions[$0] }),
            strides: order.map { strides[$0] }, offset: offset)
    }

    /// A view with the axes reversed: NumPy's `x.T`.
    public var transposed: Tensor {
        Tensor(
            storage: storage, shape: Shape(shape.dimensions.reversed()),
            strides: strides.reversed(), offset: offset)
    }

    /// A view without the given axes, which must have length 1 (nil: without all such axes).
    public func squeezed(axes: [Int]? = nil) throws(TensorError) -> Tensor {
        var dropped = Set<Int>()
        if let axes {
            for axis in axes {
                let place = try shape.normalized(axis: axis)
                guard shape.dimensions[place] == 1 else {
                    throw TensorError(
                        "cannot select an axis to squeeze out which has size not equal to one",
                        fix: "axis \(axis) of \(shape) has length \(shape.dimensions[place])")
                }
                dropped.insert(place)
            }
        } else {
            dropped = Set((0..<ndim).filter { shape.dimensions[$0] == 1 })
        }
        let kept = (0..<ndim).filter { !dropped.contains($0) }
        return Tensor(
            storage: storage, shape: Shape(kept.map { shape.dimensions[$0] }),
            strides: kept.map { strides[$0] }, offset: offset)
    }

    /// A view with a new axis of length 1 that becomes axis `axis` of the result.
    public func expandedDims(axis: Int) throws(TensorError) -> Tensor {
        guard axis >= -(ndim + 1), axis <= ndim else {
            throw TensorError(
                "axis \(axis) is out of bounds for array of dimension \(ndim + 1)",
                fix: "use an axis from \(-ndim - 1) to \(ndim)", kind: .axis)
        }
        let place = axis < 0 ? axis + ndim + 1 : axis
        var dimensions = shape.dimensions
        var newStrides = strides
        dimensions.insert(1, at: place)
        newStrides.insert(0, at: place)
        return Tensor(
            storage: storage, shape: Shape(dimensions), strides: newStrides, offset: offset)
    }

    /// A view with new axes of length 1 that become the given axes of the result.
    public func expandedDims(axes: [Int]) throws(TensorError) -> Tensor {
        let rank = ndim + axes.count
        var places: [Int] = []
        for axis in axes {
            guard axis >= -rank, axis < rank else {
                throw TensorError(
                    "axis \(axis) is out of bounds for array of dimension \(rank)",
                    fix: "use an axis from \(-rank) to \(rank - 1)", kind: .axis)
            }
            places.append(axis < 0 ? axis + rank : axis)
        }
        guard Set(places).count == places.count else { throw TensorError("repeated axis") }
        var result = self
        for place in places.sorted() { result = try result.expandedDims(axis: place) }
        return result
    }

    /// This row-major tensor in a shape with as many elements.
    private func withRowMajorShape(_ target: Shape) -> Tensor {
        Tensor(storage: storage, shape: target, strides: target.rowMajorStrides, offset: offset)
    }

    /// The strides of a view of shape `target`, or nil where a copy is needed. Groups of old
    /// axes are matched with groups of new ones of the same number of elements; a group can
    /// be divided anew when its axes lie evenly.
    private func stridesOfView(_ target: Shape) -> [Int]? {
        if size == 0 || isContiguous { return target.rowMajorStrides }
        let old = (0..<ndim).filter { shape.dimensions[$0] != 1 }
        var result = [Int](repeating: 0, count: target.rank)
        var (i, j) = (0, 0)
        while i < old.count && j < target.rank {
            var (iEnd, jEnd) = (i + 1, j + 1)
            var oldCount = shape.dimensions[old[i]]
            var newCount = target.dimensions[j]
            while oldCount != newCount {
                if newCount < oldCount {
                    guard jEnd < target.rank else { return nil }
                    newCount *= target.dimensions[jEnd]
                    jEnd += 1
                } else {
                    guard iEnd < old.count else { return nil }
                    oldCount *= shape.dimensions[old[iEnd]]
                    iEnd += 1
                }
            }
            for axis in i..<(iEnd - 1)
            where strides[old[axis]] != shape.dimensions[old[axis + 1]] * strides[old[axis + 1]] {
                return nil
            }
            var step = strides[old[iEnd - 1]]
            for axis in stride(from: jEnd - 1, through: j, by: -1) {
                result[axis] = step
                step *= target.dimensions[axis]
            }
            (i, j) = (iEnd, jEnd)
        }
        return result
    }
}
