import GradusAutodiff
import GradusDiagnostics
import GradusTensors

extension Interpreter {
    /// The functions of `np` that work element by element.
    func addNumPyElementwise(to numpy: ModuleObject) {
        let recorded: [(String, GradusTensors.UnaryOperation, Primitive?)] =
            Self.elementaryFunctions
            .filter { $0.0 != "relu" && $0.0 != "sigmoid" }
            .map { ($0.0, $0.1, $0.2) }
        for (name, operation, primitive) in recorded + Self.unaryFunctions {
            numpy.define(name, "x, out=, *, dtype=") { call in
                var result = try call.interpreter.elementwise(
                    operation, primitive, try call.required("x"), at: call.span)
                // Unlike np.round, np.rint has floating loops only.
                if name == "rint", case .array(let array) = result {
                    result = try call.array(
                        array.tensor.astype(array.tensor.dtype.floatingCounterpart))
                }
                guard let dtype = try call.dtype("dtype"), case .array(let array) = result else {
                    return try call.interpreter.stored(result, call)
                }
                return try call.array(array.tensor.astype(dtype))
            }
        }
        for (name, kernel, primitive) in Self.binaryFunctions {
            numpy.define(name, "x1, x2, out=") { call in
                let result = try call.interpreter.combined(
                    kernel, primitive, try call.required("x1"), try call.required("x2"),
                    at: call.span)
                return try call.interpreter.stored(result, call)
            }
        }
        numpy.define("float_power", "x1, x2") { call in
            let (a, b) = try call.interpreter.pair(
                try call.required("x1"), try call.required("x2"))
            return try call.array(
                try a.astype(.float64).combining(.power, b.astype(.float64)))
        }
        numpy.define("heaviside", "x1, x2") { call in
            let (a, b) = try call.interpreter.pair(
                try call.required("x1"), try call.required("x2"))
            let shape = try a.shape.broadcast(with: b.shape)
            try call.interpreter.checkMemory(of: shape, itemSize: 24, at: call.span)
            let steps = zip(
                try a.broadcast(to: shape).doubles(), try b.broadcast(to: shape).doubles()
            ).map { x, atZero in x.isNaN ? x : x == 0 ? atZero : x < 0 ? 0 : 1 }
            let dtype = DType.promoted(a.dtype, b.dtype).floatingCounterpart
            return try call.array(Tensor(steps, shape: shape).astype(dtype))
        }
        numpy.define("fabs", "x") { call in
            let tensor = try call.interpreter.numbers(try call.required("x"))
            return try call.array(
                try tensor.astype(tensor.dtype.floatingCounterpart).applying(.abs))
        }
        for name in ["round", "around"] {
            numpy.define(name, "a, decimals=") { call in
                try call.array(
                    try call.interpreter.rounded(
                        try call.interpreter.numbers(try call.required("a")),
                        places: try call["decimals"]?.int() ?? 0, at: call.span))
            }
        }
        numpy.define("clip", "a, a_min=, a_max=, *, min=, max=") { call in
            try call.interpreter.clipped(
                try call.required("a"), call["a_min"] ?? call["min"], call["a_max"] ?? call["max"],
                at: call.span)
        }
        numpy.define("nan_to_num", "x, *, nan=, posinf=, neginf=") { call in
            let tensor = try call.interpreter.numbers(try call.required("x"))
            guard tensor.dtype.isFloating else { return try call.array(tensor.copied()) }
            let largest: Double =
                switch tensor.dtype {
                case .float16: Double(Float16.greatestFiniteMagnitude)
                case .float32: Double(Float.greatestFiniteMagnitude)
                default: Double.greatestFiniteMagnitude
                }
            let nan = try call["nan"]?.double() ?? 0
            let high = try call["posinf"]?.double() ?? largest
            let low = try call["neginf"]?.double() ?? -largest
            let mended = tensor.doubles().map {
                $0.isNaN ? nan : $0.isInfinite ? ($0 > 0 ? high : low) : $0
            }
            return try call.array(Tensor(mended, shape: tensor.shape).astype(tensor.dtype))
        }
    }

    /// A result written to the array that `out=` names, else itself.
    func stored(_ result: Value, _ call: HostCall) throws(Diagnostic) -> Value {
        guard let argument = call["out"] else { return result }
        guard case .array(let target) = argument.value, case .array(let made) = result else {
            throw argument.mismatch("an array")
        }
        try checkWriteable(target, at: argument.span)
        guard made.tensor.dtype.canCast(to: target.tensor.dtype) else {
            throw Diagnostic(
                "Cannot cast ufunc '\(call.function.split(separator: ".").last ?? "")' output from "
                    + "dtype('\(made.tensor.dtype)') to dtype('\(target.tensor.dtype)') with "
                    + "casting rule 'same_kind'", at: argument.span)
        }
        guard made.tensor.shape == target.tensor.shape else {
            throw Diagnostic(
                "non-broadcastable output operand with shape \(target.tensor.shape.numpyText) "
                    + "doesn't match the broadcast shape \(made.tensor.shape.numpyText)",
                at: argument.span)
        }
        target.write(made.tensor)
        return argument.value
    }

    /// A value cut to between two bounds, either of which may be left out.
    func clipped(
        _ argument: HostArgument, _ low: HostArgument?, _ high: HostArgument?, at span: SourceSpan
    ) throws(Diagnostic) -> Value {
        var result = argument
        for (bound, isLow) in [(low, true), (high, false)] {
            guard let bound else { continue }
            let cut = try combined(
                isLow ? .maximum : .minimum, isLow ? .maximum : .minimum, result, bound, at: span)
            result = HostArgument(
                name: argument.name, value: cut, span: argument.span, variableName: nil,
                function: argument.function)
        }
        return result.value
    }

    private static let unaryFunctions: [(String, GradusTensors.UnaryOperation, Primitive?)] = [
        ("abs", .abs, .abs), ("absolute", .abs, .abs),
        ("negative", .negate, .negate), ("sign", .sign, nil), ("floor", .floor, nil),
        ("ceil", .ceil, nil), ("trunc", .truncate, nil), ("fix", .truncate, nil),
        ("rint", .round, nil), ("log2", .log2, nil), ("log10", .log10, nil),
        ("log1p", .log1p, nil), ("expm1", .expm1, nil), ("exp2", .exp2, nil), ("tan", .tan, nil),
        ("arcsin", .arcsin, nil), ("arccos", .arccos, nil), ("arctan", .arctan, nil),
        ("asin", .arcsin, nil), ("acos", .arccos, nil), ("atan", .arctan, nil),
        ("sinh", .sinh, nil), ("cosh", .cosh, nil), ("arcsinh", .arcsinh, nil),
        ("arccosh", .arccosh, nil), ("arctanh", .arctanh, nil), ("cbrt", .cbrt, nil),
        ("radians", .radians, nil), ("deg2rad", .radians, nil), ("degrees", .degrees, nil),
        ("rad2deg", .degrees, nil), ("isnan", .isNaN, nil), ("isinf", .isInfinite, nil),
        ("isfinite", .isFinite, nil), ("signbit", .signbit, nil),
        ("logical_not", .logicalNot, nil), ("invert", .bitwiseNot, nil),
        ("bitwise_not", .bitwiseNot, nil), ("reciprocal", .reciprocal, nil),
    ]

    private static let binaryFunctions: [(String, GradusTensors.BinaryOperation, Primitive?)] = [
        ("add", .add, .add), ("subtract", .subtract, .subtract),
        ("multiply", .multiply, .multiply), ("divide", .divide, .divide),
        ("true_divide", .divide, .divide), ("power", .power, .power), ("pow", .power, .power),
        ("maximum", .maximum, .maximum),
        ("minimum", .minimum, .minimum), ("fmax", .fmax, nil), ("fmin", .fmin, nil),
        ("floor_divide", .floorDivide, nil), ("mod", .remainder, nil),
        ("remainder", .remainder, nil), ("fmod", .truncatedRemainder, nil),
        ("equal", .equal, nil), ("not_equal", .notEqual, nil), ("less", .less, nil),
        ("less_equal", .lessEqual, nil), ("greater", .greater, nil),
        ("greater_equal", .greaterEqual, nil), ("logical_and", .logicalAnd, nil),
        ("logical_or", .logicalOr, nil), ("logical_xor", .logicalXor, nil),
        ("bitwise_and", .bitwiseAnd, nil), ("bitwise_or", .bitwiseOr, nil),
        ("bitwise_xor", .bitwiseXor, nil), ("left_shift", .leftShift, nil),
        ("right_shift", .rightShift, nil), ("arctan2", .arctan2, nil), ("atan2", .arctan2, nil),
        ("hypot", .hypot, nil), ("logaddexp", .logAddExp, nil), ("copysign", .copysign, nil),
        ("gcd", .gcd, nil), ("lcm", .lcm, nil),
    ]
}
