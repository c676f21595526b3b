import GradusAutodiff
import GradusDiagnostics
import GradusTensors

extension Interpreter {
    /// Functions of `np` that make arrays.
    func addNumPyMaking(to numpy: ModuleObject) {
        for name in ["array", "asarray", "ascontiguousarray", "copy"] {
            numpy.define(name, "object, dtype=, *, copy=, ndmin=") { call in
                let argument = try call.required("object")
                let dtype = try call.dtype("dtype")
                let tensor = try TensorBuilding.tensor(
                    from: argument.value, dtype: dtype, at: argument.span)
                if case .array(let array) = argument.value, name.hasPrefix("as"),
                    tensor.sharedStorage === array.tensor.sharedStorage,
                    name == "asarray" || tensor.isContiguous
                {
                    return argument.value
                }
                try call.interpreter.checkMemory(tensor.nbytes, at: call.span)
                let rank = try call["ndmin"]?.int() ?? 0
                guard (0...64).contains(rank) else {
                    throw try call.required("ndmin").mismatch("0 to 64 axes")
                }
                let missing = [Int](repeating: 1, count: max(0, rank - tensor.ndim))
                return .array(
                    NDArray(
                        try tensor.copied().reshaped(missing + tensor.shape.dimensions),
                        isScalar: false, base: nil, account: call.interpreter.account))
            }
        }
        for (name, number) in [("zeros", 0), ("ones", 1), ("empty", 0)] {
            numpy.define(name, "shape, dtype=") { call in
                return try call.filled(
                    try call.requiredShape(), .integer(Int64(number)),
                    try call.dtype("dtype") ?? .float64)
            }
            numpy.define("\(name)_like", "a, dtype=, *, shape=") { call in
                let tensor = try call.interpreter.numbers(try call.required("a"))
                return try call.filled(
                    try call.shape("shape") ?? tensor.shape, .integer(Int64(number)),
                    try call.dtype("dtype") ?? tensor.dtype)
            }
        }
        numpy.define("full", "shape, fill_value, dtype=") { call in
            try call.interpreter.full(
                try call.requiredShape(), try call.required("fill_value"),
                try call.dtype("dtype"), at: call.span)
        }
        numpy.define("full_like", "a, fill_value, dtype=") { call in
            let tensor = try call.interpreter.numbers(try call.required("a"))
            return try call.interpreter.full(
                tensor.shape, try call.required("fill_value"),
                try call.dtype("dtype") ?? tensor.dtype, at: call.span)
        }
        for name in ["eye", "identity"] {
            numpy.define(name, name == "eye" ? "N, M=, k=, dtype=" : "n, dtype=") { call in
                let rows = try call.required(name == "eye" ? "N" : "n").int()
                let columns = try call["M"]?.int() ?? rows
                let shape = try Shape.checked([rows, columns])
                let dtype = try call.dtype("dtype") ?? .float64
                try call.interpreter.checkMemory(of: shape, itemSize: dtype.itemSize, at: call.span)
                return try call.array(
                    try Tensor.eye(
                        rows, columns: columns, offset: try call["k"]?.int() ?? 0, dtype: dtype))
            }
        }
        addSequences(to: numpy)
        addMatrices(to: numpy)
    }

    private func full(
        _ shape: Shape, _ value: HostArgument, _ dtype: DType?, at span: SourceSpan
    ) throws -> Value {
        let tensor = try TensorBuilding.tensor(from: value.value, dtype: dtype, at: value.span)
        try checkMemory(of: shape, itemSize: tensor.dtype.itemSize, at: span)
        guard tensor.shape.canBroadcast(to: shape) else {
            throw Diagnostic(
                "could not broadcast input array from shape \(tensor.shape.numpyText) into shape "
                    + shape.numpyText, at: value.span)
        }
        return .array(
            NDArray(
                try tensor.broadcast(to: shape).copied(), isScalar: false, base: nil,
                account: account))
    }

    private func addSequences(to numpy: ModuleObject) {
        numpy.define("arange", "start, stop=, step=, dtype=") { call in
            let first = try call.required("start")
            let arguments = [first, call["stop"], call["step"]].compactMap { $0 }
            let tensor: Tensor
            if arguments.allSatisfy({ $0.value.integer != nil }) {
                let a = try first.int()
                let start = call["stop"] == nil ? 0 : a
                let stop = try call["stop"]?.int() ?? a
                let step = try call["step"]?.int() ?? 1
                if step != 0 {
                    let count = RangeValue(start: start, stop: stop, step: step).count
                    try call.interpreter.checkMemory(
                        count > Int.max / 8 ? Int.max : count * 8, at: call.span)
                }
                tensor = try Tensor.arange(Int64(start), Int64(stop), step: Int64(step))
            } else {
                let a = try first.double()
                let start = call["stop"] == nil ? 0 : a
                let stop = try call["stop"]?.double() ?? a
                let step = try call["step"]?.double() ?? 1
                let count = ((stop - start) / step).rounded(.up)
                guard count.isFinite else {
                    throw Diagnostic("np.arange() needs finite bounds and a step", at: call.span)
                }
                try call.interpreter.checkMemory(
                    count > 0x1p58 ? Int.max : Int(max(0, count)) * 8, at: call.span)
                tensor = try Tensor.arange(start, stop, step: step)
            }
            return try call.array(tensor.astype(try call.dtype("dtype") ?? tensor.dtype))
        }
        for name in ["linspace", "logspace", "geomspace"] {
            numpy.define(name, "start, stop, num=, endpoint=, base=, retstep=, dtype=, axis=") {
                call in
                try call.interpreter.spaced(name, call)
            }
        }
        numpy.define("meshgrid", "*xi, indexing=, sparse=, copy=") { call in
            var axes: [Tensor] = []
            for argument in call.rest {
                axes.append(try call.interpreter.numbers(argument).flattened())
            }
            let isByRow = try call["indexing"]?.choice(["xy", "ij"]) ?? "xy" == "xy"
            var order = Array(axes.indices)
            if isByRow, order.count > 1 { order.swapAt(0, 1) }
            let shape = try Shape.checked(order.map { axes[$0].size })
            let isSparse = try call.flag("sparse")
            if !isSparse {
                try call.interpreter.checkMemory(
                    of: shape, itemSize: 8 * axes.count, at: call.span)
            }
            var results: [Value] = []
            for (number, axis) in axes.enumerated() {
                var lengths = [Int](repeating: 1, count: axes.count)
                lengths[order.firstIndex(of: number) ?? 0] = axis.size
                let wide = try axis.reshaped(lengths)
                results.append(
                    try call.array(
                        isSparse ? wide.copied() : try wide.broadcast(to: shape).copied()))
            }
            return .makeTuple(results)
        }
        numpy.define("indices", "dimensions, dtype=") { call in
            let shape = try call.shape("dimensions") ?? []
            try call.interpreter.checkMemory(
                of: shape, itemSize: 8 * max(1, shape.rank), at: call.span)
            let parts = try (0..<shape.rank).map { axis -> Tensor in
                var lengths = [Int](repeating: 1, count: shape.rank)
                lengths[axis] = shape[axis]
                return try Tensor.arange(0, shape[axis]).reshaped(lengths).broadcast(to: shape)
            }
            return try call.array(
                try Tensor.stack(parts).astype(try call.dtype("dtype") ?? .int64))
        }
    }

    private func spaced(_ name: String, _ call: HostCall) throws -> Value {
        let count = try call["num"]?.int() ?? 50
        try checkMemory(count > Int.max / 8 ? Int.max : max(0, count) * 8, at: call.span)
        let hasEnd = try call["endpoint"]?.bool() ?? true
        let (first, last) = (try call.required("start"), try call.required("stop"))
        let dtype = try call.dtype("dtype")
        func finished(_ tensor: Tensor) throws -> Value {
            guard let dtype else { return try call.array(tensor) }
            // NumPy rounds down before it makes integers here.
            return try call.array(
                (dtype.isInteger ? try tensor.applying(.floor) : tensor).astype(dtype))
        }
        if name == "geomspace" {
            let (a, b) = (try first.double(), try last.double())
            guard a != 0, b != 0, (a < 0) == (b < 0) else {
                throw Diagnostic("Geometric sequence cannot include zero", at: call.span)
            }
            let exponents = try Tensor.linspace(
                Elementary.log10(a.magnitude), Elementary.log10(b.magnitude), count: count,
                endpoint: hasEnd)
            var values = exponents.doubles().map {
                Elementary.pow(10, $0) * (a < 0 ? -1 : 1)
            }
            if count > 0 { values[0] = a }
            if count > 1, hasEnd { values[count - 1] = b }
            return try finished(Tensor(values, shape: [values.count]))
        }
        let (a, b) = (try numbers(first), try numbers(last))
        if a.ndim > 0 || b.ndim > 0 {
            let shape = try a.shape.broadcast(with: b.shape)
            try checkProduct(shape.count, max(0, count), at: call.span)
            let starts = try a.astype(.float64).broadcast(to: shape).doubles()
            let stops = try b.astype(.float64).broadcast(to: shape).doubles()
            let rows = try zip(starts, stops).map {
                try Tensor.linspace($0, $1, count: count, endpoint: hasEnd)
            }
            return try finished(
                try Tensor.stack(rows, axis: 1).reshaped([count] + shape.dimensions))
        }
        var tensor = try Tensor.linspace(
            try first.double(), try last.double(), count: count, endpoint: hasEnd)
        if name == "logspace" {
            let base = try call["base"]?.double() ?? 10
            tensor = try Tensor.combining(.power, .floating(base), tensor)
        }
        let result = try finished(tensor)
        guard try call.flag("retstep") else { return result }
        let gaps = hasEnd ? count - 1 : count
        let step = (b.scalarValue - a.scalarValue) / Double(gaps)
        return .makeTuple([result, try call.array(Tensor(scalar: gaps > 0 ? step : .nan))])
    }

    private func addMatrices(to numpy: ModuleObject) {
        numpy.define("diag", "v, k=") { call in
            let tensor = try call.interpreter.numbers(try call.required("v"))
            let offset = try call["k"]?.int() ?? 0
            if tensor.ndim == 2 {
                let diagonal = try tensor.diagonal(offset: offset)
                guard case .array(let array)? = call["v"]?.value else {
                    return try call.array(diagonal.copied())
                }
                return .array(
                    NDArray(diagonal, isScalar: false, base: array, account: nil, isReadOnly: true))
            }
            guard tensor.ndim == 1 else {
                throw Diagnostic(
                    "Input must be 1- or 2-d.", at: call.span, fix: "the shape is \(tensor.shape)")
            }
            let (length, overflow) = tensor.size.addingReportingOverflow(abs(offset))
            let shape = try Shape.checked([overflow ? Int.max : length, overflow ? 1 : length])
            try call.interpreter.checkMemory(of: shape, at: call.span)
            let result = Tensor(zeros: shape, dtype: tensor.dtype)
            try result.diagonal(offset: offset).write(tensor)
            return try call.array(result)
        }
        numpy.define("diagonal", "a, offset=, axis1=, axis2=") { call in
            let argument = try call.required("a")
            let tensor = try call.interpreter.numbers(argument)
            let diagonal = try tensor.diagonal(
                offset: try call["offset"]?.int() ?? 0,
                axes: (try call["axis1"]?.int() ?? 0, try call["axis2"]?.int() ?? 1))
            guard case .array(let array) = argument.value else {
                return try call.array(diagonal.copied())
            }
            return .array(
                NDArray(diagonal, isScalar: false, base: array, account: nil, isReadOnly: true))
        }
        for (name, isLower) in [("tril", true), ("triu", false)] {
            numpy.define(name, "m, k=") { call in
                let tensor = try call.interpreter.numbers(try call.required("m"))
                try call.interpreter.checkMemory(of: tensor.shape, itemSize: 32, at: call.span)
                return try call.array(
                    try tensor.triangle(lower: isLower, offset: try call["k"]?.int() ?? 0))
            }
        }
        numpy.define("tri", "N, M=, k=, dtype=") { call in
            let rows = try call.required("N").int()
            let shape = try Shape.checked([rows, try call["M"]?.int() ?? rows])
            try call.interpreter.checkMemory(of: shape, itemSize: 32, at: call.span)
            return try call.array(
                try Tensor.ones(shape, dtype: try call.dtype("dtype") ?? .float64)
                    .triangle(lower: true, offset: try call["k"]?.int() ?? 0))
        }
        numpy.define("vander", "x, N=, increasing=") { call in
            let x = try call.interpreter.numbers(try call.required("x"))
            guard x.ndim == 1 else {
                throw Diagnostic("x must be a one-dimensional array or sequence.", at: call.span)
            }
            let count = try call["N"]?.int() ?? x.size
            try call.interpreter.checkProduct(x.size, max(0, count), at: call.span)
            var powers = try Tensor.arange(0, max(0, count))
            if try !call.flag("increasing") { powers = try powers.flipped().copied() }
            return try call.array(try x.expandedDims(axis: 1).combining(.power, powers))
        }
    }
}

extension HostCall {
    /// An array of equal numbers; of rank 0 too, as an array.
    fileprivate func filled(
        _ shape: Shape, _ number: PythonNumber, _ dtype: DType
    ) throws(Diagnostic) -> Value {
        try interpreter.checkMemory(of: shape, itemSize: dtype.itemSize, at: span)
        let tensor =
            number == .integer(0)
            ? Tensor(zeros: shape, dtype: dtype) : Tensor.full(shape, number, dtype: dtype)
        return .array(
            NDArray(tensor, isScalar: false, base: nil, account: interpreter.account))
    }
}
