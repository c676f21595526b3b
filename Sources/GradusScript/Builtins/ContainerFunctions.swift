import GradusAutodiff
import GradusDiagnostics
import GradusTensors

extension Interpreter {
    /// `range`, `list`, `zip`, `sorted`, `sum`, `max` and the like.
    func addContainerFunctions() {
        define("range", "start, stop=, step=") { call in
            let first = try call.required("start").int()
            let step = try call["step"]?.int() ?? 1
            guard step != 0 else {
                throw Diagnostic("range() needs a step other than 0", at: call.span)
            }
            guard let stop = try call["stop"]?.int() else {
                return .range(RangeValue(start: 0, stop: first, step: 1))
            }
            return .range(RangeValue(start: first, stop: stop, step: step))
        }
        define("list", "iterable=") { call in .makeList(try call.elements("iterable")) }
        define("tuple", "iterable=") { call in .makeTuple(try call.elements("iterable")) }
        define("dict", "iterable=, **entries") { call in
            let dict = DictObject()
            if let argument = call["iterable"] {
                if case .dict(let other) = argument.value {
                    for (key, value) in other.entries {
                        dict.set(
                            try call.interpreter.dictKey(key, at: argument.span), key, value)
                    }
                } else {
                    for pair in try call.elements("iterable") {
                        let parts = try call.interpreter.elements(of: pair, at: argument.span)
                        guard parts.count == 2 else { throw argument.mismatch("pairs") }
                        dict.set(
                            try call.interpreter.dictKey(parts[0], at: argument.span), parts[0],
                            parts[1])
                    }
                }
            }
            for entry in call.keywords {
                dict.set(.string(entry.name), .string(entry.name), entry.value)
            }
            return .dict(dict)
        }
        define("enumerate", "iterable, start=") { call in
            let argument = try call.required("iterable")
            let iterator = try call.interpreter.iterator(over: argument.value, at: argument.span)
            var place = try call["start"]?.int() ?? 0
            return .iterator(
                IteratorObject(kind: "enumerate") {
                    guard let element = try iterator.next() else { return nil }
                    place &+= 1
                    return .makeTuple([.int(place &- 1), element])
                })
        }
        define("zip", "*iterables") { call in
            var iterators: [IteratorObject] = []
            for argument in call.rest {
                iterators.append(
                    try call.interpreter.iterator(over: argument.value, at: argument.span))
            }
            let all = iterators
            return .iterator(
                IteratorObject(kind: "zip") {
                    var elements: [Value] = []
                    for iterator in all {
                        guard let element = try iterator.next() else { return nil }
                        elements.append(element)
                    }
                    return elements.isEmpty ? nil : .makeTuple(elements)
                })
        }
        define("reversed", "sequence") { call in
            let elements = Array(try call.elements("sequence").reversed())
            return try call.interpreter.value(going: elements)
        }
        define("map", "function, iterable") { call in
            let function = try call.required("function").value
            var results: [Value] = []
            for element in try call.elements("iterable") {
                results.append(try call.call(function, [element]))
            }
            return try call.interpreter.value(going: results)
        }
        define("filter", "function, iterable") { call in
            let function = try call.required("function").value
            var results: [Value] = []
            for element in try call.elements("iterable")
            where try call.interpreter.isTrue(try call.call(function, [element]), at: call.span) {
                results.append(element)
            }
            return try call.interpreter.value(going: results)
        }
        define("sorted", "iterable, *, key=, reverse=") { call in
            .makeList(
                try call.interpreter.sorted(
                    try call.elements("iterable"), by: call["key"]?.value,
                    isReversed: try call.flag("reverse"), at: call.span))
        }
        define("any", "iterable") { call in
            for element in try call.elements("iterable")
            where try call.interpreter.isTrue(element, at: call.span) { return .bool(true) }
            return .bool(false)
        }
        define("all", "iterable") { call in
            for element in try call.elements("iterable")
            where try !call.interpreter.isTrue(element, at: call.span) { return .bool(false) }
            return .bool(true)
        }
        define("sum", "iterable, start=") { call in
            let argument = try call.required("iterable")
            if !call.has("start") {
                switch argument.value {
                case .array(let array) where array.tensor.ndim > 0:
                    return try call.interpreter.reduce(
                        .sum, argument.value, axes: [0], keepDims: false, at: call.span)
                case .variable(let variable) where variable.shape.rank > 0:
                    return try call.interpreter.reduce(
                        .sum, argument.value, axes: [0], keepDims: false, at: call.span)
                default: break
                }
            }
            var total = call["start"]?.value ?? .int(0)
            for (place, element) in try call.elements("iterable").enumerated() {
                total =
                    place == 0 && !call.has("start")
                    ? try call.interpreter.startOfSum(element, at: argument.span)
                    : try call.interpreter.binary(.add, total, element, at: call.span)
            }
            return total
        }
        for (name, isLargest) in [("max", true), ("min", false)] {
            define(name, "first, *others, key=, default=") { call in
                try call.interpreter.extreme(call, isLargest: isLargest)
            }
        }
    }

    /// 0 + element, without recording the addition of 0.
    fileprivate func startOfSum(_ element: Value, at span: SourceSpan) throws(Diagnostic) -> Value {
        switch element {
        case .variable, .array: element
        default: try binary(.add, .int(0), element, at: span)
        }
    }

    fileprivate func value(going elements: [Value]) throws(Diagnostic) -> Value {
        var place = 0
        return .iterator(
            IteratorObject(kind: "iterator") {
                guard place < elements.count else { return nil }
                place += 1
                return elements[place - 1]
            })
    }

    private func extreme(_ call: HostCall, isLargest: Bool) throws(Diagnostic) -> Value {
        let first = try call.required("first")
        if call.rest.isEmpty, call["key"] == nil {
            switch first.value {
            case .array(let array) where array.tensor.ndim == 1 && array.tensor.size > 0:
                return try reduce(
                    isLargest ? .max : .min, first.value, axes: nil, keepDims: false, at: call.span)
            case .variable(let variable) where variable.shape.rank == 1:
                return try reduce(
                    isLargest ? .max : .min, first.value, axes: nil, keepDims: false, at: call.span)
            default: break
            }
        }
        let candidates =
            call.rest.isEmpty
            ? try elements(of: first.value, at: first.span)
            : [first.value] + call.rest.map(\.value)
        guard var best = candidates.first else {
            if call.has("default") { return try call.required("default").value }
            throw Diagnostic("\(call.function)() of nothing", at: first.span)
        }
        let key = call["key"]?.value
        var bestKey = try key.map { (k) throws(Diagnostic) in try call.call(k, [best]) } ?? best
        for candidate in candidates.dropFirst() {
            let other =
                try key.map { (k) throws(Diagnostic) in try call.call(k, [candidate]) } ?? candidate
            let isBetter =
                isLargest
                ? try isLess(bestKey, other, at: call.span)
                : try isLess(other, bestKey, at: call.span)
            if isBetter { (best, bestKey) = (candidate, other) }
        }
        return best
    }

    /// Sorts stably, as Python does.
    func sorted(
        _ elements: [Value], by key: Value?, isReversed: Bool, at span: SourceSpan
    ) throws(Diagnostic) -> [Value] {
        var keyed: [(key: Value, value: Value)] = []
        for element in elements {
            var sortKey = element
            if let key {
                sortKey = try call(
                    key,
                    [GivenArgument(keyword: nil, value: element, span: span, variableName: nil)],
                    at: span)
            }
            keyed.append((sortKey, element))
        }
        if isReversed { keyed.reverse() }
        var failure: Diagnostic?
        // Swift's sort is stable and takes any order, so that a failing comparison only has
        // to be remembered.
        keyed.sort { left, right in
            guard failure == nil else { return false }
            do throws(Diagnostic) {
                return try isLess(left.key, right.key, at: span)
            } catch {
                failure = error
                return false
            }
        }
        if let failure { throw failure }
        if isReversed { keyed.reverse() }
        return keyed.map(\.value)
    }
}

extension HostCall {
    /// The elements of an argument that can be gone through; none when it was left out.
    func elements(_ name: String) throws(Diagnostic) -> [Value] {
        guard let argument = self[name] else { return [] }
        return try interpreter.elements(of: argument.value, at: argument.span)
    }
}
