import GradusDiagnostics

extension Interpreter {
    /// `list[key]` and the like.
    func pick(
        from elements: [Value], _ key: Value, _ what: String, at span: SourceSpan,
        _ make: ([Value]) -> Value
    ) throws(Diagnostic) -> Value {
        if case .slice(let slice) = key {
            let bounds = try slice.bounds(at: span)
            let places = PythonSlice.places(
                start: bounds.start, stop: bounds.stop, step: bounds.step, length: elements.count)
            try countStep(places.count / 16, at: span)
            try checkMemory(places.count * MemoryCharge.valueSize, at: span)
            return make((0..<places.count).map { elements[places.first + $0 * places.step] })
        }
        guard let place = key.integer else { throw badIndex(key, what, at: span) }
        return elements[try checkedIndex(place, count: elements.count, what: what, at: span)]
    }

    /// `text[key]`.
    func pick(
        from text: String, _ key: Value, at span: SourceSpan
    ) throws(Diagnostic) -> Value {
        try countStep(text.utf8.count / 256, at: span)
        // ASCII letters lie one byte apart, so that a single one is found at once.
        if let place = key.integer,
            let found = text.utf8.withContiguousStorageIfAvailable({ bytes -> UInt8? in
                let index = place < 0 ? place + bytes.count : place
                guard index >= 0, index < bytes.count, bytes.allSatisfy({ $0 < 128 }) else {
                    return nil
                }
                return bytes[index]
            }), let byte = found
        {
            return .string(String(Unicode.Scalar(byte)))
        }
        let scalars = PythonText(text).scalars
        guard case .slice(let slice) = key else {
            guard let place = key.integer else {
                throw error(
                    "TypeError", "string indices must be integers, not '\(key.typeName)'", at: span)
            }
            let index = try checkedIndex(place, count: scalars.count, what: "string", at: span)
            return .string(String(scalars[index]))
        }
        let bounds = try slice.bounds(at: span)
        let places = PythonSlice.places(
            start: bounds.start, stop: bounds.stop, step: bounds.step, length: scalars.count)
        try countText(places.count, at: span)
        return .string(
            PythonText.string(
                (0..<places.count).lazy.map { scalars[places.first + $0 * places.step] }))
    }

    func badIndex(_ key: Value, _ what: String, at span: SourceSpan) -> Diagnostic {
        var fix: String?
        if case .float = key { fix = "use '//' to divide, or int(…)" }
        if case .tuple = key { fix = "make an array of the list: np.array(…)" }
        if case .array = key { fix = "make an array of the list: np.array(…)" }
        let name = what == "range" ? "range" : what
        return error(
            "TypeError", "\(name) indices must be integers or slices, not \(key.typeName)",
            at: span,
            fix: fix)
    }

    // MARK: writing

    /// `list[key] = value`.
    func setElement(
        of list: ListObject, _ key: Value, to value: Value, at span: SourceSpan
    ) throws(Diagnostic) {
        guard case .slice(let slice) = key else {
            guard let place = key.integer else { throw badIndex(key, "list", at: span) }
            let count = list.elements.count
            guard place >= -count, place < count else {
                throw outOfRange("list assignment index out of range", count, at: span)
            }
            list.elements[place < 0 ? place + count : place] = value
            return
        }
        let bounds = try slice.bounds(at: span)
        guard isIterable(value) else {
            throw error("TypeError", "can only assign an iterable", at: span)
        }
        let new = try elements(of: value, at: span)
        try countStep((new.count + list.elements.count) / 16, at: span)
        try checkMemory(new.count * MemoryCharge.valueSize, at: span)
        let places = PythonSlice.places(
            start: bounds.start, stop: bounds.stop, step: bounds.step, length: list.elements.count)
        if bounds.step == 1 {
            let first = places.count == 0 ? emptyPlace(bounds, list.elements.count) : places.first
            list.elements.replaceSubrange(first..<(first + places.count), with: new)
            return
        }
        guard new.count == places.count else {
            throw error(
                "ValueError",
                "attempt to assign sequence of size \(new.count) to extended slice of "
                    + "size \(places.count)", at: span)
        }
        for (number, element) in new.enumerated() {
            list.elements[places.first + number * places.step] = element
        }
    }

    /// Where a slice without elements lies.
    private func emptyPlace(_ bounds: (start: Int?, stop: Int?, step: Int), _ count: Int) -> Int {
        guard let start = bounds.start else { return 0 }
        return min(max(start < 0 ? start + count : start, 0), count)
    }

    /// `del list[key]`.
    func deleteElements(
        of list: ListObject, _ key: Value, at span: SourceSpan
    ) throws(Diagnostic) {
        let count = list.elements.count
        try countStep(count / 64, at: span)
        guard case .slice(let slice) = key else {
            guard let place = key.integer else { throw badIndex(key, "list", at: span) }
            guard place >= -count, place < count else {
                throw outOfRange("list assignment index out of range", count, at: span)
            }
            list.elements.remove(at: place < 0 ? place + count : place)
            return
        }
        let bounds = try slice.bounds(at: span)
        let places = PythonSlice.places(
            start: bounds.start, stop: bounds.stop, step: bounds.step, length: count)
        let gone = Set((0..<places.count).map { places.first + $0 * places.step })
        list.elements = list.elements.enumerated().filter { !gone.contains($0.offset) }.map(
            \.element)
    }

    func outOfRange(_ message: String, _ count: Int, at span: SourceSpan) -> Diagnostic {
        error(
            "IndexError", message, at: span,
            fix: count == 0 ? "it is empty" : "use an index from \(-count) to \(count - 1)")
    }

    /// Gives a set the elements of another.
    func replace(_ set: SetObject, by other: SetObject, at span: SourceSpan) throws(Diagnostic) {
        let members = other.members.entries.map(\.key)
        set.members.removeAll()
        for element in members { set.insert(try dictKey(element, at: span), element) }
    }

    /// `|`, `&`, `-` and `^` of sets.
    func combine(
        _ operation: BinaryOperator, _ left: SetObject, _ right: SetObject, at span: SourceSpan
    ) throws(Diagnostic) -> Value? {
        let result = SetObject(isFrozen: left.isFrozen)
        result.isMerged = operation == .bitOr || operation == .bitXor
        try countStep(left.count + right.count, at: span)
        func add(_ source: SetObject, where isKept: (DictKey) -> Bool) {
            for (entry, key) in zip(source.members.entries, source.members.orderedKeys)
            where isKept(key) { result.insert(key, entry.key) }
        }
        switch operation {
        case .bitOr:
            add(left) { _ in true }
            add(right) { _ in true }
        case .bitAnd:
            // Python goes through the smaller of the two.
            let (few, many) = left.count > right.count ? (right, left) : (left, right)
            add(few) { many.contains($0) }
        case .subtract: add(left) { !right.contains($0) }
        case .bitXor:
            add(left) { !right.contains($0) }
            add(right) { !left.contains($0) }
        default: return nil
        }
        return .set(result)
    }
}
