extension Tensor {
    /// The elements in row-major order as `Element`, which must be the tensor's type.
    /// A copy; O(size).
    public func elements<Element: TensorElement>(as type: Element.Type = Element.self) -> [Element]
    {
        let source = storage.elements(as: Element.self)
        if isContiguous {
            return Array(source[offset..<(offset + size)])
        }
        var result: [Element] = []
        result.reserveCapacity(size)
        forEachOffset { result.append(source[$0]) }
        return result
    }

    /// The elements in row-major order as `Double` (true is 1, false is 0). A copy; O(size).
    public func doubles() -> [Double] {
        switch dtype {
        case .float64: elements(as: Double.self)
        case .float32: elements(as: Float.self).map { Double($0) }
        case .int64: elements(as: Int64.self).map { Double($0) }
        case .bool: elements(as: Bool.self).map { $0 ? 1 : 0 }
        }
    }

    /// The only element of a tensor of size 1 as `Double`; traps on another size.
    public var scalarValue: Double {
        precondition(size == 1, "only a tensor of size 1 is a number, found shape \(shape)")
        switch dtype {
        case .float64: return storage.elements(as: Double.self)[offset]
        case .float32: return Double(storage.elements(as: Float.self)[offset])
        case .int64: return Double(storage.elements(as: Int64.self)[offset])
        case .bool: return storage.elements(as: Bool.self)[offset] ? 1 : 0
        }
    }

    /// Calls `body` with the place in storage of every element, in row-major order.
    @inlinable
    public func forEachOffset(_ body: (Int) -> Void) {
        let rank = shape.rank
        guard size > 0 else { return }
        if rank == 0 {
            body(offset)
            return
        }
        var index = [Int](repeating: 0, count: rank)
        var place = offset
        let innerLength = shape.dimensions[rank - 1]
        let innerStride = strides[rank - 1]
        while true {
            var inner = place
            for _ in 0..<innerLength {
                body(inner)
                inner += innerStride
            }
            var axis = rank - 2
            while axis >= 0 {
                index[axis] += 1
                place += strides[axis]
                if index[axis] < shape.dimensions[axis] { break }
                place -= strides[axis] * shape.dimensions[axis]
                index[axis] = 0
                axis -= 1
            }
            if axis < 0 { return }
        }
    }

    /// The same values row by row in storage of their own; `self` when it is so already.
    public func contiguous() -> Tensor {
        if isContiguous, offset == 0, storage.count == size { return self }
        return copied()
    }

    /// The same values row by row in new storage.
    public func copied() -> Tensor {
        switch dtype {
        case .float64: Tensor(elements(as: Double.self), shape: shape)
        case .float32: Tensor(elements(as: Float.self), shape: shape)
        case .int64: Tensor(elements(as: Int64.self), shape: shape)
        case .bool: Tensor(elements(as: Bool.self), shape: shape)
        }
    }

    /// The value with every element as another type: floats are cut towards zero when made
    /// integers, anything but zero is true. O(size).
    public func astype(_ target: DType) -> Tensor {
        if target == dtype { return self }
        switch target {
        case .float64: return Tensor(doubles(), shape: shape)
        case .float32:
            return dtype == .int64
                ? Tensor(elements(as: Int64.self).map { Float($0) }, shape: shape)
                : Tensor(doubles().map { Float($0) }, shape: shape)
        case .int64:
            return Tensor(
                doubles().map { $0 > -0x1p63 && $0 < 0x1p63 ? Int64($0) : Int64.min }, shape: shape)
        case .bool:
            return Tensor(doubles().map { $0 != 0 }, shape: shape)
        }
    }
}

extension Tensor: Equatable {
    /// Whether dtype, shape and every element are equal; nan equals nothing.
    public static func == (left: Tensor, right: Tensor) -> Bool {
        guard left.dtype == right.dtype, left.shape == right.shape else { return false }
        switch left.dtype {
        case .float64: return left.elements(as: Double.self) == right.elements(as: Double.self)
        case .float32: return left.elements(as: Float.self) == right.elements(as: Float.self)
        case .int64: return left.elements(as: Int64.self) == right.elements(as: Int64.self)
        case .bool: return left.elements(as: Bool.self) == right.elements(as: Bool.self)
        }
    }
}
