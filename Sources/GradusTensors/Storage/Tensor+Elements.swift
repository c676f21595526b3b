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

    /// The elements in row-major order as `Double` (true is 1, false is 0; integers beyond
    /// 2⁵³ are rounded). A copy; O(size).
    public func doubles() -> [Double] { astype(.float64).elements(as: Double.self) }

    /// The elements in row-major order as `Int64`; floats are cut towards zero. A copy; O(size).
    public func integers() -> [Int64] { astype(.int64).elements(as: Int64.self) }

    /// The only element of a tensor of size 1 as `Double`; traps on another size.
    public var scalarValue: Double {
        precondition(size == 1, "only a tensor of size 1 is a number, found shape \(shape)")
        switch dtype {
        case .bool: return storage.elements(as: Bool.self)[offset] ? 1 : 0
        case .uint8: return Double(storage.elements(as: UInt8.self)[offset])
        case .uint64: return Double(storage.elements(as: UInt64.self)[offset])
        case .int8: return Double(storage.elements(as: Int8.self)[offset])
        case .int16: return Double(storage.elements(as: Int16.self)[offset])
        case .int32: return Double(storage.elements(as: Int32.self)[offset])
        case .int64: return Double(storage.elements(as: Int64.self)[offset])
        case .float16: return Double(storage.elements(as: Float16.self)[offset])
        case .float32: return Double(storage.elements(as: Float.self)[offset])
        case .float64: return storage.elements(as: Double.self)[offset]
        }
    }

    /// The only element of a tensor of size 1 as `Int64`, floats cut towards zero; traps on
    /// another size.
    public var scalarInteger: Int64 {
        precondition(size == 1, "only a tensor of size 1 is a number, found shape \(shape)")
        return integers()[0]
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
        let result = Tensor(uninitialized: shape, dtype: dtype)
        if isContiguous {
            let bytes = dtype.itemSize
            withExtendedLifetime(storage) {
                result.storage.memory.copyMemory(
                    from: storage.memory + offset * bytes, byteCount: size * bytes)
            }
        } else {
            ElementMoves.copy(self, into: result)
        }
        return result
    }
}

extension Tensor: Equatable {
    /// Whether dtype, shape and every element are equal; nan equals nothing.
    public static func == (left: Tensor, right: Tensor) -> Bool {
        guard left.dtype == right.dtype, left.shape == right.shape else { return false }
        func same<Element: TensorElement & Equatable>(_ type: Element.Type) -> Bool {
            left.elements(as: type) == right.elements(as: type)
        }
        switch left.dtype {
        case .bool: return same(Bool.self)
        case .uint8: return same(UInt8.self)
        case .uint64: return same(UInt64.self)
        case .int8: return same(Int8.self)
        case .int16: return same(Int16.self)
        case .int32: return same(Int32.self)
        case .int64: return same(Int64.self)
        case .float16: return same(Float16.self)
        case .float32: return same(Float.self)
        case .float64: return same(Double.self)
        }
    }
}
