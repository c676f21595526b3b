import GradusAutodiff
import GradusDiagnostics
import GradusTensors

extension Interpreter {
    func checkedIndex(
        _ place: Int, count: Int, what: String, at span: SourceSpan
    ) throws(Diagnostic) -> Int {
        guard place >= -count, place < count else {
            throw outOfRange(
                what == "range" ? "range object index out of range" : "\(what) index out of range",
                count, at: span)
        }
        return place < 0 ? place + count : place
    }

    /// `object[key]`.
    func element(
        of object: Value, _ key: Value, name: String? = nil, at span: SourceSpan
    ) throws(Diagnostic) -> Value {
        switch object {
        case .list(let list):
            return try pick(from: list.elements, key, "list", at: span) { .makeList($0) }
        case .tuple(let tuple):
            return try pick(from: tuple.elements, key, "tuple", at: span) { .makeTuple($0) }
        case .string(let text):
            return try pick(from: text, key, at: span)
        case .dict(let dict):
            if let value = dict[try dictKey(key, at: span)] { return value }
            throw missingKey(key, in: dict, at: span)
        case .range(let range):
            if case .slice(let slice) = key {
                let bounds = try slice.bounds(at: span)
                let places = PythonSlice.places(
                    start: bounds.start, stop: bounds.stop, step: bounds.step, length: range.count)
                let first = range[places.first]
                let step = range.step &* places.step
                return .range(
                    RangeValue(start: first, stop: first &+ places.count &* step, step: step))
            }
            guard let place = key.integer else { throw badIndex(key, "range", at: span) }
            return .int(range[try checkedIndex(place, count: range.count, what: "range", at: span)])
        case .array(let array):
            let items = try indexItems(key, at: span)
            if let element = try filledElement(of: array, at: items, key, span) { return element }
            let picked = try located(at: span) { () throws(TensorError) in
                try array.tensor.indexed(by: items)
            }
            let result =
                picked.ndim == 0 && !Self.keepsArray(items)
                ? try self.array(picked.copied(), at: span)
                : try view(picked, of: array, at: span)
            passOrigins(origins(of: object), to: result)
            return result
        case .variable(let variable):
            return try record(variable, indexedBy: key, at: span)
        case .host(let object):
            do {
                if let value = try object.element(key) { return value }
            } catch let diagnostic as Diagnostic {
                throw diagnostic.located(at: span)
            } catch {
                throw Diagnostic("\(error)", at: span)
            }
            throw Diagnostic("a \(object.typeName) has no elements", at: span)
        case .instance:
            if let value = try special("__getitem__", of: object, [key], at: span) { return value }
            fallthrough
        default:
            throw error(
                "TypeError", "'\(object.typeName)' object is not subscriptable", at: span,
                fix: {
                    switch object {
                    case .function, .builtin: "call it with round brackets"
                    default: nil
                    }
                }())
        }
    }

    /// Whether an index that picks one element still gives an array: `x[..., 0]`.
    private static func keepsArray(_ items: [IndexItem]) -> Bool {
        items.contains { if case .ellipsis = $0 { true } else { false } }
    }

    // MARK: writing

    /// `object[key] = value`.
    ///
    /// `name` is what the script calls the object.
    func setElement(
        of object: Value, _ key: Value, to value: Value, name: String? = nil, at span: SourceSpan
    ) throws(Diagnostic) {
        mayKeepValues = true
        switch object {
        case .list(let list):
            try setElement(of: list, key, to: value, at: span)
        case .dict(let dict):
            try checkMemory(256, at: span)
            dict.set(try dictKey(key, at: span), key, value)
        case .array(let array):
            guard !array.isScalar else {
                throw Diagnostic("a single number has no elements to assign", at: span)
            }
            try checkWriteable(array, at: span)
            let items = try indexItems(key, at: span)
            let source: Tensor
            switch try operand(value.plainNumbers, at: span) {
            case .tensor(let tensor)?:
                try checkRange(of: value, tensor, in: array.tensor.dtype, at: span)
                source = tensor
            case .number(let number)?:
                if case .floating(let float) = number, !float.isFinite, array.tensor.dtype.isInteger
                {
                    throw Diagnostic(
                        "cannot convert float \(float.isNaN ? "NaN" : "infinity") to integer",
                        at: span,
                        fix: "the array is \(array.tensor.dtype.rawValue): make it float with "
                            + "astype(float)", kind: float.isNaN ? "ValueError" : "OverflowError")
                }
                source = try located(at: span) { () throws(TensorError) in
                    try number.checkedTensor(array.tensor.dtype)
                }
            case nil:
                throw Diagnostic(
                    "\(value.typeDescription) cannot be stored in an array", at: span)
            }
            let isOverlapping = source.sharedStorage === array.tensor.sharedStorage
            try located(at: span) { () throws(TensorError) in
                try array.tensor.assign(isOverlapping ? source.copied() : source, at: items)
            }
            array.noteWrite()
            passOrigins(origins(of: value), to: object)
            try noteWrite(of: value, into: array, at: items, name: name, span: span)
        case .variable(let variable):
            let name = variable.name ?? "x"
            throw Diagnostic(
                "a recorded value cannot be changed in place", at: span,
                fix: isParameter(variable)
                    ? "change the whole parameter: \(name) -= …"
                    : "change the array before it is declared")
        case .instance:
            guard try special("__setitem__", of: object, [key, value], at: span) == nil else {
                return
            }
            fallthrough
        default:
            throw error(
                "TypeError", "'\(object.typeName)' object does not support item assignment",
                at: span,
                fix: { if case .tuple = object { "use a list" } else { nil } }())
        }
    }

    /// Throws where NumPy takes integers one by one, as Python's: a single integer of its own,
    /// or a list of them, must lie in the range of the array's dtype. Arrays wrap instead.
    private func checkRange(
        of value: Value, _ tensor: Tensor, in dtype: DType, at span: SourceSpan
    ) throws(Diagnostic) {
        guard let range = dtype.integerRange, tensor.dtype.isInteger else { return }
        switch value {
        case .array(let array) where array.isScalar: break
        case .list, .tuple: break
        default: return
        }
        if let far = tensor.integers().first(where: { !range.contains(Int($0)) }) {
            throw error(
                "OverflowError", "Python integer \(far) out of bounds for \(dtype)", at: span,
                fix: "\(dtype) holds \(range.lowerBound) to \(range.upperBound)")
        }
    }

    /// Throws for an array whose cells are shared by several elements.
    func checkWriteable(_ array: NDArray, at span: SourceSpan) throws(Diagnostic) {
        if array.isReadOnly {
            throw Diagnostic(
                "assignment destination is read-only", at: span,
                fix: "its cells are shared; write into a copy: x = x.copy()")
        }
    }

    /// What stands between the brackets of an array.
    func indexItems(_ key: Value, at span: SourceSpan) throws(Diagnostic) -> [IndexItem] {
        if case .tuple(let tuple) = key {
            var items: [IndexItem] = []
            for element in tuple.elements { items.append(try indexItem(element, at: span)) }
            return items
        }
        return [try indexItem(key, at: span)]
    }

    private func indexItem(_ key: Value, at span: SourceSpan) throws(Diagnostic) -> IndexItem {
        switch key {
        case .none: return .newAxis
        case .ellipsis: return .ellipsis
        case .slice(let slice):
            let bounds = try slice.bounds(at: span)
            return .slice(start: bounds.start, stop: bounds.stop, step: bounds.step)
        case .bool(let flag): return .mask(Tensor(scalar: flag))
        case .int(let place): return .integer(place)
        case .array, .variable, .list, .range, .tuple:
            var tensor = try TensorBuilding.tensor(from: key.plainNumbers, dtype: nil, at: span)
            if tensor.size == 0, tensor.dtype.isFloating { tensor = tensor.astype(.int64) }
            if tensor.dtype == .bool { return .mask(tensor) }
            guard tensor.dtype.isInteger else {
                throw Diagnostic(
                    "arrays used as indices must be of integer (or boolean) type", at: span,
                    fix: "this one is \(tensor.dtype.rawValue): convert it with .astype(int)",
                    kind: "IndexError")
            }
            if tensor.ndim == 0 { return .integer(Int(tensor.scalarInteger)) }
            return .integers(tensor)
        default:
            throw Diagnostic(
                "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer "
                    + "or boolean arrays are valid indices", at: span,
                fix: key.number == nil
                    ? "found \(key.typeDescription)" : "use '//' to divide, or int(…)",
                kind: "IndexError")
        }
    }
}
