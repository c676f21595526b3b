import GradusDiagnostics
import GradusTensors

/// The key that an error named, so that `except KeyError as e` finds the value and not its text.
struct MissingKey {
    let message: String
    let value: Value
}

extension Interpreter {
    func dictKey(_ value: Value, at span: SourceSpan, depth: Int = 0) throws(Diagnostic) -> DictKey
    {
        switch value {
        case .none: return .none
        case .string(let text): return .string(text)
        case .float(let number) where number.isNaN:
            throw error(
                "ValueError", "nan cannot be a key in the lesson language: it equals nothing",
                at: span)
        case .float(let number): return .number(number == 0 ? 0 : number)
        case .tuple(let tuple) where depth < 32:
            var keys: [DictKey] = []
            for element in tuple.elements {
                keys.append(try dictKey(element, at: span, depth: depth + 1))
            }
            return .tuple(keys)
        case .set(let set) where set.isFrozen: return .set(set.keys)
        case .function(let function): return .object(ObjectIdentifier(function))
        case .builtin(let function): return .object(ObjectIdentifier(function))
        case .classType(let type): return .object(ObjectIdentifier(type))
        case .numberType(let dtype): return .string("type \(dtype)")
        case .dtype(let dtype): return .string("dtype \(dtype)")
        case .instance(let instance): return try key(of: instance, value, at: span)
        default:
            if let number = value.integer {
                return Int(exactly: Double(number)) == number && abs(Double(number)) < 0x1p62
                    ? .number(Double(number)) : .integer(number)
            }
            if case .array(let array) = value, array.tensor.ndim == 0 {
                return .number(array.tensor.scalarValue)
            }
            throw error(
                "TypeError",
                "unhashable type: '\({ if case .array = value { "numpy.ndarray" } else { value.typeName } }())'",
                at: span, fix: "use a string, a number or a tuple of them")
        }
    }

    private func key(
        of instance: InstanceObject, _ value: Value, at span: SourceSpan
    ) throws(Diagnostic) -> DictKey {
        guard let hash = try special("__hash__", of: value, at: span) else {
            if instance.type.lookUp("__eq__") != nil {
                throw error(
                    "TypeError", "unhashable type: '\(instance.type.name)'", at: span,
                    fix: "define __hash__ beside __eq__")
            }
            return .object(ObjectIdentifier(instance))
        }
        guard let number = hash.integer else {
            throw error("TypeError", "__hash__ method should return an integer", at: span)
        }
        return .hashed(type: ObjectIdentifier(instance.type), number)
    }

    /// `hash(value)`: the same for values that are equal.
    func hash(_ value: Value, at span: SourceSpan) throws(Diagnostic) -> Int {
        func number(_ key: DictKey) -> Int {
            switch key {
            case .none: return 0xFCA8_6420
            case .number(let value):
                if let integer = Int(exactly: value) { return PythonHash.hash(integer) }
                return Int(truncatingIfNeeded: value.bitPattern >> 1)
            case .integer(let value): return PythonHash.hash(value)
            case .string(let text):
                var hash: UInt64 = 0xCBF2_9CE4_8422_2325
                for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
                return Int(truncatingIfNeeded: hash >> 1)
            case .tuple(let keys):
                return keys.reduce(0x345678) { ($0 &* 1_000_003) ^ number($1) } & Int.max
            case .set(let keys): return keys.reduce(0) { $0 ^ number($1) }
            case .hashed(_, let hash): return hash
            case .object: return 0
            }
        }
        return number(try dictKey(value, at: span))
    }

    func missingKey(_ key: Value, in dict: DictObject, at span: SourceSpan) -> Diagnostic {
        var fix: String?
        if case .string(let name) = key {
            let names = dict.entries.compactMap { entry -> String? in
                if case .string(let text) = entry.key { text } else { nil }
            }
            fix = Suggestion.nearest(to: name, among: names.sorted()).map {
                "did you mean '\($0)'?"
            }
        }
        return missingKey(key, fix: fix, at: span)
    }

    func missingKey(_ key: Value, fix: String? = nil, at span: SourceSpan) -> Diagnostic {
        let message = (try? representation(key, at: span)) ?? key.typeDescription
        keyOfError = MissingKey(message: message, value: key)
        return error("KeyError", message, at: span, fix: fix)
    }
}
