import GradusDiagnostics
import GradusTensors

extension Interpreter {
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
