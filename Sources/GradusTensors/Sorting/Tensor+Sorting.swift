extension Tensor {
    /// The elements in ascending order along an axis (nil: all of them in one row), nan last.
    public func sorted(axis: Int? = -1) throws(TensorError) -> Tensor {
        guard let axis else { return try flattened().sorted() }
        let place = try shape.normalized(axis: axis)
        let rows = try movingAxisToEnd(place)
        func sorted<Element: RadixElement>(_ type: Element.Type) -> Tensor {
            let result = rows.copied()
            let length = rows.shape[-1]
            result.withPointer { (elements: UnsafeMutablePointer<Element>) in
                if length >= RadixSort.leastCount {
                    RadixSort.sort(rows: elements, count: result.size / length, length: length)
                    return
                }
                for start in stride(from: 0, to: result.size, by: Swift.max(1, length)) {
                    var row = UnsafeMutableBufferPointer(start: elements + start, count: length)
                    row.sort { (a: Element, b: Element) -> Bool in
                        if b != b { return a == a }
                        return a < b
                    }
                }
            }
            return result
        }
        let result: Tensor
        switch dtype {
        case .bool, .uint8: result = sorted(UInt8.self)
        case .uint64: result = sorted(UInt64.self)
        case .int8: result = sorted(Int8.self)
        case .int16: result = sorted(Int16.self)
        case .int32: result = sorted(Int32.self)
        case .int64: result = sorted(Int64.self)
        case .float16: result = sorted(Float16.self)
        case .float32: result = sorted(Float.self)
        case .float64: result = sorted(Double.self)
        }
        return try result.movingLastAxis(to: place).contiguous()
    }

    /// The indices that would sort the tensor along an axis (nil: all elements in one row),
    /// equal elements in their order, nan last. Throws for a scalar.
    public func argsort(axis: Int? = -1) throws(TensorError) -> Tensor {
        guard let axis else { return try flattened().argsort() }
        let place = try shape.normalized(axis: axis)
        let rows = try movingAxisToEnd(place)
        let length = rows.shape[-1]
        func order<Element: TensorElement & Comparable>(_ type: Element.Type) -> Tensor {
            let values = rows.contiguous()
            return values.withPointer { (elements: UnsafeMutablePointer<Element>) in
                var places: [Int64] = []
                places.reserveCapacity(values.size)
                for start in stride(from: 0, to: values.size, by: Swift.max(1, length)) {
                    let row = elements + start
                    places += (0..<Int64(length)).sorted { a, b in
                        let (x, y) = (row[Int(a)], row[Int(b)])
                        if x < y || (y != y && x == x) { return true }
                        if y < x || (x != x && y == y) { return false }
                        return a < b
                    }
                }
                return Tensor(places, shape: rows.shape)
            }
        }
        let result: Tensor
        switch dtype {
        case .bool, .uint8: result = order(UInt8.self)
        case .uint64: result = order(UInt64.self)
        case .int8: result = order(Int8.self)
        case .int16: result = order(Int16.self)
        case .int32: result = order(Int32.self)
        case .int64: result = order(Int64.self)
        case .float16: result = order(Float16.self)
        case .float32: result = order(Float.self)
        case .float64: result = order(Double.self)
        }
        return try result.movingLastAxis(to: place).contiguous()
    }

    /// The different elements in ascending order, where each first stood in row-major order,
    /// for every element the place of its equal, and how often each occurs; the last three
    /// as int64. All nan count as one.
    public func unique() -> (values: Tensor, first: Tensor, inverse: Tensor, counts: Tensor) {
        let flat = flattened().contiguous()
        // Sorting a flat tensor cannot fail.
        let order = (try? flat.argsort())?.integers() ?? []
        func parts<Element: TensorElement & Equatable>(_ type: Element.Type)
            -> (Tensor, Tensor, Tensor, Tensor)
        {
            flat.withPointer { (elements: UnsafeMutablePointer<Element>) in
                let row = elements + flat.offset
                var values: [Element] = []
                var first: [Int64] = []
                var counts: [Int64] = []
                var inverse = [Int64](repeating: 0, count: flat.size)
                for place in order {
                    let value = row[Int(place)]
                    let isNew = values.last.map { $0 != value && !($0 != $0 && value != value) }
                    if isNew ?? true {
                        values.append(value)
                        first.append(place)
                        counts.append(0)
                    }
                    counts[counts.count - 1] += 1
                    inverse[Int(place)] = Int64(values.count - 1)
                }
                let shape = Shape([values.count])
                return (
                    Tensor(values, shape: shape), Tensor(first, shape: shape),
                    Tensor(inverse, shape: self.shape), Tensor(counts, shape: shape)
                )
            }
        }
        switch dtype {
        case .bool: return parts(Bool.self)
        case .uint8: return parts(UInt8.self)
        case .uint64: return parts(UInt64.self)
        case .int8: return parts(Int8.self)
        case .int16: return parts(Int16.self)
        case .int32: return parts(Int32.self)
        case .int64: return parts(Int64.self)
        case .float16: return parts(Float16.self)
        case .float32: return parts(Float.self)
        case .float64: return parts(Double.self)
        }
    }

    /// A view with the last axis moved to another place.
    func movingLastAxis(to place: Int) throws(TensorError) -> Tensor {
        var axes = Array(0..<(ndim - 1))
        axes.insert(ndim - 1, at: place)
        return try transposed(axes: axes)
    }
}
