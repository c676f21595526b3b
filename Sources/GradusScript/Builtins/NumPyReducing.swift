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

    /// A reduction whose arguments a call gives, written to `out=` where it names an array.
    func reduce(
        _ reduction: Reduction, _ argument: HostArgument, _ call: HostCall
    ) throws(Diagnostic) -> Value {
        try stored(try reduced(reduction, argument, call), call)
    }

    /// Refuses what a recorded reduction would leave out: that would change the number without
    /// a word.
    func refuseParts(of reduction: Reduction, _ call: HostCall) throws(Diagnostic) {
        for name in ["where", "initial"] where call[name] != nil {
            throw Diagnostic(
                "np.\(reduction.rawValue)(\(name)=…) of a recorded value has no derivative "
                    + "rule", at: call.span,
                fix: name == "where"
                    ? reduction.adviceForMasks
                    : "combine the result with the number afterwards")
        }
    }

    private func reduced(
        _ reduction: Reduction, _ argument: HostArgument, _ call: HostCall
    ) throws(Diagnostic) -> Value {
        if case .variable(let variable) = argument.value {
            try refuseParts(of: reduction, call)
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
}
