import GradusAutodiff
import GradusDiagnostics
import GradusTensors

extension Interpreter {
    /// The functions of `np` that apply functions of the script, write into arrays, work on sets
    /// and on sampled curves.
    func addNumPyApplying(to numpy: ModuleObject) {
        numpy.define("vectorize", "pyfunc") { call in
            let function = try call.required("pyfunc").value
            return .method("vectorize", parameters: "x") { inner in
                let argument = try inner.required("x")
                let interpreter = inner.interpreter
                let form = try interpreter.recordedForm(argument.value, at: argument.span)
                if case .variable = form {
                    return try interpreter.mapped(recorded: form, inner) {
                        try inner.call(function, [$0])
                    }
                }
                return try interpreter.mapped(try interpreter.numbers(argument), inner) {
                    try inner.call(function, [try inner.array($0)])
                }
            }
        }
        numpy.define("apply_along_axis", "func1d, axis, arr") { call in
            let function = try call.required("func1d").value
            let tensor = try call.interpreter.numbers(try call.required("arr"))
            let axis = try tensor.shape.normalized(axis: try call.required("axis").int())
            let others = (0..<tensor.ndim).filter { $0 != axis }
            let lead = others.map { tensor.shape[$0] }
            let rows = try tensor.transposed(axes: others + [axis])
                .reshaped([lead.reduce(1, *), tensor.shape[axis]])
            var results: [Tensor] = []
            for row in 0..<rows.shape[0] {
                let part = try rows.indexed(by: [.integer(row)])
                results.append(
                    try TensorBuilding.tensor(
                        from: try call.call(function, [try call.fullArray(part.copied())]),
                        dtype: nil, at: call.span))
            }
            guard let first = results.first else {
                throw Diagnostic(
                    "Cannot apply_along_axis when any iteration dimensions are 0", at: call.span)
            }
            let joined = try Tensor.stack(results).reshaped(lead + first.shape.dimensions)
            guard first.ndim == 1 else { return try call.fullArray(joined) }
            return try call.array(try joined.movingAxes([-1], to: [axis]).contiguous())
        }
        numpy.define("fromfunction", "function, shape, *, dtype=") { call in
            let function = try call.required("function").value
            let shape = try call.shape("shape") ?? []
            try call.interpreter.checkMemory(
                of: shape, itemSize: 8 * max(1, shape.rank), at: call.span)
            let dtype = try call.dtype("dtype") ?? .float64
            let places = try (0..<shape.rank).map { axis -> Value in
                var lengths = [Int](repeating: 1, count: shape.rank)
                lengths[axis] = shape[axis]
                return try call.fullArray(
                    try Tensor.arange(0, shape[axis]).reshaped(lengths).broadcast(to: shape)
                        .copied().astype(dtype))
            }
            return try call.call(function, places)
        }
        numpy.define("select", "condlist, choicelist, default=") { call in
            let conditions = try call.required("condlist").list()
            let choices = try call.required("choicelist").list()
            guard conditions.count == choices.count else {
                throw Diagnostic(
                    "list of cases must be same length as list of conditions", at: call.span)
            }
            var result =
                try call["default"].map(call.interpreter.numbers)
                ?? Tensor(scalar: Int64(0))
            for (condition, choice) in zip(conditions, choices).reversed() {
                result = try Tensor.whereSelect(
                    try call.interpreter.numbers(condition), try call.interpreter.numbers(choice),
                    result)
                try call.interpreter.checkMemory(result.nbytes, at: call.span)
            }
            return try call.array(result)
        }
        addWriting(to: numpy)
        addSets(to: numpy)
        addCurves(to: numpy)
    }

    /// A function of every element, as an array of the shape.
    private func mapped(
        _ tensor: Tensor, _ call: HostCall, _ function: (Tensor) throws -> Value
    ) throws -> Value {
        let flat = tensor.flattened()
        var results: [Value] = []
        for place in 0..<flat.size {
            try countStep(at: call.span)
            results.append(try function(try flat.indexed(by: [.integer(place)]).copied()))
        }
        return try laidOut(results, in: tensor.shape, call)
    }

    /// A function of every element of a recorded value.
    private func mapped(
        recorded value: Value, _ call: HostCall, _ function: (Value) throws -> Value
    ) throws -> Value {
        guard case .variable(let variable) = value else { return value }
        let flat = try reshape(value, [-1], at: call.span)
        var results: [Value] = []
        for place in 0..<variable.shape.count {
            try countStep(at: call.span)
            results.append(try function(try element(of: flat, .int(place), at: call.span)))
        }
        return try laidOut(results, in: variable.shape, call)
    }

    /// One result for each element, recorded when one of them is.
    private func laidOut(_ results: [Value], in shape: Shape, _ call: HostCall) throws -> Value {
        let list = Value.makeList(results)
        let form = try recordedForm(list, at: call.span)
        if case .variable = form { return try reshape(form, shape.dimensions, at: call.span) }
        let built = try TensorBuilding.tensor(from: list, dtype: nil, at: call.span)
        return try call.array(try built.reshaped(to: shape))
    }

    private func addWriting(to numpy: ModuleObject) {
        func target(_ argument: HostArgument) throws(Diagnostic) -> NDArray {
            guard case .array(let array) = argument.value else {
                throw argument.mismatch("an array")
            }
            try checkWriteable(array, at: argument.span)
            return array
        }
        numpy.define("copyto", "dst, src") { call in
            let array = try target(try call.required("dst"))
            try call.interpreter.setElement(
                of: .array(array), .ellipsis, to: try call.required("src").value, at: call.span)
            return .none
        }
        numpy.define("fill_diagonal", "a, val") { call in
            let array = try target(try call.required("a"))
            let diagonal = NDArray(
                try array.tensor.diagonal(), isScalar: false, base: array, account: nil)
            try call.interpreter.setElement(
                of: .array(diagonal), .ellipsis, to: try call.required("val").value, at: call.span)
            return .none
        }
        numpy.define("put", "a, ind, v") { call in
            let array = try target(try call.required("a"))
            let values = try call.interpreter.numbers(try call.required("v")).flattened()
            let places = try call.required("ind").integers()
            guard values.size > 0 || places.isEmpty else { return .none }
            for (number, place) in places.enumerated() {
                let size = array.tensor.size
                guard place >= -size, place < size else {
                    throw Diagnostic(
                        "index \(place) is out of bounds for axis 0 with size \(size)",
                        at: call.span)
                }
                var rest = place < 0 ? place + size : place
                var items: [IndexItem] = []
                for length in array.tensor.shape.dimensions.reversed() {
                    items.insert(.integer(rest % length), at: 0)
                    rest /= length
                }
                try array.tensor.assign(
                    try values.indexed(by: [.integer(number % values.size)]), at: items)
            }
            array.noteWrite()
            return .none
        }
    }

    private func addSets(to numpy: ModuleObject) {
        for name in ["union1d", "intersect1d", "setdiff1d"] {
            numpy.define(name, "ar1, ar2") { call in
                let a = try call.interpreter.numbers(try call.required("ar1")).flattened()
                let b = try call.interpreter.numbers(try call.required("ar2")).flattened()
                if name == "union1d" {
                    return try call.array(try Tensor.concatenate([a, b]).unique().values)
                }
                let others = Set(b.doubles())
                let isCommon = name == "intersect1d"
                let values = a.unique().values
                let mask = values.doubles().map { others.contains($0) == isCommon }
                return try call.array(
                    try values.indexed(by: [.mask(Tensor(mask, shape: [mask.count]))]))
            }
        }
        numpy.define("unravel_index", "indices, shape") { call in
            let places = try call.interpreter.numbers(try call.required("indices"))
            let shape = try call.shape("shape") ?? []
            let columns = try places.integers().map { place -> [Int64] in
                guard place >= 0, place < shape.count else {
                    throw Diagnostic(
                        "index \(place) is out of bounds for array with size \(shape.count)",
                        at: call.span)
                }
                var rest = Int(place)
                var index: [Int64] = []
                for length in shape.dimensions.reversed() {
                    index.insert(Int64(rest % length), at: 0)
                    rest /= length
                }
                return index
            }
            return .makeTuple(
                try (0..<shape.rank).map { axis in
                    try call.array(Tensor(columns.map { $0[axis] }, shape: places.shape))
                })
        }
    }

    private func addCurves(to numpy: ModuleObject) {
        numpy.define("interp", "x, xp, fp") { call in
            let x = try call.interpreter.numbers(try call.required("x"))
            let places = try call.interpreter.numbers(try call.required("xp")).doubles()
            let values = try call.interpreter.numbers(try call.required("fp")).doubles()
            guard places.count == values.count, let first = values.first, let last = values.last
            else {
                throw Diagnostic("fp and xp are not of the same length.", at: call.span)
            }
            let results = x.doubles().map { point -> Double in
                if point.isNaN { return point }
                guard let right = places.firstIndex(where: { $0 > point }) else { return last }
                if right == 0 { return first }
                let slope =
                    (values[right] - values[right - 1]) / (places[right] - places[right - 1])
                return slope * (point - places[right - 1]) + values[right - 1]
            }
            return try call.array(Tensor(results, shape: x.shape))
        }
        numpy.define("polyval", "p, x") { call in
            let coefficients = try call.interpreter.numbers(try call.required("p"))
            let x = try call.interpreter.numbers(try call.required("x"))
            var result = Tensor(zeros: x.shape, dtype: x.dtype)
            for place in 0..<coefficients.size {
                result = try result.combining(.multiply, x)
                    .combining(.add, coefficients.indexed(by: [.integer(place)]))
            }
            return try call.array(result)
        }
        for name in ["trapezoid", "trapz"] {
            numpy.define(name, "y, x=, dx=") { call in
                let y = try call.interpreter.numbers(try call.required("y")).astype(.float64)
                let later = try y.indexed(by: [.ellipsis, .slice(start: 1, stop: nil, step: nil)])
                let earlier = try y.indexed(by: [
                    .ellipsis, .slice(start: nil, stop: -1, step: nil),
                ])
                var widths = Tensor(scalar: try call["dx"]?.double() ?? 1)
                if let argument = call["x"] {
                    let x = try call.interpreter.numbers(argument).astype(.float64)
                    widths = try x.indexed(by: [.slice(start: 1, stop: nil, step: nil)])
                        .combining(
                            .subtract, x.indexed(by: [.slice(start: nil, stop: -1, step: nil)]))
                }
                return try call.array(
                    try widths.combining(.multiply, later.combining(.add, earlier))
                        .combining(.divide, .floating(2)).sum(axis: [-1]))
            }
        }
        numpy.define("gradient", "f, dx=") { call in
            let argument = try call.required("f")
            let values = try call.interpreter.numbers(argument).astype(.float64)
            guard values.ndim == 1, values.size >= 2 else {
                throw argument.mismatch("a list of at least two numbers")
            }
            let step = try call["dx"]?.double() ?? 1
            let f = values.doubles()
            let last = f.count - 1
            let slopes = f.indices.map { place -> Double in
                if place == 0 { return (f[1] - f[0]) / step }
                if place == last { return (f[last] - f[last - 1]) / step }
                return (f[place + 1] - f[place - 1]) / (2 * step)
            }
            return try call.array(Tensor(slopes, shape: [f.count]))
        }
    }
}
