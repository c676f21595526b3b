import GradusAutodiff
import GradusDiagnostics
import GradusTensors

extension Interpreter {
    /// `sorted`, `sum`, `max` and the like.
    func addContainerFunctions() {
        define("sorted", "iterable, *, key=, reverse=") { call in
            .makeList(
                try call.interpreter.sorted(
                    try call.requiredElements("iterable"), by: call["key"]?.value,
                    isReversed: try call.truth("reverse"), at: call.span))
        }
        for (name, wanted) in [("any", true), ("all", false)] {
            define(name, "iterable") { call in
                let argument = try call.required("iterable")
                let iterator = try call.interpreter.iterator(
                    over: argument.value, at: argument.span)
                while let element = try iterator.next() {
                    try call.interpreter.countStep(at: call.span)
                    if try call.interpreter.isTrue(element, at: call.span) == wanted {
                        return .bool(wanted)
                    }
                }
                return .bool(!wanted)
            }
        }
        define("iter", "object") { call in
            let argument = try call.required("object")
            return .iterator(
                try call.interpreter.iterator(over: argument.value, at: argument.span))
        }
        define("next", "iterator, default=") { call in
            try call.interpreter.next(call)
        }
        define("sum", "iterable, start=") { call in
            let argument = try call.required("iterable")
            if !call.has("start") {
                switch argument.value {
                case .array(let array) where array.tensor.ndim > 0 && array.tensor.shape[0] > 0:
                    return try call.interpreter.reduce(
                        .sum, argument.value, axes: [0], keepDims: false, at: call.span)
                case .variable(let variable) where variable.shape.rank > 0:
                    return try call.interpreter.reduce(
                        .sum, argument.value, axes: [0], keepDims: false, at: call.span)
                default: break
                }
            }
            let sum = try call.interpreter.sum(call, argument)
            guard case .variable(let variable) = sum else { return sum }
            // The sum of one parameter is a number of its own.
            let composer = Composer(
                interpreter: call.interpreter, graph: call.interpreter.graph, span: call.span)
            return .variable(try composer.copy(variable))
        }
        for (name, isLargest) in [("max", true), ("min", false)] {
            define(name, "first, *others, key=, default=") { call in
                try call.interpreter.extreme(call, isLargest: isLargest)
            }
        }
    }

    /// 0 + element, without recording the addition of 0.
    private func startOfSum(_ element: Value, at span: SourceSpan) throws(Diagnostic) -> Value {
        switch element {
        case .variable, .array: element
        default: try binary(.add, .int(0), element, at: span)
        }
    }

    private func sum(_ call: HostCall, _ argument: HostArgument) throws(Diagnostic) -> Value {
        var total = call["start"]?.value
        if case .string? = total {
            throw error(
                "TypeError", "sum() can't sum strings [use ''.join(seq) instead]", at: call.span)
        }
        let iterator = try iterator(over: argument.value, at: argument.span)
        while let element = try iterator.next() {
            try countStep(at: call.span)
            if let before = total {
                total = try binary(.add, before, element, at: call.span)
            } else {
                total = try startOfSum(element, at: argument.span)
            }
        }
        return total ?? .int(0)
    }

    private func next(_ call: HostCall) throws(Diagnostic) -> Value {
        let argument = try call.required("iterator")
        let iterator: IteratorObject
        switch argument.value {
        case .iterator(let found): iterator = found
        case .instance(let instance) where instance.type.lookUp("__next__") != nil:
            do throws(Diagnostic) {
                return try special("__next__", of: argument.value, at: call.span) ?? .none
            } catch {
                guard error.kind == "StopIteration", call.has("default") else { throw error }
                return try call.required("default").value
            }
        default:
            throw error(
                "TypeError", "'\(argument.value.typeName)' object is not an iterator",
                at: argument.span, fix: "write next(iter(…))")
        }
        if let element = try iterator.next() { return element }
        if call.has("default") { return try call.required("default").value }
        throw error("StopIteration", "", at: call.span)
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
            throw error(
                "ValueError", "\(call.function)() arg is an empty sequence", at: first.span)
        }
        let key = call["key"]?.value
        var bestKey = try key.map { (k) throws(Diagnostic) in try call.call(k, [best]) } ?? best
        for candidate in candidates.dropFirst() {
            let other =
                try key.map { (k) throws(Diagnostic) in try call.call(k, [candidate]) } ?? candidate
            let isBetter = try isOrdered(
                isLargest ? .greater : .less, other, bestKey, at: call.span)
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
        guard has(name) else { return [] }
        return try requiredElements(name)
    }

    /// The elements of an argument that must be given.
    func requiredElements(_ name: String) throws(Diagnostic) -> [Value] {
        let argument = try required(name)
        return try interpreter.elements(of: argument.value, at: argument.span)
    }
}
