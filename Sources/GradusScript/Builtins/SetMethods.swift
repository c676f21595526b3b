import GradusDiagnostics

/// The methods of sets.
enum SetMethods {
    static func methods(_ set: SetObject) -> [String: BuiltinFunction] {
        let all = set.isFrozen ? reading(set) : reading(set) + changing(set)
        return Dictionary(all, uniquingKeysWith: { first, _ in first })
    }

    private static func reading(_ set: SetObject) -> [(String, BuiltinFunction)] {
        var methods = [
            containerMethod("copy", "") { call in
                try call.interpreter.combine(.bitOr, set, SetObject(), at: call.span) ?? .none
            }
        ]
        let operations: [(String, BinaryOperator)] = [
            ("union", .bitOr), ("intersection", .bitAnd), ("difference", .subtract),
            ("symmetric_difference", .bitXor),
        ]
        for (name, operation) in operations {
            methods.append(
                containerMethod(name, "*others") { call in
                    var result =
                        try call.interpreter.combine(
                            .bitOr, set, SetObject(), at: call.span) ?? .none
                    for other in call.rest {
                        guard case .set(let left) = result else { break }
                        result =
                            try call.interpreter.combine(
                                operation, left, try call.interpreter.set(of: other), at: call.span)
                            ?? .none
                    }
                    return result
                })
        }
        let questions: [(String, (Set<DictKey>, Set<DictKey>) -> Bool)] = [
            ("issubset", { $0.isSubset(of: $1) }), ("issuperset", { $0.isSuperset(of: $1) }),
            ("isdisjoint", { $0.isDisjoint(with: $1) }),
        ]
        for (name, question) in questions {
            methods.append(
                containerMethod(name, "other") { call in
                    let other = try call.interpreter.set(of: try call.required("other"))
                    return .bool(question(set.keys, other.keys))
                })
        }
        return methods
    }

    private static func changing(_ set: SetObject) -> [(String, BuiltinFunction)] {
        var methods = [
            containerMethod("add", "element", changes: true) { call in
                let element = try call.required("element")
                try call.interpreter.checkMemory(256, at: call.span)
                set.insert(
                    try call.interpreter.dictKey(element.value, at: element.span), element.value)
                return .none
            },
            containerMethod("discard", "element", changes: true) { call in
                let element = try call.required("element")
                _ = set.members.remove(
                    try call.interpreter.dictKey(element.value, at: element.span))
                return .none
            },
            containerMethod("remove", "element", changes: true) { call in
                let element = try call.required("element")
                guard
                    set.members.remove(
                        try call.interpreter.dictKey(element.value, at: element.span)) != nil
                else { throw call.interpreter.missingKey(element.value, at: element.span) }
                return .none
            },
            containerMethod("pop", "", changes: true) { call in
                guard let first = set.elements.first else {
                    throw call.interpreter.missingKey(
                        .string("pop from an empty set"), at: call.span)
                }
                try call.interpreter.countStep(set.count / 16, at: call.span)
                _ = set.members.remove(try call.interpreter.dictKey(first, at: call.span))
                return first
            },
            containerMethod("clear", "", changes: true) { _ in
                set.members.removeAll()
                return .none
            },
        ]
        let updates: [(String, BinaryOperator)] = [
            ("update", .bitOr), ("intersection_update", .bitAnd), ("difference_update", .subtract),
            ("symmetric_difference_update", .bitXor),
        ]
        for (name, operation) in updates {
            methods.append(
                containerMethod(name, "*others", changes: true) { call in
                    for other in call.rest {
                        let right = try call.interpreter.set(of: other)
                        guard
                            case .set(let made)? = try call.interpreter.combine(
                                operation, set, right, at: call.span)
                        else { continue }
                        try call.interpreter.replace(set, by: made, at: call.span)
                    }
                    return .none
                })
        }
        return methods
    }
}

extension Interpreter {
    /// A set of what an argument gives.
    func set(of argument: HostArgument, isFrozen: Bool = false) throws(Diagnostic) -> SetObject {
        if case .set(let set) = argument.value, set.isFrozen == isFrozen { return set }
        let set = SetObject(isFrozen: isFrozen)
        for element in try elements(of: argument.value, at: argument.span) {
            set.insert(try dictKey(element, at: argument.span), element)
        }
        return set
    }
}
