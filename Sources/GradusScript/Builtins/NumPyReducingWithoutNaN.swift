import GradusDiagnostics
import GradusTensors

extension Interpreter {
    /// A reduction of what is not nan.
    func reduceWithoutNaN(_ reduction: Reduction, _ call: HostCall) throws -> Value {
        let argument = try call.required("a")
        var tensor = try numbers(argument)
        guard tensor.dtype.isFloating else { return try reduce(reduction, argument, call) }
        if let dtype = try call.dtype("dtype") {
            guard dtype.isFloating else {
                throw Diagnostic(
                    "\(call.function)() of floats is computed in floats, found dtype \(dtype)",
                    at: call.span, fix: "convert the result with .astype(\(dtype))",
                    kind: "TypeError")
            }
            tensor = tensor.astype(dtype)
        }
        let (axes, keepDims) = (try call.axes(), try call.flag("keepdims"))
        let isNaN = try tensor.applying(.isNaN)
        let isNumber = try isNaN.applying(.logicalNot)
        func filled(_ number: Double) throws -> Tensor {
            try Tensor.whereSelect(isNaN, Tensor(scalar: number).astype(tensor.dtype), tensor)
        }
        let count = try isNumber.sum(axis: axes, keepDims: keepDims).astype(tensor.dtype)
        let result: Tensor
        switch reduction {
        case .prod: result = try filled(1).prod(axis: axes, keepDims: keepDims)
        case .mean:
            result = try filled(0).sum(axis: axes, keepDims: keepDims).combining(.divide, count)
        case .max, .min:
            let extreme = Double.infinity
            let least =
                reduction == .max
                ? try filled(-extreme).max(axis: axes, keepDims: keepDims)
                : try filled(extreme).min(axis: axes, keepDims: keepDims)
            result = try Tensor.whereSelect(
                try count.combining(.equal, .integer(0)),
                Tensor(scalar: Double.nan).astype(tensor.dtype), least)
        case .std, .var:
            let keptCount = try isNumber.sum(axis: axes, keepDims: true).astype(tensor.dtype)
            let mean = try filled(0).sum(axis: axes, keepDims: true).combining(.divide, keptCount)
            let zero = Tensor(scalar: 0.0).astype(tensor.dtype)
            let distance = try Tensor.whereSelect(
                isNaN, zero, try tensor.combining(.subtract, mean))
            let divisor = try count.combining(
                .subtract, .integer(Int64(try call["ddof"]?.int() ?? 0)))
            let variance = try distance.combining(.multiply, distance)
                .sum(axis: axes, keepDims: keepDims).combining(.divide, divisor)
            result = reduction == .std ? try variance.applying(.sqrt) : variance
        default: result = try filled(0).sum(axis: axes, keepDims: keepDims)
        }
        return try array(result, at: call.span)
    }
}
