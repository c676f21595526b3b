extension Tensor {
    /// The largest element along the given axes (nil: of all); nan if one is nan. Throws
    /// when there is nothing to choose from.
    public func max(axis: [Int]? = nil, keepDims: Bool = false) throws(TensorError) -> Tensor {
        try extreme(axis, keepDims, largest: true)
    }

    /// The smallest element along the given axes (nil: of all); nan if one is nan. Throws
    /// when there is nothing to choose from.
    public func min(axis: [Int]? = nil, keepDims: Bool = false) throws(TensorError) -> Tensor {
        try extreme(axis, keepDims, largest: false)
    }

    private func extreme(
        _ axes: [Int]?, _ keepDims: Bool, largest: Bool
    ) throws(TensorError) -> Tensor {
        let plan = try ReductionPlan(self, axes: axes)
        guard plan.reducedCount > 0 || plan.shape.count == 0 else {
            throw TensorError(
                "zero-size array to reduction operation \(largest ? "maximum" : "minimum") "
                    + "which has no identity",
                fix: "the shape is \(shape): there must be at least one element")
        }
        switch dtype {
        case .float64: return extreme(plan, keepDims, largest, Double.self)
        case .float32: return extreme(plan, keepDims, largest, Float.self)
        case .int64:
            return largest
                ? plan.fold(self, start: Int64.min, keepDims: keepDims) { (a, b: Int64) in
                    Swift.max(a, b)
                }
                : plan.fold(self, start: Int64.max, keepDims: keepDims) { (a, b: Int64) in
                    Swift.min(a, b)
                }
        case .bool:
            return largest
                ? try any(axis: axes, keepDims: keepDims)
                : try all(axis: axes, keepDims: keepDims)
        }
    }

    private func extreme<Element: FloatingElement>(
        _ plan: ReductionPlan, _ keepDims: Bool, _ largest: Bool, _ type: Element.Type
    ) -> Tensor {
        largest
            ? plan.fold(self, start: -Element.infinity, keepDims: keepDims) {
                (a, b: Element) in a.maximum(b)
            }
            : plan.fold(self, start: Element.infinity, keepDims: keepDims) {
                (a, b: Element) in a.minimum(b)
            }
    }

    /// Whether all elements along the given axes are true (not zero); true of nothing.
    public func all(axis: [Int]? = nil, keepDims: Bool = false) throws(TensorError) -> Tensor {
        let truth = astype(.bool)
        return try ReductionPlan(truth, axes: axis)
            .fold(truth, start: true, keepDims: keepDims) { (a, b: Bool) in a && b }
    }

    /// Whether any element along the given axes is true (not zero); false of nothing.
    public func any(axis: [Int]? = nil, keepDims: Bool = false) throws(TensorError) -> Tensor {
        let truth = astype(.bool)
        return try ReductionPlan(truth, axes: axis)
            .fold(truth, start: false, keepDims: keepDims) { (a, b: Bool) in a || b }
    }

    /// Where along an axis the largest element lies, the first of equals, the first nan if
    /// there is one; nil: in row-major order. The result is int64.
    public func argmax(axis: Int? = nil, keepDims: Bool = false) throws(TensorError) -> Tensor {
        try place(axis, keepDims, largest: true)
    }

    /// Where along an axis the smallest element lies, the first of equals, the first nan if
    /// there is one; nil: in row-major order. The result is int64.
    public func argmin(axis: Int? = nil, keepDims: Bool = false) throws(TensorError) -> Tensor {
        try place(axis, keepDims, largest: false)
    }

    private func place(
        _ axis: Int?, _ keepDims: Bool, largest: Bool
    ) throws(TensorError) -> Tensor {
        let rows: Tensor
        var kept: [Int]
        if let axis {
            let place = try shape.normalized(axis: axis)
            rows = try movingAxisToEnd(place)
            kept = shape.dimensions
            kept[place] = 1
            if !keepDims { kept.remove(at: place) }
        } else {
            rows = flattened()
            kept = keepDims ? [Int](repeating: 1, count: ndim) : []
        }
        let length = rows.shape[-1]
        let result = Shape(kept)
        guard length > 0 || result.count == 0 else {
            throw TensorError(
                "attempt to get \(largest ? "argmax" : "argmin") of an empty sequence",
                fix: "the shape is \(shape): there must be at least one element")
        }
        switch dtype {
        case .int64: return Self.places(rows.elements(as: Int64.self), length, result, largest)
        case .bool:
            return Self.places(
                rows.elements(as: Bool.self).map { $0 ? 1 : 0 }, length, result, largest)
        case .float32, .float64:
            return Self.places(rows.doubles(), length, result, largest)
        }
    }

    private static func places<Element: Comparable>(
        _ elements: [Element], _ length: Int, _ shape: Shape, _ largest: Bool
    ) -> Tensor {
        let places = (0..<shape.count).map { row -> Int64 in
            let start = row * length
            var best = start
            for place in start..<(start + length) {
                let candidate = elements[place]
                // A nan differs from itself and ends the search.
                if candidate != candidate { return Int64(place - start) }
                if largest ? candidate > elements[best] : candidate < elements[best] {
                    best = place
                }
            }
            return Int64(best - start)
        }
        return Tensor(places, shape: shape)
    }

    /// The indices that would sort the tensor along its last axis, equal elements in their
    /// order, nan last. Throws for a scalar.
    public func argsort(axis: Int = -1) throws(TensorError) -> Tensor {
        let place = try shape.normalized(axis: axis)
        let rows = try movingAxisToEnd(place)
        let values = rows.doubles()
        let length = rows.shape[-1]
        var places: [Int64] = []
        places.reserveCapacity(values.count)
        for start in stride(from: 0, to: values.count, by: Swift.max(1, length)) {
            let order = (0..<length).sorted { a, b in
                let (x, y) = (values[start + a], values[start + b])
                if x < y || (y.isNaN && !x.isNaN) { return true }
                if y < x || (x.isNaN && !y.isNaN) { return false }
                return a < b
            }
            places.append(contentsOf: order.map(Int64.init))
        }
        var axes = Array(0..<(ndim - 1))
        axes.insert(ndim - 1, at: place)
        return try Tensor(places, shape: rows.shape).transposed(axes: axes).contiguous()
    }

    /// A view with one axis moved behind the others.
    func movingAxisToEnd(_ axis: Int) throws(TensorError) -> Tensor {
        try transposed(axes: (0..<ndim).filter { $0 != axis } + [axis])
    }
}
