extension Tensor {
    /// The running sums along an axis (nil: of all elements in row-major order), one after
    /// another. Of bool and integers they have 64 bits unless `dtype` says otherwise.
    public func cumulativeSum(axis: Int? = nil, dtype: DType? = nil) throws(TensorError) -> Tensor {
        try cumulated(axis, dtype, isProduct: false)
    }

    /// The running products along an axis (nil: of all elements in row-major order).
    public func cumulativeProduct(
        axis: Int? = nil, dtype: DType? = nil
    ) throws(TensorError) -> Tensor {
        try cumulated(axis, dtype, isProduct: true)
    }

    private func cumulated(
        _ axis: Int?, _ dtype: DType?, isProduct: Bool
    ) throws(TensorError) -> Tensor {
        var values = (axis == nil ? flattened() : self).astype(dtype ?? self.dtype.sumType)
        if values.ndim == 0 { values = values.flattened() }
        let place = try values.shape.normalized(axis: axis ?? 0)
        if values.dtype == .bool { values = values.astype(.int64) }
        let result = values.copied()
        func integers<Element: IntegerElement>(_ type: Element.Type) {
            isProduct
                ? result.run(place) { (a: Element, b: Element) in a &* b }
                : result.run(place) { (a: Element, b: Element) in a &+ b }
        }
        func floats<Element: FloatingElement>(_ type: Element.Type) {
            isProduct
                ? result.run(place) { (a: Element, b: Element) in a * b }
                : result.run(place) { (a: Element, b: Element) in a + b }
        }
        switch values.dtype {
        case .bool: break
        case .uint8: integers(UInt8.self)
        case .uint64: integers(UInt64.self)
        case .int8: integers(Int8.self)
        case .int16: integers(Int16.self)
        case .int32: integers(Int32.self)
        case .int64: integers(Int64.self)
        case .float16: floats(Float16.self)
        case .float32: floats(Float.self)
        case .float64: floats(Double.self)
        }
        return result
    }

    /// Replaces every element of this row-major tensor by `combine` of the one before along
    /// an axis and itself.
    @inline(__always)
    private func run<Element: TensorElement>(
        _ axis: Int, _ combine: (Element, Element) -> Element
    ) {
        guard size > 0 else { return }
        let inner = strides[axis]
        let length = shape[axis]
        withPointer { (elements: UnsafeMutablePointer<Element>) in
            for block in 0..<(size / (length * inner)) {
                let start = elements + block * length * inner
                for place in inner..<Swift.max(inner, length * inner) {
                    start[place] = combine(start[place - inner], start[place])
                }
            }
        }
    }
}
