import GradusDiagnostics
import GradusTensors

extension Interpreter {
    func addAverages(to numpy: ModuleObject) {
        numpy.define("median", "a, axis=, *, keepdims=") { call in
            try call.interpreter.quantiles(call, Tensor(scalar: 0.5), isMedian: true)
        }
        numpy.define("quantile", "a, q, axis=, *, keepdims=") { call in
            let q = try call.interpreter.numbers(try call.required("q")).astype(.float64)
            return try call.interpreter.quantiles(call, q)
        }
        numpy.define("percentile", "a, q, axis=, *, keepdims=") { call in
            let q = try call.interpreter.numbers(try call.required("q")).astype(.float64)
            return try call.interpreter.quantiles(call, try q.combining(.divide, .floating(100)))
        }
        numpy.define("average", "a, axis=, weights=, *, keepdims=") { call in
            let tensor = try call.interpreter.numbers(try call.required("a"))
            let (axes, keepDims) = (try call.axes(), try call.flag("keepdims"))
            guard let argument = call["weights"] else {
                return try call.array(try tensor.mean(axis: axes, keepDims: keepDims))
            }
            var weights = try call.interpreter.numbers(argument)
            if weights.shape != tensor.shape {
                guard let axes, axes.count == 1, weights.ndim == 1 else {
                    throw argument.mismatch("weights of the shape \(tensor.shape)")
                }
                let place = try tensor.shape.normalized(axis: axes[0])
                guard weights.size == tensor.shape[place] else {
                    throw argument.mismatch("\(tensor.shape[place]) weights")
                }
                var lengths = [Int](repeating: 1, count: tensor.ndim)
                lengths[place] = weights.size
                weights = try weights.reshaped(lengths).broadcast(to: tensor.shape)
            }
            let total = try weights.sum(axis: axes, keepDims: keepDims)
            if try total.combining(.equal, .integer(0)).any().scalarValue != 0 {
                throw Diagnostic("Weights sum to zero, can't be normalized", at: argument.span)
            }
            return try call.array(
                try tensor.combining(.multiply, weights).sum(axis: axes, keepDims: keepDims)
                    .combining(.divide, total))
        }
        numpy.define("cov", "m, y=, rowvar=, bias=, ddof=") { call in
            try call.fullArray(try call.interpreter.covariance(call, try call.required("m")))
        }
        numpy.define("corrcoef", "x, y=, rowvar=") { call in
            let covariance = try call.interpreter.covariance(call, try call.required("x"))
            guard covariance.ndim == 2 else {
                return try call.array(try covariance.combining(.divide, covariance))
            }
            let deviation = try covariance.diagonal().applying(.sqrt)
            return try call.array(
                try covariance.combining(.divide, deviation.expandedDims(axis: 1))
                    .combining(.divide, deviation))
        }
    }

    private func covariance(_ call: HostCall, _ argument: HostArgument) throws -> Tensor {
        var rows = try numbers(argument).astype(.float64)
        let isByRow = try call["rowvar"]?.bool() ?? true
        let ddof = try call["ddof"]?.int() ?? (try call.flag("bias") ? 0 : 1)
        if !isByRow, rows.ndim == 2 { rows = rows.transposed }
        if rows.ndim < 2 { rows = try rows.reshaped([1, rows.size]) }
        if let other = call["y"] {
            let more = try numbers(other).astype(.float64).reshaped([-1, rows.shape[1]])
            rows = try Tensor.concatenate([rows, more])
        }
        let distance = try rows.combining(.subtract, rows.mean(axis: [1], keepDims: true))
        let count = Double(rows.shape[1] - ddof)
        return try distance.dot(distance.transposed).combining(.divide, .floating(count))
            .squeezed()
    }

    /// The values below which given parts of the elements lie, between neighbours in a straight
    /// line; the median of an even number is the mean of the two in the middle.
    private func quantiles(
        _ call: HostCall, _ parts: Tensor, isMedian: Bool = false
    ) throws -> Value {
        let tensor = try numbers(try call.required("a"))
        let axes = try call.axes() ?? Array(0..<tensor.ndim)
        var reduced: [Int] = []
        for axis in axes { reduced.append(try tensor.shape.normalized(axis: axis)) }
        let kept = (0..<tensor.ndim).filter { !reduced.contains($0) }
        try checkMemory(of: tensor.shape, at: call.span)
        let type = tensor.dtype.isFloating ? tensor.dtype : .float64
        let rows = try tensor.astype(type).transposed(axes: kept + reduced)
            .reshaped(kept.map { tensor.shape[$0] } + [reduced.reduce(1) { $0 * tensor.shape[$1] }])
            .sorted()
        let count = rows.shape[-1]
        guard count > 0 else { return try array(Tensor(scalar: Double.nan), at: call.span) }
        let isNaN = try rows.indexed(by: [.ellipsis, .integer(count - 1)]).applying(.isNaN)
        var results: [Tensor] = []
        for part in parts.doubles() {
            guard part >= 0, part <= 1 else {
                throw Diagnostic("Quantiles must be in the range [0, 1]", at: call.span)
            }
            let place = part * Double(count - 1)
            let (low, high) = (place.rounded(.down), place.rounded(.up))
            let a = try rows.indexed(by: [.ellipsis, .integer(Int(low))])
            let b = try rows.indexed(by: [.ellipsis, .integer(Int(high))])
            let weight = place - low
            let difference = try b.combining(.subtract, a)
            var value: Tensor
            if isMedian {
                value =
                    low == high
                    ? a.copied()
                    : try a.combining(.add, b).combining(.divide, .floating(2))
            } else if weight >= 0.5 {
                value = try b.combining(
                    .subtract, difference.combining(.multiply, .floating(1 - weight)))
            } else {
                value = try a.combining(.add, difference.combining(.multiply, .floating(weight)))
            }
            value = try Tensor.whereSelect(
                isNaN, Tensor(scalar: Double.nan).astype(value.dtype), value)
            if try call.flag("keepdims") {
                value = try value.reshaped(
                    (0..<tensor.ndim).map { kept.contains($0) ? tensor.shape[$0] : 1 })
            }
            results.append(value)
        }
        if parts.ndim == 0 { return try array(results[0], at: call.span) }
        return try array(try Tensor.stack(results), at: call.span)
    }
}
