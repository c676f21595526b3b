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
        func integers<Element: IntegerElement>(_ type: Element.Type) -> Tensor {
            largest
                ? plan.fold(self, start: Element.min, keepDims: keepDims) {
                    (a: Element, b: Element) in Swift.max(a, b)
                }
                : plan.fold(self, start: Element.max, keepDims: keepDims) {
                    (a: Element, b: Element) in Swift.min(a, b)
                }
        }
        switch dtype {
        case .bool:
            return largest
                ? try any(axis: axes, keepDims: keepDims)
                : try all(axis: axes, keepDims: keepDims)
        case .uint8: return integers(UInt8.self)
        case .uint64: return integers(UInt64.self)
        case .int8: return integers(Int8.self)
        case .int16: return integers(Int16.self)
        case .int32: return integers(Int32.self)
        case .int64: return integers(Int64.self)
        case .float16: return extreme(plan, keepDims, largest, Float16.self)
        case .float32: return extreme(plan, keepDims, largest, Float.self)
        case .float64: return extreme(plan, keepDims, largest, Double.self)
        }
    }

    private func extreme<Element: FloatingElement & SIMDScalar>(
        _ plan: ReductionPlan, _ keepDims: Bool, _ largest: Bool, _ type: Element.Type
    ) -> Tensor {
        largest
            ? plan.foldRows(
                self, start: -Element.infinity, keepDims: keepDims,
                { (a: Element, b: Element) in a.maximum(b) },
                row: { first, row, step, count in
                    extremeOfRow(first, row, step, count, largest: true)
                })
            : plan.foldRows(
                self, start: Element.infinity, keepDims: keepDims,
                { (a: Element, b: Element) in a.minimum(b) },
                row: { first, row, step, count in
                    extremeOfRow(first, row, step, count, largest: false)
                })
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
        func found<Element: IntegerElement>(_ type: Element.Type) -> Tensor {
            Self.places(
                rows.contiguous(), length, result, type,
                extreme: { row, count in
                    var extreme = row[0]
                    if largest {
                        for i in 0..<count { extreme = Swift.max(extreme, row[i]) }
                    } else {
                        for i in 0..<count { extreme = Swift.min(extreme, row[i]) }
                    }
                    return extreme
                }, isBeyond: { largest ? $0 > $1 : $0 < $1 })
        }
        func found<Element: FloatingElement & SIMDScalar>(_ type: Element.Type) -> Tensor {
            Self.places(
                rows.contiguous(), length, result, type,
                extreme: { row, count in
                    largest
                        ? extremeOfRow(row[0], row, 1, count, largest: true)
                        : extremeOfRow(row[0], row, 1, count, largest: false)
                }, isBeyond: { largest ? $0 > $1 : $0 < $1 })
        }
        switch dtype {
        case .bool, .uint8: return found(UInt8.self)
        case .uint64: return found(UInt64.self)
        case .int8: return found(Int8.self)
        case .int16: return found(Int16.self)
        case .int32: return found(Int32.self)
        case .int64: return found(Int64.self)
        case .float16: return found(Float16.self)
        case .float32: return found(Float.self)
        case .float64: return found(Double.self)
        }
    }

    /// The place of each row's extreme. A row goes in blocks: only in one whose extreme is
    /// beyond those before, or is nan, its place is looked for.
    @inline(__always)
    private static func places<Element: TensorElement & Comparable>(
        _ rows: Tensor, _ length: Int, _ shape: Shape, _ type: Element.Type,
        extreme: (UnsafeMutablePointer<Element>, Int) -> Element,
        isBeyond: (Element, Element) -> Bool
    ) -> Tensor {
        rows.withPointer { (elements: UnsafeMutablePointer<Element>) in
            let places = (0..<shape.count).map { row -> Int64 in
                let start = elements + row * length
                var best = 0
                var block = 0
                while block < length {
                    let count = Swift.min(512, length - block)
                    let found = extreme(start + block, count)
                    let isNaN = found != found
                    if block == 0 || isNaN || isBeyond(found, start[best]) {
                        best = block
                        while isNaN ? start[best] == start[best] : start[best] != found {
                            best += 1
                        }
                        if isNaN { return Int64(best) }
                    }
                    block += count
                }
                return Int64(best)
            }
            return Tensor(places, shape: shape)
        }
    }

    /// A view with one axis moved behind the others.
    func movingAxisToEnd(_ axis: Int) throws(TensorError) -> Tensor {
        try transposed(axes: (0..<ndim).filter { $0 != axis } + [axis])
    }
}

/// The extreme of a row and what came before, in eight running extremes; nan if one is nan.
@inline(__always)
private func extremeOfRow<Element: FloatingElement & SIMDScalar>(
    _ first: Element, _ row: UnsafeMutablePointer<Element>, _ step: Int, _ count: Int,
    largest: Bool
) -> Element {
    func combine(_ a: Element, _ b: Element) -> Element {
        largest ? a.maximum(b) : a.minimum(b)
    }
    var value = first
    var i = 0
    if step == 1 && count >= 16 {
        let bytes = UnsafeRawPointer(row)
        func lanes(_ place: Int) -> SIMD8<Element> {
            bytes.loadUnaligned(
                fromByteOffset: place * MemoryLayout<Element>.stride, as: SIMD8<Element>.self)
        }
        var extremes = lanes(0)
        // Sums of the elements: nan as soon as an element is (or infinities of both signs
        // meet), when the row is looked at again with care.
        var sums = SIMD8<Element>(repeating: 0)
        while i + 8 <= count {
            let next = lanes(i)
            extremes.replace(
                with: next, where: largest ? next .> extremes : next .< extremes)
            sums += next
            i += 8
        }
        let sum = sums.sum()
        if sum == sum {
            for lane in 0..<8 { value = combine(value, extremes[lane]) }
        } else {
            i = 0
        }
    }
    while i < count {
        value = combine(value, row[i * step])
        i += 1
    }
    return value
}
