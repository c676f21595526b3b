import GradusAutodiff
import GradusDiagnostics
import GradusTensors

extension Interpreter {
    /// NumPy's functions that make arrays of values, for recorded values: `np.array` joins a
    /// list of them, and `np.full` repeats one.
    func addRecordedCopies(to numpy: ModuleObject) {
        for name in ["array", "asarray", "ascontiguousarray", "copy"] {
            numpy.record(name, "object, dtype=, *, copy=, ndmin=") { call in
                let dtype = try call.dtype("dtype")
                let rank = try call.int("ndmin", default: 0)
                guard (0...64).contains(rank) else {
                    throw try call.required("ndmin").mismatch("0 to 64 axes")
                }
                return try call.compose([try call.required("object")]) {
                    composer, operands throws(Diagnostic) in
                    var x = operands[0]
                    let missing = [Int](repeating: 1, count: max(0, rank - x.shape.rank))
                    x = try composer.reshape(x, missing + x.shape.dimensions)
                    guard let dtype, dtype != x.dtype else {
                        return name.hasPrefix("as") ? x : try composer.copy(x)
                    }
                    return try composer.apply(
                        .cast, [x], Attributes(options: .init(dtype: dtype)))
                }
            }
        }
        for name in ["full", "full_like"] {
            let first = name == "full" ? "shape" : "a"
            numpy.record(name, "\(first), fill_value, dtype=") { call in
                var (shape, dtype) = (Shape([]), try call.dtype("dtype"))
                if name == "full" {
                    shape = try call.requiredShape()
                } else {
                    let tensor = try call.interpreter.numbers(try call.required("a"))
                    (shape, dtype) = (tensor.shape, dtype ?? tensor.dtype)
                }
                return try call.compose([try call.required("fill_value")]) {
                    composer, operands throws(Diagnostic) in
                    let wide = try composer.apply(.broadcast, operands, Attributes(shape: shape))
                    guard let dtype, dtype != wide.dtype else { return wide }
                    return try composer.apply(
                        .cast, [wide], Attributes(options: .init(dtype: dtype)))
                }
            }
        }
        numpy.record("linspace", "start, stop, num=, endpoint=") { call in
            let count = try call.int("num", default: 50)
            let hasEnd = call["endpoint"] == nil ? true : try call.flag("endpoint")
            guard (0...1 << 28).contains(count) else {
                throw try call.required("num").mismatch("a number of samples of at least 0")
            }
            try call.interpreter.checkMemory(count * 8, at: call.span)
            let steps = max(1, hasEnd ? count - 1 : count)
            let shares = (0..<count).map { Double($0) / Double(steps) }
            return try call.compose([try call.required("start"), try call.required("stop")]) {
                composer, operands throws(Diagnostic) in
                guard operands.allSatisfy({ $0.shape.rank == 0 }) else {
                    throw Diagnostic(
                        "np.linspace of recorded values goes from one number to another",
                        at: call.span, fix: "write start + (stop - start) * np.linspace(0, 1, n)")
                }
                let range = try composer.apply(.subtract, [operands[1], operands[0]])
                let leaf = composer.graph.leaf(
                    Tensor(shares, shape: [count]).astype(range.dtype), role: .constant)
                let way = try composer.apply(.multiply, [leaf, range])
                return try composer.apply(.add, [operands[0], way])
            }
        }
        numpy.record("append", "arr, values, axis=") { call in
            let axis = try call["axis"]?.int()
            return try call.compose([try call.required("arr"), try call.required("values")]) {
                composer, operands throws(Diagnostic) in
                var parts = operands
                if axis == nil {
                    parts = []
                    for operand in operands {
                        parts.append(try composer.reshape(operand, [operand.shape.count]))
                    }
                }
                return try composer.apply(.concatenate, parts, Attributes(axis: axis ?? 0))
            }
        }
        for (name, axis) in [("column_stack", 1), ("dstack", 2)] {
            numpy.record(name, "tup", use: .recordsLists) { call in
                try call.compose(try call.required("tup").list()) {
                    composer, operands throws(Diagnostic) in
                    var parts: [Variable] = []
                    for operand in operands {
                        var lengths = operand.shape.dimensions
                        // A vector is a column of a matrix, and a row of a stack's planes.
                        if axis == 1, lengths.count < 2 { lengths = [operand.shape.count, 1] }
                        if axis == 2, lengths.count < 2 { lengths = [1, operand.shape.count] }
                        if axis == 2, lengths.count == 2 { lengths.append(1) }
                        parts.append(try composer.reshape(operand, lengths))
                    }
                    return try composer.apply(.concatenate, parts, Attributes(axis: axis))
                }
            }
        }
        addRecordedAverages(to: numpy)
    }

    private func addRecordedAverages(to numpy: ModuleObject) {
        numpy.record("average", "a, axis=, weights=") { call in
            let axes = try call.axes()
            guard let weights = call["weights"] else {
                return try call.compose(.mean, [try call.required("a")], Attributes(axes: axes))
            }
            return try call.compose([try call.required("a"), weights]) {
                composer, operands throws(Diagnostic) in
                let (a, given) = (operands[0], operands[1])
                var w = given
                if given.shape != a.shape {
                    // One weight for each place along the axis.
                    guard let axes, axes.count == 1, given.shape.rank == 1 else {
                        throw Diagnostic(
                            "weights of another shape than the values are one for each place "
                                + "along one axis, found the shapes \(given.shape) and \(a.shape)",
                            at: weights.span, fix: "say which axis: axis=…")
                    }
                    let axis = try composer.axis(axes[0], of: a)
                    guard a.shape[axis] == given.shape[0] else {
                        throw Diagnostic(
                            "Length of weights not compatible with specified axis.",
                            at: weights.span)
                    }
                    var lengths = [Int](repeating: 1, count: a.shape.rank)
                    lengths[axis] = given.shape[0]
                    w = try composer.reshape(given, lengths)
                }
                let weighted = try composer.apply(.multiply, [a, w])
                let total = try composer.apply(.sum, [weighted], Attributes(axes: axes))
                let share = try composer.apply(
                    .sum, [w], Attributes(axes: given.shape == a.shape ? axes : nil))
                return try composer.apply(.divide, [total, share])
            }
        }
        for name in ["inner", "vdot"] {
            numpy.record(name, "a, b") { call in
                try call.compose([try call.required("a"), try call.required("b")]) {
                    composer, operands throws(Diagnostic) in
                    if name == "vdot" {
                        let a = try composer.reshape(operands[0], [operands[0].shape.count])
                        let b = try composer.reshape(operands[1], [operands[1].shape.count])
                        return try composer.apply(.dot, [a, b])
                    }
                    guard operands[0].shape.rank > 0 else {
                        return try composer.apply(.multiply, operands)
                    }
                    guard operands[1].shape.rank > 1 else {
                        return try composer.apply(.dot, operands)
                    }
                    let rank = operands[1].shape.rank
                    guard rank == 2 else {
                        throw Diagnostic(
                            "np.inner of recorded values takes at most two axes, found "
                                + "\(operands[1].shape)", at: composer.span,
                            fix: "write it with np.einsum")
                    }
                    let flipped = try composer.apply(
                        .transpose, [operands[1]], Attributes(axes: [1, 0]))
                    return try composer.apply(.dot, [operands[0], flipped])
                }
            }
        }
        numpy.record("fabs", "x") { call in try call.compose(.abs, [try call.required("x")]) }
        for (names, factor) in [
            (["radians", "deg2rad"], Double.pi / 180), (["degrees", "rad2deg"], 180 / Double.pi),
        ] {
            for name in names {
                numpy.record(name, "x") { call in
                    try call.compose([try call.required("x")]) {
                        composer, operands throws(Diagnostic) in
                        let scale = try composer.constant(factor, like: operands[0])
                        return try composer.apply(.multiply, [operands[0], scale])
                    }
                }
            }
        }
        numpy.record("ptp", "a, axis=, *, keepdims=") { call in
            let attributes = Attributes(
                axes: try call.axes(), keepDims: try call.flag("keepdims"))
            return try call.compose([try call.required("a")]) {
                composer, operands throws(Diagnostic) in
                let largest = try composer.apply(.max, operands, attributes)
                let smallest = try composer.apply(.min, operands, attributes)
                return try composer.apply(.subtract, [largest, smallest])
            }
        }
    }
}
