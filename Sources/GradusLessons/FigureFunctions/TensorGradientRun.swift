import GradusAutodiff
import GradusFigures
import GradusTensors

/// Differentiates the operations that figures show, by the same rules as every other gradient.
enum TensorGradientRun {
    /// The gradient of each operand, given the gradient of the result. Operands that are not
    /// floating-point are taken as float64.
    static func gradients(
        _ operation: TensorOperation, _ operands: [Tensor], upstream: Tensor
    ) throws(TensorError) -> [Tensor] {
        let graph = Graph()
        let leaves = operands.map { graph.leaf(floating($0), role: .input) }
        let result = try apply(operation, leaves)
        let weight = graph.leaf(floating(upstream), role: .constant)
        let loss = try graph.apply(
            .sum, [try graph.apply(.multiply, [result, weight], .none)], .none)
        let found = try graph.backward(from: loss.index)
        return leaves.map { found[$0.index] ?? Tensor(zeros: $0.shape, dtype: $0.dtype) }
    }

    /// What each element of the result changes by when the operand's element beside it does: the
    /// gradient of the sum with the operands repeated to the result's shape.
    static func localDerivatives(
        _ function: ElementwiseFunction, _ operands: [Tensor], shape: Shape
    ) throws(TensorError) -> [Tensor] {
        var spread: [Tensor] = []
        for operand in operands { spread.append(try operand.broadcast(to: shape).copied()) }
        return try gradients(
            .elementwise(function), spread, upstream: .ones(shape, dtype: .float64))
    }

    private static func floating(_ tensor: Tensor) -> Tensor {
        tensor.dtype.isFloating ? tensor : tensor.astype(.float64)
    }

    private static func apply(
        _ operation: TensorOperation, _ x: [Variable]
    ) throws(TensorError) -> Variable {
        func graph(
            _ primitive: Primitive, _ attributes: Attributes = .none
        ) throws(TensorError) -> Variable {
            try x[0].graph.apply(primitive, x, attributes)
        }
        switch operation {
        case .elementwise(let function): return try graph(primitive(function))
        case .dot: return try graph(.dot)
        case .reshape(let shape): return try graph(.reshape, Attributes(shape: shape))
        case .transpose(let axes): return try graph(.transpose, Attributes(axes: axes))
        case .expandDims(let axis):
            var lengths = x[0].shape.dimensions
            lengths.insert(1, at: axis)
            return try graph(.reshape, Attributes(shape: Shape(lengths)))
        case .broadcast(let shape): return try graph(.broadcast, Attributes(shape: shape))
        case .concatenate(let axis): return try graph(.concatenate, Attributes(axis: axis))
        case .sum(let axis): return try graph(.sum, Attributes(axis: axis))
        case .index(let items):
            return try graph(
                .indexed, Attributes(slices: try slices(items, of: x[0].shape)))
        }
    }

    /// An index of integers, slices, new axes and an ellipsis as the graph has it.
    private static func slices(
        _ items: [IndexItem], of shape: Shape
    ) throws(TensorError) -> [AxisSlice] {
        var slices: [AxisSlice] = []
        let covered = items.reduce(0) { count, item in
            switch item {
            case .integer, .slice: count + 1
            default: count
            }
        }
        var axis = 0
        for item in items {
            switch item {
            case .integer(let place):
                slices.append(.index(place < 0 ? place + shape[axis] : place))
                axis += 1
            case .slice(let start, let stop, let step):
                let view = try Tensor(zeros: [shape[axis]], dtype: .bool).indexed(by: [
                    .slice(start: start, stop: stop, step: step)
                ])
                slices.append(
                    .range(start: view.offset, step: view.strides[0], count: view.size))
                axis += 1
            case .newAxis: slices.append(.newAxis)
            case .ellipsis:
                for _ in 0..<(shape.rank - covered) {
                    slices.append(.range(start: 0, step: 1, count: shape[axis]))
                    axis += 1
                }
            case .integers, .mask:
                throw TensorError(
                    "the gradient of an index with arrays is not drawn",
                    fix: "use integers and slices")
            }
        }
        return slices
    }

    private static func primitive(_ function: ElementwiseFunction) -> Primitive {
        switch function {
        case .add: .add
        case .subtract: .subtract
        case .multiply: .multiply
        case .divide: .divide
        case .maximum: .maximum
        case .minimum: .minimum
        case .relu: .relu
        case .negate: .negate
        case .abs: .abs
        case .square: .square
        case .sqrt: .sqrt
        case .exp: .exp
        case .log: .log
        case .tanh: .tanh
        case .sigmoid: .sigmoid
        }
    }
}
