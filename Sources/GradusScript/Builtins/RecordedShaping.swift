import GradusAutodiff
import GradusDiagnostics
import GradusTensors

extension Interpreter {
    /// NumPy's functions that lay recorded values out anew.
    func addRecordedShaping(to numpy: ModuleObject) {
        numpy.record("squeeze", "a, axis=") { call in
            let axes = try call.axes()
            return try call.compose([try call.required("a")]) {
                composer, operands throws(Diagnostic) in
                let x = operands[0]
                var dropped: [Int] = []
                for axis in axes ?? [] { dropped.append(try composer.axis(axis, of: x)) }
                if axes == nil { dropped = (0..<x.shape.rank).filter { x.shape[$0] == 1 } }
                for axis in dropped where x.shape[axis] != 1 {
                    throw Diagnostic(
                        "cannot select an axis to squeeze out which has size not equal to one",
                        at: call.span, fix: "axis \(axis) of \(x.shape) has length \(x.shape[axis])"
                    )
                }
                let rest = x.shape.dimensions.indices.filter { !dropped.contains($0) }
                return try composer.reshape(x, rest.map { x.shape[$0] })
            }
        }
        numpy.record("expand_dims", "a, axis") { call in
            let axis = try call.required("axis").int()
            return try call.compose([try call.required("a")]) {
                composer, operands throws(Diagnostic) in
                try Self.widened(operands[0], axis, composer)
            }
        }
        numpy.record("flip", "m, axis=") { call in
            let axes = try call.axes()
            return try call.compose([try call.required("m")]) {
                composer, operands throws(Diagnostic) in
                let x = operands[0]
                var chosen: [Int] = []
                for axis in axes ?? Array(0..<x.shape.rank) {
                    chosen.append(try composer.axis(axis, of: x))
                }
                let slices = x.shape.dimensions.enumerated().map { axis, length in
                    chosen.contains(axis) && length > 0
                        ? AxisSlice.range(start: length - 1, step: -1, count: length)
                        : .range(start: 0, step: 1, count: length)
                }
                return try composer.apply(.indexed, [x], Attributes(slices: slices))
            }
        }
        numpy.record("roll", "a, shift, axis=") { call in
            let shift = try call.required("shift").int()
            let axis = try call["axis"]?.int()
            return try call.compose([try call.required("a")]) {
                composer, operands throws(Diagnostic) in
                try Self.rolled(operands[0], shift, axis, composer)
            }
        }
        numpy.record("pad", "array, pad_width, mode=") { call in
            if let mode = call["mode"] { _ = try mode.choice(["constant"]) }
            return try call.compose([try call.required("array")]) {
                composer, operands throws(Diagnostic) in
                let widths = try Self.widths(try call.required("pad_width"), operands[0].shape.rank)
                let lengths = zip(operands[0].shape.dimensions, widths).map {
                    $0 + $1.0 + $1.1
                }
                let slices = zip(operands[0].shape.dimensions, widths).map {
                    AxisSlice.range(start: $1.0, step: 1, count: $0)
                }
                let shape = try composer.interpreter.located(at: call.span) {
                    () throws(TensorError) in try Shape.checked(lengths)
                }
                return try composer.apply(
                    .place, operands, Attributes(shape: shape, slices: slices))
            }
        }
        addRecordedJoining(to: numpy)
    }

    private func addRecordedJoining(to numpy: ModuleObject) {
        numpy.record("stack", "arrays, axis=", use: .recordsLists) { call in
            let axis = try call.int("axis", default: 0)
            return try call.compose(try call.required("arrays").list()) {
                composer, operands throws(Diagnostic) in
                try composer.apply(.stack, operands, Attributes(axis: axis))
            }
        }
        for (name, axis) in [("vstack", 0), ("row_stack", 0), ("hstack", 1)] {
            numpy.record(name, "tup", use: .recordsLists) { call in
                try call.compose(try call.required("tup").list()) {
                    composer, operands throws(Diagnostic) in
                    var parts: [Variable] = []
                    var place = axis
                    for operand in operands {
                        switch operand.shape.rank {
                        case 0:
                            parts.append(try composer.reshape(operand, axis == 0 ? [1, 1] : [1]))
                        case 1 where axis == 0:
                            parts.append(try composer.reshape(operand, [1, operand.shape[0]]))
                        default: parts.append(operand)
                        }
                        if axis == 1, operand.shape.rank < 2 { place = 0 }
                    }
                    return try composer.apply(.concatenate, parts, Attributes(axis: place))
                }
            }
        }
        numpy.record("split", "ary, indices_or_sections, axis=") { call in
            guard case .variable(let x) = try call.required("ary").value else {
                throw try call.required("ary").mismatch("a recorded value")
            }
            let composer = Composer(
                interpreter: call.interpreter, graph: call.interpreter.graph, span: call.span)
            let axis = try composer.axis(try call.int("axis", default: 0), of: x)
            let argument = try call.required("indices_or_sections")
            let length = x.shape[axis]
            var cuts: [Int]
            if let count = argument.value.integer {
                guard count > 0, length % count == 0 else {
                    throw Diagnostic(
                        "array split does not result in an equal division", at: argument.span,
                        fix: "axis \(axis) is \(length) long")
                }
                try call.interpreter.checkMemory(
                    count > Int.max / 512 ? Int.max : count * 512, at: call.span)
                cuts = (1..<count).map { $0 * (length / count) }
            } else {
                cuts = try argument.integers().map {
                    min(max($0 < 0 ? $0 + length : $0, 0), length)
                }
            }
            cuts = [0] + cuts + [length]
            var parts: [Value] = []
            for (start, end) in zip(cuts, cuts.dropFirst()) {
                parts.append(
                    .variable(
                        try composer.slice(
                            x, axis, from: min(start, length), count: max(0, end - start))))
            }
            return .makeList(parts)
        }
    }

    /// With a new axis of length 1.
    private static func widened(
        _ x: Variable, _ axis: Int, _ composer: Composer
    ) throws(Diagnostic) -> Variable {
        let rank = x.shape.rank + 1
        guard axis >= -rank, axis < rank else {
            throw Diagnostic(
                "axis \(axis) is out of bounds for array of dimension \(rank)", at: composer.span)
        }
        var lengths = x.shape.dimensions
        lengths.insert(1, at: axis < 0 ? axis + rank : axis)
        return try composer.reshape(x, lengths)
    }

    private static func rolled(
        _ x: Variable, _ shift: Int, _ axis: Int?, _ composer: Composer
    ) throws(Diagnostic) -> Variable {
        guard let axis else {
            let flat = try composer.reshape(x, [x.shape.count])
            return try composer.reshape(
                try rolled(flat, shift, 0, composer), x.shape.dimensions)
        }
        let place = try composer.axis(axis, of: x)
        let length = x.shape[place]
        let cut = length == 0 ? 0 : length - ((shift % length) + length) % length
        guard cut < length, cut > 0 else { return x }
        return try composer.apply(
            .concatenate,
            [
                try composer.slice(x, place, from: cut, count: length - cut),
                try composer.slice(x, place, from: 0, count: cut),
            ], Attributes(axis: place))
    }

    /// `2`, `(1, 2)` or a pair for each axis.
    private static func widths(
        _ argument: HostArgument, _ rank: Int
    ) throws(Diagnostic) -> [(Int, Int)] {
        var pairs: [(Int, Int)] = []
        if let single = argument.value.integer {
            pairs = [(single, single)]
        } else {
            let elements = try argument.list()
            if elements.allSatisfy({ $0.value.integer != nil }) {
                let numbers = try argument.integers()
                guard numbers.count == 1 || numbers.count == 2 else {
                    throw argument.mismatch("a pair of integers for each axis")
                }
                pairs = [(numbers[0], numbers[numbers.count - 1])]
            } else {
                for element in elements {
                    let numbers = try element.integers()
                    guard numbers.count == 2 else {
                        throw argument.mismatch("a pair of integers for each axis")
                    }
                    pairs.append((numbers[0], numbers[1]))
                }
            }
        }
        if pairs.count == 1 { pairs = [(Int, Int)](repeating: pairs[0], count: rank) }
        guard pairs.count == rank,
            pairs.allSatisfy({ (0..<1 << 30).contains($0.0) && (0..<1 << 30).contains($0.1) })
        else {
            throw argument.mismatch("a pair of integers of at least 0 for each axis")
        }
        return pairs
    }

    /// Methods that recorded values have beside those of arrays: the functions of `np` of the
    /// same names.
    func recordedMethod(_ name: String, of variable: Variable) -> Value? {
        let names = [
            "var", "std", "prod", "cumsum", "cumprod", "clip", "squeeze", "take",
            "swapaxes", "repeat", "trace", "diagonal",
        ]
        if name == "copy" {
            return .builtin(
                BuiltinFunction(name: name, signature: CallSignature("order=")) { call in
                    let composer = Composer(
                        interpreter: call.interpreter, graph: call.interpreter.graph,
                        span: call.span)
                    return .variable(try composer.copy(variable))
                })
        }
        if name == "sort" {
            return .builtin(
                BuiltinFunction(name: name, signature: CallSignature("axis=, kind=")) { call in
                    throw Diagnostic(
                        "a recorded value cannot be sorted in place", at: call.span,
                        fix: "write np.sort(\(variable.name ?? "x")), which gives a new one")
                })
        }
        if name == "astype" {
            return .builtin(
                BuiltinFunction(name: name, signature: CallSignature("dtype")) { call in
                    guard let dtype = try call.dtype("dtype") else {
                        throw Diagnostic("astype() needs a dtype", at: call.span)
                    }
                    return try call.interpreter.record(
                        .cast, [variable], Attributes(options: .init(dtype: dtype)), at: call.span)
                })
        }
        guard names.contains(name), let numpy = modules["numpy"],
            let function = numpy.members[name]
        else { return nil }
        return .builtin(
            BuiltinFunction(name: name, signature: CallSignature("*values, **options")) { call in
                let own = GivenArgument(
                    keyword: nil, value: .variable(variable), span: call.span, variableName: nil)
                let given =
                    call.rest.map { GivenArgument($0, keyword: nil) }
                    + call.keywords.map { GivenArgument($0, keyword: $0.name) }
                return try call.interpreter.call(function, [own] + given, at: call.span)
            })
    }
}
