import GradusDiagnostics

extension Interpreter {
    /// `range`, `list`, `tuple`, `dict`, `set`, and what goes through others: `zip`, `map` …
    func addContainerTypes() {
        defineType("range", "start, stop=, step=") { call in
            func bound(_ name: String) throws(Diagnostic) -> Int? {
                guard let argument = call[name] else { return nil }
                guard let number = argument.value.integer else {
                    throw call.interpreter.error(
                        "TypeError",
                        "'\(argument.value.typeName)' object cannot be interpreted as an integer",
                        at: argument.span, fix: "write int(…), or use '//' to divide")
                }
                return number
            }
            guard let first = try bound("start") else {
                throw call.interpreter.error(
                    "TypeError", "'NoneType' object cannot be interpreted as an integer",
                    at: call.span)
            }
            let step = try bound("step") ?? 1
            guard step != 0 else {
                throw call.interpreter.error(
                    "ValueError", "range() arg 3 must not be zero", at: call.span)
            }
            guard let stop = try bound("stop") else {
                return .range(RangeValue(start: 0, stop: first, step: 1))
            }
            return .range(RangeValue(start: first, stop: stop, step: step))
        }
        defineType("slice", "start, stop=, step=") { call in
            let first = try call.required("start").value
            guard call.has("stop") else {
                return .slice(SliceObject(start: .none, stop: first, step: .none))
            }
            return .slice(
                SliceObject(
                    start: first, stop: try call.required("stop").value,
                    step: call["step"]?.value ?? .none))
        }
        defineType("list", "iterable=") { call in .makeList(try call.elements("iterable")) }
        defineType("tuple", "iterable=") { call in
            if let argument = call["iterable"], case .tuple = argument.value {
                return argument.value
            }
            return .makeTuple(try call.elements("iterable"))
        }
        defineType("dict", "iterable=, **entries") { call in
            let dict = DictObject()
            if let argument = call["iterable"] { try call.interpreter.update(dict, with: argument) }
            for entry in call.keywords {
                dict.set(.string(entry.name), .string(entry.name), entry.value)
            }
            return .dict(dict)
        }
        for (name, isFrozen) in [("set", false), ("frozenset", true)] {
            defineType(name, "iterable=") { call in
                let set = SetObject(isFrozen: isFrozen)
                guard call.has("iterable") else { return .set(set) }
                let argument = try call.required("iterable")
                let iterator = try call.interpreter.iterator(
                    over: argument.value, at: argument.span)
                while let element = try iterator.next() {
                    try call.interpreter.countStep(at: call.span)
                    set.insert(
                        try call.interpreter.dictKey(element, at: argument.span), element)
                }
                return .set(set)
            }
        }
        addIterators()
    }

    private func addIterators() {
        defineType("enumerate", "iterable, start=") { call in
            let argument = try call.required("iterable")
            let source = try call.interpreter.iterator(over: argument.value, at: argument.span)
            var place = try call["start"]?.int() ?? 0
            return .iterator(
                try call.interpreter.layered("enumerate", over: [source], at: call.span) {
                    () throws(Diagnostic) in
                    guard let element = try source.next() else { return nil }
                    place &+= 1
                    return .makeTuple([.int(place &- 1), element])
                })
        }
        defineType("zip", "*iterables, strict=") { call in
            let sources = try call.interpreter.iterators(of: call.rest)
            let isStrict = try call.truth("strict")
            let span = call.span
            return .iterator(
                try call.interpreter.layered("zip", over: sources, at: span) {
                    () throws(Diagnostic) in
                    var elements: [Value] = []
                    for (number, source) in sources.enumerated() {
                        if let element = try source.next() {
                            elements.append(element)
                            continue
                        }
                        guard isStrict else { return nil }
                        var isUneven = number > 0
                        var longer = 0
                        for (other, source) in sources.enumerated().dropFirst()
                        where number == 0 && !isUneven {
                            isUneven = try source.next() != nil
                            longer = other
                        }
                        guard isUneven else { return nil }
                        let (which, word) = number > 0 ? (number, "shorter") : (longer, "longer")
                        throw Diagnostic(
                            "zip() argument \(which + 1) is \(word) than argument"
                                + (which == 1 ? " 1" : "s 1-\(which)"), at: span,
                            kind: "ValueError")
                    }
                    return elements.isEmpty ? nil : .makeTuple(elements)
                })
        }
        defineType("map", "function, *iterables") { call in
            let function = try call.required("function").value
            let sources = try call.interpreter.iterators(of: call.rest)
            guard !sources.isEmpty else {
                throw call.interpreter.error(
                    "TypeError", "map() must have at least two arguments.", at: call.span)
            }
            return .iterator(
                try call.interpreter.layered("map", over: sources, at: call.span) {
                    () throws(Diagnostic) in
                    var elements: [Value] = []
                    for source in sources {
                        guard let element = try source.next() else { return nil }
                        elements.append(element)
                    }
                    return try call.call(function, elements)
                })
        }
        defineType("filter", "function, iterable") { call in
            let function = try call.required("function")
            let argument = try call.required("iterable")
            let source = try call.interpreter.iterator(over: argument.value, at: argument.span)
            return .iterator(
                try call.interpreter.layered("filter", over: [source], at: call.span) {
                    () throws(Diagnostic) in
                    while let element = try source.next() {
                        try call.interpreter.countStep(at: call.span)
                        let test =
                            function.isNone ? element : try call.call(function.value, [element])
                        if try call.interpreter.isTrue(test, at: call.span) { return element }
                    }
                    return nil
                })
        }
        defineType("reversed", "sequence") { call in
            let argument = try call.required("sequence")
            switch argument.value {
            case .list, .tuple, .string, .range, .dict, .view, .array, .variable: break
            default:
                if let result = try call.interpreter.special(
                    "__reversed__", of: argument.value, at: call.span)
                {
                    return result
                }
                throw call.interpreter.error(
                    "TypeError", "'\(argument.value.typeName)' object is not reversible",
                    at: argument.span)
            }
            if case .range(let range) = argument.value {
                guard range.count > 0 else {
                    return .iterator(IteratorObject(kind: "range_iterator") { nil })
                }
                let last = range[range.count - 1]
                let turned = RangeValue(
                    start: last, stop: range.start &- range.step.signum(), step: 0 &- range.step)
                return .iterator(try call.interpreter.iterator(over: .range(turned), at: call.span))
            }
            let elements = try call.interpreter.elements(of: argument.value, at: argument.span)
            var place = elements.count
            return .iterator(
                IteratorObject(kind: "list_reverseiterator") {
                    guard place > 0 else { return nil }
                    place -= 1
                    return elements[place]
                })
        }
    }

    private func iterators(of arguments: [HostArgument]) throws(Diagnostic) -> [IteratorObject] {
        var result: [IteratorObject] = []
        for argument in arguments {
            result.append(try iterator(over: argument.value, at: argument.span))
        }
        return result
    }
}
