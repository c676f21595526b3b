/// What an index picks from a tensor: a view, or the places in storage one by one.
enum IndexPlan {
    /// Integers, slices and new axes only.
    case view(Tensor)
    /// The places in storage in row-major order of a result of this shape.
    case places([Int], Shape)

    /// The shape of what is picked.
    var shape: Shape {
        switch self {
        case .view(let view): view.shape
        case .places(_, let shape): shape
        }
    }

    /// Resolves an index by NumPy's rules.
    init(_ items: [IndexItem], of tensor: Tensor) throws(TensorError) {
        let full = try Self.completed(items, of: tensor)
        let isFancy = full.contains(where: \.isFancy)
        var draft = IndexDraft(tensor)
        for item in full { try draft.take(item, integersAreFancy: isFancy) }
        if isFancy {
            self = try draft.places()
        } else {
            self = .view(draft.view)
        }
    }

    /// The items with the ellipsis written out as whole axes; where it stood a mark remains,
    /// because it separates fancy items even when it stands for none.
    private static func completed(
        _ items: [IndexItem], of tensor: Tensor
    ) throws(TensorError) -> [IndexItem] {
        let covered = items.reduce(0) { $0 + $1.axisCount }
        let rank = tensor.ndim
        guard covered <= rank else {
            throw TensorError(
                "too many indices for array: array is \(rank)-dimensional, but \(covered) were "
                    + "indexed",
                fix: "its shape is \(tensor.shape)", kind: .index)
        }
        let rest = [IndexItem](repeating: .all, count: rank - covered)
        let ellipses = items.indices.filter {
            if case .ellipsis = items[$0] { true } else { false }
        }
        guard ellipses.count <= 1 else {
            throw TensorError(
                "an index can only have a single ellipsis ('...')", fix: "write : for the others",
                kind: .index)
        }
        guard let place = ellipses.first else { return items + rest }
        return Array(items[...place]) + rest + Array(items[(place + 1)...])
    }
}

/// An index being resolved, item by item from the left.
struct IndexDraft {
    private let tensor: Tensor
    private var axis = 0
    private var offset: Int
    private var dimensions: [Int] = []
    private var strides: [Int] = []
    private var fancy: [(indices: Tensor, axis: Int?)] = []
    /// How many kept axes stand before the fancy items, once there are some.
    private var fancyPosition: Int?
    private var fancyEnded = false
    private var fancySeparated = false

    init(_ tensor: Tensor) {
        self.tensor = tensor
        offset = tensor.offset
    }

    /// The view that slices, integers and new axes have made.
    var view: Tensor {
        let shape = Shape(dimensions)
        return Tensor(
            storage: tensor.storage, shape: shape, strides: strides,
            offset: shape.count == 0 ? tensor.offset : offset)
    }

    mutating func take(_ item: IndexItem, integersAreFancy: Bool) throws(TensorError) {
        switch item {
        case .integer(let place):
            let found = try checked(place, axis: axis)
            if integersAreFancy {
                note(Tensor(scalar: Int64(found)), axis: axis)
            } else {
                offset += found * tensor.strides[axis]
            }
            axis += 1
        case .slice(let start, let stop, let step):
            fancyEnded = fancyPosition != nil
            let places = try IndexItem.places(
                start: start, stop: stop, step: step, length: tensor.shape[axis])
            offset += places.first * tensor.strides[axis]
            dimensions.append(places.count)
            strides.append(places.step * tensor.strides[axis])
            axis += 1
        case .ellipsis:
            fancyEnded = fancyPosition != nil
        case .newAxis:
            fancyEnded = fancyPosition != nil
            dimensions.append(1)
            strides.append(0)
        case .integers(let indices):
            guard indices.dtype.isInteger || indices.size == 0 else {
                throw TensorError(
                    "arrays used as indices must be of integer (or boolean) type",
                    fix: "convert the \(indices.dtype) index with astype(int64)", kind: .index)
            }
            note(indices.astype(.int64), axis: axis)
            axis += 1
        case .mask(let mask):
            try take(mask.astype(.bool))
        }
    }

    private mutating func take(_ mask: Tensor) throws(TensorError) {
        for place in 0..<mask.ndim where mask.shape[place] != tensor.shape[axis + place] {
            throw TensorError(
                "boolean index did not match indexed array along axis \(axis + place); size of "
                    + "axis is \(tensor.shape[axis + place]) but size of corresponding boolean "
                    + "axis is \(mask.shape[place])",
                fix: "the array's shape is \(tensor.shape), the mask's \(mask.shape)", kind: .index)
        }
        if mask.ndim == 0 {
            let count = mask.scalarValue == 0 ? 0 : 1
            note(Tensor(zeros: [count], dtype: .int64), axis: nil)
            return
        }
        for indices in mask.nonzero() {
            note(indices, axis: axis)
            axis += 1
        }
    }

    private mutating func note(_ indices: Tensor, axis: Int?) {
        if fancyEnded { fancySeparated = true }
        fancyPosition = fancyPosition ?? dimensions.count
        fancy.append((indices, axis))
    }

    private func checked(_ place: Int, axis: Int) throws(TensorError) -> Int {
        let length = tensor.shape[axis]
        guard place >= -length, place < length else {
            throw TensorError(
                "index \(place) is out of bounds for axis \(axis) with size \(length)",
                fix: length == 0
                    ? "the axis is empty: shape \(tensor.shape)"
                    : "use an index from \(-length) to \(length - 1); the shape is \(tensor.shape)",
                kind: .index)
        }
        return place < 0 ? place + length : place
    }

    /// The places that the fancy items pick: their shapes are broadcast together, and the
    /// axes of that shape stand where the items stood, or in front when they stood apart.
    func places() throws(TensorError) -> IndexPlan {
        var common: Shape = []
        for (indices, _) in fancy {
            guard let next = try? common.broadcast(with: indices.shape) else {
                let shapes = fancy.map { $0.indices.shape.numpyText }.joined(separator: " ")
                throw TensorError(
                    "shape mismatch: indexing arrays could not be broadcast together with shapes "
                        + shapes,
                    fix: "index arrays must have the same shape, or lengths of 1", kind: .index)
            }
            common = next
        }
        var picked = [Int](repeating: 0, count: common.count)
        for (indices, axis) in fancy {
            guard let axis else { continue }
            let step = tensor.strides[axis]
            for (i, place) in indices.broadcastView(common).elements(as: Int64.self).enumerated() {
                picked[i] += try checked(Int(place), axis: axis) * step
            }
        }
        let split = fancySeparated ? 0 : fancyPosition ?? 0
        let before = Self.steps(dimensions[..<split], strides[..<split])
        let after = Self.steps(dimensions[split...], strides[split...])
        var result: [Int] = []
        result.reserveCapacity(before.count * picked.count * after.count)
        for a in before {
            for b in picked {
                for c in after { result.append(offset + a + b + c) }
            }
        }
        let lengths = Array(dimensions[..<split]) + common.dimensions + Array(dimensions[split...])
        return .places(result, try Shape.checked(lengths))
    }

    /// The distances from the first element of all elements along some axes, row by row.
    private static func steps(_ lengths: ArraySlice<Int>, _ strides: ArraySlice<Int>) -> [Int] {
        var result = [0]
        for (length, stride) in zip(lengths, strides) {
            result = result.flatMap { start in (0..<length).map { start + $0 * stride } }
        }
        return result
    }
}
