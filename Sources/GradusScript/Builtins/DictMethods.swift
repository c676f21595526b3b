import GradusDiagnostics

/// The methods of dicts.
enum DictMethods {
    static func methods(_ dict: DictObject) -> [String: BuiltinFunction] {
        Dictionary(
            [
                containerMethod("keys", "") { _ in .view(DictView(dict, .keys)) },
                containerMethod("values", "") { _ in .view(DictView(dict, .values)) },
                containerMethod("items", "") { _ in .view(DictView(dict, .items)) },
                containerMethod("get", "key, default=") { call in
                    let key = try call.required("key")
                    return dict[try call.interpreter.dictKey(key.value, at: key.span)]
                        ?? call["default"]?.value ?? .none
                },
                containerMethod("pop", "key, default=", changes: true) { call in
                    let key = try call.required("key")
                    let plain = try call.interpreter.dictKey(key.value, at: key.span)
                    if let removed = dict.remove(plain) { return removed }
                    guard call.has("default") else {
                        throw call.interpreter.missingKey(key.value, in: dict, at: key.span)
                    }
                    return try call.required("default").value
                },
                containerMethod("popitem", "", changes: true) { call in
                    guard let last = dict.entries.last else {
                        throw call.interpreter.missingKey(
                            .string("popitem(): dictionary is empty"), at: call.span)
                    }
                    _ = dict.remove(try call.interpreter.dictKey(last.key, at: call.span))
                    return .makeTuple([last.key, last.value])
                },
                containerMethod("setdefault", "key, default=", changes: true) { call in
                    let key = try call.required("key")
                    let plain = try call.interpreter.dictKey(key.value, at: key.span)
                    if let found = dict[plain] { return found }
                    let value = call["default"]?.value ?? .none
                    dict.set(plain, key.value, value)
                    return value
                },
                containerMethod("update", "other=, **entries", changes: true) { call in
                    if let argument = call["other"] {
                        try call.interpreter.update(dict, with: argument)
                    }
                    for entry in call.keywords {
                        dict.set(.string(entry.name), .string(entry.name), entry.value)
                    }
                    return .none
                },
                containerMethod("clear", "", changes: true) { _ in
                    dict.removeAll()
                    return .none
                },
                containerMethod("copy", "") { call in
                    let copy = DictObject()
                    for (key, value) in dict.entries {
                        copy.set(try call.interpreter.dictKey(key, at: call.span), key, value)
                    }
                    return .dict(copy)
                },
            ], uniquingKeysWith: { first, _ in first })
    }

    /// `dict.fromkeys(keys, value)`.
    static var fromKeys: Value {
        .method("dict.fromkeys", parameters: "iterable, value=") { call in
            let dict = DictObject()
            for key in try call.requiredElements("iterable") {
                dict.set(
                    try call.interpreter.dictKey(key, at: call.span), key,
                    call["value"]?.value ?? .none)
            }
            return .dict(dict)
        }
    }
}

extension Interpreter {
    /// Adds the entries of a dict, or of pairs, to a dict.
    func update(_ dict: DictObject, with argument: HostArgument) throws(Diagnostic) {
        if case .dict(let other) = argument.value {
            for (key, value) in other.entries {
                dict.set(try dictKey(key, at: argument.span), key, value)
            }
            return
        }
        let pairs = try iterator(over: argument.value, at: argument.span)
        var number = 0
        while let pair = try pairs.next() {
            guard isIterable(pair) else {
                throw error(
                    "TypeError",
                    "cannot convert dictionary update sequence element #\(number) to a sequence",
                    at: argument.span)
            }
            let parts = try elements(of: pair, at: argument.span, atMost: 3)
            guard parts.count == 2 else {
                throw error(
                    "ValueError",
                    "dictionary update sequence element #\(number) has length "
                        + "\(parts.count); 2 is required", at: argument.span)
            }
            dict.set(try dictKey(parts[0], at: argument.span), parts[0], parts[1])
            number += 1
            try countStep(at: argument.span)
        }
    }
}
