import GradusAutodiff
import GradusDiagnostics
import GradusTensors

extension Interpreter {
    /// NumPy's functions for recorded values. Each is asked only when one of its arguments is
    /// recorded; plain arrays go to the function that was there before.
    func addRecordedFunctions(to numpy: ModuleObject) {
        for (name, primitive) in Self.recordedElementwise {
            numpy.record(name, "x") { call in
                try call.compose(primitive, [try call.required("x")])
            }
        }
        for (name, primitive) in [
            ("arctan2", Primitive.arctan2), ("atan2", .arctan2), ("mod", .remainder),
            ("remainder", .remainder),
            ("matmul", .matmul),
        ] {
            numpy.record(name, "x1, x2") { call in
                try call.compose(
                    primitive, [try call.required("x1"), try call.required("x2")])
            }
        }
        for (name, primitive) in [
            ("var", Primitive.variance), ("std", .standardDeviation),
        ] {
            numpy.record(name, "a, axis=, *, keepdims=, ddof=") { call in
                let ddof = try call.int("ddof", default: 0)
                let attributes = Attributes(
                    axes: try call.axes(), keepDims: try call.flag("keepdims"),
                    options: .init(numbers: ddof == 0 ? nil : [Double(ddof)]))
                return try call.compose(primitive, [try call.required("a")], attributes)
            }
        }
        numpy.record("prod", "a, axis=, *, keepdims=, initial=, where=") { call in
            try call.interpreter.refuseParts(of: .prod, call)
            let attributes = Attributes(
                axes: try call.axes(), keepDims: try call.flag("keepdims"))
            return try call.compose(.prod, [try call.required("a")], attributes)
        }
        for (name, primitive) in [("cumsum", Primitive.cumsum), ("cumprod", .cumprod)] {
            numpy.record(name, "a, axis=") { call in
                let axis = try call["axis"]?.int()
                return try call.compose([try call.required("a")]) {
                    composer, operands throws(Diagnostic) in
                    let x =
                        axis == nil
                        ? try composer.reshape(operands[0], [operands[0].shape.count])
                        : operands[0]
                    return try composer.apply(primitive, [x], Attributes(axis: axis ?? 0))
                }
            }
        }
        numpy.record("clip", "a, a_min=, a_max=") { call in try Self.clip(call) }
        numpy.record("where", "condition, x, y") { call in
            try call.compose(
                .where,
                [try call.required("condition"), try call.required("x"), try call.required("y")])
        }
        addRecordedSelections(to: numpy)
        addRecordedShaping(to: numpy)
        addRecordedCompositions(to: numpy)
        addRecordedAxes(to: numpy)
        addRecordedCopies(to: numpy)
        let known = numpy.members["linalg"]
        let linalg: ModuleObject
        if case .module(let module)? = known {
            linalg = module
        } else {
            linalg = ModuleObject(name: "numpy.linalg")
            numpy.members["linalg"] = .module(linalg)
        }
        addRecordedNorm(to: linalg)
    }

    /// Of vectors, of any order but 0; of matrices, of which the order means something else,
    /// Frobenius' and those that are sums along rows or columns.
    private func addRecordedNorm(to linalg: ModuleObject) {
        linalg.record("norm", "x, ord=, axis=, keepdims=") { call in
            let (order, axes) = (try call["ord"]?.double(), try call.axes())
            let keepDims = try call.flag("keepdims")
            return try call.compose([try call.required("x")]) {
                composer, operands throws(Diagnostic) in
                let rank = axes?.count ?? operands[0].shape.rank
                guard let order, rank != 1 else {
                    if order == 0 {
                        throw Self.unrecordableOrder("0", at: call.span)
                    }
                    return try composer.apply(
                        .norm, operands,
                        Attributes(
                            axes: axes, keepDims: keepDims, options: .init(numbers: [order ?? 2])))
                }
                guard rank == 2, axes == nil, order.magnitude == 1 || order.isInfinite else {
                    throw Self.unrecordableOrder("\(order)", at: call.span)
                }
                let sums = try composer.apply(
                    .sum, [try composer.apply(.abs, operands)],
                    Attributes(axes: [order.isInfinite ? 1 : 0], keepDims: keepDims))
                return try composer.apply(
                    order > 0 ? .max : .min, [sums], Attributes(axes: nil, keepDims: keepDims))
            }
        }
    }

    private static func unrecordableOrder(_ order: String, at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            "np.linalg.norm of the order \(order) cannot be recorded: there is no rule for its "
                + "derivative, and a gradient through it would be wrong", at: span,
            fix: "leave 'ord' out for the square root of the sum of squares")
    }

    private static let recordedElementwise: [(String, Primitive)] = [
        ("log1p", .log1p), ("expm1", .expm1), ("log2", .log2), ("log10", .log10), ("tan", .tan),
        ("sinh", .sinh), ("cosh", .cosh), ("arcsin", .arcsin), ("arccos", .arccos),
        ("arctan", .arctan), ("arcsinh", .arcsinh), ("arccosh", .arccosh),
        ("arctanh", .arctanh), ("asin", .arcsin), ("acos", .arccos), ("atan", .arctan),
        ("reciprocal", .reciprocal), ("sign", .sign), ("floor", .floor), ("ceil", .ceil),
        ("rint", .round),
    ]

    /// Bounds that are numbers are part of the operation; others are operands.
    private static func clip(_ call: HostCall) throws(Diagnostic) -> Value {
        let (low, high) = (call["a_min"], call["a_max"])
        let isPlain = [low, high].allSatisfy { $0?.value.number != nil || $0 == nil }
        if isPlain, ![low, high].contains(where: { $0?.isRecorded ?? false }) {
            let numbers = [
                try low?.double() ?? -.infinity, try high?.double() ?? .infinity,
            ]
            return try call.compose(
                .clip, [try call.required("a")], Attributes(options: .init(numbers: numbers)))
        }
        let arguments = [try call.required("a")] + [low, high].compactMap(\.self)
        return try call.compose(arguments) { composer, operands throws(Diagnostic) in
            var result = operands[0]
            var next = 1
            for (bound, primitive) in [(low, Primitive.maximum), (high, .minimum)]
            where bound != nil {
                result = try composer.apply(primitive, [result, operands[next]])
                next += 1
            }
            return result
        }
    }

    private func addRecordedSelections(to numpy: ModuleObject) {
        numpy.record("take", "a, indices, axis=") { call in
            let axis = try call["axis"]?.int()
            return try call.compose(
                [try call.required("a"), try call.required("indices")], keepsIntegers: true
            ) {
                composer, operands throws(Diagnostic) in
                let x =
                    axis == nil
                    ? try composer.reshape(operands[0], [operands[0].shape.count]) : operands[0]
                return try composer.apply(
                    .take, [x, operands[1]], Attributes(axis: axis ?? 0))
            }
        }
        numpy.record("take_along_axis", "arr, indices, axis=") { call in
            let axis = try call.int("axis", default: -1)
            return try call.compose(
                .takeAlong, [try call.required("arr"), try call.required("indices")],
                Attributes(axis: axis))
        }
        numpy.record("sort", "a, axis=") { call in
            let axis = try call.int("axis", default: -1)
            return try call.compose([try call.required("a")]) {
                composer, operands throws(Diagnostic) in
                let order = try composer.apply(.argsort, operands, Attributes(axis: axis))
                return try composer.apply(
                    .takeAlong, [operands[0], order], Attributes(axis: axis))
            }
        }
        for (name, primitive) in [("tril", Primitive.tril), ("triu", .triu)] {
            numpy.record(name, "m, k=") { call in
                try call.compose(
                    primitive, [try call.required("m")], try call.numbers([("k", 0)]))
            }
        }
        numpy.record("outer", "a, b") { call in
            try call.compose([try call.required("a"), try call.required("b")]) {
                composer, operands throws(Diagnostic) in
                let a = try composer.reshape(operands[0], [operands[0].shape.count])
                let b = try composer.reshape(operands[1], [operands[1].shape.count])
                return try composer.apply(
                    .einsum, [a, b], Attributes(options: .init(equation: "i,j->ij")))
            }
        }
        numpy.record("einsum", "subscripts, *operands") { call in
            let equation = try call.required("subscripts").string()
            return try call.compose(
                .einsum, call.rest, Attributes(options: .init(equation: equation)))
        }
    }
}

extension ModuleObject {
    /// Puts a function for recorded values before the one that there is; where there is none it
    /// is for plain arrays too.
    func record(
        _ name: String, _ parameters: String, use: RecordedUse = .records,
        _ body: @escaping (HostCall) throws -> Value
    ) {
        let shown = (self.name.hasPrefix("numpy") ? "np" + self.name.dropFirst(5) : self.name)
        let recorded = BuiltinFunction(
            name: "\(shown).\(name)", signature: CallSignature(parameters), body: body)
        recorded.recordedUse = use
        guard case .builtin(let plain)? = members[name] else {
            members[name] = .builtin(recorded)
            return
        }
        let both = BuiltinFunction(
            name: plain.name, signature: CallSignature("*values, **options")
        ) { call in
            let given =
                call.rest.map { GivenArgument($0, keyword: nil) }
                + call.keywords.map { GivenArgument($0, keyword: $0.name) }
            let isRecorded = (call.rest + call.keywords).contains { $0.value.holdsRecorded }
            return try call.interpreter.call(
                .builtin(isRecorded ? recorded : plain), given, at: call.span)
        }
        both.recordedUse = use
        members[name] = .builtin(both)
    }
}

extension GivenArgument {
    init(_ argument: HostArgument, keyword: String?) {
        self.init(
            keyword: keyword, value: argument.value, span: argument.span,
            variableName: argument.variableName)
    }
}
