extension Tensor {
    /// The sum along the given axes (nil: of all elements), added pairwise in NumPy's order.
    /// Of bool and integers it has 64 bits; `dtype` asks for another type, in which the
    /// elements are taken.
    public func sum(
        axis: [Int]? = nil, keepDims: Bool = false, dtype: DType? = nil
    ) throws(TensorError) -> Tensor {
        let values = astype(dtype ?? self.dtype.sumType)
        let plan = try ReductionPlan(values, axes: axis)
        // Elements that are cast on the way go through NumPy's buffer, piece by piece.
        let piece = dtype == nil || dtype == self.dtype ? Int.max : ReductionPlan.bufferLength
        func integers<Element: IntegerElement>(_ type: Element.Type) -> Tensor {
            plan.fold(values, start: Element.zero, keepDims: keepDims) {
                (a: Element, b: Element) in a &+ b
            }
        }
        switch values.dtype {
        case .bool: return try any(axis: axis, keepDims: keepDims)
        case .uint8: return integers(UInt8.self)
        case .uint64: return integers(UInt64.self)
        case .int8: return integers(Int8.self)
        case .int16: return integers(Int16.self)
        case .int32: return integers(Int32.self)
        case .int64: return integers(Int64.self)
        case .float16: return values.sum(plan, keepDims, piece, Float16.self)
        case .float32: return values.sum(plan, keepDims, piece, Float.self)
        case .float64: return values.sum(plan, keepDims, piece, Double.self)
        }
    }

    /// The sum along one axis.
    public func sum(axis: Int, keepDims: Bool = false) throws(TensorError) -> Tensor {
        try sum(axis: [axis], keepDims: keepDims)
    }

    private func sum<Element: SummableElement>(
        _ plan: ReductionPlan, _ keepDims: Bool, _ piece: Int, _ type: Element.Type
    ) -> Tensor {
        plan.foldRows(
            self, start: Element.zero, keepDims: keepDims,
            { (a: Element, b: Element) in Element(sum: a.addend + b.addend) },
            row: { first, row, step, count in
                var sum = first
                var start = 0
                while start < count {
                    let length = Swift.min(piece, count - start)
                    let part = pairwiseSum(row + start * step, step: step, count: length)
                    sum = Element(sum: sum.addend + part)
                    start += length
                }
                return sum
            })
    }

    /// The product along the given axes (nil: of all elements); of bool and integers it has 64
    /// bits unless `dtype` asks for another type.
    public func prod(
        axis: [Int]? = nil, keepDims: Bool = false, dtype: DType? = nil
    ) throws(TensorError) -> Tensor {
        let values = astype(dtype ?? self.dtype.sumType)
        let plan = try ReductionPlan(values, axes: axis)
        func integers<Element: IntegerElement>(_ type: Element.Type) -> Tensor {
            plan.fold(values, start: 1, keepDims: keepDims) { (a: Element, b: Element) in a &* b }
        }
        func floats<Element: FloatingElement>(_ type: Element.Type) -> Tensor {
            plan.fold(values, start: 1, keepDims: keepDims) { (a: Element, b: Element) in a * b }
        }
        switch values.dtype {
        case .bool: return try all(axis: axis, keepDims: keepDims)
        case .uint8: return integers(UInt8.self)
        case .uint64: return integers(UInt64.self)
        case .int8: return integers(Int8.self)
        case .int16: return integers(Int16.self)
        case .int32: return integers(Int32.self)
        case .int64: return integers(Int64.self)
        case .float16: return floats(Float16.self)
        case .float32: return floats(Float.self)
        case .float64: return floats(Double.self)
        }
    }

    /// The mean along the given axes: float64 of bool and integers; nan of nothing. float16 is
    /// added in single precision.
    public func mean(
        axis: [Int]? = nil, keepDims: Bool = false, dtype: DType? = nil
    ) throws(TensorError) -> Tensor {
        let result = dtype ?? (self.dtype.isFloating ? self.dtype : .float64)
        let computing: DType = result == .float16 && dtype == nil ? .float32 : result
        let count = try ReductionPlan(self, axes: axis).reducedCount
        return try sum(axis: axis, keepDims: keepDims, dtype: computing)
            .combining(.divide, .floating(Double(count))).astype(result)
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
        let values =
            dtype == .float16 ? astype(.float32) : dtype.isFloating ? self : astype(.float64)
        let plan = try ReductionPlan(values, axes: axis)
        // NumPy keeps the order of memory for the distances, and so the order of summing.
        let order = values.axesInMemoryOrder
        let ordered = try values.transposed(axes: order)
        let places = order.indices.filter { plan.reduced[order[$0]] }
        let distance = try ordered.combining(
            .subtract, ordered.mean(axis: places, keepDims: true))
        let divisor = Double(Swift.max(plan.reducedCount - ddof, 0))
        let spread = try distance.combining(.multiply, distance).sum(axis: places, keepDims: true)
            .combining(.divide, .floating(divisor))
        let back = (0..<ndim).map { axis in order.firstIndex(of: axis) ?? axis }
        return try spread.transposed(axes: back).reshaped(to: plan.shape(keepDims: keepDims))
            .astype(dtype == .float16 ? .float16 : spread.dtype)
    }

    /// The standard deviation along the given axes: the root of the variance.
    public func standardDeviation(
        axis: [Int]? = nil, ddof: Int = 0, keepDims: Bool = false
    ) throws(TensorError) -> Tensor {
        try variance(axis: axis, ddof: ddof, keepDims: keepDims).applying(.sqrt)
    }
}
