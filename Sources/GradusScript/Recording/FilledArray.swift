import GradusAutodiff
import GradusDiagnostics
import GradusTensors

/// The recorded values that a script wrote into an array place by place, such as
/// `pred[i] = w * x[i]`. The array's memory holds their numbers; where a gradient may go through
/// the array, it becomes a node that joins them.
struct RecordedElements {
    /// How many leading axes the places name: each element or each row is written whole. 0 where
    /// a part of another kind was written: then there is the joined node alone.
    let rank: Int
    /// The values by the place among those axes, counted in row-major order.
    fileprivate(set) var values: [Int: Variable] = [:]
    /// The array's count of writes when the values were right.
    fileprivate var writes = 0
    /// What the script calls the array.
    fileprivate var name: String?
    /// The node that joins them, until another is written.
    fileprivate var joined: Variable?
}

/// An array that may be gone by now.
struct FilledArrayReference {
    private(set) weak var array: NDArray?

    init(_ array: NDArray) { self.array = array }
}

extension NDArray {
    /// Whether recorded values were written into it, or into the array that it is a view of.
    var isFilledWithRecorded: Bool { recordedElements != nil || base?.recordedElements != nil }
}

extension Interpreter {
    /// Remembers what `array[key] = value` wrote, where the value or the array is recorded;
    /// called after the numbers are written. Throws where neither integers nor slices name the
    /// places, in views, and in arrays of integers.
    func noteWrite(
        of value: Value, into array: NDArray, at items: [IndexItem], name: String?,
        span: SourceSpan
    ) throws(Diagnostic) {
        guard array.isFilledWithRecorded || value.holdsRecorded else { return }
        let shape = array.tensor.shape
        if items.allSatisfy(\.isWhole), !value.holdsRecorded, array.base == nil {
            array.recordedElements = nil
            return
        }
        guard array.base == nil, array.tensor.dtype.isFloating else {
            throw cannotFill(array, with: value, at: span)
        }
        guard !items.isEmpty, let place = place(of: items, in: shape),
            array.recordedElements.map({ $0.rank == items.count }) ?? true
        else {
            try noteWriteOfPart(value, into: array, at: items, name: name, span: span)
            return
        }
        if let elements = array.recordedElements {
            try checkUnchanged(elements, array, allowing: 1, at: span)
        }
        var row: Variable?
        if value.holdsRecorded {
            if let name, case .variable(let variable) = value,
                graph.topology.nodes[variable.index].isUnnamedOperation
            {
                let places = items.compactMap { item in
                    if case .integer(let index) = item { "\(index)" } else { nil as String? }
                }
                graph.setName("\(name)[\(places.joined(separator: ", "))]", of: variable.index)
            }
            let form = try recordedForm(value, at: span)
            row = try self.row(
                try recordedOperand(form, name: nil, like: nil, at: span),
                of: Shape(Array(shape.dimensions.dropFirst(items.count))), array.tensor.dtype,
                at: span)
        }
        if array.recordedElements == nil { filledArrays.append(FilledArrayReference(array)) }
        // Taken out while it changes, so that the values are not copied at every write.
        var elements = array.recordedElements ?? RecordedElements(rank: items.count)
        array.recordedElements = nil
        elements.values[place] = row
        elements.writes = array.writes
        elements.name = name ?? elements.name
        elements.joined = nil
        if !elements.values.isEmpty { array.recordedElements = elements }
    }

    /// The same for a part that integers and slices name: what was there before, with the value in
    /// the part's place.
    private func noteWriteOfPart(
        _ value: Value, into array: NDArray, at items: [IndexItem], name: String?,
        span: SourceSpan
    ) throws(Diagnostic) {
        let shape = array.tensor.shape
        let isPlace = items.allSatisfy {
            switch $0 {
            case .integer, .slice, .ellipsis: true
            default: false
            }
        }
        guard isPlace else { throw cannotFill(array, with: value, at: span) }
        let composer = Composer(interpreter: self, graph: graph, span: span)
        let part = try located(at: span) { () throws(TensorError) in
            try array.tensor.indexed(by: items).shape
        }
        let new = try row(
            try recordedOperand(
                try recordedForm(value, at: span), name: nil, like: array.tensor.dtype, at: span),
            of: part, array.tensor.dtype, at: span)
        guard part != shape || !items.allSatisfy(\.isWhole) else {
            set(array, to: new, name: name)
            return
        }
        let before: Variable
        if array.recordedElements != nil {
            guard let joined = try joined(array, writtenSince: 1, at: span) else { return }
            before = joined
        } else {
            // Outside of the part the numbers are what they were.
            before = try keep(graph.leaf(array.tensor.copied(), role: .constant), at: span)
            noteOrigins(of: before, from: .array(array))
        }
        let slices = try axisSlices(items, of: shape, at: span)
        let placed = try composer.apply(.place, [new], Attributes(shape: shape, slices: slices))
        let mask = Tensor(zeros: shape, dtype: .bool)
        try located(at: span) { () throws(TensorError) in
            try mask.assign(Tensor(scalar: true), at: items)
        }
        let condition = try keep(graph.leaf(mask, role: .constant), at: span)
        set(array, to: try composer.apply(.where, [condition, placed, before]), name: name)
    }

    /// What an operation in place, `a *= w`, makes of an array: its numbers, for every name and
    /// view that shares them, and the node that they are recorded as.
    func write(
        _ result: Variable, into array: NDArray, name: String?, at span: SourceSpan
    ) throws(Diagnostic) {
        guard array.base == nil, array.tensor.dtype.isFloating else {
            throw cannotFill(array, with: .variable(result), at: span)
        }
        let composer = Composer(interpreter: self, graph: graph, span: span)
        let value =
            result.dtype == array.tensor.dtype
            ? result
            : try composer.apply(
                .cast, [result], Attributes(options: .init(dtype: array.tensor.dtype)))
        array.write(value.value)
        set(array, to: value, name: name)
    }

    private func set(_ array: NDArray, to node: Variable, name: String?) {
        if array.recordedElements == nil { filledArrays.append(FilledArrayReference(array)) }
        var elements = RecordedElements(rank: 0)
        elements.writes = array.writes
        elements.name = name ?? array.recordedElements?.name
        elements.joined = node
        array.recordedElements = elements
        if let name = elements.name, graph.topology.nodes[node.index].isUnnamedOperation {
            graph.setName(name, of: node.index)
        }
    }

    /// `array[key]` of an array that recorded values were written into; nil for other arrays,
    /// and for a single element that is no recorded one.
    func filledElement(
        of array: NDArray, at items: [IndexItem], _ key: Value, _ span: SourceSpan
    ) throws(Diagnostic) -> Value? {
        guard array.isFilledWithRecorded else { return nil }
        if let elements = array.recordedElements, elements.writes == array.writes,
            let place = place(of: items, in: array.tensor.shape), items.count == elements.rank,
            elements.rank > 0
        {
            if let value = elements.values[place] { return .variable(value) }
            if items.count == array.tensor.ndim { return nil }
        }
        guard let form = try filledForm(of: array, at: span) else { return nil }
        return try record(form, indexedBy: key, at: span)
    }

    /// Where integers along the leading axes lead in row-major order; nil for other indices and
    /// those that lie outside.
    private func place(of items: [IndexItem], in shape: Shape) -> Int? {
        guard items.count <= shape.rank else { return nil }
        var place = 0
        for (axis, item) in items.enumerated() {
            guard case .integer(let index) = item, index >= -shape[axis], index < shape[axis]
            else { return nil }
            place = place * shape[axis] + (index < 0 ? index + shape[axis] : index)
        }
        return place
    }

    /// After a step of training: what was recorded for it and written into arrays is plain
    /// numbers from now on, as its graph is freed. An array that keeps the losses of all
    /// epochs would hold all their graphs otherwise.
    func dropFilled(since mark: Int) {
        filledArrays.removeAll { $0.array?.recordedElements == nil }
        for reference in filledArrays {
            guard let array = reference.array, var elements = array.recordedElements else {
                continue
            }
            let dropped = elements.values.filter { $0.value.index >= mark }
            let isJoinedNew = elements.joined.map { $0.index >= mark } ?? false
            guard !dropped.isEmpty || isJoinedNew else { continue }
            for place in dropped.keys { elements.values[place] = nil }
            elements.joined = nil
            array.recordedElements = elements.values.isEmpty ? nil : elements
            passOrigins(Origins(hasForgotten: true), to: .array(array))
        }
        filledArrays.removeAll { $0.array?.recordedElements == nil }
    }

    /// The node of an array that was filled with recorded values; nil for other arrays.
    func filledForm(of array: NDArray, at span: SourceSpan) throws(Diagnostic) -> Variable? {
        if let base = array.base, base.isFilledWithRecorded {
            throw Diagnostic(
                "this array is a view of \(base.recordedElements?.name.map { "'\($0)'" } ?? "one") "
                    + "into which recorded values were written since, and a gradient through it "
                    + "would be wrong", at: span,
                fix: "take the part after the last value was written")
        }
        return try joined(array, writtenSince: 0, at: span)
    }

    /// The node of what was written into an array, which was written so often since.
    private func joined(
        _ array: NDArray, writtenSince own: Int, at span: SourceSpan
    ) throws(Diagnostic) -> Variable? {
        guard var elements = array.recordedElements else { return nil }
        try checkUnchanged(elements, array, allowing: own, at: span)
        if let joined = elements.joined { return joined }
        let shape = array.tensor.shape
        let count = shape.dimensions.prefix(elements.rank).reduce(1, *)
        let row = Array(shape.dimensions.dropFirst(elements.rank))
        let rows = try located(at: span) { () throws(TensorError) in
            try array.tensor.reshaped([count] + row)
        }
        let composer = Composer(interpreter: self, graph: graph, span: span)
        let isFull = elements.values.count == count
        var parts: [Variable] = []
        var place = 0
        while place < count {
            if let value = elements.values[place] {
                parts.append(isFull ? value : try composer.reshape(value, [1] + row))
                place += 1
                continue
            }
            // What stands between is one constant.
            let start = place
            while place < count, elements.values[place] == nil { place += 1 }
            let part = try located(at: span) { () throws(TensorError) in
                try rows.indexed(by: [.slice(start: start, stop: place, step: nil)]).copied()
            }
            let leaf = try keep(graph.leaf(part, role: .constant), at: span)
            noteOrigins(of: leaf, from: .array(array))
            parts.append(leaf)
        }
        let flat = try composer.apply(
            isFull ? .stack : .concatenate, parts, Attributes(axis: 0))
        let joined = try composer.reshape(flat, shape.dimensions)
        if let name = elements.name, graph.topology.nodes[joined.index].name == nil {
            graph.setName(name, of: joined.index)
        }
        elements.joined = joined
        array.recordedElements = elements
        return joined
    }

    /// A value in the shape and dtype of the row that it was written to.
    private func row(
        _ value: Variable, of shape: Shape, _ dtype: DType, at span: SourceSpan
    ) throws(Diagnostic) -> Variable {
        let composer = Composer(interpreter: self, graph: graph, span: span)
        var result = value
        if result.shape != shape {
            // As NumPy's assignment, leading axes of length 1 are dropped.
            var lengths = result.shape.dimensions
            while lengths.count > shape.rank, lengths.first == 1 { lengths.removeFirst() }
            result = try composer.reshape(result, lengths)
        }
        if result.shape != shape {
            result = try composer.apply(.broadcast, [result], Attributes(shape: shape))
        }
        guard result.dtype != dtype else { return try composer.copy(result) }
        return try composer.apply(.cast, [result], Attributes(options: .init(dtype: dtype)))
    }

    private func checkUnchanged(
        _ elements: RecordedElements, _ array: NDArray, allowing own: Int, at span: SourceSpan
    ) throws(Diagnostic) {
        guard !elements.values.isEmpty || elements.joined != nil,
            elements.writes + own != array.writes
        else { return }
        throw Diagnostic(
            "\(elements.name.map { "'\($0)'" } ?? "the array") holds recorded values and was then "
                + "changed as a whole, so a gradient through it would be wrong", at: span,
            fix: "compute a new array instead of changing this one")
    }

    private func cannotFill(
        _ array: NDArray, with value: Value, at span: SourceSpan
    ) -> Diagnostic {
        if !array.tensor.dtype.isFloating {
            return Diagnostic(
                "a recorded value cannot be written into an array of \(array.tensor.dtype): a "
                    + "gradient through it would be wrong", at: span,
                fix: "make the array of floats, or write the number alone with value(…)")
        }
        return Diagnostic(
            "recorded values are written into the array itself, at places that integers and slices "
                + "name, such as a[i, 1:] = …: a gradient through this would be wrong", at: span,
            fix: "collect the values in a list and join them with np.stack(…), or write the "
                + "numbers alone with value(…)")
    }
}
