import GradusAutodiff
import GradusDiagnostics
import GradusTensors

extension Interpreter {
    /// The functions of `np` that gather many elements into few.
    func addNumPyReducing(to numpy: ModuleObject) {
        for reduction in Reduction.allCases {
            for name in [reduction.rawValue] + reduction.otherNames {
                numpy.define(name, reduction.parameters) { call in
                    try call.interpreter.reduce(reduction, try call.required("a"), call)
                }
            }
        }
        for reduction in [Reduction.sum, .mean, .max, .min, .prod, .std, .var] {
            numpy.define("nan\(reduction.rawValue)", "a, axis=, dtype=, *, keepdims=, ddof=") {
                call in
                try call.interpreter.reduceWithoutNaN(reduction, call)
            }
        }
        for (name, isLargest) in [("argmax", true), ("argmin", false)] {
            numpy.define(name, "a, axis=, out=, *, keepdims=") { call in
                try call.interpreter.place(call, try call.required("a"), isLargest: isLargest)
            }
        }
        for (name, isProduct) in [("cumsum", false), ("cumprod", true)] {
            numpy.define(name, "a, axis=, dtype=") { call in
                try call.interpreter.cumulated(call, try call.required("a"), isProduct: isProduct)
            }
        }
        numpy.define("ptp", "a, axis=, *, keepdims=") { call in
            let tensor = try call.interpreter.numbers(try call.required("a"))
            let (axes, keepDims) = (try call.axes(), try call.flag("keepdims"))
            return try call.array(
                try tensor.max(axis: axes, keepDims: keepDims)
                    .combining(.subtract, tensor.min(axis: axes, keepDims: keepDims)))
        }
        numpy.define("count_nonzero", "a, axis=, *, keepdims=") { call in
            let truth = try call.interpreter.numbers(try call.required("a")).astype(.bool)
            let count = try truth.sum(axis: try call.axes(), keepDims: try call.flag("keepdims"))
            return try call.array(count)
        }
        addAverages(to: numpy)
    }

    private func addAverages(to numpy: ModuleObject) {
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

    /// A reduction whose arguments a call gives, written to `out=` where it names an array.
    func reduce(
        _ reduction: Reduction, _ argument: HostArgument, _ call: HostCall
    ) throws(Diagnostic) -> Value {
        try stored(try reduced(reduction, argument, call), call)
    }

    private func reduced(
        _ reduction: Reduction, _ argument: HostArgument, _ call: HostCall
    ) throws(Diagnostic) -> Value {
        if case .variable(let variable) = argument.value {
            // An argument that would be left out would change the number without a word.
            for name in ["where", "initial"] where call[name] != nil {
                throw Diagnostic(
                    "np.\(reduction.rawValue)(\(name)=…) of a recorded value has no derivative "
                        + "rule", at: call.span,
                    fix: name == "where"
                        ? "choose the elements first: np.where(mask, x, 0)"
                        : "combine the result with the number afterwards")
            }
            if let dtype = try call.dtype("dtype"), dtype != variable.dtype {
                throw Diagnostic(
                    "np.\(reduction.rawValue)(dtype=…) of a recorded value is computed in its own "
                        + "dtype \(variable.dtype), found \(dtype)", at: call.span,
                    fix: "convert it first with .astype(…)")
            }
        }
        if call["where"] != nil || call["initial"] != nil {
            return try reducePart(reduction, argument, call)
        }
        let (axes, keepDims) = (try call.axes(), try call.flag("keepdims"))
        let dtype = try call.dtype("dtype")
        if let dtype, !isRecorded(argument) {
            let tensor = try numbers(argument)
            let ddof = try call["ddof"]?.int() ?? 0
            if reduction == .std || reduction == .var, !dtype.isFloating {
                throw Diagnostic(
                    "np.\(reduction.rawValue)() is computed in floats here, found dtype \(dtype)",
                    at: call.span, fix: "convert the result with .astype(int)")
            }
            let result = try located(at: call.span) { () throws(TensorError) in
                switch reduction {
                case .sum: try tensor.sum(axis: axes, keepDims: keepDims, dtype: dtype)
                case .prod: try tensor.prod(axis: axes, keepDims: keepDims, dtype: dtype)
                case .mean: try tensor.mean(axis: axes, keepDims: keepDims, dtype: dtype)
                case .std:
                    try tensor.astype(dtype).variance(axis: axes, ddof: ddof, keepDims: keepDims)
                        .applying(.sqrt)
                case .var:
                    try tensor.astype(dtype).variance(axis: axes, ddof: ddof, keepDims: keepDims)
                default: nil as Tensor?
                }
            }
            if let result { return try array(result, apartFrom: tensor, at: call.span) }
        }
        return try reduce(
            reduction, argument.value, axes: axes, keepDims: keepDims,
            ddof: try call["ddof"]?.int() ?? 0, at: call.span)
    }

    private func isRecorded(_ argument: HostArgument) -> Bool {
        if case .variable = argument.value { true } else { false }
    }

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
    private func reducePart(
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

    /// A reduction of what is not nan.
    private func reduceWithoutNaN(_ reduction: Reduction, _ call: HostCall) throws -> Value {
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

    /// `argmax` and `argmin`, as functions and as methods.
    func place(
        _ call: HostCall, _ argument: HostArgument, isLargest: Bool
    ) throws(Diagnostic) -> Value {
        let tensor = try numbers(argument)
        let axis = try call["axis"]?.int()
        let keepDims = try call.flag("keepdims")
        return try array(
            try located(at: call.span) { () throws(TensorError) in
                isLargest
                    ? try tensor.argmax(axis: axis, keepDims: keepDims)
                    : try tensor.argmin(axis: axis, keepDims: keepDims)
            }, at: call.span)
    }

    /// `cumsum` and `cumprod`, as functions and as methods.
    func cumulated(
        _ call: HostCall, _ argument: HostArgument, isProduct: Bool
    ) throws(Diagnostic) -> Value {
        let tensor = try numbers(argument)
        let axis = try call["axis"]?.int()
        let dtype = try call.dtype("dtype")
        try checkMemory(of: tensor.shape, at: call.span)
        return try array(
            try located(at: call.span) { () throws(TensorError) in
                isProduct
                    ? try tensor.cumulativeProduct(axis: axis, dtype: dtype)
                    : try tensor.cumulativeSum(axis: axis, dtype: dtype)
            }, at: call.span)
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
