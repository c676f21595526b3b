extension Tensor {
    /// The sum along the given axes (nil: of all elements), added pairwise in NumPy's order.
    /// Of bool and int64 it is int64.
    public func sum(axis: [Int]? = nil, keepDims: Bool = false) throws(TensorError) -> Tensor {
        let plan = try ReductionPlan(self, axes: axis)
        switch dtype {
        case .float64: return sum(plan, keepDims, Double.self)
        case .float32: return sum(plan, keepDims, Float.self)
        case .int64:
            return plan.fold(self, start: Int64(0), keepDims: keepDims) { (a, b: Int64) in a &+ b }
        case .bool:
            return plan.fold(self, start: Int64(0), keepDims: keepDims) { (a, b: Bool) in
                b ? a &+ 1 : a
            }
        }
    }

    /// The sum along one axis.
    public func sum(axis: Int, keepDims: Bool = false) throws(TensorError) -> Tensor {
        try sum(axis: [axis], keepDims: keepDims)
    }

    private func sum<Element: FloatingElement>(
        _ plan: ReductionPlan, _ keepDims: Bool, _ type: Element.Type
    ) -> Tensor {
        plan.foldRows(
            self, start: Element.zero, keepDims: keepDims, { (a: Element, b: Element) in a + b },
            row: { first, row, step, count in first + pairwiseSum(row, step: step, count: count) })
    }

    /// The product along the given axes (nil: of all elements).
    public func prod(axis: [Int]? = nil, keepDims: Bool = false) throws(TensorError) -> Tensor {
        let plan = try ReductionPlan(self, axes: axis)
        switch dtype {
        case .float64:
            return plan.fold(self, start: 1.0, keepDims: keepDims) { (a, b: Double) in a * b }
        case .float32:
            return plan.fold(self, start: Float(1), keepDims: keepDims) { (a, b: Float) in a * b }
        case .int64:
            return plan.fold(self, start: Int64(1), keepDims: keepDims) { (a, b: Int64) in a &* b }
        case .bool:
            return plan.fold(self, start: Int64(1), keepDims: keepDims) { (a, b: Bool) in
                b ? a : 0
            }
        }
    }

    /// The mean along the given axes: float64 of bool and int64; nan of nothing.
    public func mean(axis: [Int]? = nil, keepDims: Bool = false) throws(TensorError) -> Tensor {
        let values = dtype.isFloating ? self : astype(.float64)
        let count = try ReductionPlan(values, axes: axis).reducedCount
        return try values.sum(axis: axis, keepDims: keepDims)
            .combining(.divide, .floating(Double(count)))
    }

    /// The mean along one axis.
    public func mean(axis: Int, keepDims: Bool = false) throws(TensorError) -> Tensor {
        try mean(axis: [axis], keepDims: keepDims)
    }

    /// The variance along the given axes: the squared distances from the mean, divided by
    /// their number less `ddof`.
    public func variance(
        axis: [Int]? = nil, ddof: Int = 0, keepDims: Bool = false
    ) throws(TensorError) -> Tensor {
        let values = dtype.isFloating ? self : astype(.float64)
        let plan = try ReductionPlan(values, axes: axis)
        // NumPy keeps the order of memory for the distances, and so the order of summing.
        let order = values.axesInMemoryOrder
        let ordered = try values.transposed(axes: order)
        let places = order.indices.filter {
            plan.keptShape[order[$0]] != shape[order[$0]] || axis == nil
        }
        let distance = try ordered.combining(
            .subtract, ordered.mean(axis: places, keepDims: true))
        let divisor = Double(Swift.max(plan.reducedCount - ddof, 0))
        let spread = try distance.combining(.multiply, distance).sum(axis: places, keepDims: true)
            .combining(.divide, .floating(divisor))
        let back = (0..<ndim).map { axis in order.firstIndex(of: axis) ?? axis }
        return try spread.transposed(axes: back).reshaped(to: plan.shape(keepDims: keepDims))
    }

    /// The standard deviation along the given axes: the root of the variance.
    public func standardDeviation(
        axis: [Int]? = nil, ddof: Int = 0, keepDims: Bool = false
    ) throws(TensorError) -> Tensor {
        try variance(axis: axis, ddof: ddof, keepDims: keepDims).applying(.sqrt)
    }
}
