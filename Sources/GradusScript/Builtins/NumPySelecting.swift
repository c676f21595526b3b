import GradusAutodiff
import GradusDiagnostics
import GradusTensors

extension Interpreter {
    /// The functions of `np` that pick, find, sort and compare elements.
    func addNumPySelecting(to numpy: ModuleObject) {
        numpy.define("where", "condition, x=, y=") { call in
            let interpreter = call.interpreter
            let condition = try call.required("condition")
            guard call.has("x"), call.has("y") else {
                return try interpreter.tuple(
                    try interpreter.numbers(condition).nonzero(), at: call.span)
            }
            let (x, y) = (try call.required("x"), try call.required("y"))
            if x.isRecorded || y.isRecorded {
                return try interpreter.apply(.where, [condition, x, y], .none, at: call.span)
            }
            let (a, b) = try interpreter.pair(x, y)
            let mask = try interpreter.numbers(condition)
            if let pair = try? mask.shape.broadcast(with: a.shape),
                let shape = try? pair.broadcast(with: b.shape)
            {
                try interpreter.checkMemory(of: shape, at: call.span)
            }
            return try call.fullArray(try Tensor.whereSelect(mask, a, b))
        }
        numpy.define("ix_", "*args") { call in
            var parts: [Value] = []
            for (axis, argument) in call.rest.enumerated() {
                var places = try call.interpreter.numbers(argument)
                guard places.ndim == 1 else {
                    throw Diagnostic("Cross index must be 1 dimensional", at: argument.span)
                }
                if places.dtype == .bool { places = places.nonzero()[0] }
                if places.size == 0 { places = places.astype(.int64) }
                var lengths = [Int](repeating: 1, count: call.rest.count)
                lengths[axis] = places.size
                parts.append(try call.fullArray(try places.reshaped(lengths).copied()))
            }
            return .makeTuple(parts)
        }
        for name in ["nonzero", "flatnonzero", "argwhere"] {
            numpy.define(name, "a") { call in
                let tensor = try call.interpreter.numbers(try call.required("a"))
                let places =
                    name == "flatnonzero" ? tensor.flattened().nonzero() : tensor.nonzero()
                switch name {
                case "nonzero": return try call.interpreter.tuple(places, at: call.span)
                case "flatnonzero": return try call.array(places[0])
                default:
                    guard !places.isEmpty else {
                        return try call.array(
                            Tensor(zeros: [tensor.scalarValue == 0 ? 0 : 1, 0], dtype: .int64))
                    }
                    return try call.array(try Tensor.stack(places, axis: 1).contiguous())
                }
            }
        }
        numpy.define("take", "a, indices, axis=") { call in
            try call.interpreter.taken(call, try call.required("a"))
        }
        numpy.define("take_along_axis", "arr, indices, axis=") { call in
            let tensor = try call.interpreter.numbers(try call.required("arr"))
            let indices = try call.interpreter.numbers(try call.required("indices"))
            let axis = try tensor.shape.normalized(axis: try call["axis"]?.int() ?? -1)
            guard indices.ndim == tensor.ndim else {
                throw Diagnostic(
                    "`indices` and `arr` must have the same number of dimensions", at: call.span)
            }
            var items: [IndexItem] = []
            for other in 0..<tensor.ndim {
                if other == axis {
                    items.append(.integers(indices))
                } else {
                    var lengths = [Int](repeating: 1, count: tensor.ndim)
                    lengths[other] = tensor.shape[other]
                    items.append(
                        .integers(try Tensor.arange(0, tensor.shape[other]).reshaped(lengths)))
                }
            }
            return try call.array(try tensor.indexed(by: items))
        }
        numpy.define("searchsorted", "a, v, side=") { call in
            let sorted = try call.interpreter.numbers(try call.required("a")).doubles()
            let values = try call.interpreter.numbers(try call.required("v"))
            let isRight = try call["side"]?.choice(["left", "right"]) == "right"
            let places = values.doubles().map { value -> Int64 in
                var (low, high) = (0, sorted.count)
                while low < high {
                    let middle = (low + high) / 2
                    if isRight ? !(value < sorted[middle]) : sorted[middle] < value {
                        low = middle + 1
                    } else {
                        high = middle
                    }
                }
                return Int64(low)
            }
            return try call.array(Tensor(places, shape: values.shape))
        }
        numpy.define("diff", "a, n=, axis=") { call in
            var tensor = try call.interpreter.numbers(try call.required("a"))
            let axis = try tensor.shape.normalized(axis: try call["axis"]?.int() ?? -1)
            let lead = [IndexItem](repeating: .all, count: axis)
            for _ in 0..<max(0, try call["n"]?.int() ?? 1) {
                let later = try tensor.indexed(by: lead + [.slice(start: 1, stop: nil, step: nil)])
                let earlier = try tensor.indexed(
                    by: lead + [.slice(start: nil, stop: -1, step: nil)])
                tensor = try later.combining(
                    tensor.dtype == .bool ? .notEqual : .subtract, earlier)
            }
            return try call.array(tensor.copied())
        }
        addCounting(to: numpy)
        addSorting(to: numpy)
    }

    /// Arrays as a tuple.
    func tuple(_ tensors: [Tensor], at span: SourceSpan) throws(Diagnostic) -> Value {
        var arrays: [Value] = []
        for tensor in tensors {
            try checkMemory(tensor.nbytes, at: span)
            arrays.append(
                .array(NDArray(tensor, isScalar: false, base: nil, account: account)))
        }
        return .makeTuple(arrays)
    }

    /// Two operands in a common dtype, where a Python number takes the other's.
    func pair(_ x: HostArgument, _ y: HostArgument) throws(Diagnostic) -> (Tensor, Tensor) {
        guard let a = try operand(x.value, at: x.span) else {
            throw x.mismatch("an array or a number")
        }
        guard let b = try operand(y.value, at: y.span) else {
            throw y.mismatch("an array or a number")
        }
        return try located(at: x.span) { () throws(TensorError) in
            switch (a, b) {
            case (.tensor(let a), .tensor(let b)): return (a, b)
            case (.tensor(let a), .number(let b)):
                return (a, try b.checkedTensor(DType.promoted(a.dtype, weak: b.kind)))
            case (.number(let a), .tensor(let b)):
                return (try a.checkedTensor(DType.promoted(b.dtype, weak: a.kind)), b)
            case (.number(let a), .number(let b)): return (a.defaultTensor, b.defaultTensor)
            }
        }
    }

    /// `take`, as a function and as a method.
    func taken(_ call: HostCall, _ argument: HostArgument) throws(Diagnostic) -> Value {
        let tensor = try numbers(argument)
        let indices = try numbers(try call.required("indices"))
        let axis = try call["axis"]?.int()
        return try array(
            try located(at: call.span) { () throws(TensorError) in
                let base = axis == nil ? tensor.flattened() : tensor
                let place = try base.shape.normalized(axis: axis ?? 0)
                let lead = [IndexItem](repeating: .all, count: place)
                if indices.ndim == 0 {
                    return try base.indexed(
                        by: lead + [.integer(Int(indices.scalarInteger))]
                    ).copied()
                }
                return try base.indexed(by: lead + [.integers(indices)])
            }, at: call.span)
    }

    private func addCounting(to numpy: ModuleObject) {
        numpy.define("bincount", "x, weights=, minlength=") { call in
            let argument = try call.required("x")
            let tensor = try call.interpreter.numbers(argument)
            guard tensor.ndim == 1, !tensor.dtype.isFloating || tensor.size == 0 else {
                throw argument.mismatch("a list of integers")
            }
            let places = tensor.integers()
            guard places.allSatisfy({ $0 >= 0 }) else {
                throw Diagnostic(
                    "'list' argument must have no negative elements", at: argument.span)
            }
            let count = max(Int(places.max() ?? -1) &+ 1, try call["minlength"]?.int() ?? 0)
            try call.interpreter.checkMemory(
                count > Int.max / 8 ? Int.max : count * 8, at: call.span)
            guard let given = call["weights"] else {
                var counts = [Int64](repeating: 0, count: count)
                for place in places { counts[Int(place)] += 1 }
                return try call.array(Tensor(counts, shape: [count]))
            }
            let weights = try call.interpreter.numbers(given).doubles()
            guard weights.count == places.count else {
                throw Diagnostic(
                    "The weights and list don't have the same length.", at: given.span)
            }
            var sums = [Double](repeating: 0, count: count)
            for (place, weight) in zip(places, weights) { sums[Int(place)] += weight }
            return try call.array(Tensor(sums, shape: [count]))
        }
        numpy.define("histogram", "a, bins=, range=, *, density=, weights=") { call in
            try call.interpreter.histogram(call)
        }
        numpy.define(
            "unique", "ar, return_index=, return_inverse=, return_counts=, axis=, *, sorted="
        ) { call in
            let tensor = try call.interpreter.numbers(try call.required("ar"))
            guard call["axis"] == nil else {
                throw Diagnostic(
                    "np.unique() finds single elements here, not whole rows", at: call.span,
                    fix: "leave 'axis' out")
            }
            let found = tensor.unique()
            var parts = [found.values]
            if try call.flag("return_index") { parts.append(found.first) }
            if try call.flag("return_inverse") { parts.append(found.inverse) }
            if try call.flag("return_counts") { parts.append(found.counts) }
            if parts.count == 1 { return try call.array(parts[0]) }
            return try call.interpreter.tuple(parts, at: call.span)
        }
        numpy.define("isin", "element, test_elements") { call in
            let tensor = try call.interpreter.numbers(try call.required("element"))
            let others = Set(
                try call.interpreter.numbers(try call.required("test_elements")).doubles())
            return try call.fullArray(
                Tensor(tensor.doubles().map { others.contains($0) }, shape: tensor.shape))
        }
        for name in ["allclose", "isclose"] {
            numpy.define(name, "a, b, rtol=, atol=, equal_nan=") { call in
                let a = try call.interpreter.numbers(try call.required("a"))
                let b = try call.interpreter.numbers(try call.required("b"))
                let shape = try a.shape.broadcast(with: b.shape)
                try call.interpreter.checkMemory(of: shape, itemSize: 24, at: call.span)
                let relative = try call["rtol"]?.double() ?? 1e-5
                let absolute = try call["atol"]?.double() ?? 1e-8
                let countsNaN = try call.flag("equal_nan")
                let isClose = zip(
                    try a.broadcast(to: shape).doubles(), try b.broadcast(to: shape).doubles()
                ).map { x, y in
                    x == y || countsNaN && x.isNaN && y.isNaN
                        || y.isFinite && (x - y).magnitude <= absolute + relative * y.magnitude
                }
                if name == "allclose" { return .bool(isClose.allSatisfy { $0 }) }
                return try call.array(Tensor(isClose, shape: shape))
            }
        }
        numpy.define("array_equal", "a1, a2, equal_nan=") { call in
            let a = try call.interpreter.numbers(try call.required("a1"))
            let b = try call.interpreter.numbers(try call.required("a2"))
            guard a.shape == b.shape else { return .bool(false) }
            if try call.flag("equal_nan") {
                let pairs = zip(a.doubles(), b.doubles())
                return .bool(pairs.allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN })
            }
            return .bool(try a.combining(.equal, b).all().scalarValue != 0)
        }
    }

    private func histogram(_ call: HostCall) throws -> Value {
        let values = try numbers(try call.required("a")).doubles()
        var edges: [Double]
        if let bins = call["bins"], bins.value.integer == nil {
            edges = try numbers(bins).doubles()
            guard edges.count > 1, zip(edges, edges.dropFirst()).allSatisfy({ $0 <= $1 }) else {
                throw Diagnostic(
                    "`bins` must increase monotonically, when an array", at: bins.span)
            }
        } else {
            let count = try call["bins"]?.int() ?? 10
            guard count > 0 else {
                throw Diagnostic("`bins` must be positive, when an integer", at: call.span)
            }
            try checkMemory(count > Int.max / 16 ? Int.max : count * 16, at: call.span)
            var (low, high) = (values.min() ?? 0, values.max() ?? 1)
            if let range = call["range"] {
                let pair = try range.list()
                guard pair.count == 2 else { throw range.mismatch("a pair of numbers") }
                (low, high) = (try pair[0].double(), try pair[1].double())
            }
            guard low.isFinite, high.isFinite, low <= high else {
                throw Diagnostic(
                    "autodetected range of [\(low), \(high)] is not finite", at: call.span)
            }
            if low == high { (low, high) = (low - 0.5, high + 0.5) }
            edges = try Tensor.linspace(low, high, count: count + 1).doubles()
        }
        if let weights = call["weights"] {
            throw weights.mismatch("nothing", fix: "np.bincount(places, weights=…) adds weights up")
        }
        var counts = [Int64](repeating: 0, count: edges.count - 1)
        for value in values {
            guard let first = edges.first, let last = edges.last, value >= first, value <= last
            else { continue }
            var (low, high) = (0, edges.count)
            while low < high {
                let middle = (low + high) / 2
                if value < edges[middle] { high = middle } else { low = middle + 1 }
            }
            counts[min(low, edges.count - 1) - 1] += 1
        }
        let edge = Tensor(edges, shape: [edges.count])
        var result = Tensor(counts, shape: [counts.count])
        if try call.flag("density") {
            let widths = zip(edges, edges.dropFirst()).map { $1 - $0 }
            let sum = Double(counts.reduce(0, +))
            result = Tensor(
                zip(counts, widths).map { Double($0) / $1 / sum }, shape: [counts.count])
        }
        var edgeTensor = edge
        if let bins = call["bins"], bins.value.integer == nil {
            edgeTensor = try numbers(bins).copied()
        }
        return try tuple([result, edgeTensor], at: call.span)
    }

    private func addSorting(to numpy: ModuleObject) {
        for name in ["sort", "argsort"] {
            numpy.define(name, "a, axis=, kind=, *, stable=") { call in
                let tensor = try call.interpreter.numbers(try call.required("a"))
                let axis: Int? = call.has("axis") ? try call["axis"]?.int() : -1
                // The result, a copy that is sorted and room to sort in.
                try call.interpreter.checkMemory(tensor.size * 24, at: call.span)
                return try call.array(
                    name == "sort" ? try tensor.sorted(axis: axis) : try tensor.argsort(axis: axis))
            }
        }
    }
}
