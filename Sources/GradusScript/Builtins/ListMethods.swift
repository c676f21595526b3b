import GradusDiagnostics

/// Makes the methods of a container.
func containerMethod(
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
            containerMethod("append", "object", changes: true) { call in
                try call.interpreter.checkMemory(MemoryCharge.valueSize, at: call.span)
                list.elements.append(try call.required("object").value)
                return .none
            },
            containerMethod("extend", "iterable", changes: true) { call in
                let added = try call.requiredElements("iterable")
                try call.interpreter.countStep(added.count / 16, at: call.span)
                try call.interpreter.checkMemory(
                    added.count * MemoryCharge.valueSize, at: call.span)
                list.elements += added
                return .none
            },
            containerMethod("insert", "index, object", changes: true) { call in
                let count = list.elements.count
                let place = try call.required("index").int()
                try call.interpreter.countStep(count / 64, at: call.span)
                let fromStart = place < 0 ? (place < -count ? 0 : place + count) : min(place, count)
                list.elements.insert(try call.required("object").value, at: fromStart)
                return .none
            },
            containerMethod("pop", "index=", changes: true) { call in
                let count = list.elements.count
                let place = try call["index"]?.int() ?? -1
                guard count > 0 else {
                    throw call.interpreter.error("IndexError", "pop from empty list", at: call.span)
                }
                guard place >= -count, place < count else {
                    throw call.interpreter.outOfRange(
                        "pop index out of range", count, at: call.span)
                }
                let index = place < 0 ? place + count : place
                try call.interpreter.countStep((count - index) / 64, at: call.span)
                return list.elements.remove(at: index)
            },
            containerMethod("remove", "value", changes: true) { call in
                let wanted = try call.required("value")
                for (place, element) in list.elements.enumerated()
                where try call.interpreter.isEqual(element, wanted.value, at: call.span) {
                    if place < list.elements.count { list.elements.remove(at: place) }
                    return .none
                }
                throw call.interpreter.error(
                    "ValueError", "list.remove(x): x not in list", at: wanted.span)
            },
            containerMethod("clear", "", changes: true) { _ in
                var held = list.elements
                list.elements = []
                ScriptMemory.free(&held)
                return .none
            },
            containerMethod("reverse", "", changes: true) { call in
                try call.interpreter.countStep(list.elements.count / 16, at: call.span)
                list.elements.reverse()
                return .none
            },
            containerMethod("sort", "*, key=, reverse=", changes: true) { call in
                list.elements = try call.interpreter.sorted(
                    list.elements, by: call["key"]?.value,
                    isReversed: try call.truth("reverse"), at: call.span)
                return .none
            },
            containerMethod("copy", "") { call in
                try call.interpreter.checkMemory(
                    list.elements.count * MemoryCharge.valueSize, at: call.span)
                return .makeList(list.elements)
            },
        ]
        return Dictionary(
            changing + reading("list") { list.elements }, uniquingKeysWith: { first, _ in first })
    }

    static func methods(ofTuple tuple: TupleObject) -> [String: BuiltinFunction] {
        Dictionary(reading("tuple") { tuple.elements }, uniquingKeysWith: { first, _ in first })
    }

    private static func reading(
        _ kind: String, _ elements: @escaping () -> [Value]
    ) -> [(String, BuiltinFunction)] {
        [
            containerMethod("index", "value, start=, stop=") { call in
                let wanted = try call.required("value")
                let all = elements()
                let places = PythonSlice.places(
                    start: try call["start"]?.int(), stop: try call["stop"]?.int(), step: 1,
                    length: all.count)
                for place in places.first..<(places.first + places.count)
                where try call.interpreter.isEqual(all[place], wanted.value, at: call.span) {
                    return .int(place)
                }
                throw call.interpreter.error(
                    "ValueError",
                    kind == "list"
                        ? "\(try call.interpreter.representation(wanted.value, at: wanted.span)) is not in list"
                        : "tuple.index(x): x not in tuple", at: wanted.span)
            },
            containerMethod("count", "value") { call in
                let wanted = try call.required("value").value
                var count = 0
                for element in elements()
                where try call.interpreter.isEqual(element, wanted, at: call.span) { count += 1 }
                return .int(count)
            },
        ]
    }
}
