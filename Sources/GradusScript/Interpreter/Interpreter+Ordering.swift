import GradusDiagnostics
import GradusTensors

extension Interpreter {
    /// `left < right`.
    func isLess(_ left: Value, _ right: Value, at place: SourceSpan) throws(Diagnostic) -> Bool {
        try isOrdered(.less, left, right, at: place)
    }

    /// One of `<`, `<=`, `>`, `>=`.
    func isOrdered(
        _ comparison: ComparisonOperator, _ left: Value, _ right: Value, at place: SourceSpan,
        depth: Int = 0
    ) throws(Diagnostic) -> Bool {
        try countStep(at: place)
        guard depth < 200 else {
            throw error(
                "RecursionError", "maximum recursion depth exceeded in comparison", at: place)
        }
        switch (left, right) {
        case (.string(let a), .string(let b)):
            let (first, second) = (a.unicodeScalars, b.unicodeScalars)
            switch comparison {
            case .less: return first.lexicographicallyPrecedes(second)
            case .greater: return second.lexicographicallyPrecedes(first)
            case .lessOrEqual: return !second.lexicographicallyPrecedes(first)
            default: return !first.lexicographicallyPrecedes(second)
            }
        case (.list(let a), .list(let b)):
            return try isOrdered(comparison, a.elements, b.elements, at: place, depth: depth)
        case (.tuple(let a), .tuple(let b)):
            return try isOrdered(comparison, a.elements, b.elements, at: place, depth: depth)
        case (.instance, _), (_, .instance):
            if let result = try specialComparison(comparison, left, right, at: place) {
                return try isTrue(result, at: place)
            }
        default:
            if let a = left.integer, let b = right.integer {
                return Self.compare(comparison, a, b)
            }
            if let a = left.number, let b = right.number { return Self.compare(comparison, a, b) }
            if case .array = left { return try arrayOrder(comparison, left, right, at: place) }
            if case .array = right { return try arrayOrder(comparison, left, right, at: place) }
        }
        throw error(
            "TypeError",
            "'\(comparison.rawValue)' not supported between instances of '\(left.typeName)' and "
                + "'\(right.typeName)'", at: place)
    }

    private func arrayOrder(
        _ comparison: ComparisonOperator, _ left: Value, _ right: Value, at place: SourceSpan
    ) throws(Diagnostic) -> Bool {
        guard try operand(left, at: place) != nil, try operand(right, at: place) != nil else {
            throw error(
                "TypeError",
                "'\(comparison.rawValue)' not supported between instances of '\(left.typeName)' "
                    + "and '\(right.typeName)'", at: place)
        }
        return try isTrue(try compare(comparison, left, right, at: place), at: place)
    }

    private func isOrdered(
        _ comparison: ComparisonOperator, _ left: [Value], _ right: [Value], at place: SourceSpan,
        depth: Int
    ) throws(Diagnostic) -> Bool {
        for (a, b) in zip(left, right) where try !isEqual(a, b, at: place, depth: depth + 1) {
            return try isOrdered(comparison, a, b, at: place, depth: depth + 1)
        }
        return Self.compare(comparison, left.count, right.count)
    }
}
