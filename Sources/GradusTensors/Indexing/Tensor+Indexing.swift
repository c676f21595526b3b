extension Tensor {
    /// The elements that an index picks: a view for integers, slices, ellipsis and new axes;
    /// a copy when index tensors or masks are among them. NumPy's rules, errors as its
    /// `IndexError`.
    public func indexed(by items: [IndexItem]) throws(TensorError) -> Tensor {
        // One mask of the whole tensor needs no list of places.
        if items.count == 1, case .mask(let mask) = items[0], mask.shape == shape, ndim > 0,
            mask.dtype == .bool, isContiguous, mask.isContiguous
        {
            return ElementMoves.compress(self, mask)
        }
        switch try IndexPlan(items, of: self) {
        case .view(let view): return view
        case .places(let places, let shape):
            return ElementMoves.gather(self, places, shape)
        }
    }

    /// Writes `value`, brought to this tensor's dtype and broadcast, to the picked places of
    /// **shared storage**: every tensor that looks at this memory sees it. It is NumPy's
    /// `x[…] = value`, for arrays that alias on purpose; see `assigning` for values.
    public func assign(_ value: Tensor, at items: [IndexItem]) throws(TensorError) {
        let plan = try IndexPlan(items, of: self)
        let fitting = try Self.fitted(value, to: plan, maskOnly: items.isSingleMask)
        switch plan {
        case .view(let view): view.write(fitting)
        case .places(let places, let shape):
            let source = fitting.astype(dtype).broadcastView(shape)
            ElementMoves.scatter(source, to: places, of: self)
        }
    }

    /// A copy of this tensor with `value` written to the picked places.
    public func assigning(
        _ value: Tensor, at items: [IndexItem]
    ) throws(TensorError) -> Tensor {
        let result = copied()
        try result.assign(value, at: items)
        return result
    }

    /// Writes `value` to the picked places of this tensor alone: storage that other tensors
    /// share is copied before.
    public mutating func set(_ value: Tensor, at items: [IndexItem]) throws(TensorError) {
        if !isKnownUniquelyReferenced(&storage) { self = copied() }
        try assign(value, at: items)
    }

    /// A copy of this tensor to which `value` is added at the picked places, again for every
    /// time a place is picked: the gradient of indexing (NumPy's `add.at`).
    public func accumulating(
        _ value: Tensor, at items: [IndexItem]
    ) throws(TensorError) -> Tensor {
        let result = copied()
        let plan = try IndexPlan(items, of: result)
        let fitting = try Self.fitted(value, to: plan, maskOnly: false)
            .astype(dtype).broadcastView(plan.shape)
        switch plan {
        case .view(let view): view.write(try view.combining(.add, fitting))
        case .places(let places, _):
            switch dtype {
            case .bool: result.scatter(fitting, places, Bool.self) { $0 || $1 }
            case .uint8: result.scatter(fitting, places, UInt8.self) { $0 &+ $1 }
            case .uint64: result.scatter(fitting, places, UInt64.self) { $0 &+ $1 }
            case .int8: result.scatter(fitting, places, Int8.self) { $0 &+ $1 }
            case .int16: result.scatter(fitting, places, Int16.self) { $0 &+ $1 }
            case .int32: result.scatter(fitting, places, Int32.self) { $0 &+ $1 }
            case .int64: result.scatter(fitting, places, Int64.self) { $0 &+ $1 }
            case .float16: result.scatter(fitting, places, Float16.self) { $0 + $1 }
            case .float32: result.scatter(fitting, places, Float.self) { $0 + $1 }
            case .float64: result.scatter(fitting, places, Double.self) { $0 + $1 }
            }
        }
        return result
    }

    /// The places of the elements that are true (not zero), an int64 tensor for each axis.
    public func nonzero() -> [Tensor] {
        let truth = astype(.bool).elements(as: Bool.self)
        var places = [[Int64]](repeating: [], count: ndim)
        var index = [Int](repeating: 0, count: ndim)
        for value in truth {
            if value {
                for axis in 0..<ndim { places[axis].append(Int64(index[axis])) }
            }
            var axis = ndim - 1
            while axis >= 0 {
                index[axis] += 1
                if index[axis] < shape.dimensions[axis] { break }
                index[axis] = 0
                axis -= 1
            }
        }
        return places.map { Tensor($0, shape: [$0.count]) }
    }

    /// A value as it can be broadcast to what an index picked: leading axes of length 1 that
    /// are too many are dropped, as NumPy does in assignments only.
    private static func fitted(
        _ value: Tensor, to plan: IndexPlan, maskOnly: Bool
    ) throws(TensorError) -> Tensor {
        let target = plan.shape
        var fitting = value
        while fitting.ndim > target.rank, fitting.shape.dimensions.first == 1 {
            fitting = try fitting.squeezed(axes: [0])
        }
        guard !fitting.shape.canBroadcast(to: target) else { return fitting }
        let (found, wanted) = (value.shape.numpyText, target.numpyText)
        let message =
            switch plan {
            case .view where target.rank == 0: "setting an array element with a sequence."
            case .view:
                "could not broadcast input array from shape \(found) into shape \(wanted)"
            case .places where maskOnly && value.ndim == 1:
                "NumPy boolean array indexing assignment cannot assign \(value.size) input values "
                    + "to the \(target.rank > 0 ? target[0] : 1) output values where the mask is true"
            case .places:
                "shape mismatch: value array of shape \(found) could not be broadcast to indexing "
                    + "result of shape \(wanted)"
            }
        throw TensorError(message, fix: "the value needs shape \(target), or lengths of 1")
    }

    @inline(__always)
    private func scatter<Element: TensorElement>(
        _ value: Tensor, _ places: [Int], _ type: Element.Type,
        _ combine: (Element, Element) -> Element
    ) {
        let source = value.elements(as: Element.self)
        withPointer { (target: UnsafeMutablePointer<Element>) in
            for i in places.indices { target[places[i]] = combine(target[places[i]], source[i]) }
        }
    }
}

extension [IndexItem] {
    /// Whether the index is one mask and nothing else.
    fileprivate var isSingleMask: Bool {
        if count == 1, case .mask = self[0] { true } else { false }
    }
}
