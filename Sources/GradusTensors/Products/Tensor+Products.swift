extension Tensor {
    /// NumPy's `dot`: the sum of products over the last axis of this tensor and the last but
    /// one of the other (its only one if it has one); with a scalar, the product. The result's
    /// axes are those left of the first, then those left of the second.
    public func dot(_ other: Tensor) throws(TensorError) -> Tensor {
        if ndim == 0 || other.ndim == 0 { return try combining(.multiply, other) }
        let otherAxis = other.ndim == 1 ? 0 : other.ndim - 2
        guard shape[-1] == other.shape[otherAxis] else {
            throw TensorError(
                "shapes \(shape.numpyText) and \(other.shape.numpyText) not aligned: "
                    + "\(shape[-1]) (dim \(ndim - 1)) != \(other.shape[otherAxis]) (dim \(otherAxis))",
                fix: "the last axis of \(shape) must be as long as axis \(otherAxis) of "
                    + "\(other.shape); a transpose may help")
        }
        if ndim == 1 && other.ndim == 1 { return MatrixKernels.product(ofVectors: self, other) }
        if ndim == 2 && other.ndim == 2 { return MatrixKernels.product(self, other) }
        let inner = shape[-1]
        var left = shape.dimensions
        left.removeLast()
        var right = other.shape.dimensions
        right.remove(at: otherAxis)
        // Both as matrices: rows × inner, and inner × columns.
        let order = [otherAxis] + (0..<other.ndim).filter { $0 != otherAxis }
        let rows = try reshaped(to: Shape.checked([left.reduce(1, *), inner]))
        let columns = try other.transposed(axes: order)
            .reshaped(to: Shape.checked([inner, right.reduce(1, *)]))
        return try MatrixKernels.product(rows, columns).reshaped(to: Shape.checked(left + right))
    }

    /// NumPy's `a @ b`: the product of the matrices in the last two axes, the axes before
    /// broadcast; a vector on the left is a row, on the right a column. No scalars.
    public func matmul(_ other: Tensor) throws(TensorError) -> Tensor {
        for (place, tensor) in [self, other].enumerated() where tensor.ndim == 0 {
            throw TensorError(
                "matmul: Input operand \(place) does not have enough dimensions (has 0, gufunc "
                    + "core with signature (n?,k),(k,m?)->(n?,m?) requires 1)",
                fix: "use * for a scalar")
        }
        let left = ndim == 1 ? try expandedDims(axis: 0) : self
        let right = other.ndim == 1 ? try other.expandedDims(axis: 1) : other
        guard left.shape[-1] == right.shape[-2] else {
            throw TensorError(
                "matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc "
                    + "signature (n?,k),(k,m?)->(n?,m?) (size \(right.shape[-2]) is different "
                    + "from \(left.shape[-1]))",
                fix: "\(shape) @ \(other.shape): the last axis of the first must be as long as "
                    + "the last but one of the second")
        }
        let lead = try leadingAxes(left, right)
        let rows = left.shape[-2]
        let columns = right.shape[-1]
        var product: Tensor
        if lead.rank == 0 {
            product = MatrixKernels.product(left, right)
        } else {
            let wideLeft = left.broadcastView(Shape(lead.dimensions + [rows, left.shape[-1]]))
            let wideRight = right.broadcastView(
                Shape(lead.dimensions + [right.shape[-2], columns]))
            product = MatrixKernels.products(wideLeft, wideRight, lead: lead)
        }
        if ndim == 1 { product = try product.squeezed(axes: [-2]) }
        if other.ndim == 1 { product = try product.squeezed(axes: [-1]) }
        return product
    }

    /// The axes before the matrices of two stacks, broadcast.
    private func leadingAxes(_ left: Tensor, _ right: Tensor) throws(TensorError) -> Shape {
        let leads = [left, right].map { Array($0.shape.dimensions.dropLast(2)) }
        do {
            return try Shape.checked(leads[0]).broadcast(with: Shape.checked(leads[1]))
        } catch {
            let remapped = zip([left, right], leads).map { tensor, lead in
                let axes = lead.map { String($0) } + ["newaxis", "newaxis"]
                return "\(tensor.shape.numpyText)->(\(axes.joined(separator: ",")))"
            }
            throw TensorError(
                "operands could not be broadcast together with remapped shapes "
                    + "[original->remapped]: \(remapped[0]) \(remapped[1])  and requested shape "
                    + "(\(left.shape[-2]),\(right.shape[-1]))",
                fix: "the axes before the last two must be equal, or one of them 1")
        }
    }

    /// The matrix of all products of an element of this tensor and one of the other, both
    /// flattened.
    public func outer(_ other: Tensor) throws(TensorError) -> Tensor {
        try flattened().expandedDims(axis: 1).combining(
            .multiply, other.flattened().expandedDims(axis: 0))
    }

    /// The sum of products over the last axis of both, which must be equally long: NumPy's
    /// `inner`.
    public func inner(_ other: Tensor) throws(TensorError) -> Tensor {
        if ndim == 0 || other.ndim == 0 { return try combining(.multiply, other) }
        guard shape[-1] == other.shape[-1] else {
            throw TensorError(
                "shapes \(shape.numpyText) and \(other.shape.numpyText) not aligned: "
                    + "\(shape[-1]) (dim \(ndim - 1)) != \(other.shape[-1]) (dim \(other.ndim - 1))",
                fix: "the last axes must be equally long")
        }
        return try tensorDot(other, [ndim - 1], [other.ndim - 1])
    }

    /// The sum of products over pairs of axes: NumPy's `tensordot`. The result's axes are
    /// those left of the first, then those left of the second.
    public func tensorDot(
        _ other: Tensor, _ axes: [Int], _ otherAxes: [Int]
    ) throws(TensorError) -> Tensor {
        var (first, second): ([Int], [Int]) = ([], [])
        for axis in axes { first.append(try shape.normalized(axis: axis)) }
        for axis in otherAxes { second.append(try other.shape.normalized(axis: axis)) }
        guard first.count == second.count,
            zip(first, second).allSatisfy({ shape[$0] == other.shape[$1] })
        else {
            throw TensorError(
                "shape-mismatch for sum",
                fix: "axes \(axes) of \(shape) and \(otherAxes) of \(other.shape) must be equally "
                    + "long")
        }
        let left = (0..<ndim).filter { !first.contains($0) }
        let right = (0..<other.ndim).filter { !second.contains($0) }
        let inner = first.reduce(1) { $0 * shape[$1] }
        let rows = try transposed(axes: left + first)
            .reshaped(to: Shape.checked([left.reduce(1) { $0 * shape[$1] }, inner]))
        let columns = try other.transposed(axes: second + right)
            .reshaped(to: Shape.checked([inner, right.reduce(1) { $0 * other.shape[$1] }]))
        return try MatrixKernels.product(rows, columns).reshaped(
            to: Shape.checked(left.map { shape[$0] } + right.map { other.shape[$0] }))
    }
}
