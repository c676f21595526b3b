import GradusAutodiff
import GradusDiagnostics
import GradusTensors

extension Interpreter {
    /// Functions of `np` that change shapes and join arrays.
    func addNumPyShaping(to numpy: ModuleObject) {
        numpy.define("reshape", "a, shape") { call in
            let argument = try call.required("a")
            return try call.interpreter.reshape(
                argument.value, try call.required("shape").integers(), at: call.span)
        }
        numpy.define("transpose", "a, axes=") { call in
            try call.interpreter.transpose(
                try call.required("a").value, try call["axes"]?.integers(), at: call.span)
        }
        numpy.define("ravel", "a") { call in
            try call.interpreter.reshape(try call.required("a").value, [-1], at: call.span)
        }
        numpy.define("expand_dims", "a, axis") { call in
            let value = try call.required("a").value
            let axes = try call.required("axis").integers()
            return try call.interpreter.reshaped(value, at: call.span) {
                tensor throws(TensorError) in
                try tensor.expandedDims(axes: axes)
            }
        }
        numpy.define("squeeze", "a, axis=") { call in
            let axes = try call.axes()
            return try call.interpreter.reshaped(
                try call.required("a").value, at: call.span
            ) { tensor throws(TensorError) in try tensor.squeezed(axes: axes) }
        }
        numpy.define("broadcast_to", "array, shape") { call in
            let shape = try call.shape("shape") ?? []
            let argument = try call.required("array")
            if case .variable(let variable) = argument.value {
                try call.interpreter.checkMemory(of: shape, at: call.span)
                return try call.interpreter.record(
                    .broadcast, [variable], Attributes(shape: shape), at: call.span)
            }
            var array = NDArray(try call.interpreter.numbers(argument))
            if case .array(let given) = argument.value { array = given }
            // The repeated cells are one in memory: NumPy lets nobody write them.
            return .array(
                NDArray(
                    try array.tensor.broadcast(to: shape), isScalar: false, base: array,
                    account: nil, isReadOnly: true))
        }
        numpy.define("broadcast_shapes", "*args") { call in
            var result: Shape = []
            var shapes: [Shape] = []
            for argument in call.rest {
                let lengths = try argument.integers()
                shapes.append(try Shape.checked(lengths))
            }
            for (number, shape) in shapes.enumerated() {
                guard let next = try? result.broadcast(with: shape) else {
                    throw Diagnostic(
                        "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch "
                            + "is between arg 0 with shape \(shapes[0]) and arg \(number) with "
                            + "shape \(shape).", at: call.span)
                }
                result = next
            }
            return .makeTuple(result.dimensions.map { .int($0) })
        }
        addAxisFunctions(to: numpy)
        addNumPyJoining(to: numpy)
    }

    private func addAxisFunctions(to numpy: ModuleObject) {
        numpy.define("swapaxes", "a, axis1, axis2") { call in
            try call.interpreter.swapAxes(
                try call.required("a").value, try call.required("axis1").int(),
                try call.required("axis2").int(), at: call.span)
        }
        numpy.define("moveaxis", "a, source, destination") { call in
            let sources = try call.required("source").integers()
            let targets = try call.required("destination").integers()
            return try call.interpreter.rearranged(try call.required("a").value, at: call.span) {
                tensor throws(TensorError) in try tensor.movingAxes(sources, to: targets)
            }
        }
        for name in ["flip", "fliplr", "flipud"] {
            numpy.define(name, name == "flip" ? "m, axis=" : "m") { call in
                let axes = name == "flip" ? try call.axes() : [name == "fliplr" ? 1 : 0]
                return try call.interpreter.rearranged(
                    try call.required("m").value, at: call.span
                ) { tensor throws(TensorError) in try tensor.flipped(axes: axes) }
            }
        }
        numpy.define("rot90", "m, k=, axes=") { call in
            let turns = (((try call["k"]?.int() ?? 1) % 4) + 4) % 4
            let axes = try call.axes("axes") ?? [0, 1]
            guard axes.count == 2 else { throw call["axes"]!.mismatch("two axes") }
            return try call.interpreter.rearranged(try call.required("m").value, at: call.span) {
                tensor throws(TensorError) in
                switch turns {
                case 1: try tensor.flipped(axes: [axes[1]]).swappingAxes(axes[0], axes[1])
                case 2: try tensor.flipped(axes: axes)
                case 3: try tensor.swappingAxes(axes[0], axes[1]).flipped(axes: [axes[1]])
                default: tensor
                }
            }
        }
        numpy.define("roll", "a, shift, axis=") { call in
            var tensor = try call.interpreter.numbers(try call.required("a"))
            let shifts = try call.required("shift").integers()
            try call.interpreter.checkMemory(of: tensor.shape, at: call.span)
            guard let axes = try call.axes() else {
                return try call.fullArray(try tensor.rolled(by: shifts.reduce(0, &+), axis: nil))
            }
            for (number, axis) in axes.enumerated() {
                tensor = try tensor.rolled(
                    by: shifts[min(number, shifts.count - 1)], axis: axis)
            }
            return try call.array(tensor)
        }
        for (name, rank) in [("atleast_1d", 1), ("atleast_2d", 2), ("atleast_3d", 3)] {
            numpy.define(name, "a") { call in
                try call.interpreter.reshaped(try call.required("a").value, at: call.span) {
                    tensor throws(TensorError) in
                    var lengths = tensor.shape.dimensions
                    while lengths.count < rank {
                        // The third axis comes last, the others first.
                        if rank == 3, lengths.count == 2 {
                            lengths.append(1)
                        } else {
                            lengths.insert(1, at: 0)
                        }
                    }
                    return try tensor.reshaped(lengths)
                }
            }
        }
        numpy.define("resize", "a, new_shape") { call in
            let tensor = try call.interpreter.numbers(try call.required("a")).flattened()
            let shape = try call.shape("new_shape") ?? []
            try call.interpreter.checkMemory(of: shape, itemSize: 16, at: call.span)
            guard tensor.size > 0 else {
                return try call.array(Tensor(zeros: shape, dtype: tensor.dtype))
            }
            let places = Tensor((0..<shape.count).map { Int64($0 % tensor.size) }, shape: shape)
            return try call.array(try tensor.indexed(by: [.integers(places)]))
        }
        for name in ["shape", "ndim", "size"] {
            numpy.define(name, "a") { call in
                let tensor = try call.interpreter.numbers(try call.required("a"))
                switch name {
                case "shape": return .makeTuple(tensor.shape.dimensions.map { .int($0) })
                case "ndim": return .int(tensor.ndim)
                default: return .int(tensor.size)
                }
            }
        }
        for name in ["shares_memory", "may_share_memory"] {
            numpy.define(name, "a, b") { call in
                let a = try call.interpreter.numbers(try call.required("a"))
                let b = try call.interpreter.numbers(try call.required("b"))
                guard a.sharedStorage === b.sharedStorage else { return .bool(false) }
                var places = Set<Int>()
                a.forEachOffset { places.insert($0) }
                var isShared = false
                b.forEachOffset { if places.contains($0) { isShared = true } }
                return .bool(isShared)
            }
        }
    }

    /// A view of an array with its axes or places changed; a copy of other values, a Variable's
    /// included.
    func rearranged(
        _ value: Value, at span: SourceSpan, _ change: (Tensor) throws(TensorError) -> Tensor
    ) throws(Diagnostic) -> Value {
        if case .array(let array) = value {
            return try view(
                try located(at: span) { () throws(TensorError) in try change(array.tensor) },
                of: array, at: span)
        }
        let tensor = try TensorBuilding.tensor(from: value, dtype: nil, at: span)
        let result = try located(at: span) { () throws(TensorError) in try change(tensor).copied() }
        try checkMemory(result.nbytes, at: span)
        return .array(NDArray(result, isScalar: false, base: nil, account: account))
    }

    /// Two axes exchanged; of a Variable it is recorded.
    func swapAxes(
        _ value: Value, _ first: Int, _ second: Int, at span: SourceSpan
    ) throws(Diagnostic) -> Value {
        guard case .variable(let variable) = value else {
            return try rearranged(value, at: span) { tensor throws(TensorError) in
                try tensor.swappingAxes(first, second)
            }
        }
        var order = Array(0..<variable.shape.rank)
        let (a, b) = try located(at: span) { () throws(TensorError) in
            (
                try variable.shape.normalized(axis: first),
                try variable.shape.normalized(axis: second)
            )
        }
        order.swapAt(a, b)
        return try transpose(value, order, at: span)
    }

    /// The elements in row-major order under other lengths; -1 stands for what fits.
    func reshape(_ value: Value, _ lengths: [Int], at span: SourceSpan) throws(Diagnostic) -> Value
    {
        try reshaped(value, at: span) { tensor throws(TensorError) in try tensor.reshaped(lengths) }
    }

    /// A change of shape that keeps the order of the elements: a view where NumPy gives one;
    /// of a Variable it is recorded.
    func reshaped(
        _ value: Value, at span: SourceSpan, _ change: (Tensor) throws(TensorError) -> Tensor
    ) throws(Diagnostic) -> Value {
        switch value {
        case .variable(let variable):
            let shape = try located(at: span) { () throws(TensorError) in
                try change(variable.value).shape
            }
            return try record(.reshape, [variable], Attributes(shape: shape), at: span)
        case .array(let array):
            let result = try located(at: span) { () throws(TensorError) in
                try change(array.tensor)
            }
            return try view(result, of: array, at: span)
        default:
            let tensor = try TensorBuilding.tensor(from: value, dtype: nil, at: span)
            let result = try located(at: span) { () throws(TensorError) in try change(tensor) }
            return .array(NDArray(result, isScalar: false, base: nil, account: account))
        }
    }

    /// The axes in another order, reversed when nil.
    func transpose(_ value: Value, _ axes: [Int]?, at span: SourceSpan) throws(Diagnostic) -> Value
    {
        switch value {
        case .variable(let variable):
            return try record(.transpose, [variable], Attributes(axes: axes), at: span)
        case .array(let array):
            return try view(
                try located(at: span) { () throws(TensorError) in
                    try array.tensor.transposed(axes: axes)
                }, of: array, at: span)
        default:
            let tensor = try TensorBuilding.tensor(from: value, dtype: nil, at: span)
            return try array(
                try located(at: span) { () throws(TensorError) in
                    try tensor.transposed(axes: axes).copied()
                }, at: span)
        }
    }
}
