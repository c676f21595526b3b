import GradusAutodiff
import GradusDiagnostics
import GradusTensors

extension Interpreter {
    /// Mathematics of `np`: functions of elements, products, reductions, constants.
    func addNumPyFunctions(to numpy: ModuleObject) {
        for (name, operation, primitive) in Self.elementaryFunctions
        where name != "relu" && name != "sigmoid" {
            numpy.define(name, "x") { call in
                try call.interpreter.elementwise(
                    operation, primitive, try call.required("x"), at: call.span)
            }
        }
        let others: [(String, GradusTensors.UnaryOperation, Primitive?)] = [
            ("abs", .abs, .abs), ("absolute", .abs, .abs), ("negative", .negate, .negate),
            ("sign", .sign, nil), ("floor", .floor, nil), ("ceil", .ceil, nil),
            ("log2", .log2, nil), ("log10", .log10, nil), ("log1p", .log1p, nil),
            ("expm1", .expm1, nil), ("tan", .tan, nil), ("isnan", .isNaN, nil),
            ("isinf", .isInfinite, nil), ("isfinite", .isFinite, nil),
            ("logical_not", .logicalNot, nil), ("reciprocal", .reciprocal, nil),
        ]
        for (name, operation, primitive) in others {
            numpy.define(name, "x") { call in
                try call.interpreter.elementwise(
                    operation, primitive, try call.required("x"), at: call.span)
            }
        }
        let pairs: [(String, GradusTensors.BinaryOperation, Primitive?)] = [
            ("add", .add, .add), ("subtract", .subtract, .subtract),
            ("multiply", .multiply, .multiply), ("divide", .divide, .divide),
            ("power", .power, .power), ("maximum", .maximum, .maximum),
            ("minimum", .minimum, .minimum), ("floor_divide", .floorDivide, nil),
            ("mod", .remainder, nil), ("remainder", .remainder, nil), ("equal", .equal, nil),
            ("not_equal", .notEqual, nil), ("less", .less, nil), ("greater", .greater, nil),
            ("logical_and", .logicalAnd, nil), ("logical_or", .logicalOr, nil),
            ("logical_xor", .logicalXor, nil),
        ]
        for (name, kernel, primitive) in pairs {
            numpy.define(name, "x1, x2") { call in
                try call.interpreter.combined(
                    kernel, primitive, try call.required("x1"), try call.required("x2"),
                    at: call.span)
            }
        }
        for reduction in Reduction.allCases {
            let names = reduction.rawValue == "max" || reduction.rawValue == "min"
                ? [reduction.rawValue, "a" + reduction.rawValue] : [reduction.rawValue]
            for name in names {
                numpy.define(name, "a, axis=, *, keepdims=, ddof=") { call in
                    try call.interpreter.reduce(
                        reduction, try call.required("a").value, axes: try call.axes(),
                        keepDims: try call.flag("keepdims"), ddof: try call["ddof"]?.int() ?? 0,
                        at: call.span)
                }
            }
        }
        for (name, isLargest) in [("argmax", true), ("argmin", false)] {
            numpy.define(name, "a, axis=, *, keepdims=") { call in
                try call.interpreter.place(call, try call.required("a"), isLargest: isLargest)
            }
        }
        addProducts(to: numpy)
        numpy.members["pi"] = .float(Double.pi)
        numpy.members["e"] = .float(2.718281828459045)
        numpy.members["inf"] = .float(.infinity)
        numpy.members["nan"] = .float(.nan)
        numpy.members["newaxis"] = Value.none
        for (name, dtype) in [
            ("float64", DType.float64), ("float32", .float32), ("int64", .int64), ("bool_", .bool),
        ] {
            numpy.members[name] = .dtype(dtype)
        }
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

    private func addProducts(to numpy: ModuleObject) {
        for (name, isMatmul) in [("dot", false), ("matmul", true)] {
            numpy.define(name, "a, b") { call in
                try call.interpreter.dot(
                    try call.required("a"), try call.required("b"), isMatmul: isMatmul,
                    at: call.span)
            }
        }
        numpy.define("outer", "a, b") { call in
            let a = try call.interpreter.numbers(try call.required("a"))
            let b = try call.interpreter.numbers(try call.required("b"))
            let (size, overflow) = a.size.multipliedReportingOverflow(by: b.size)
            try call.interpreter.checkMemory(
                overflow || size > Int.max / 8 ? Int.max : size * 8, at: call.span)
            return try call.array(try a.outer(b))
        }
        numpy.define("where", "condition, x=, y=") { call in
            let interpreter = call.interpreter
            let condition = try call.required("condition")
            guard call.has("x"), call.has("y") else {
                let places = try interpreter.numbers(condition).nonzero()
                var arrays: [Value] = []
                for place in places { arrays.append(try call.array(place)) }
                return .makeTuple(arrays)
            }
            let (x, y) = (try call.required("x"), try call.required("y"))
            if x.isRecorded || y.isRecorded {
                return try interpreter.apply(.where, [condition, x, y], .none, at: call.span)
            }
            let (a, b) = (try interpreter.numbers(x), try interpreter.numbers(y))
            let mask = try interpreter.numbers(condition)
            try interpreter.checkMemory(
                of: try mask.shape.broadcast(with: a.shape).broadcast(with: b.shape), at: call.span)
            return try call.array(try Tensor.whereSelect(mask, a, b))
        }
        numpy.define("clip", "a, a_min, a_max") { call in
            let argument = try call.required("a")
            var result = argument.value
            if let low = call["a_min"] {
                result = try call.interpreter.combined(
                    .maximum, .maximum, argument, low, at: call.span)
            }
            guard let high = call["a_max"] else { return result }
            let cut = HostArgument(
                name: "a", value: result, span: argument.span, variableName: nil,
                function: argument.function)
            return try call.interpreter.combined(.minimum, .minimum, cut, high, at: call.span)
        }
        numpy.define("round", "a, decimals=") { call in
            try call.array(
                try call.interpreter.rounded(
                    try call.interpreter.numbers(try call.required("a")),
                    places: try call["decimals"]?.int() ?? 0, at: call.span))
        }
        numpy.define("allclose", "a, b, rtol=, atol=") { call in
            let a = try call.interpreter.numbers(try call.required("a"))
            let b = try call.interpreter.numbers(try call.required("b"))
            let shape = try a.shape.broadcast(with: b.shape)
            try call.interpreter.checkMemory(of: shape, at: call.span)
            let relative = try call["rtol"]?.double() ?? 1e-5
            let absolute = try call["atol"]?.double() ?? 1e-8
            let pairs = zip(try a.broadcast(to: shape).doubles(), try b.broadcast(to: shape).doubles())
            return .bool(
                pairs.allSatisfy { $0 == $1 || ($0 - $1).magnitude <= absolute + relative * $1.magnitude })
        }
        numpy.define("array_equal", "a1, a2") { call in
            let a = try call.interpreter.numbers(try call.required("a1"))
            let b = try call.interpreter.numbers(try call.required("a2"))
            return .bool(a.shape == b.shape && a.doubles() == b.doubles())
        }
        numpy.define("unique", "ar") { call in
            let tensor = try call.interpreter.numbers(try call.required("ar"))
            var result: [Double] = []
            for number in tensor.doubles().sorted() where result.last != number {
                result.append(number)
            }
            return try call.array(Tensor(result, shape: [result.count]).astype(tensor.dtype))
        }
    }
}
