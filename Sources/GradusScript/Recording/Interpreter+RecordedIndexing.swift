import GradusAutodiff
import GradusDiagnostics
import GradusTensors

/// Parts of recorded values.
extension Interpreter {
    /// `variable[key]`.
    func record(
        _ variable: Variable, indexedBy key: Value, at span: SourceSpan
    ) throws(Diagnostic) -> Value {
        let items = try indexItems(key, at: span)
        if let picked = try record(variable, pickedBy: items, at: span) { return picked }
        return try record(
            .indexed, [variable],
            Attributes(slices: try axisSlices(items, of: variable.shape, at: span)), at: span)
    }

    /// Integers and slices as what each axis of a shape gives.
    func axisSlices(
        _ items: [IndexItem], of shape: Shape, at span: SourceSpan
    ) throws(Diagnostic) -> [AxisSlice] {
        var slices: [AxisSlice] = []
        let used = items.count(where: {
            switch $0 {
            case .integer, .slice: true
            default: false
            }
        })
        var axis = 0
        var hasEllipsis = false
        for item in items {
            switch item {
            case .newAxis: slices.append(.newAxis)
            case .ellipsis:
                guard !hasEllipsis else {
                    throw Diagnostic("an index has at most one '...'", at: span)
                }
                hasEllipsis = true
                for _ in 0..<max(0, shape.rank - used) {
                    slices.append(.range(start: 0, step: 1, count: shape[axis]))
                    axis += 1
                }
            case .integer(let place):
                let length = try axisLength(axis, of: shape, at: span)
                slices.append(
                    .index(try checkedIndex(place, count: length, what: "Variable", at: span)))
                axis += 1
            case .slice(let start, let stop, let step):
                let length = try axisLength(axis, of: shape, at: span)
                let places = PythonSlice.places(
                    start: start, stop: stop, step: step ?? 1, length: length)
                slices.append(
                    .range(start: places.first, step: places.step, count: places.count))
                axis += 1
            case .integers, .mask:
                throw Diagnostic(
                    "a recorded value is indexed by integers, slices, or arrays of integers or truth "
                        + "values for its first axes", at: span,
                    fix: "pick in two steps: first by the arrays, then by slices")
            }
        }
        return slices
    }

    /// `variable[rows]`, `variable[rows, columns]` and `variable[mask]`: arrays of integers, which
    /// broadcast with one another and with single integers, or truth values, for the first axes.
    /// Nil where there are none.
    private func record(
        _ variable: Variable, pickedBy items: [IndexItem], at span: SourceSpan
    ) throws(Diagnostic) -> Value? {
        if let axis = items.firstIndex(where: \.isArray), axis > 0,
            case .integers(let places) = items[axis],
            items.enumerated().allSatisfy({ $0.offset == axis || $0.element.isWholeAxis })
        {
            _ = try axisLength(items.count - 1, of: variable.shape, at: span)
            let leaf = try keep(graph.leaf(places.copied(), role: .constant), at: span)
            return try record(.take, [variable, leaf], Attributes(axis: axis), at: span)
        }
        var picking = items
        while let last = picking.last, last.isWhole { picking.removeLast() }
        guard picking.contains(where: \.isArray), picking.allSatisfy(\.picks) else { return nil }
        let shape = variable.shape
        // A mask stands for the places where it is true, an axis each.
        var places: [Tensor] = []
        for item in picking {
            switch item {
            case .integer(let place): places.append(Tensor(scalar: Int64(place)))
            case .integers(let tensor): places.append(tensor)
            case .mask(let mask):
                guard mask.ndim > 0 else {
                    throw Diagnostic(
                        "a recorded value is not indexed by a single truth value", at: span,
                        fix: "use an array of truth values")
                }
                for (axis, length) in mask.shape.dimensions.enumerated() {
                    let own = try axisLength(places.count + axis, of: variable.shape, at: span)
                    guard own == length else {
                        throw error(
                            "IndexError",
                            "boolean index did not match indexed array along axis "
                                + "\(places.count + axis); size of axis is \(own) but size of "
                                + "corresponding boolean axis is \(length)", at: span)
                    }
                }
                places += mask.nonzero()
            default: return nil
            }
        }
        var lengths: [Int] = []
        for axis in places.indices {
            lengths.append(try axisLength(axis, of: variable.shape, at: span))
        }
        let flat = try flatPlaces(places, lengths, at: span)
        let composer = Composer(interpreter: self, graph: graph, span: span)
        let rest = Array(shape.dimensions.dropFirst(places.count))
        let rows = try composer.reshape(variable, [lengths.reduce(1, *)] + rest)
        let leaf = try keep(graph.leaf(flat, role: .constant), at: span)
        return .variable(try composer.apply(.take, [rows, leaf], Attributes(axis: 0)))
    }

    /// Places along several axes as places in row-major order.
    private func flatPlaces(
        _ places: [Tensor], _ lengths: [Int], at span: SourceSpan
    ) throws(Diagnostic) -> Tensor {
        var shape = Shape([])
        for tensor in places {
            shape = try located(at: span) { () throws(TensorError) in
                try shape.broadcast(with: tensor.shape)
            }
        }
        try checkMemory(of: shape, itemSize: 16, at: span)
        var flat = [Int64](repeating: 0, count: shape.count)
        for (axis, tensor) in places.enumerated() {
            let length = lengths[axis]
            let along = try located(at: span) { () throws(TensorError) in
                try tensor.broadcast(to: shape).integers()
            }
            for (element, place) in along.enumerated() {
                guard place >= -length, place < length else {
                    throw error(
                        "IndexError",
                        "index \(place) is out of bounds for axis \(axis) with size \(length)",
                        at: span)
                }
                flat[element] =
                    flat[element] * Int64(length) + (place < 0 ? place + Int64(length) : place)
            }
        }
        return Tensor(flat, shape: shape)
    }

    private func axisLength(
        _ axis: Int, of shape: Shape, at span: SourceSpan
    ) throws(Diagnostic) -> Int {
        guard axis < shape.rank else {
            throw Diagnostic("too many indices: the value has the shape \(shape)", at: span)
        }
        return shape[axis]
    }
}

extension IndexItem {
    /// Whether it is an array of places.
    fileprivate var isArray: Bool {
        switch self {
        case .integers, .mask: true
        default: false
        }
    }

    /// Whether it names places one by one.
    fileprivate var picks: Bool {
        if case .integer = self { true } else { isArray }
    }

    /// Whether it takes the whole of one axis.
    fileprivate var isWholeAxis: Bool { if case .slice = self { isWhole } else { false } }

    /// Whether it leaves out nothing.
    var isWhole: Bool {
        switch self {
        case .ellipsis: true
        case .slice(let start, let stop, let step): start == nil && stop == nil && (step ?? 1) == 1
        default: false
        }
    }
}
