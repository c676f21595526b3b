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
                let answer = try array(try combine(kernel, a, b, at: place), at: place)
                try keepCondition(comparison, left, right, in: answer, at: place)
                return answer
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

    static func compare<Number: Comparable>(
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

    func specialComparison(
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
}
