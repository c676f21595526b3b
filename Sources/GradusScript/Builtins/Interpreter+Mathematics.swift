import GradusAutodiff
import GradusDiagnostics
import GradusTensors

/// The reductions of arrays and of recorded values.
enum Reduction: String, CaseIterable {
    case sum, mean, max, min, prod, std, `var`, any, all

    /// NumPy's other names for it.
    var otherNames: [String] {
        switch self {
        case .max: ["amax"]
        case .min: ["amin"]
        default: []
        }
    }

    /// The parameters of its function; of a method they are these without the first.
    var parameters: String {
        switch self {
        case .sum, .prod: "a, axis=, dtype=, out=, keepdims=, initial=, where="
        case .mean: "a, axis=, dtype=, out=, keepdims=, *, where="
        case .max, .min: "a, axis=, out=, keepdims=, initial=, where="
        case .std, .var: "a, axis=, dtype=, out=, ddof=, keepdims="
        case .any, .all: "a, axis=, out=, keepdims=, *, where="
        }
    }

    /// How to take only some elements of a recorded value: what is left out must not count.
    var adviceForMasks: String {
        switch self {
        case .sum: "choose the elements first: np.sum(np.where(mask, x, 0))"
        case .mean:
            "sum the elements and divide by their number: "
                + "np.sum(np.where(mask, x, 0)) / np.sum(mask)"
        case .prod: "choose the elements first: np.prod(np.where(mask, x, 1))"
        case .max: "choose the elements first: np.max(np.where(mask, x, -np.inf))"
        case .min: "choose the elements first: np.min(np.where(mask, x, np.inf))"
        case .any, .all, .std, .var: "take the numbers alone: value(x)"
        }
    }

    /// What records it, where it has a derivative rule.
    var primitive: Primitive? {
        switch self {
        case .sum: .sum
        case .mean: .mean
        case .max: .max
        case .min: .min
        case .prod: .prod
        case .std: .standardDeviation
        case .var: .variance
        default: nil
        }
    }
}

extension Interpreter {
    /// A function of each element; of a Variable it is recorded.
    func elementwise(
        _ operation: GradusTensors.UnaryOperation, _ primitive: Primitive?,
        _ argument: HostArgument, at span: SourceSpan
    ) throws(Diagnostic) -> Value {
        if case .variable(let variable) = argument.value {
            if let primitive { return try record(primitive, [variable], at: span) }
            let tensor = try located(at: span) { () throws(TensorError) in
                try variable.value.applying(operation)
            }
            return try array(tensor, at: span)
        }
        let tensor = try numbers(argument)
        try checkMemory(of: tensor.shape, at: span)
        return try array(
            try located(at: span) { () throws(TensorError) in try tensor.applying(operation) },
            at: span)
    }

    /// The numbers of an argument without a copy.
    func numbers(_ argument: HostArgument) throws(Diagnostic) -> Tensor {
        switch argument.value {
        case .array(let array): array.tensor
        case .variable(let variable): variable.value
        case .bool, .int, .float, .list, .tuple, .range:
            try TensorBuilding.tensor(from: argument.value, dtype: nil, at: argument.span)
        default: throw argument.mismatch("an array or a number")
        }
    }

    /// A function of two arguments; recorded when one of them is.
    func combined(
        _ kernel: GradusTensors.BinaryOperation, _ primitive: Primitive?, _ left: HostArgument,
        _ right: HostArgument, at span: SourceSpan
    ) throws(Diagnostic) -> Value {
        if let primitive, left.isRecorded || right.isRecorded {
            return try recorded(
                primitive, left.value, right.value, leftName: left.variableName,
                rightName: right.variableName, at: span)
        }
        guard let a = try operand(left.value, at: left.span) else {
            throw left.mismatch("an array or a number")
        }
        guard let b = try operand(right.value, at: right.span) else {
            throw right.mismatch("an array or a number")
        }
        return try array(try combine(kernel, a, b, at: span), at: span)
    }

    /// A reduction over axes, over all when nil.
    func reduce(
        _ reduction: Reduction, _ value: Value, axes: [Int]?, keepDims: Bool, ddof: Int = 0,
        at span: SourceSpan
    ) throws(Diagnostic) -> Value {
        if case .variable(let variable) = value, let primitive = reduction.primitive {
            return try record(
                primitive, [variable],
                Attributes(
                    axes: axes, keepDims: keepDims,
                    options: ddof == 0 ? nil : .init(numbers: [Double(ddof)])), at: span)
        }
        let tensor: Tensor
        switch try operand(value, at: span) {
        case .tensor(let found)?: tensor = found
        case .number(let number)?: tensor = number.defaultTensor
        case nil:
            throw Diagnostic(
                "\(reduction.rawValue)() expects an array, found \(value.typeDescription)", at: span
            )
        }
        // A view that repeats its elements may have any number of them.
        try countStep(tensor.size / 2048, at: span)
        let result = try located(at: span) { () throws(TensorError) in
            switch reduction {
            case .sum: try tensor.sum(axis: axes, keepDims: keepDims)
            case .mean: try tensor.mean(axis: axes, keepDims: keepDims)
            case .max: try tensor.max(axis: axes, keepDims: keepDims)
            case .min: try tensor.min(axis: axes, keepDims: keepDims)
            case .prod: try tensor.prod(axis: axes, keepDims: keepDims)
            case .std: try tensor.standardDeviation(axis: axes, ddof: ddof, keepDims: keepDims)
            case .var: try tensor.variance(axis: axes, ddof: ddof, keepDims: keepDims)
            case .any: try tensor.any(axis: axes, keepDims: keepDims)
            case .all: try tensor.all(axis: axes, keepDims: keepDims)
            }
        }
        return try array(result, apartFrom: tensor, at: span)
    }

    /// NumPy's dot product or `@`; recorded when one of the two is.
    func dot(
        _ left: HostArgument, _ right: HostArgument, isMatmul: Bool, at span: SourceSpan
    ) throws(Diagnostic) -> Value {
        if left.isRecorded || right.isRecorded {
            return try recorded(
                .dot, left.value, right.value, leftName: left.variableName,
                rightName: right.variableName, at: span)
        }
        return try array(
            try product(try numbers(left), try numbers(right), isMatmul: isMatmul, at: span),
            at: span)
    }
}

extension HostArgument {
    /// Whether it is a node of the graph.
    var isRecorded: Bool { if case .variable = value { true } else { false } }
}
