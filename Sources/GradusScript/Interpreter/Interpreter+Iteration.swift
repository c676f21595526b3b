import GradusAutodiff
import GradusDiagnostics
import GradusTensors

extension Interpreter {
    /// What goes through a value's elements.
    func iterator(over value: Value, at span: SourceSpan) throws(Diagnostic) -> IteratorObject {
        var place = 0
        func counted(
            _ kind: String, _ count: @escaping () -> Int, _ element: @escaping (Int) throws -> Value
        ) -> IteratorObject {
            IteratorObject(kind: kind) {
                guard place < count() else { return nil }
                place += 1
                return try element(place - 1)
            }
        }
        switch value {
        case .iterator(let iterator): return iterator
        case .list(let list):
            return counted("list_iterator", { list.elements.count }) { list.elements[$0] }
        case .tuple(let tuple):
            return counted("tuple_iterator", { tuple.elements.count }) { tuple.elements[$0] }
        case .range(let range):
            let count = range.count
            return counted("range_iterator", { count }) { .int(range[$0]) }
        case .string(let text):
            var scalars = text.unicodeScalars.makeIterator()
            return IteratorObject(kind: "str_iterator") {
                scalars.next().map { .string(String($0)) }
            }
        case .set(let set):
            let elements = set.elements
            let changes = set.members.keyChanges
            return counted("set_iterator", { elements.count }) { [unowned self] place in
                guard set.members.keyChanges == changes else {
                    throw error("RuntimeError", "Set changed size during iteration", at: span)
                }
                return elements[place]
            }
        case .dict(let dict):
            return entries(of: DictView(dict, .keys), "dict_keyiterator", at: span)
        case .view(let view):
            return entries(of: view, "\(view.kind.rawValue.dropLast())iterator", at: span)
        case .array(let array):
            guard array.tensor.ndim > 0 else {
                throw error("TypeError", "iteration over a 0-d array", at: span)
            }
            return counted("iterator", { array.tensor.shape[0] }) { [unowned self] place in
                try element(of: value, .int(place), at: span)
            }
        case .variable(let variable):
            guard variable.shape.rank > 0 else {
                throw error("TypeError", "iteration over a 0-d array", at: span)
            }
            return counted("iterator", { variable.shape[0] }) { [unowned self] place in
                try element(of: value, .int(place), at: span)
            }
        case .host(let object):
            guard let count = object.length else { break }
            return counted("iterator", { count }) { [unowned self] place in
                try element(of: value, .int(place), at: span)
            }
        case .instance(let instance):
            if let iterator = try iterator(overInstance: instance, value, at: span) {
                return iterator
            }
        default: break
        }
        throw error(
            "TypeError", "'\(value.typeName)' object is not iterable", at: span,
            fix: value.integer.map { "write range(\($0))" })
    }

    private func entries(of view: DictView, _ kind: String, at span: SourceSpan) -> IteratorObject {
        let changes = view.dict.keyChanges
        var place = 0
        return IteratorObject(kind: kind) { [unowned self] in
            guard view.dict.keyChanges == changes else {
                throw error(
                    "RuntimeError", "dictionary changed size during iteration", at: span,
                    fix: "go through list(…) of it")
            }
            guard let (entry, next) = view.dict.entry(from: place) else { return nil }
            place = next
            return view.part(entry)
        }
    }

    /// By `__iter__` and `__next__`, or by `__getitem__` with 0, 1, … up to an IndexError.
    private func iterator(
        overInstance instance: InstanceObject, _ value: Value, at span: SourceSpan
    ) throws(Diagnostic) -> IteratorObject? {
        if let source = try special("__iter__", of: value, at: span) {
            if case .instance(let inner) = source, inner.type.lookUp("__next__") != nil {
                return try layered(inner.type.name, over: [], at: span) {
                    [unowned self] () throws(Diagnostic) in
                    try untilEnd("StopIteration") { () throws(Diagnostic) in
                        try special("__next__", of: source, at: span)
                    }
                }
            }
            if case .instance(let inner) = source, inner === instance { return nil }
            guard case .iterator(let iterator) = source else {
                throw error(
                    "TypeError", "iter() returned non-iterator of type '\(source.typeName)'",
                    at: span)
            }
            return iterator
        }
        guard instance.type.lookUp("__getitem__") != nil else { return nil }
        var place = 0
        return try layered("iterator", over: [], at: span) { [unowned self] () throws(Diagnostic) in
            place += 1
            return try untilEnd("IndexError") { () throws(Diagnostic) in
                try special("__getitem__", of: value, [.int(place - 1)], at: span)
            }
        }
    }

    /// Nil when `body` ends in an exception that says so.
    private func untilEnd(
        _ kind: String, _ body: () throws(Diagnostic) -> Value?
    ) throws(Diagnostic) -> Value? {
        do throws(Diagnostic) {
            return try body()
        } catch {
            guard !isOutOfSteps, let known = exceptionClasses[kind],
                exception(for: error).type.inherits(from: known)
            else { throw error }
            return nil
        }
    }

    /// Whether `for` can go through a value.
    func isIterable(_ value: Value) -> Bool {
        switch value {
        case .iterator, .list, .tuple, .range, .string, .set, .dict, .view: true
        case .array(let array): array.tensor.ndim > 0
        case .variable(let variable): variable.shape.rank > 0
        case .host(let object): object.length != nil
        case .instance(let instance):
            instance.type.lookUp("__iter__") != nil || instance.type.lookUp("__getitem__") != nil
        default: false
        }
    }

    /// All elements of a value; stops early when more than `atMost` are of no use.
    func elements(
        of value: Value, at span: SourceSpan, atMost: Int? = nil
    ) throws(Diagnostic) -> [Value] {
        switch value {
        case .list(let list): return list.elements
        case .tuple(let tuple): return tuple.elements
        default: break
        }
        if let count = knownLength(value), atMost == nil {
            try checkMemory(
                count > Int.max / MemoryCharge.valueSize ? Int.max : count * MemoryCharge.valueSize,
                at: span)
        }
        let iterator = try iterator(over: value, at: span)
        var result: [Value] = []
        while result.count < atMost ?? .max, let element = try iterator.next() {
            try countStep(at: span)
            if result.count % 1024 == 0 {
                try checkMemory(result.count * MemoryCharge.valueSize, at: span)
            }
            result.append(element)
        }
        return result
    }

    private func knownLength(_ value: Value) -> Int? {
        if case .range(let range) = value { range.count } else { nil }
    }
}
