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
                    extremeOfRow(first, row, step, count, { $0 > $1 }, { $0.maximum($1) })
                })
            : plan.foldRows(
                self, start: Element.infinity, keepDims: keepDims,
                { (a: Element, b: Element) in a.minimum(b) },
                row: { first, row, step, count in
                    extremeOfRow(first, row, step, count, { $0 < $1 }, { $0.minimum($1) })
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
                        ? extremeOfRow(row[0], row, 1, count, { $0 > $1 }, { $0.maximum($1) })
                        : extremeOfRow(row[0], row, 1, count, { $0 < $1 }, { $0.minimum($1) })
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

/// The extreme of a row and what came before; nan if one is nan.
@inline(__always)
private func extremeOfRow<Element: FloatingElement & SIMDScalar>(
    _ first: Element, _ row: UnsafeMutablePointer<Element>, _ step: Int, _ count: Int,
    _ isBeyond: (Element, Element) -> Bool, _ combine: (Element, Element) -> Element
) -> Element {
    var value = first
    var i = 0
    // In blocks, which are still near when they are read again for nan.
    while step == 1 && i + 8 <= count {
        let length = min(1024, (count - i) & ~7)
        value = combine(value, extremeOfBlock(row + i, length, isBeyond, combine))
        i += length
    }
    while i < count {
        value = combine(value, row[i * step])
        i += 1
    }
    return value
}

/// The extreme of a multiple of eight elements in eight running extremes; nan if one is nan.
@inline(__always)
private func extremeOfBlock<Element: FloatingElement & SIMDScalar>(
    _ block: UnsafeMutablePointer<Element>, _ count: Int,
    _ isBeyond: (Element, Element) -> Bool, _ combine: (Element, Element) -> Element
) -> Element {
    var (r0, r1, r2, r3) = (block[0], block[1], block[2], block[3])
    var (r4, r5, r6, r7) = (block[4], block[5], block[6], block[7])
    var i = 0
    while i < count {
        let next = block + i
        r0 = isBeyond(next[0], r0) ? next[0] : r0
        r1 = isBeyond(next[1], r1) ? next[1] : r1
        r2 = isBeyond(next[2], r2) ? next[2] : r2
        r3 = isBeyond(next[3], r3) ? next[3] : r3
        r4 = isBeyond(next[4], r4) ? next[4] : r4
        r5 = isBeyond(next[5], r5) ? next[5] : r5
        r6 = isBeyond(next[6], r6) ? next[6] : r6
        r7 = isBeyond(next[7], r7) ? next[7] : r7
        i += 8
    }
    // A sum is nan as soon as an element is (or infinities of both signs meet): then every
    // element is looked at with care.
    let bytes = UnsafeRawPointer(block)
    var sums = SIMD8<Element>(repeating: 0)
    i = 0
    while i < count {
        sums =
            sums
            + bytes.loadUnaligned(
                fromByteOffset: i * MemoryLayout<Element>.stride, as: SIMD8<Element>.self)
        i += 8
    }
    let sum = sums.sum()
    if sum == sum {
        return combine(
            combine(combine(r0, r1), combine(r2, r3)), combine(combine(r4, r5), combine(r6, r7)))
    }
    var value = block[0]
    for place in 1..<count { value = combine(value, block[place]) }
    return value
}
