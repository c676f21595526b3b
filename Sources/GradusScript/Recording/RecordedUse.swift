/// What a function of numbers makes of recorded arguments. Each of `np`'s and `math`'s has one,
/// so that none gives plain numbers where a gradient would have to go through it.
enum RecordedUse {
    /// It records its result. Lists that hold something recorded are stacked first.
    case records
    /// It takes lists of arrays apart and records by itself, as `np.stack` does.
    case recordsLists
    /// Its result has no derivative or has the derivative 0 wherever there is one: places,
    /// shapes, truth values, rounded numbers. It is given the plain numbers.
    case constant
    /// As `constant` for its first argument; the others must not be recorded.
    case constantFirst
    /// It takes any value, and a single array that was filled with recorded values as a recorded
    /// one: Python's own functions and the host's.
    case takesFilled
    /// It is computed by the function of `np` that bears the name.
    case alias(String)
    /// There is no rule for its derivative.
    case refuses
}

extension Interpreter {
    /// Gives every function of the modules its use, after all are defined.
    func setRecordedUses() {
        guard let numpy = modules["numpy"], let math = modules["math"] else { return }
        for name in ["abs", "divmod", "max", "min", "pow", "round", "sum"] {
            if case .builtin(let function)? = builtins[name] { function.recordedUse = .takesFilled }
        }
        set(Self.numpyUses, in: numpy, otherwise: .refuses)
        if case .module(let linalg)? = numpy.members["linalg"] {
            set(["norm": .records], in: linalg, otherwise: .refuses)
        }
        if let random = modules["numpy.random"] {
            for (name, member) in random.members where Self.randomUse(of: name) != nil {
                if case .builtin(let function) = member {
                    function.recordedUse = Self.randomUse(of: name)
                }
            }
        }
        var mathUses = Dictionary(
            uniqueKeysWithValues: [
                "ceil", "floor", "trunc", "isclose", "isfinite", "isinf", "isnan",
            ]
            .map { ($0, RecordedUse.constant) })
        for name in [
            "acos", "asin", "atan", "atan2", "cos", "cosh", "degrees", "exp", "exp2", "expm1",
            "fabs", "hypot", "log10", "log1p", "log2", "pow", "prod", "radians", "sin", "sinh",
            "sqrt", "tan", "tanh",
        ] {
            mathUses[name] = .alias(name)
        }
        for (name, other) in [
            ("acosh", "arccosh"), ("asinh", "arcsinh"), ("atanh", "arctanh"), ("fsum", "sum"),
            ("log", "log"),
        ] {
            mathUses[name] = .alias(other)
        }
        set(mathUses, in: math, otherwise: .refuses)
    }

    /// That of a function that draws random numbers: `shuffle` moves the elements of a list as
    /// they are, and the others draw by their shape alone.
    static func randomUse(of name: String) -> RecordedUse? {
        ["choice", "normal", "permutation", "uniform"].contains(name) ? .refuses : nil
    }

    /// Whether the derivative of a function's result is 0 wherever there is one, so that it is
    /// right to take the result for a constant.
    static func isConstant(_ function: BuiltinFunction) -> Bool {
        switch function.recordedUse {
        case .constant, .constantFirst: return true
        default:
            let name = function.name.split(separator: ".").last.map(String.init) ?? ""
            return ["stop_gradient", "sign", "floor", "ceil", "rint", "round"].contains(name)
        }
    }

    private func set(
        _ uses: [String: RecordedUse], in module: ModuleObject, otherwise: RecordedUse
    ) {
        for (name, member) in module.members {
            guard case .builtin(let function) = member, !function.isType else { continue }
            function.recordedUse = function.recordedUse ?? uses[name] ?? otherwise
        }
    }

    private static let numpyUses: [String: RecordedUse] = {
        var uses: [String: RecordedUse] = [:]
        // These have a rule of their own beside those that `ModuleObject.record` puts in front.
        for name in [
            "abs", "absolute", "add", "amax", "amin", "atleast_1d", "atleast_2d", "atleast_3d",
            "broadcast_to", "cos", "divide", "dot", "exp", "expand_dims", "log", "max", "maximum",
            "mean", "min", "minimum", "multiply", "negative", "pow", "power", "ravel", "reshape",
            "sin", "sqrt", "square", "subtract", "sum", "tanh", "transpose", "true_divide",
        ] {
            uses[name] = .records
        }
        for name in ["concat", "concatenate"] { uses[name] = .recordsLists }
        for name in [
            "all", "allclose", "any", "argmax", "argmin", "argsort", "argwhere", "around",
            "array2string", "array_equal", "array_repr", "array_str", "bitwise_and",
            "bitwise_not", "bitwise_or", "bitwise_xor", "broadcast_shapes", "can_cast", "ceil",
            "count_nonzero", "dtype", "empty_like", "equal", "finfo", "fix", "flatnonzero", "floor",
            "floor_divide", "format_float_positional", "format_float_scientific", "fromfunction",
            "gcd", "greater", "greater_equal", "iinfo", "invert",
            "isclose", "isfinite", "isin", "isinf", "isnan", "lcm", "left_shift", "less",
            "less_equal", "logical_and", "logical_not", "logical_or", "logical_xor",
            "may_share_memory", "ndim", "nonzero", "not_equal", "ones_like", "promote_types",
            "result_type", "right_shift", "rint", "round", "searchsorted", "set_printoptions",
            "shape", "shares_memory", "sign", "signbit", "size", "trunc", "unravel_index",
            "vectorize", "zeros_like",
        ] {
            uses[name] = .constant
        }
        for name in ["bincount", "heaviside", "histogram"] { uses[name] = .constantFirst }
        return uses
    }()
}
