extension Tensor {
    /// A view in which two axes have changed places.
    public func swappingAxes(_ first: Int, _ second: Int) throws(TensorError) -> Tensor {
        var order = Array(0..<ndim)
        order.swapAt(try shape.normalized(axis: first), try shape.normalized(axis: second))
        return try transposed(axes: order)
    }

    /// A view in which the axes `sources` have moved to the places `targets`, the others in
    /// their order.
    public func movingAxes(_ sources: [Int], to targets: [Int]) throws(TensorError) -> Tensor {
        guard sources.count == targets.count else {
            throw TensorError(
                "`source` and `destination` arguments must have the same number of elements")
        }
        var pairs: [(target: Int, source: Int)] = []
        for (source, target) in zip(sources, targets) {
            pairs.append((try shape.normalized(axis: target), try shape.normalized(axis: source)))
        }
        guard Set(pairs.map(\.source)).count == pairs.count else {
            throw TensorError("repeated axis in `source` argument")
        }
        guard Set(pairs.map(\.target)).count == pairs.count else {
            throw TensorError("repeated axis in `destination` argument")
        }
        var order = (0..<ndim).filter { axis in !pairs.contains { $0.source == axis } }
        for pair in pairs.sorted(by: { $0.target < $1.target }) {
            order.insert(pair.source, at: pair.target)
        }
        return try transposed(axes: order)
    }

    /// A view with the elements along the given axes (nil: all) backwards.
    public func flipped(axes: [Int]? = nil) throws(TensorError) -> Tensor {
        var items = [IndexItem](repeating: .all, count: ndim)
        if let axes {
            for axis in axes {
                items[try shape.normalized(axis: axis)] = .slice(start: nil, stop: nil, step: -1)
            }
        } else {
            items = items.map { _ in .slice(start: nil, stop: nil, step: -1) }
        }
        return try indexed(by: items)
    }

    /// The elements moved by `shift` places along an axis (nil: in row-major order), those
    /// that leave at one end entering at the other.
    public func rolled(by shift: Int, axis: Int?) throws(TensorError) -> Tensor {
        guard let axis else {
            return try flattened().rolled(by: shift, axis: 0).reshaped(to: shape)
        }
        let place = try shape.normalized(axis: axis)
        let length = shape[place]
        guard length > 0 else { return copied() }
        let moved = ((shift % length) + length) % length
        let lead = [IndexItem](repeating: .all, count: place)
        return try Tensor.concatenate(
            [
                indexed(by: lead + [.slice(start: length - moved, stop: nil, step: nil)]),
                indexed(by: lead + [.slice(start: nil, stop: length - moved, step: nil)]),
            ], axis: place)
    }

    /// Each element along an axis (nil: in row-major order) repeated, `counts` times in turn
    /// (one count for all).
    public func repeated(_ counts: [Int], axis: Int?) throws(TensorError) -> Tensor {
        guard let axis else { return try flattened().repeated(counts, axis: 0) }
        let place = try shape.normalized(axis: axis)
        let length = shape[place]
        guard counts.count == 1 || counts.count == length else {
            throw TensorError(
                "operands could not be broadcast together with shape (\(length),) (\(counts.count),)",
                fix: "give one count, or one for each of the \(length)")
        }
        guard counts.allSatisfy({ $0 >= 0 }) else {
            throw TensorError("repeats may not contain negative values.")
        }
        var places: [Int64] = []
        for i in 0..<length {
            let count = counts[counts.count == 1 ? 0 : i]
            places += [Int64](repeating: Int64(i), count: count)
        }
        return try indexed(
            by: [IndexItem](repeating: .all, count: place)
                + [.integers(Tensor(places, shape: [places.count]))])
    }

    /// Views of the parts of an axis between the given places.
    public func split(at places: [Int], axis: Int) throws(TensorError) -> [Tensor] {
        let place = try shape.normalized(axis: axis)
        let lead = [IndexItem](repeating: .all, count: place)
        var parts: [Tensor] = []
        var start: Int? = 0
        for end in places.map(Optional.init) + [nil] {
            parts.append(try indexed(by: lead + [.slice(start: start, stop: end, step: nil)]))
            start = end
        }
        return parts
    }

    /// Views of `count` parts of an axis, as equal as can be, the longer ones first; where
    /// they must be equal, throws unless they are.
    public func split(
        into count: Int, axis: Int, mustBeEqual: Bool
    ) throws(TensorError) -> [Tensor] {
        let length = shape[try shape.normalized(axis: axis)]
        guard count > 0 else { throw TensorError("number sections must be larger than 0.") }
        guard !mustBeEqual || length % count == 0 else {
            throw TensorError(
                "array split does not result in an equal division",
                fix: "\(length) cannot be divided by \(count); array_split allows unequal parts")
        }
        let (part, longer) = (length / count, length % count)
        let ends = (1..<Swift.max(1, count)).map { $0 * part + Swift.min($0, longer) }
        return try split(at: ends, axis: axis)
    }

    /// A view of the diagonal of the last two of the axes given, which becomes the last axis;
    /// it begins `offset` to the right of the corner.
    public func diagonal(
        offset: Int = 0, axes: (Int, Int) = (0, 1)
    ) throws(TensorError) -> Tensor {
        guard ndim >= 2 else {
            throw TensorError("diag requires an array of at least two dimensions")
        }
        let (a, b) = (try shape.normalized(axis: axes.0), try shape.normalized(axis: axes.1))
        guard a != b else { throw TensorError("axis1 and axis2 cannot be the same") }
        let (down, right) = (Swift.max(0, -offset), Swift.max(0, offset))
        let length = Swift.max(0, Swift.min(shape[a] - down, shape[b] - right))
        let kept = (0..<ndim).filter { $0 != a && $0 != b }
        return Tensor(
            storage: storage, shape: try Shape.checked(kept.map { shape[$0] } + [length]),
            strides: kept.map { strides[$0] } + [strides[a] + strides[b]],
            offset: length == 0 ? self.offset : self.offset + down * strides[a] + right * strides[b]
        )
    }

    /// The sum of the diagonal of the first two axes.
    public func trace(offset: Int = 0) throws(TensorError) -> Tensor {
        try diagonal(offset: offset).sum(axis: [-1])
    }

    /// The elements above (or below) a diagonal made zero: NumPy's `tril` and `triu`.
    public func triangle(lower: Bool, offset: Int) throws(TensorError) -> Tensor {
        let base = ndim == 1 ? broadcastView([size, size]) : self
        guard base.ndim >= 2 else {
            throw TensorError("a triangle needs at least one axis", fix: "the array is a scalar")
        }
        let rows = try Tensor.arange(0, base.shape[-2]).expandedDims(axis: 1)
        let columns = try Tensor.arange(0, base.shape[-1])
        let distance = try columns.combining(.subtract, rows)
        let mask = try distance.combining(
            lower ? .lessEqual : .greaterEqual, .integer(Int64(offset)))
        return try Tensor.whereSelect(mask, base, Tensor(zeros: [], dtype: dtype))
    }

    /// The tensor with `before` and `after` elements added along each axis.
    public func padded(
        _ widths: [(before: Int, after: Int)], mode: Padding
    ) throws(TensorError) -> Tensor {
        guard widths.count == ndim, widths.allSatisfy({ $0.before >= 0 && $0.after >= 0 }) else {
            throw TensorError(
                "index can't contain negative values",
                fix: "give a width of 0 or more for each axis")
        }
        if case .constant(let number) = mode {
            let target = try Shape.checked(
                (0..<ndim).map { shape[$0] + widths[$0].before + widths[$0].after })
            let result = Tensor.full(target, number, dtype: dtype)
            try result.assign(
                self,
                at: (0..<ndim).map { axis in
                    let first = widths[axis].before
                    return .slice(start: first, stop: first + self.shape[axis], step: nil)
                } + [.ellipsis])
            return result
        }
        var result = self
        for axis in 0..<ndim {
            let length = shape[axis]
            guard length > 0 || widths[axis] == (0, 0) else {
                throw TensorError(
                    "can't extend empty axis \(axis) using modes other than 'constant' or 'empty'")
            }
            let places = (-widths[axis].before..<(length + widths[axis].after)).map {
                Int64(mode.place($0, length))
            }
            result = try result.indexed(
                by: [IndexItem](repeating: .all, count: axis)
                    + [.integers(Tensor(places, shape: [places.count]))])
        }
        return result
    }

    /// What stands in the added places.
    public enum Padding: Sendable {
        /// A number.
        case constant(PythonNumber)
        /// The nearest element.
        case edge
        /// The elements mirrored at the first and the last.
        case reflect
        /// The elements mirrored at the edge.
        case symmetric
        /// The elements of the other end.
        case wrap

        fileprivate func place(_ place: Int, _ length: Int) -> Int {
            func remainder(_ a: Int, _ b: Int) -> Int { ((a % b) + b) % b }
            switch self {
            case .constant, .edge: return Swift.min(Swift.max(place, 0), length - 1)
            case .wrap: return remainder(place, length)
            case .symmetric:
                let turn = remainder(place, 2 * length)
                return turn < length ? turn : 2 * length - 1 - turn
            case .reflect:
                guard length > 1 else { return 0 }
                let turn = remainder(place, 2 * length - 2)
                return turn < length ? turn : 2 * length - 2 - turn
            }
        }
    }
}
