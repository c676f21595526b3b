import GradusAutodiff
import GradusDiagnostics
import GradusTensors

extension BinaryOperator {
    /// The kernel for elements of tensors.
    var kernel: GradusTensors.BinaryOperation? {
        switch self {
        case .add: .add
        case .subtract: .subtract
        case .multiply: .multiply
        case .divide: .divide
        case .floorDivide: .floorDivide
        case .remainder: .remainder
        case .power: .power
        case .bitAnd: .bitwiseAnd
        case .bitOr: .bitwiseOr
        case .bitXor: .bitwiseXor
        case .shiftLeft: .leftShift
        case .shiftRight: .rightShift
        case .matmul: nil
        }
    }
}

extension ComparisonOperator {
    /// The kernel for elements of tensors.
    var kernel: GradusTensors.BinaryOperation? {
        switch self {
        case .equal: .equal
        case .notEqual: .notEqual
        case .less: .less
        case .lessOrEqual: .lessEqual
        case .greater: .greater
        case .greaterOrEqual: .greaterEqual
        default: nil
        }
    }
}

extension Interpreter {
    /// An operand of an operation on arrays: a tensor, or a Python number that takes the
    /// other's dtype.
    enum ArrayOperand {
        case tensor(Tensor)
        case number(PythonNumber)

        var isNumber: Bool { if case .number = self { true } else { false } }

        var shape: Shape {
            switch self {
            case .tensor(let tensor): tensor.shape
            case .number: []
            }
        }
    }

    func operand(_ value: Value, at place: SourceSpan) throws(Diagnostic) -> ArrayOperand? {
        switch value {
        case .array(let array): .tensor(array.tensor)
        case .variable(let variable): .tensor(variable.value)
        case .bool(let flag): .number(.bool(flag))
        case .int(let number): .number(.integer(Int64(number)))
        case .float(let number): .number(.floating(number))
        case .list, .tuple, .range:
            .tensor(try TensorBuilding.tensor(from: value, dtype: nil, at: place))
        default: nil
        }
    }

    /// An operation on the elements of at least one array.
    func combine(
        _ kernel: GradusTensors.BinaryOperation, _ left: ArrayOperand, _ right: ArrayOperand,
        at place: SourceSpan
    ) throws(Diagnostic) -> Tensor {
        let shape = try located(at: place) { () throws(TensorError) in
            try left.shape.broadcast(with: right.shape)
        }
        try checkMemory(of: shape, at: place)
        return try located(at: place) { () throws(TensorError) in
            switch (left, right) {
            case (.tensor(let a), .tensor(let b)): try a.combining(kernel, b)
            case (.tensor(let a), .number(let b)): try a.combining(kernel, b)
            case (.number(let a), .tensor(let b)): try Tensor.combining(kernel, a, b)
            case (.number(let a), .number(let b)):
                try a.defaultTensor.combining(kernel, b.defaultTensor)
            }
        }
    }

    func arrays(
        _ operation: BinaryOperator, _ left: Value, _ right: Value, at place: SourceSpan
    ) throws(Diagnostic) -> Value {
        guard let a = try operand(left, at: place), let b = try operand(right, at: place) else {
            throw Diagnostic(
                "'\(operation.rawValue)' has no meaning for \(left.typeDescription) and "
                    + right.typeDescription, at: place)
        }
        if let kernel = operation.kernel {
            return try array(try combine(kernel, a, b, at: place), at: place)
        }
        if operation == .matmul {
            guard case .tensor(let first) = a, case .tensor(let second) = b else {
                throw Diagnostic(
                    "matmul: Input operand \(a.isNumber ? 0 : 1) does not have enough dimensions "
                        + "(has 0, gufunc core with signature (n?,k),(k,m?)->(n?,m?) requires 1)",
                    at: place, fix: "'@' multiplies arrays, use '*' for a number")
            }
            return try array(try product(first, second, isMatmul: true, at: place), at: place)
        }
        throw Diagnostic("'\(operation.rawValue)' has no meaning for arrays", at: place)
    }

    /// `dot` and `@`, with the size of the result checked before.
    func product(
        _ left: Tensor, _ right: Tensor, isMatmul: Bool, at place: SourceSpan
    ) throws(Diagnostic) -> Tensor {
        if left.ndim > 0, right.ndim > 0 {
            let rows = left.size / max(1, left.shape[-1])
            let inner = right.ndim == 1 ? right.shape[0] : right.shape[-2]
            let (size, overflow) = rows.multipliedReportingOverflow(by: right.size / max(1, inner))
            try checkMemory(overflow || size > Int.max / 8 ? Int.max : size * 8, at: place)
        }
        return try located(at: place) { () throws(TensorError) in
            isMatmul ? try left.matmul(right) : try left.dot(right)
        }
    }

    // MARK: comparison

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
        case (.array, _), (_, .array), (.variable, _), (_, .variable):
            if let kernel = comparison.kernel, let a = try operand(left, at: place),
                let b = try operand(right, at: place)
            {
                return try array(try combine(kernel, a, b, at: place), at: place)
            }
        default: break
        }
        switch comparison {
        case .equal: return .bool(try isEqual(left, right, at: place))
        case .notEqual: return .bool(try !isEqual(left, right, at: place))
        case .less: return .bool(try isLess(left, right, at: place))
        case .greater: return .bool(try isLess(right, left, at: place))
        case .lessOrEqual: return .bool(try !isLess(right, left, at: place) && !isNaN(left, right))
        default: return .bool(try !isLess(left, right, at: place) && !isNaN(left, right))
        }
    }

    private func isNaN(_ left: Value, _ right: Value) -> Bool {
        (left.number?.isNaN ?? false) || (right.number?.isNaN ?? false)
    }

    private func isSame(_ left: Value, _ right: Value) -> Bool {
        switch (left, right) {
        case (.none, .none), (.ellipsis, .ellipsis): true
        case (.bool(let a), .bool(let b)): a == b
        case (.int(let a), .int(let b)): a == b
        case (.float(let a), .float(let b)): a == b
        case (.string(let a), .string(let b)): a == b
        case (.list(let a), .list(let b)): a === b
        case (.tuple(let a), .tuple(let b)): a === b
        case (.dict(let a), .dict(let b)): a === b
        case (.array(let a), .array(let b)): a === b
        case (.variable(let a), .variable(let b)): a.index == b.index
        case (.function(let a), .function(let b)): a === b
        case (.builtin(let a), .builtin(let b)): a === b
        case (.host(let a), .host(let b)): a === b
        case (.dtype(let a), .dtype(let b)): a == b
        default: false
        }
    }

    private func contains(
        _ container: Value, _ element: Value, at place: SourceSpan
    ) throws(Diagnostic) -> Bool {
        switch (container, element) {
        case (.string(let text), .string(let part)): return part.isEmpty || text.contains(part)
        case (.string, _):
            throw Diagnostic("'in' a string needs a string on its left", at: place)
        case (.dict(let dict), _): return dict[try dictKey(element, at: place)] != nil
        case (.range(let range), _):
            guard let number = element.integer else { return false }
            let isInside =
                range.step > 0
                ? number >= range.start && number < range.stop
                : number <= range.start && number > range.stop
            if range.step.magnitude == 1 { return isInside }
            return isInside && number.subtractingReportingOverflow(range.start).partialValue
                % range.step == 0
        case (.array(let array), _):
            guard let other = try operand(element, at: place) else { return false }
            let equal = try combine(.equal, .tensor(array.tensor), other, at: place)
            return equal.elements(as: Bool.self).contains(true)
        default:
            for candidate in try elements(of: container, at: place)
            where try isEqual(candidate, element, at: place) { return true }
            return false
        }
    }

    func isEqual(
        _ left: Value, _ right: Value, at place: SourceSpan, depth: Int = 0
    ) throws(Diagnostic) -> Bool {
        try countStep(at: place)
        guard depth < 200 else { throw Diagnostic("the values are nested too deeply", at: place) }
        switch (left, right) {
        case (.string(let a), .string(let b)): return a == b
        case (.list(let a), .list(let b)):
            return try areEqual(a.elements, b.elements, at: place, depth: depth)
        case (.tuple(let a), .tuple(let b)):
            return try areEqual(a.elements, b.elements, at: place, depth: depth)
        case (.dict(let a), .dict(let b)):
            guard a.count == b.count else { return false }
            for (key, value) in a.entries {
                guard let other = b[try dictKey(key, at: place)],
                    try isEqual(value, other, at: place, depth: depth + 1)
                else { return false }
            }
            return true
        case (.range(let a), .range(let b)): return a == b
        case (.dtype(let dtype), .string(let name)), (.string(let name), .dtype(let dtype)):
            return dtype.rawValue == name
        case (.array, _), (_, .array), (.variable, _), (_, .variable):
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

    func isLess(
        _ left: Value, _ right: Value, at place: SourceSpan, depth: Int = 0
    ) throws(Diagnostic) -> Bool {
        try countStep(at: place)
        guard depth < 200 else { throw Diagnostic("the values are nested too deeply", at: place) }
        switch (left, right) {
        case (.string(let a), .string(let b)):
            return a.unicodeScalars.lexicographicallyPrecedes(b.unicodeScalars)
        case (.list(let a), .list(let b)):
            return try precedes(a.elements, b.elements, at: place, depth: depth)
        case (.tuple(let a), .tuple(let b)):
            return try precedes(a.elements, b.elements, at: place, depth: depth)
        default:
            if let a = left.integer, let b = right.integer { return a < b }
            if let a = left.number, let b = right.number { return a < b }
            throw Diagnostic(
                "\(left.typeDescription) and \(right.typeDescription) have no order", at: place)
        }
    }

    private func precedes(
        _ left: [Value], _ right: [Value], at place: SourceSpan, depth: Int
    ) throws(Diagnostic) -> Bool {
        for (a, b) in zip(left, right) where try !isEqual(a, b, at: place, depth: depth + 1) {
            return try isLess(a, b, at: place, depth: depth + 1)
        }
        return left.count < right.count
    }
}
