extension Tensor {
    /// A view in which axes of length 1, and missing ones in front, are repeated to fill
    /// `target`. Repeated axes have stride 0: no element is copied.
    public func broadcast(to target: Shape) throws(TensorError) -> Tensor {
        if target == shape { return self }
        guard shape.canBroadcast(to: target) else {
            throw TensorError(
                "operands could not be broadcast together with remapped shapes "
                    + "[original->remapped]: \(shape.numpyText)  and requested shape "
                    + target.numpyText,
                fix: "\(shape) fills \(target) only where its axes, from the last, are equal or 1")
        }
        return broadcastView(target)
    }

    /// The view of `broadcast(to:)` where it is known to exist.
    func broadcastView(_ target: Shape) -> Tensor {
        if target == shape { return self }
        var wide = [Int](repeating: 0, count: target.rank)
        let lead = target.rank - ndim
        for axis in 0..<ndim where shape.dimensions[axis] == target.dimensions[lead + axis] {
            wide[lead + axis] = shape.dimensions[axis] == 1 ? 0 : strides[axis]
        }
        return Tensor(storage: storage, shape: target, strides: wide, offset: offset)
    }

    /// The sum over all the axes along which a tensor of shape `target` was repeated to
    /// become this one: the gradient of a broadcast. Throws unless `target` broadcasts here.
    public func sumReduced(to target: Shape) throws(TensorError) -> Tensor {
        if target == shape { return self }
        guard target.canBroadcast(to: shape) else {
            throw TensorError(
                "a gradient of shape \(shape) cannot be summed to shape \(target)",
                fix: "\(target) must broadcast to \(shape)")
        }
        let lead = ndim - target.rank
        var axes = Array(0..<lead)
        for axis in 0..<target.rank
        where target.dimensions[axis] == 1 && shape.dimensions[lead + axis] != 1 {
            axes.append(lead + axis)
        }
        return try sum(axis: axes, keepDims: true).reshaped(to: target)
    }
}
