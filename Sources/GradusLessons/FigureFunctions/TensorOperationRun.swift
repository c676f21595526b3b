import GradusFigures
import GradusTensors

/// Carries out the operations that figures show.
enum TensorOperationRun {
    /// The result of an operation, computed by the tensor engine.
    static func forward(
        _ operation: TensorOperation, _ operands: [Tensor]
    ) throws(TensorError) -> Tensor {
        let x = operands[0]
        switch operation {
        case .elementwise(let function): return try forward(function, operands)
        case .dot: return try x.dot(operands[1])
        case .reshape(let shape): return try x.reshaped(to: shape)
        case .transpose(let axes): return try x.transposed(axes: axes)
        case .expandDims(let axis): return try x.expandedDims(axis: axis)
        case .broadcast(let shape): return try x.broadcast(to: shape)
        case .concatenate(let axis): return try Tensor.concatenate(operands, axis: axis)
        case .sum(let axis): return try x.sum(axis: axis.map { [$0] })
        case .index(let items): return try x.indexed(by: items)
        }
    }

    private static func forward(
        _ function: ElementwiseFunction, _ operands: [Tensor]
    ) throws(TensorError) -> Tensor {
        let x = operands[0]
        switch function {
        case .add: return try x.combining(.add, operands[1])
        case .subtract: return try x.combining(.subtract, operands[1])
        case .multiply: return try x.combining(.multiply, operands[1])
        case .divide: return try x.combining(.divide, operands[1])
        case .maximum: return try x.combining(.maximum, operands[1])
        case .minimum: return try x.combining(.minimum, operands[1])
        case .relu: return try x.applying(.relu)
        case .negate: return try x.applying(.negate)
        case .abs: return try x.applying(.abs)
        case .square: return try x.applying(.square)
        case .sqrt: return try x.applying(.sqrt)
        case .exp: return try x.applying(.exp)
        case .log: return try x.applying(.log)
        case .tanh: return try x.applying(.tanh)
        case .sigmoid: return try x.applying(.sigmoid)
        }
    }
}
