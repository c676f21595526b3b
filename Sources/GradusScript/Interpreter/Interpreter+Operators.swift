import GradusAutodiff
import GradusDiagnostics
import GradusTensors

extension Interpreter {
    // MARK: unary

    func unary(
        _ operation: UnaryOperator, _ value: Value, at span: SourceSpan
    ) throws(Diagnostic) -> Value {
        switch (operation, value) {
        case (.negate, .int(let number)):
            let (result, overflow) = 0.subtractingReportingOverflow(number)
            guard !overflow else { throw integerOverflow(at: span) }
            return .int(result)
        case (.negate, .float(let number)): return .float(-number)
        case (.negate, .bool(let flag)): return .int(flag ? -1 : 0)
        case (.plus, .int), (.plus, .float): return value
        case (.plus, .bool(let flag)): return .int(flag ? 1 : 0)
        case (.invert, .int(let number)): return .int(~number)
        case (.invert, .bool(let flag)): return .int(flag ? -2 : -1)
        case (_, .instance):
            let names: [UnaryOperator: String] = [
                .negate: "__neg__", .plus: "__pos__", .invert: "__invert__",
            ]
            if let result = try special(names[operation] ?? "", of: value, at: span) {
                return result
            }
            throw badUnary(operation, value, at: span)
        case (.negate, .array(let array)) where array.isFilledWithRecorded:
            return try unary(operation, try recordedForm(value, at: span), at: span)
        case (.negate, .array(let array)):
            let result = try self.array(
                try located(at: span) { () throws(TensorError) in
                    try array.tensor.applying(.negate)
                }, at: span)
            passOrigins(origins(of: value), to: result)
            return result
        case (.plus, .array(let array)):
            if let filled = try filledForm(of: array, at: span) { return .variable(filled) }
            let result = try self.array(array.tensor.copied(), at: span)
            passOrigins(origins(of: value), to: result)
            return result
        case (.invert, .array(let array)):
            return try self.array(
                try located(at: span) { () throws(TensorError) in
                    try array.tensor.applying(.bitwiseNot)
                }, at: span)
        case (.negate, .variable(let variable)):
            return try record(.negate, [variable], at: span)
        case (.plus, .variable(let variable)):
            let composer = Composer(interpreter: self, graph: graph, span: span)
            return .variable(try composer.copy(variable))
        default: throw badUnary(operation, value, at: span)
        }
    }

    private func badUnary(
        _ operation: UnaryOperator, _ value: Value, at span: SourceSpan
    ) -> Diagnostic {
        error(
            "TypeError", "bad operand type for unary \(operation.rawValue): '\(value.typeName)'",
            at: span)
    }

    // MARK: binary

    func binary(
        _ operation: BinaryOperator, _ left: Value, _ right: Value, leftName: String? = nil,
        rightName: String? = nil, at place: SourceSpan
    ) throws(Diagnostic) -> Value {
        switch (left, right) {
        case (.int(let a), .int(let b)): return try integers(operation, a, b, at: place)
        case (.float(let a), .float(let b)): return try floats(operation, a, b, at: place)
        case (.instance, _), (_, .instance):
            if let result = try specialBinary(operation, left, right, at: place) { return result }
            throw unsupported(operation, left, right, at: place)
        case (.variable, _), (_, .variable):
            return try recorded(
                operation, left, right, leftName: leftName, rightName: rightName, at: place)
        case (.string(let text), .array) where operation == .remainder:
            return .string(try percentFormatted(text, right, at: place))
        case (.array, _), (_, .array):
            if left.holdsRecorded || right.holdsRecorded {
                return try recorded(
                    operation, try recordedForm(left, at: place),
                    try recordedForm(right, at: place), leftName: leftName, rightName: rightName,
                    at: place)
            }
            let result = try arrays(operation, left, right, at: place)
            passOrigins(origins(of: left), to: result)
            passOrigins(origins(of: right), to: result)
            return result
        case (.string(let a), .string(let b)) where operation == .add:
            try countText(a.utf8.count + b.utf8.count, at: place)
            return .string(a + b)
        case (.string(let text), _) where operation == .multiply && right.integer != nil:
            return try repeated(text, right.integer ?? 0, at: place)
        case (_, .string(let text)) where operation == .multiply && left.integer != nil:
            return try repeated(text, left.integer ?? 0, at: place)
        case (.string(let text), _) where operation == .remainder:
            return .string(try percentFormatted(text, right, at: place))
        case (.set(let a), .set(let b)):
            if let result = try combine(operation, a, b, at: place) { return result }
            throw unsupported(operation, left, right, at: place)
        case (.view(let view), _) where view.kind != .values:
            return try binary(operation, try set(of: left, at: place), right, at: place)
        case (_, .view(let view)) where view.kind != .values:
            return try binary(operation, left, try set(of: right, at: place), at: place)
        case (.dict(let a), .dict(let b)) where operation == .bitOr:
            let dict = DictObject()
            for (key, value) in a.entries + b.entries {
                dict.set(try dictKey(key, at: place), key, value)
            }
            return .dict(dict)
        case (.list(let a), .list(let b)) where operation == .add:
            return .makeList(try joined(a.elements, b.elements, at: place))
        case (.tuple(let a), .tuple(let b)) where operation == .add:
            return .makeTuple(try joined(a.elements, b.elements, at: place))
        case (.list(let list), _) where operation == .multiply && right.integer != nil:
            return .makeList(try repeated(list.elements, right.integer ?? 0, at: place))
        case (_, .list(let list)) where operation == .multiply && left.integer != nil:
            return .makeList(try repeated(list.elements, left.integer ?? 0, at: place))
        case (.tuple(let tuple), _) where operation == .multiply && right.integer != nil:
            return .makeTuple(try repeated(tuple.elements, right.integer ?? 0, at: place))
        case (_, .tuple(let tuple)) where operation == .multiply && left.integer != nil:
            return .makeTuple(try repeated(tuple.elements, left.integer ?? 0, at: place))
        case (.bool(let a), .bool(let b))
        where operation == .bitAnd || operation == .bitOr || operation == .bitXor:
            return .bool(operation == .bitAnd ? a && b : operation == .bitOr ? a || b : a != b)
        default:
            if let a = left.integer, let b = right.integer {
                return try integers(operation, a, b, at: place)
            }
            if let a = left.number, let b = right.number, operation.isArithmetic {
                return try floats(operation, a, b, at: place)
            }
            throw unsupported(operation, left, right, at: place)
        }
    }

    func unsupported(
        _ operation: BinaryOperator, _ left: Value, _ right: Value, at place: SourceSpan
    ) -> Diagnostic {
        var fix: String?
        var message =
            "unsupported operand type(s) for \(operation.rawValue)"
            + "\(operation == .power ? " or pow()" : ""): '\(left.typeName)' and '\(right.typeName)'"
        switch (operation, left) {
        case (.add, .string), (.add, .list), (.add, .tuple):
            message =
                "can only concatenate \(left.typeName) (not \"\(right.typeName)\") to "
                + left.typeName
        case (.multiply, .string), (.multiply, .list), (.multiply, .tuple):
            message = "can't multiply sequence by non-int of type '\(right.typeName)'"
        default:
            switch (operation, right) {
            case (.multiply, .string), (.multiply, .list), (.multiply, .tuple):
                message = "can't multiply sequence by non-int of type '\(left.typeName)'"
            default: break
            }
        }
        if operation == .add {
            if case .string = left {
                fix = "turn the right side into text with str(…), or use an f-string"
            }
            if case .string = right {
                fix = "turn the left side into text with str(…), or use an f-string"
            }
        }
        if case .list = left, right.number != nil {
            fix = "make an array of the list: np.array(…)"
        }
        if case .none = left { fix = "a function without 'return' gives None" }
        if case .none = right { fix = "a function without 'return' gives None" }
        return error("TypeError", message, at: place, fix: fix)
    }

    private func set(of value: Value, at place: SourceSpan) throws(Diagnostic) -> Value {
        let set = SetObject()
        for element in try elements(of: value, at: place) {
            set.insert(try dictKey(element, at: place), element)
        }
        return .set(set)
    }
}
