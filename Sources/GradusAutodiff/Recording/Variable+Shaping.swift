import GradusTensors

extension Variable {
    /// The same elements under another shape of the same size.
    public func reshaped(_ shape: Shape) -> Variable {
        applying(.reshape, [], Attributes(shape: shape))
    }
    /// The axes in another order; reversed when nil.
    public func transposed(_ axes: [Int]? = nil) -> Variable {
        applying(.transpose, [], Attributes(axes: axes))
    }
    /// The elements repeated to a larger shape.
    public func broadcast(to shape: Shape) -> Variable {
        applying(.broadcast, [], Attributes(shape: shape))
    }
    /// A slice, one entry an axis from the first.
    public func indexed(_ slices: [AxisSlice]) -> Variable {
        applying(.indexed, [], Attributes(slices: slices))
    }
    /// The places in a range along one axis.
    public func sliced(axis: Int, _ range: Range<Int>) -> Variable {
        let place = axis < 0 ? axis + shape.rank : axis
        var slices = shape.dimensions.map { AxisSlice.range(start: 0, step: 1, count: $0) }
        precondition(slices.indices.contains(place), "axis \(axis) of shape \(shape)")
        slices[place] = .range(start: range.lowerBound, step: 1, count: range.count)
        return indexed(slices)
    }
    /// Without the axes of length 1 among some, or without all such axes.
    public func squeezed(axes: [Int]? = nil) -> Variable {
        let dropped = axes?.map { $0 < 0 ? $0 + shape.rank : $0 }
        let lengths = shape.dimensions.enumerated().filter { axis, length in
            dropped.map { !$0.contains(axis) } ?? (length != 1)
        }
        return reshaped(Shape(lengths.map(\.element)))
    }
    /// With a new axis of length 1.
    public func expandedDims(axis: Int) -> Variable {
        var lengths = shape.dimensions
        lengths.insert(1, at: axis < 0 ? axis + shape.rank + 1 : axis)
        return reshaped(Shape(lengths))
    }
    /// Backwards along some axes, or along all.
    public func flipped(axes: [Int]? = nil) -> Variable {
        let chosen = (axes ?? Array(0..<shape.rank)).map { $0 < 0 ? $0 + shape.rank : $0 }
        return indexed(
            shape.dimensions.enumerated().map { axis, length in
                chosen.contains(axis) && length > 0
                    ? .range(start: length - 1, step: -1, count: length)
                    : .range(start: 0, step: 1, count: length)
            })
    }
    /// Moved along an axis; what leaves at the end comes back at the start.
    public func rolled(_ shift: Int, axis: Int) -> Variable {
        let place = axis < 0 ? axis + shape.rank : axis
        let length = shape[place]
        guard length > 0 else { return self }
        let cut = length - ((shift % length) + length) % length
        guard cut < length else { return self }
        return concatenate(
            [sliced(axis: place, cut..<length), sliced(axis: place, 0..<cut)], axis: place)
    }
    /// Zeros before and after along each axis from the first.
    public func padded(_ amounts: [(before: Int, after: Int)]) -> Variable {
        precondition(amounts.count == shape.rank, "pad needs two numbers for each axis of \(shape)")
        let lengths = zip(shape.dimensions, amounts).map { $0 + $1.before + $1.after }
        let slices = zip(shape.dimensions, amounts).map {
            AxisSlice.range(start: $1.before, step: 1, count: $0)
        }
        return applying(.place, [], Attributes(shape: Shape(lengths), slices: slices))
    }
    /// The elements on and below a diagonal of the last two axes, above it 0.
    public func tril(diagonal: Int = 0) -> Variable {
        applying(.tril, numbers: Double(diagonal))
    }
    /// The elements on and above a diagonal of the last two axes, below it 0.
    public func triu(diagonal: Int = 0) -> Variable {
        applying(.triu, numbers: Double(diagonal))
    }
    /// In parts of equal length along an axis; traps unless that length is whole.
    public func split(_ count: Int, axis: Int = 0) -> [Variable] {
        let place = axis < 0 ? axis + shape.rank : axis
        precondition(
            count > 0 && shape[place] % count == 0,
            "axis \(axis) of \(shape) cannot be split into \(count) equal parts")
        let length = shape[place] / count
        return (0..<count).map { sliced(axis: place, ($0 * length)..<(($0 + 1) * length)) }
    }
    /// Rows picked by integers along an axis: an embedding's lookup.
    public func taking(_ places: Variable, axis: Int = 0) -> Variable {
        applying(.take, [places], Attributes(axis: axis))
    }
    /// One element for each integer of `places` along an axis.
    public func takingAlong(_ places: Variable, axis: Int) -> Variable {
        applying(.takeAlong, [places], Attributes(axis: axis))
    }
    /// The elements as another type.
    public func cast(to dtype: DType) -> Variable {
        applying(.cast, [], Attributes(options: .init(dtype: dtype)))
    }
    /// The value as a constant: no gradient passes.
    public func stopGradient() -> Variable { applying(.stopGradient) }
}

/// Variables one after another along an axis.
public func concatenate(_ variables: [Variable], axis: Int = 0) -> Variable {
    precondition(!variables.isEmpty, "concatenate needs a variable")
    return variables[0].applying(
        .concatenate, Array(variables.dropFirst()), Attributes(axis: axis))
}

/// Variables of one shape along a new axis.
public func stack(_ variables: [Variable], axis: Int = 0) -> Variable {
    precondition(!variables.isEmpty, "stack needs a variable")
    return variables[0].applying(.stack, Array(variables.dropFirst()), Attributes(axis: axis))
}
