extension Tensor {
    /// The operation applied to the elements of this tensor and another, broadcast against
    /// each other and brought to their common dtype. Throws when the shapes do not fit, for
    /// bool minus bool, and for integers raised to negative integers.
    public func combining(
        _ operation: BinaryOperation, _ other: Tensor
    ) throws(TensorError) -> Tensor {
        let common =
            operation.isComputedInFloats
            ? DType.promoted(dtype.floatingCounterpart, other.dtype.floatingCounterpart)
            : DType.promoted(dtype, other.dtype)
        return try combining(operation, other, as: common)
    }

    /// The operation with a Python number on the right, which takes this tensor's dtype
    /// where its kind allows.
    public func combining(
        _ operation: BinaryOperation, _ number: PythonNumber
    ) throws(TensorError) -> Tensor {
        let (common, operand) = try number.operand(operation, with: dtype)
        return try combining(operation, operand, as: common)
    }

    /// The operation with a Python number on the left.
    public static func combining(
        _ operation: BinaryOperation, _ number: PythonNumber, _ tensor: Tensor
    ) throws(TensorError) -> Tensor {
        let (common, operand) = try number.operand(operation, with: tensor.dtype)
        return try operand.combining(operation, tensor, as: common)
    }

    private func combining(
        _ operation: BinaryOperation, _ other: Tensor, as common: DType
    ) throws(TensorError) -> Tensor {
        let target = try shape.broadcast(with: other.shape)
        let computing = operation.computingDType(common)
        try Self.check(operation, common, other)
        let left = astype(computing).broadcastView(target)
        let right = other.astype(computing).broadcastView(target)
        switch computing {
        case .bool: return BinaryKernels.boolean(operation, left, right)
        case .uint8: return BinaryKernels.integer(operation, left, right, UInt8.self)
        case .uint64: return BinaryKernels.integer(operation, left, right, UInt64.self)
        case .int8: return BinaryKernels.integer(operation, left, right, Int8.self)
        case .int16: return BinaryKernels.integer(operation, left, right, Int16.self)
        case .int32: return BinaryKernels.integer(operation, left, right, Int32.self)
        case .int64: return BinaryKernels.integer(operation, left, right, Int64.self)
        case .float16: return BinaryKernels.floating(operation, left, right, Float16.self)
        case .float32: return BinaryKernels.floating(operation, left, right, Float.self)
        case .float64: return BinaryKernels.floating(operation, left, right, Double.self)
        }
    }

    /// What NumPy refuses for operands of a common dtype.
    private static func check(
        _ operation: BinaryOperation, _ common: DType, _ other: Tensor
    ) throws(TensorError) {
        if operation == .subtract, common == .bool {
            throw TensorError(
                "numpy boolean subtract, the `-` operator, is not supported, use the "
                    + "bitwise_xor, the `^` operator, or the logical_xor function instead.",
                fix: "convert one of them to int64 first", kind: .type)
        }
        if operation == .power, common.isInteger, !common.isUnsigned,
            other.integers().contains(where: { $0 < 0 })
        {
            throw TensorError(
                "Integers to negative integer powers are not allowed.",
                fix: "make the base a float: x * 1.0")
        }
        if operation.needsIntegers,
            common.isFloating
                || common == .bool && (operation == .gcd || operation == .lcm)
        {
            throw TensorError(
                "ufunc '\(operation.numpyName)' not supported for the input types, and the inputs "
                    + "could not be safely coerced to any supported types according to the "
                    + "casting rule ''safe''",
                fix: "it works on integers, found \(common)", kind: .type)
        }
    }
}
