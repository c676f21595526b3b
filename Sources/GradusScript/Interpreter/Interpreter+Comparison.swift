import GradusAutodiff
import GradusDiagnostics
import GradusTensors

extension ComparisonOperator {
    /// The method of a class that stands for it, and the one of the other operand's class.
    fileprivate var specialNames: (own: String, reflected: String)? {
        switch self {
        case .equal: ("__eq__", "__eq__")
        case .notEqual: ("__ne__", "__ne__")
        case .less: ("__lt__", "__gt__")
        case .lessOrEqual: ("__le__", "__ge__")
        case .greater: ("__gt__", "__lt__")
        case .greaterOrEqual: ("__ge__", "__le__")
        default: nil
        }
    }
}

extension Interpreter {
    func compare(
        _ comparison: ComparisonOperator, _ left: Value, _ right: Value, at place: SourceSpan
    ) throws(Diagnostic) -> Value {
        switch comparison {
        case .isSame: return .bool(isSame(left, right))
        case .isNotSame: return .bool(!isSame(left, right))
        case .contained: return .bool(try contains(right, left, at: place))
        case .notContained: return .bool(try !contains(right, left, at: place))
        default: break
        }
        switch (left, right) {
        case (.int(let a), .int(let b)): return .bool(Self.compare(comparison, a, b))
        case (.float(let a), .float(let b)): return .bool(Self.compare(comparison, a, b))
        case (.instance, _), (_, .instance):
            if let result = try specialComparison(comparison, left, right, at: place) {
                return result
            }
        case (.array, _), (_, .array), (.variable, _), (_, .variable):
            if let kernel = comparison.kernel, let a = try operand(left, at: place),
                let b = try operand(right, at: place)
            {
                return try array(try combine(kernel, a, b, at: place), at: place)
            }
            // Nothing but a number equals an element: NumPy compares each of them all the same.
            if comparison == .equal || comparison == .notEqual,
                let shape = incomparableShape(left, right)
            {
                let answers = Tensor(zeros: shape, dtype: .bool)
                guard comparison == .notEqual else { return try array(answers, at: place) }
                return try array(
                    located(at: place) { () throws(TensorError) in
                        try answers.applying(.logicalNot)
                    }, at: place)
            }
        case (.set(let a), .set(let b)) where comparison != .equal && comparison != .notEqual:
            let (first, second) = (a.keys, b.keys)
            return .bool(
                comparison == .less
                    ? first.isStrictSubset(of: second)
                    : comparison == .lessOrEqual
                        ? first.isSubset(of: second)
                        : comparison == .greater
                            ? first.isStrictSuperset(of: second) : first.isSuperset(of: second))
        default: break
        }
        switch comparison {
        case .equal: return .bool(try isEqual(left, right, at: place))
        case .notEqual: return .bool(try !isEqual(left, right, at: place))
        case .less: return .bool(try isOrdered(comparison, left, right, at: place))
        default: return .bool(try isOrdered(comparison, left, right, at: place))
        }
    }

    /// The shape of an array beside None or a string, with which it has no element in common.
    private func incomparableShape(_ left: Value, _ right: Value) -> Shape? {
        switch (left, right) {
        case (.array(let array), .none), (.array(let array), .string), (.none, .array(let array)),
            (.string, .array(let array)):
            array.tensor.shape
        default: nil
        }
    }

    private static func compare<Number: Comparable>(
        _ comparison: ComparisonOperator, _ a: Number, _ b: Number
    ) -> Bool {
        switch comparison {
        case .equal: a == b
        case .notEqual: a != b
        case .less: a < b
        case .lessOrEqual: a <= b
        case .greater: a > b
        default: a >= b
        }
    }

    private func specialComparison(
        _ comparison: ComparisonOperator, _ left: Value, _ right: Value, at place: SourceSpan
    ) throws(Diagnostic) -> Value? {
        guard let names = comparison.specialNames else { return nil }
        if let result = try special(names.own, of: left, [right], at: place),
            !isNotImplemented(result)
        {
            return result
        }
        if let result = try special(names.reflected, of: right, [left], at: place),
            !isNotImplemented(result)
        {
            return result
        }
        if comparison == .notEqual,
            let result = try specialComparison(.equal, left, right, at: place)
        {
            return .bool(try !isTrue(result, at: place))
        }
        return nil
    }

    func isSame(_ left: Value, _ right: Value) -> Bool {
        switch (left, right) {
        case (.none, .none), (.ellipsis, .ellipsis): true
        case (.bool(let a), .bool(let b)): a == b
        case (.int(let a), .int(let b)): a == b
        case (.float(let a), .float(let b)): a == b
        case (.string(let a), .string(let b)): a == b
        case (.list(let a), .list(let b)): a === b
        case (.tuple(let a), .tuple(let b)): a === b
        case (.dict(let a), .dict(let b)): a === b
        case (.set(let a), .set(let b)): a === b
        case (.array(let a), .array(let b)): a === b
        case (.variable(let a), .variable(let b)): a.index == b.index
        case (.function(let a), .function(let b)): a === b
        case (.builtin(let a), .builtin(let b)): a === b
        case (.classType(let a), .classType(let b)): a === b
        case (.instance(let a), .instance(let b)): a === b
        case (.iterator(let a), .iterator(let b)): a === b
        case (.module(let a), .module(let b)): a === b
        case (.host(let a), .host(let b)): a === b
        case (.dtype(let a), .dtype(let b)), (.numberType(let a), .numberType(let b)): a == b
        default: false
        }
    }

    func contains(
        _ container: Value, _ element: Value, at place: SourceSpan
    ) throws(Diagnostic) -> Bool {
        switch (container, element) {
        case (.string(let text), .string(let part)):
            try countStep(text.utf8.count / 64, at: place)
            return PythonText(text).firstPlace(of: PythonText(part)) != nil
        case (.string, _):
            throw error(
                "TypeError",
                "'in <string>' requires string as left operand, not \(element.typeName)", at: place)
        case (.dict(let dict), _): return dict[try dictKey(element, at: place)] != nil
        case (.set(let set), _): return set.contains(try dictKey(element, at: place))
        case (.view(let view), _) where view.kind == .keys:
            return view.dict[try dictKey(element, at: place)] != nil
        case (.range(let range), _) where element.integer != nil:
            guard let number = element.integer else { return false }
            let isInside =
                range.step > 0
                ? number >= range.start && number < range.stop
                : number <= range.start && number > range.stop
            if range.step.magnitude == 1 { return isInside }
            return isInside
                && number.subtractingReportingOverflow(range.start).partialValue
                    % range.step == 0
        case (.array(let array), _):
            guard let other = try operand(element, at: place) else { return false }
            let equal = try combine(.equal, .tensor(array.tensor), other, at: place)
            return equal.elements(as: Bool.self).contains(true)
        case (.instance, _):
            if let result = try special("__contains__", of: container, [element], at: place) {
                return try isTrue(result, at: place)
            }
        default: break
        }
        guard isIterable(container) else {
            throw error(
                "TypeError", "argument of type '\(container.typeName)' is not iterable", at: place)
        }
        let iterator = try iterator(over: container, at: place)
        while let candidate = try iterator.next() {
            try countStep(at: place)
            if isSame(candidate, element) { return true }
            if try isEqual(candidate, element, at: place) { return true }
        }
        return false
    }

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
