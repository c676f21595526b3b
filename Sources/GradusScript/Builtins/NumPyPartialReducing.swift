import GradusDiagnostics
import GradusTensors

extension Interpreter {
    /// The number of `initial=` as an array of a dtype holds it.
    private func initial(
        _ call: HostCall, for dtype: DType
    ) throws(Diagnostic) -> PythonNumber? {
        guard let argument = call["initial"] else { return nil }
        switch argument.value {
        case .none: return nil
        case .bool(let flag): return .integer(flag ? 1 : 0)
        case .int(let number): return .integer(Int64(number))
        default: break
        }
        let number = try argument.double()
        guard !dtype.isFloating else { return .floating(number) }
        guard let whole = Int64(exactly: number.rounded(.towardZero)) else {
            throw Diagnostic(
                number.isNaN
                    ? "cannot convert float NaN to integer"
                    : "cannot convert float infinity to integer", at: argument.span,
                kind: number.isNaN ? "ValueError" : "OverflowError")
        }
        return .integer(whole)
    }

    /// A reduction that begins with a number (`initial=`), or takes only those elements for
    /// which a mask holds (`where=`).
    func reducePart(
        _ reduction: Reduction, _ argument: HostArgument, _ call: HostCall
    ) throws(Diagnostic) -> Value {
        var tensor = try numbers(argument)
        if let dtype = try call.dtype("dtype") { tensor = tensor.astype(dtype) }
        let (axes, keepDims) = (try call.axes(), try call.flag("keepdims"))
        var mask: Tensor?
        if let condition = call["where"] { mask = try numbers(condition).astype(.bool) }
        let initial = try initial(call, for: tensor.dtype)
        if mask != nil, initial == nil, reduction == .max || reduction == .min {
            throw Diagnostic(
                "reduction operation '\(reduction == .max ? "maximum" : "minimum")' does not have "
                    + "an identity, so to use a where mask one has to specify 'initial'",
                at: call.span, kind: "ValueError")
        }
        let neutral: PythonNumber =
            switch reduction {
            case .prod, .all: .integer(1)
            case .max, .min: initial ?? .integer(0)
            default: .integer(0)
            }
        let result = try located(at: call.span) { () throws(TensorError) in
            var taken = tensor
            if let mask {
                let filler = try neutral.checkedTensor(tensor.dtype)
                taken = try Tensor.whereSelect(
                    try mask.broadcast(to: tensor.shape), tensor, filler)
            }
            let start = initial
            switch reduction {
            case .sum:
                let sum = try taken.sum(axis: axes, keepDims: keepDims)
                guard let start else { return sum }
                return try sum.combining(.add, start)
            case .prod:
                let product = try taken.prod(axis: axes, keepDims: keepDims)
                guard let start else { return product }
                return try product.combining(.multiply, start)
            case .max, .min:
                if tensor.size == 0, let start {
                    // Sums of nothing have the shape of the result.
                    let shape = try taken.sum(axis: axes, keepDims: keepDims).shape
                    return try start.checkedTensor(tensor.dtype).broadcast(to: shape).copied()
                }
                let extreme =
                    reduction == .max
                    ? try taken.max(axis: axes, keepDims: keepDims)
                    : try taken.min(axis: axes, keepDims: keepDims)
                guard let start else { return extreme }
                return try extreme.combining(reduction == .max ? .maximum : .minimum, start)
            case .mean:
                let count = try (mask ?? Tensor(scalar: true)).broadcast(to: tensor.shape)
                    .sum(axis: axes, keepDims: keepDims)
                return try taken.sum(axis: axes, keepDims: keepDims).combining(.divide, count)
                    .astype(tensor.dtype.isFloating ? tensor.dtype : .float64)
            case .any: return try taken.any(axis: axes, keepDims: keepDims)
            case .all: return try taken.all(axis: axes, keepDims: keepDims)
            default:
                throw TensorError(
                    "np.\(reduction.rawValue)(where=…) is not part of the lesson language",
                    fix: "pick the elements first: x[mask]")
            }
        }
        return try array(result, apartFrom: tensor, at: call.span)
    }
}
