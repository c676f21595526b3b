import GradusAutodiff
import GradusDiagnostics
import GradusTensors

extension Interpreter {
    // MARK: leaves

    /// A new leaf that holds a value declared by the script, made a tensor of its own.
    ///
    /// What is trained is made float. So is a plain Python integer, whatever its role: such
    /// numbers are weak, and `x = input(2)` means the number 2 on the real line, towards which
    /// there is a derivative. Arrays keep their dtype: labels and places in a table are integers.
    func leaf(
        _ value: Value, role: Role, at span: SourceSpan
    ) throws(Diagnostic) -> Variable {
        var tensor = try TensorBuilding.tensor(from: value.plainNumbers, dtype: nil, at: span)
        let isPlainInteger = if case .int = value { role != .constant } else { false }
        if role == .parameter || isPlainInteger, !tensor.dtype.isFloating {
            tensor = tensor.astype(.float64)
        }
        return try keep(graph.leaf(tensor.copied(), role: role), at: span)
    }

    /// Charges the memory of the nodes made since the last time.
    @discardableResult
    func keep(_ variable: Variable, at span: SourceSpan) throws(Diagnostic) -> Variable {
        chargeNodes()
        guard account.used <= account.limit else { throw memoryExceeded(at: span) }
        return graph.tracked(variable)
    }

    /// Charges the memory of the nodes made since the last time.
    func chargeNodes() {
        while chargedNodes.count < graph.count {
            let bytes = graph.topology.nodes[chargedNodes.count].shape.count * 8 + 256
            chargedNodes.append(bytes)
            account.add(bytes)
        }
    }

    /// A value as an operand that is recorded: itself, the leaf of its array, or a constant.
    func recordedOperand(
        _ value: Value, name: String?, like dtype: DType?, at span: SourceSpan
    ) throws(Diagnostic) -> Variable {
        switch value {
        case .variable(let variable): return variable
        case .array(let array):
            if let gradient = try recordedGradient(array, at: span) { return gradient }
            if let filled = try filledForm(of: array, at: span) { return filled }
            try recordQuestion(of: array)
            if let leaf = array.leaf, leaf.writes == array.writes,
                leafSerials[leaf.variable.index] == leaf.serial
            {
                nameCondition(leaf.variable, name)
                return leaf.variable
            }
            let variable = graph.leaf(
                array.tensor.copied(), name: array.isScalar ? nil : name,
                role: name == nil || array.isScalar ? .constant : .input)
            let kept = try keep(variable, at: span)
            noteOrigins(of: kept, from: value)
            keepLeaf(kept, of: array)
            return kept
        case .bool, .int, .float:
            let number: PythonNumber =
                switch value {
                case .bool(let flag): .bool(flag)
                case .int(let integer): .integer(Int64(integer))
                default: .floating(value.number ?? 0)
                }
            let type =
                dtype.map { DType.promoted($0, weak: number.kind) }
                ?? number.kind.defaultDType
            return try keep(graph.leaf(number.tensor(type), role: .constant), at: span)
        case .list, .tuple, .range:
            if case .variable(let joined) = try recordedForm(value, at: span) { return joined }
            return try constant(value, at: span)
        default:
            throw Diagnostic(
                "\(value.typeDescription) cannot take part in a recorded operation", at: span)
        }
    }

    /// A constant leaf of plain numbers.
    func constant(_ value: Value, at span: SourceSpan) throws(Diagnostic) -> Variable {
        let made = try leaf(value, role: .constant, at: span)
        noteOrigins(of: made, from: value)
        return made
    }

    // MARK: operations

    func record(
        _ primitive: Primitive, _ operands: [Variable], _ attributes: Attributes = .none,
        at span: SourceSpan
    ) throws(Diagnostic) -> Value {
        let shape = try located(at: span) { () throws(TensorError) in
            try primitive.resultShape(of: operands.map(\.shape), attributes)
        }
        try checkMemory(of: shape, at: span)
        let result = try located(at: span) { () throws(TensorError) in
            try graph.apply(primitive, operands, attributes)
        }
        return .variable(try keep(result, at: span))
    }

    func recorded(
        _ operation: BinaryOperator, _ left: Value, _ right: Value, leftName: String?,
        rightName: String?, at place: SourceSpan
    ) throws(Diagnostic) -> Value {
        guard let primitive = operation.primitive else {
            guard operation == .floorDivide else {
                throw Diagnostic(
                    "'\(operation.rawValue)' cannot be recorded: it has no derivative", at: place)
            }
            // The derivative of a rounded quotient is 0 wherever there is one.
            return try arrays(operation, left.plainNumbers, right.plainNumbers, at: place)
        }
        // `@` is dot for vectors and matrices; stacks of matrices it takes one by one.
        let isStacked = operation == .matmul && max(rank(of: left), rank(of: right)) > 2
        return try recorded(
            isStacked ? .matmul : primitive, left, right, leftName: leftName,
            rightName: rightName, at: place)
    }

    private func rank(of value: Value) -> Int {
        switch value {
        case .variable(let variable): variable.shape.rank
        case .array(let array): array.tensor.ndim
        default: 0
        }
    }

    /// A primitive of two operands of which at least one is recorded.
    func recorded(
        _ primitive: Primitive, _ left: Value, _ right: Value, leftName: String?,
        rightName: String?, _ attributes: Attributes = .none, at place: SourceSpan
    ) throws(Diagnostic) -> Value {
        func dtype(_ value: Value) -> DType? {
            switch value {
            case .variable(let variable): variable.dtype
            case .array(let array): array.tensor.dtype
            default: nil
            }
        }
        let a = try recordedOperand(left, name: leftName, like: dtype(right), at: place)
        let b = try recordedOperand(right, name: rightName, like: dtype(left), at: place)
        return try record(primitive, [a, b], attributes, at: place)
    }
}

extension BinaryOperator {
    /// What records it; nil for what has no derivative rule.
    fileprivate var primitive: Primitive? {
        switch self {
        case .add: .add
        case .subtract: .subtract
        case .multiply: .multiply
        case .divide: .divide
        case .power: .power
        case .matmul: .dot
        case .remainder: .remainder
        case .floorDivide, .bitAnd, .bitOr, .bitXor, .shiftLeft, .shiftRight: nil
        }
    }
}
