import GradusAutodiff
import GradusDiagnostics
import GradusTensors

extension Interpreter {
    func isEqual(
        _ left: Value, _ right: Value, at place: SourceSpan, depth: Int = 0
    ) throws(Diagnostic) -> Bool {
        try countStep(at: place)
        guard depth < 200 else {
            throw error(
                "RecursionError", "maximum recursion depth exceeded in comparison", at: place)
        }
        switch (left, right) {
        // The same letters in another encoding are another string to Python.
        case (.string(let a), .string(let b)): return a.utf8.count == b.utf8.count && a == b
        case (.list(let a), .list(let b)):
            if a === b { return true }
            return try areEqual(a.elements, b.elements, at: place, depth: depth)
        case (.tuple(let a), .tuple(let b)):
            if a === b { return true }
            return try areEqual(a.elements, b.elements, at: place, depth: depth)
        case (.dict(let a), .dict(let b)):
            guard a !== b else { return true }
            guard a.count == b.count else { return false }
            for (key, value) in a.entries {
                guard let other = b[try dictKey(key, at: place)],
                    try isEqual(value, other, at: place, depth: depth + 1)
                else { return false }
            }
            return true
        case (.set(let a), .set(let b)): return a.count == b.count && a.keys == b.keys
        case (.view(let a), .view(let b)) where a.kind == b.kind && a.kind == .keys:
            return Set(a.dict.orderedKeys) == Set(b.dict.orderedKeys)
        case (.view(let a), .set(let b)) where a.kind == .keys:
            return Set(a.dict.orderedKeys) == b.keys
        case (.range(let a), .range(let b)):
            return a.count == b.count
                && (a.count == 0 || (a.start == b.start && (a.count == 1 || a.step == b.step)))
        case (.dtype(let a), .numberType(let b)), (.numberType(let a), .dtype(let b)):
            return a == b
        case (.dtype(let dtype), .builtin(let type)), (.builtin(let type), .dtype(let dtype)):
            // A dtype equals the Python type that stands for it.
            return ["float": .float64, "int": .int64, "bool": .bool][type.name] == dtype
        case (.view(let a), .view(let b)) where a.kind == .items && b.kind == .items:
            return try isEqual(.dict(a.dict), .dict(b.dict), at: place, depth: depth)
        case (.dtype(let dtype), .string(let name)), (.string(let name), .dtype(let dtype)):
            return dtype.rawValue == name
        case (.instance, _), (_, .instance):
            if let result = try specialComparison(.equal, left, right, at: place) {
                return try isTrue(result, at: place)
            }
            return isSame(left, right)
        case (.boundMethod(let a), .boundMethod(let b)):
            return a.function === b.function && isSame(a.receiver, b.receiver)
        case (.array, _), (_, .array), (.variable, _), (_, .variable):
            guard try operand(left, at: place) != nil, try operand(right, at: place) != nil else {
                return false
            }
            return try isTrue(try compare(.equal, left, right, at: place), at: place)
        default:
            if let a = left.integer, let b = right.integer { return a == b }
            if let a = left.number, let b = right.number { return a == b }
            return isSame(left, right)
        }
    }

    private func areEqual(
        _ left: [Value], _ right: [Value], at place: SourceSpan, depth: Int
    ) throws(Diagnostic) -> Bool {
        guard left.count == right.count else { return false }
        for (a, b) in zip(left, right)
        where try !isEqual(a, b, at: place, depth: depth + 1) { return false }
        return true
    }
}
