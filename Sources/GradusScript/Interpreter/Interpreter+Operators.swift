import Foundation
import GradusAutodiff
import GradusDiagnostics
import GradusTensors

extension Interpreter {
    // MARK: truth

    func isTrue(_ value: Value, at span: SourceSpan) throws(Diagnostic) -> Bool {
        switch value {
        case .none: return false
        case .bool(let value): return value
        case .int(let value): return value != 0
        case .float(let value): return value != 0
        case .string(let text): return !text.isEmpty
        case .list(let list): return !list.elements.isEmpty
        case .tuple(let tuple): return !tuple.elements.isEmpty
        case .dict(let dict): return dict.count > 0
        case .range(let range): return range.count > 0
        case .set(let set): return set.count > 0
        case .view(let view): return view.dict.count > 0
        case .instance:
            if let result = try special("__bool__", of: value, at: span) {
                guard case .bool(let flag) = result else {
                    throw error(
                        "TypeError", "__bool__ should return bool, returned \(result.typeName)",
                        at: span)
                }
                return flag
            }
            if let length = try special("__len__", of: value, at: span) {
                return length.integer != 0
            }
            return true
        case .array(let array): return try isTrue(array.tensor, at: span)
        case .variable(let variable): return try isTrue(variable.value, at: span)
        case .host(let object): return object.length.map { $0 > 0 } ?? true
        default: return true
        }
    }

    private func isTrue(_ tensor: Tensor, at span: SourceSpan) throws(Diagnostic) -> Bool {
        guard tensor.size == 1 else {
            throw error(
                "ValueError", "an array of \(tensor.size) elements is neither true nor false",
                at: span, fix: "ask for one answer with .any() or .all()")
        }
        let value = tensor.scalarValue
        return value != 0
    }

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
        case (.negate, .array(let array)):
            return try self.array(
                try located(at: span) { () throws(TensorError) in
                    try array.tensor.applying(.negate)
                }, at: span)
        case (.plus, .array(let array)): return try self.array(array.tensor.copied(), at: span)
        case (.invert, .array(let array)):
            return try self.array(
                try located(at: span) { () throws(TensorError) in
                    try array.tensor.applying(.bitwiseNot)
                }, at: span)
        case (.negate, .variable(let variable)):
            return try record(.negate, [variable], at: span)
        case (.plus, .variable): return value
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
        case (.array, _), (_, .array): return try arrays(operation, left, right, at: place)
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

    private func unsupported(
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

    private func repeated(
        _ text: String, _ count: Int, at place: SourceSpan
    ) throws(Diagnostic) -> Value {
        let (bytes, overflow) = text.utf8.count.multipliedReportingOverflow(by: max(0, count))
        try checkMemory(overflow ? Int.max : bytes, at: place)
        try countText(bytes, at: place)
        guard count > 0, !text.isEmpty else { return .string("") }
        // Doubled and not appended one by one.
        var filled = Array(text.utf8)
        filled.reserveCapacity(bytes)
        while filled.count * 2 <= bytes { filled += filled }
        filled += filled[..<(bytes - filled.count)]
        return .string(String(decoding: filled, as: UTF8.self))
    }

    private func joined(
        _ left: [Value], _ right: [Value], at place: SourceSpan
    ) throws(Diagnostic) -> [Value] {
        try checkMemory((left.count + right.count) * MemoryCharge.valueSize, at: place)
        try countStep((left.count + right.count) / 16, at: place)
        return left + right
    }

    private func repeated(
        _ elements: [Value], _ count: Int, at place: SourceSpan
    ) throws(Diagnostic) -> [Value] {
        guard count > 0, !elements.isEmpty else { return [] }
        let (size, overflow) = elements.count.multipliedReportingOverflow(by: count)
        try checkMemory(overflow || size > Int.max / 32 ? Int.max : size * 24, at: place)
        try countStep(size / 16, at: place)
        var result: [Value] = []
        result.reserveCapacity(size)
        for _ in 0..<count { result += elements }
        return result
    }

    // MARK: numbers

    func integerOverflow(at place: SourceSpan) -> Diagnostic {
        error(
            "OverflowError", "integer overflow: the result does not fit in 64 bits", at: place,
            fix: "use floats, for example by writing 1.0 instead of 1")
    }

    private func divisionByZero(
        _ operation: BinaryOperator, isFloat: Bool = false, at place: SourceSpan
    ) -> Diagnostic {
        let message =
            switch (operation, isFloat) {
            case (.floorDivide, false): "integer division or modulo by zero"
            case (.remainder, false): "integer modulo by zero"
            case (.divide, true): "float division by zero"
            case (.floorDivide, true): "float floor division by zero"
            case (.remainder, true): "float modulo"
            case (.power, _): "0.0 cannot be raised to a negative power"
            default: "division by zero"
            }
        return error("ZeroDivisionError", message, at: place)
    }

    func integers(
        _ operation: BinaryOperator, _ a: Int, _ b: Int, at place: SourceSpan
    ) throws(Diagnostic) -> Value {
        let result: (partialValue: Int, overflow: Bool)
        switch operation {
        case .add: result = a.addingReportingOverflow(b)
        case .subtract: result = a.subtractingReportingOverflow(b)
        case .multiply: result = a.multipliedReportingOverflow(by: b)
        case .divide:
            guard b != 0 else { throw divisionByZero(operation, at: place) }
            return .float(Double(a) / Double(b))
        case .floorDivide:
            guard b != 0 else { throw divisionByZero(operation, at: place) }
            let quotient = a.dividedReportingOverflow(by: b)
            let isRounded =
                !quotient.overflow && quotient.partialValue &* b != a && (a < 0) != (b < 0)
            result = (quotient.partialValue - (isRounded ? 1 : 0), quotient.overflow)
        case .remainder:
            guard b != 0 else { throw divisionByZero(operation, at: place) }
            if b == -1 { return .int(0) }
            let rest = a % b
            return .int(rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest)
        case .power: return try power(a, b, at: place)
        case .bitAnd: return .int(a & b)
        case .bitOr: return .int(a | b)
        case .bitXor: return .int(a ^ b)
        case .shiftLeft:
            guard b >= 0 else { throw error("ValueError", "negative shift count", at: place) }
            let shifted = b < 64 ? a << b : 0
            guard a == 0 || (b < 63 && shifted >> b == a) else { throw integerOverflow(at: place) }
            return .int(shifted)
        case .shiftRight:
            guard b >= 0 else { throw error("ValueError", "negative shift count", at: place) }
            return .int(a >> min(b, 63))
        case .matmul: throw unsupported(operation, .int(a), .int(b), at: place)
        }
        guard !result.overflow else { throw integerOverflow(at: place) }
        return .int(result.partialValue)
    }

    private func power(_ base: Int, _ exponent: Int, at place: SourceSpan) throws(Diagnostic)
        -> Value
    {
        guard exponent >= 0 else {
            guard base != 0 else { throw divisionByZero(.power, at: place) }
            return try floats(.power, Double(base), Double(exponent), at: place)
        }
        if base == 0 || base == 1 { return .int(exponent == 0 ? 1 : base) }
        if base == -1 { return .int(exponent % 2 == 0 ? 1 : -1) }
        guard exponent < 64 else { throw integerOverflow(at: place) }
        var result = 1
        for _ in 0..<exponent {
            let (product, overflow) = result.multipliedReportingOverflow(by: base)
            guard !overflow else { throw integerOverflow(at: place) }
            result = product
        }
        return .int(result)
    }

    func floats(
        _ operation: BinaryOperator, _ a: Double, _ b: Double, at place: SourceSpan
    ) throws(Diagnostic) -> Value {
        switch operation {
        case .add: return .float(a + b)
        case .subtract: return .float(a - b)
        case .multiply: return .float(a * b)
        case .divide:
            guard b != 0 else { throw divisionByZero(operation, isFloat: true, at: place) }
            return .float(a / b)
        case .floorDivide, .remainder, .power:
            if operation == .power ? a == 0 && b < 0 : b == 0 {
                throw divisionByZero(operation, isFloat: true, at: place)
            }
            if operation == .power, a < 0, a.isFinite, b.isFinite, b != b.rounded() {
                throw error(
                    "ValueError",
                    "a negative number to a broken power is complex, and complex "
                        + "numbers are not part of the lesson language", at: place)
            }
            if operation == .power {
                let power = Elementary.pow(a, b)
                if power.isInfinite, a.isFinite, b.isFinite {
                    throw error("OverflowError", "(34, 'Numerical result out of range')", at: place)
                }
                return .float(power)
            }
            // The same kernels as for arrays: the same on every machine.
            let kernel: GradusTensors.BinaryOperation =
                operation == .remainder ? .remainder : .floorDivide
            let result = try located(at: place) { () throws(TensorError) in
                try Tensor(scalar: a).combining(kernel, Tensor(scalar: b))
            }
            return .float(result.scalarValue)
        default: throw unsupported(operation, .float(a), .float(b), at: place)
        }
    }
}
