extension Tensor {
    /// The operation applied to the elements of this tensor and another, broadcast against
    /// each other and brought to their common dtype. Throws when the shapes do not fit, for
    /// bool minus bool, and for integers raised to negative integers.
    public func combining(
        _ operation: BinaryOperation, _ other: Tensor
    ) throws(TensorError) -> Tensor {
        let common = DType.promoted(dtype, other.dtype)
        return try combining(operation, other, as: common)
    }

    /// The operation with a Python number on the right, which takes this tensor's dtype
    /// where its kind allows.
    public func combining(
        _ operation: BinaryOperation, _ number: PythonNumber
    ) throws(TensorError) -> Tensor {
        let common = DType.promoted(dtype, weak: number.kind)
        return try combining(operation, number.tensor(common), as: common)
    }

    /// The operation with a Python number on the left.
    public static func combining(
        _ operation: BinaryOperation, _ number: PythonNumber, _ tensor: Tensor
    ) throws(TensorError) -> Tensor {
        let common = DType.promoted(tensor.dtype, weak: number.kind)
        return try number.tensor(common).combining(operation, tensor, as: common)
    }

    private func combining(
        _ operation: BinaryOperation, _ other: Tensor, as common: DType
    ) throws(TensorError) -> Tensor {
        let target = try shape.broadcast(with: other.shape)
        let computing = operation.computingDType(common)
        let left = astype(computing).broadcastView(target)
        let right = other.astype(computing).broadcastView(target)
        switch computing {
        case .float64: return BinaryKernels.floating(operation, left, right, Double.self)
        case .float32: return BinaryKernels.floating(operation, left, right, Float.self)
        case .int64:
            if operation == .power, right.elements(as: Int64.self).contains(where: { $0 < 0 }) {
                throw TensorError(
                    "Integers to negative integer powers are not allowed.",
                    fix: "make the base a float: x * 1.0")
            }
            return BinaryKernels.integer(operation, left, right)
        case .bool:
            if operation == .subtract {
                throw TensorError(
                    "numpy boolean subtract, the `-` operator, is not supported, use the "
                        + "bitwise_xor, the `^` operator, or the logical_xor function instead.",
                    fix: "convert one of them to int64 first", kind: .type)
            }
            return BinaryKernels.boolean(operation, left, right)
        }
    }
}
