import GradusDiagnostics

/// Makes the methods of a container.
private func method(
    _ name: String, _ parameters: String, changes: Bool = false,
    _ body: @escaping (HostCall) throws -> Value
) -> (String, BuiltinFunction) {
    (
        name,
        BuiltinFunction(
            name: name, signature: CallSignature(parameters), mayKeepValues: changes, body: body)
    )
}

/// The methods of lists and tuples.
enum ListMethods {
    static func methods(_ list: ListObject) -> [String: BuiltinFunction] {
        let changing = [
            method("append", "object", changes: true) { call in
                try call.interpreter.checkMemory((list.elements.count + 1) * 32, at: call.span)
                list.elements.append(try call.required("object").value)
                return .none
            },
            method("extend", "iterable", changes: true) { call in
                let added = try call.elements("iterable")
                try call.interpreter.countStep(added.count / 16, at: call.span)
                try call.interpreter.checkMemory(
                    (list.elements.count + added.count) * 32, at: call.span)
                list.elements += added
                return .none
            },
            method("insert", "index, object", changes: true) { call in
                let count = list.elements.count
                let place = try call.required("index").int()
                try call.interpreter.countStep(count / 64, at: call.span)
                let fromStart = place < 0 ? max(0, place < -count ? 0 : place + count) : min(place, count)
                list.elements.insert(try call.required("object").value, at: fromStart)
                return .none
            },
            method("pop", "index=", changes: true) { call in
                let place = try call["index"]?.int() ?? -1
                let index = try call.interpreter.checkedIndex(
                    place, count: list.elements.count, what: "list", at: call.span)
                return list.elements.remove(at: index)
            },
            method("clear", "", changes: true) { _ in
                list.elements = []
                return .none
            },
            method("reverse", "", changes: true) { _ in
                list.elements.reverse()
                return .none
            },
            method("sort", "*, key=, reverse=", changes: true) { call in
                list.elements = try call.interpreter.sorted(
                    list.elements, by: call["key"]?.value, isReversed: try call.flag("reverse"),
                    at: call.span)
                return .none
            },
            method("copy", "") { call in
                try call.interpreter.checkMemory(list.elements.count * 32, at: call.span)
                return .makeList(list.elements)
            },
        ]
        return Dictionary(
            changing + reading { list.elements }, uniquingKeysWith: { first, _ in first })
    }

    static func methods(ofTuple tuple: TupleObject) -> [String: BuiltinFunction] {
        Dictionary(reading { tuple.elements }, uniquingKeysWith: { first, _ in first })
    }

    private static func reading(
        _ elements: @escaping () -> [Value]
    ) -> [(String, BuiltinFunction)] {
        [
            method("index", "value") { call in
                let wanted = try call.required("value")
                for (place, element) in elements().enumerated()
                where try call.interpreter.isEqual(element, wanted.value, at: call.span) {
                    return .int(place)
                }
                throw Diagnostic(
                    "\(wanted.value.typeDescription) is not in it", at: wanted.span)
            },
            method("count", "value") { call in
                let wanted = try call.required("value").value
                var count = 0
                for element in elements()
                where try call.interpreter.isEqual(element, wanted, at: call.span) { count += 1 }
                return .int(count)
            },
        ]
    }
}

/// The methods of dicts.
enum DictMethods {
    static func methods(_ dict: DictObject) -> [String: BuiltinFunction] {
        Dictionary(
            [
                method("keys", "") { _ in .makeList(dict.entries.map(\.key)) },
                method("values", "") { _ in .makeList(dict.entries.map(\.value)) },
                method("items", "") { _ in
                    .makeList(dict.entries.map { .makeTuple([$0.key, $0.value]) })
                },
                method("get", "key, default=") { call in
                    let key = try call.required("key")
                    return dict[try call.interpreter.dictKey(key.value, at: key.span)]
                        ?? call["default"]?.value ?? .none
                },
                method("pop", "key, default=", changes: true) { call in
                    let key = try call.required("key")
                    let plain = try call.interpreter.dictKey(key.value, at: key.span)
                    if let removed = dict.remove(plain) { return removed }
                    guard call.has("default") else {
                        throw call.interpreter.missingKey(key.value, in: dict, at: key.span)
                    }
                    return try call.required("default").value
                },
                method("setdefault", "key, default=", changes: true) { call in
                    let key = try call.required("key")
                    let plain = try call.interpreter.dictKey(key.value, at: key.span)
                    if let found = dict[plain] { return found }
                    let value = call["default"]?.value ?? .none
                    dict.set(plain, key.value, value)
                    return value
                },
                method("update", "other", changes: true) { call in
                    let argument = try call.required("other")
                    guard case .dict(let other) = argument.value else {
                        throw argument.mismatch("a dict")
                    }
                    for (key, value) in other.entries {
                        dict.set(try call.interpreter.dictKey(key, at: argument.span), key, value)
                    }
                    return .none
                },
            ], uniquingKeysWith: { first, _ in first })
    }
}

/// The methods of strings.
enum StringMethods {
    static func methods(_ text: String) -> [String: BuiltinFunction] {
        Dictionary(
            [
                method("upper", "") { _ in .string(text.uppercased()) },
                method("lower", "") { _ in .string(text.lowercased()) },
                method("strip", "") { _ in .string(text.trimmed) },
                method("startswith", "prefix") { call in
                    .bool(text.hasPrefix(try call.required("prefix").string()))
                },
                method("endswith", "suffix") { call in
                    .bool(text.hasSuffix(try call.required("suffix").string()))
                },
                method("split", "sep=") { call in
                    try call.interpreter.countStep(text.utf8.count / 16, at: call.span)
                    guard let argument = call["sep"] else {
                        return .makeList(
                            text.split(whereSeparator: \.isWhitespace).map { .string(String($0)) })
                    }
                    let separator = try argument.string()
                    guard !separator.isEmpty else { throw argument.mismatch("a separator") }
                    return .makeList(
                        text.split(separator: separator, omittingEmptySubsequences: false)
                            .map { .string(String($0)) })
                },
                method("join", "iterable") { call in
                    var parts: [String] = []
                    var size = 0
                    for element in try call.elements("iterable") {
                        guard case .string(let part) = element else {
                            throw Diagnostic(
                                "join() joins strings, found \(element.typeDescription)",
                                at: call.span, fix: "turn the elements into text with str(…)")
                        }
                        size += part.utf8.count + text.utf8.count
                        parts.append(part)
                    }
                    try call.interpreter.countStep(size / 64, at: call.span)
                    try call.interpreter.checkMemory(size, at: call.span)
                    return .string(parts.joined(separator: text))
                },
                method("replace", "old, new") { call in
                    let old = try call.required("old")
                    let pieces = text.split(
                        separator: try old.string(), omittingEmptySubsequences: false)
                    guard try !old.string().isEmpty else { throw old.mismatch("a string to replace") }
                    let new = try call.required("new").string()
                    let (size, overflow) = pieces.count.multipliedReportingOverflow(
                        by: new.utf8.count)
                    try call.interpreter.checkMemory(
                        overflow ? Int.max : text.utf8.count + size, at: call.span)
                    try call.interpreter.countStep((text.utf8.count + size) / 64, at: call.span)
                    return .string(pieces.map(String.init).joined(separator: new))
                },
            ], uniquingKeysWith: { first, _ in first })
    }
}
