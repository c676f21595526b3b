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

    /// Whether it works on numbers with a point as well.
    var isArithmetic: Bool {
        switch self {
        case .bitAnd, .bitOr, .bitXor, .shiftLeft, .shiftRight, .matmul: false
        default: true
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
        if operation == .power, case .int(2) = right, case .tensor(let base) = a,
            base.dtype == .bool
        {
            // NumPy squares instead, which of bools gives int8.
            return try array(
                try located(at: place) { () throws(TensorError) in try base.applying(.square) },
                at: place)
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
            // A long sum of products is work like a statement's.
            try countStep(
                size.multipliedReportingOverflow(by: inner).partialValue / 2048, at: place)
        }
        return try located(at: place) { () throws(TensorError) in
            isMatmul ? try left.matmul(right) : try left.dot(right)
        }
    }
}
