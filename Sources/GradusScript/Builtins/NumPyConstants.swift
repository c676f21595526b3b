import GradusAutodiff
import GradusDiagnostics
import GradusTensors

extension Interpreter {
    /// The constants and dtypes of `np`, and what says something about dtypes.
    func addNumPyConstants(to numpy: ModuleObject) {
        numpy.members["pi"] = .float(Double.pi)
        numpy.members["e"] = .float(2.718281828459045)
        numpy.members["euler_gamma"] = .float(0.5772156649015329)
        numpy.members["inf"] = .float(.infinity)
        numpy.members["nan"] = .float(.nan)
        numpy.members["newaxis"] = Value.none
        numpy.members["s_"] = .host(IndexExpression())
        numpy.members["ndarray"] = type(
            of: .array(NDArray(Tensor(zeros: [0], dtype: .float64), isScalar: false)))
        numpy.members["__version__"] = .string("2.4.6")
        numpy.members["True_"] = .array(NDArray(Tensor(scalar: true), isScalar: true))
        numpy.members["False_"] = .array(NDArray(Tensor(scalar: false), isScalar: true))
        for dtype in DType.allCases { numpy.members[dtype.rawValue] = .numberType(dtype) }
        for (name, dtype) in [
            ("bool_", DType.bool), ("int_", .int64), ("intp", .int64), ("half", .float16),
            ("single", .float32), ("double", .float64), ("byte", .int8), ("ubyte", .uint8),
        ] {
            numpy.members[name] = .numberType(dtype)
        }
        numpy.define("dtype", "dtype") { call in
            .dtype(try call.dtype("dtype") ?? .float64)
        }
        numpy.define("result_type", "*arrays_and_dtypes") { call in
            var result: DType?
            var weak: [WeakKind] = []
            for argument in call.rest {
                let found: DType
                switch argument.value {
                case .bool: found = .bool
                case .int:
                    weak.append(.integer)
                    continue
                case .float:
                    weak.append(.floating)
                    continue
                case .dtype(let dtype), .numberType(let dtype): found = dtype
                case .string, .builtin: found = try argument.dtype()
                default: found = try call.interpreter.numbers(argument).dtype
                }
                result = result.map { DType.promoted($0, found) } ?? found
            }
            for kind in weak {
                result = result.map { DType.promoted($0, weak: kind) } ?? kind.defaultDType
            }
            return .dtype(result ?? .float64)
        }
        numpy.define("promote_types", "type1, type2") { call in
            .dtype(
                DType.promoted(
                    try call.dtype("type1") ?? .float64, try call.dtype("type2") ?? .float64))
        }
        numpy.define("can_cast", "from_, to, casting=") { call in
            let (source, target) = (
                try call.dtype("from_") ?? .float64, try call.dtype("to") ?? .float64
            )
            switch try call["casting"]?.choice(["no", "safe", "same_kind", "unsafe"]) ?? "safe" {
            case "unsafe": return .bool(true)
            case "no": return .bool(source == target)
            case "same_kind": return .bool(source.canCast(to: target))
            default: return .bool(DType.promoted(source, target) == target)
            }
        }
        numpy.define("iinfo", "type") { call in
            let dtype = try call.dtype("type") ?? .int64
            guard let range = dtype.integerRange else {
                throw try call.required("type").mismatch("an integer dtype", fix: "use np.finfo(…)")
            }
            let info = ModuleObject(name: "iinfo(\(dtype.rawValue))")
            info.members = [
                "min": .int(range.lowerBound), "max": .int(range.upperBound),
                "bits": .int(dtype.itemSize * 8), "dtype": .dtype(dtype),
            ]
            return .module(info)
        }
        numpy.define("finfo", "dtype") { call in
            let dtype = try call.dtype("dtype") ?? .float64
            guard dtype.isFloating else {
                throw try call.required("dtype").mismatch("a float dtype", fix: "use np.iinfo(…)")
            }
            let (eps, tiny, least, largest): (Double, Double, Double, Double) =
                switch dtype {
                case .float16: (0x1p-10, 0x1p-14, 0x1p-24, 65504)
                case .float32:
                    (0x1p-23, 0x1p-126, 0x1p-149, Double(Float.greatestFiniteMagnitude))
                default: (0x1p-52, 0x1p-1022, 0x1p-1074, Double.greatestFiniteMagnitude)
                }
            let info = ModuleObject(name: "finfo(\(dtype.rawValue))")
            for (name, number) in [
                ("eps", eps), ("tiny", tiny), ("smallest_normal", tiny),
                ("smallest_subnormal", least), ("max", largest), ("min", -largest),
            ] {
                info.members[name] = .array(
                    NDArray(Tensor(scalar: number).astype(dtype), isScalar: true))
            }
            info.members["bits"] = .int(dtype.itemSize * 8)
            info.members["precision"] = .int(dtype == .float64 ? 15 : dtype == .float32 ? 6 : 3)
            info.members["dtype"] = .dtype(dtype)
            return .module(info)
        }
        addPrinting(to: numpy)
    }

    private func addPrinting(to numpy: ModuleObject) {
        let parameters =
            "precision=, threshold=, edgeitems=, linewidth=, suppress=, nanstr=, infstr=, "
            + "formatter=, sign=, floatmode=, *, legacy="
        numpy.define("set_printoptions", parameters) { call in
            try call.interpreter.changePrintOptions(&call.interpreter.printOptions, call)
            return .none
        }
        numpy.define("get_printoptions", "") { call in
            let options = call.interpreter.printOptions
            let result = DictObject()
            for (name, value) in [
                ("edgeitems", Value.int(options.edgeItems)),
                ("threshold", .int(options.threshold)), ("precision", .int(options.precision)),
                ("linewidth", .int(options.lineWidth)), ("suppress", .bool(options.suppressSmall)),
                ("nanstr", .string(options.nanText)), ("infstr", .string(options.infinityText)),
                ("sign", .string(options.sign.rawValue)),
                ("floatmode", .string(options.floatMode.rawValue)),
            ] {
                result.set(.string(name), .string(name), value)
            }
            return .dict(result)
        }
        numpy.define(
            "array2string",
            "a, max_line_width=, precision=, suppress_small=, separator=, prefix=, *, formatter=, "
                + "threshold=, edgeitems=, sign=, floatmode=, suffix="
        ) { call in
            let tensor = try call.interpreter.numbers(try call.required("a"))
            var options = call.interpreter.printOptions
            try call.interpreter.changePrintOptions(&options, call)
            let separator = try call["separator"]?.string() ?? " "
            let suffix = try call["suffix"]?.string() ?? ""
            options.lineWidth -= suffix.count
            return .string(
                tensor.numpyText(
                    separator: separator, prefix: try call["prefix"]?.string() ?? "",
                    options: options))
        }
        for name in ["array_repr", "array_str"] {
            numpy.define(name, "arr, max_line_width=, precision=, suppress_small=") { call in
                let tensor = try call.interpreter.numbers(try call.required("arr"))
                var options = call.interpreter.printOptions
                try call.interpreter.changePrintOptions(&options, call)
                return .string(
                    name == "array_repr" ? tensor.numpyRepr(options) : tensor.numpyString(options))
            }
        }
        for (name, isScientific) in [
            ("format_float_positional", false), ("format_float_scientific", true),
        ] {
            numpy.define(name, "x, precision=, unique=, *, trim=") { call in
                let number = try call.required("x").double()
                let trim = try call["trim"]?.choice(["k", ".", "0", "-"]) ?? "k"
                let places = try call["precision"]?.int()
                return .string(
                    NumberPrinting.trimmed(
                        number, places: places.map { max(0, min($0, 1000)) },
                        isUnique: try call["unique"]?.bool() ?? true, trim: trim,
                        isScientific: isScientific))
            }
        }
        for name in ["seterr", "errstate"] {
            // NumPy's warnings are not printed here, so that there is nothing to silence.
            numpy.define(name, "**options") { _ in .none }
        }
    }

    private func changePrintOptions(_ options: inout PrintOptions, _ call: HostCall) throws {
        if let argument = call["formatter"] {
            throw Diagnostic(
                "formatters of one's own are not in the lesson language", at: argument.span,
                fix: "set precision, suppress or floatmode")
        }
        func number(_ names: String...) throws -> Int? {
            for name in names where call.bound[name] != nil {
                guard let argument = call[name] else { return nil }
                // np.inf or sys.maxsize as a threshold: never cut.
                if case .float(let value) = argument.value, value == .infinity { return Int.max }
                let value = try argument.int()
                guard value >= 0 else { throw argument.mismatch("a number of 0 or more") }
                return value
            }
            return nil
        }
        if let value = try number("precision") { options.precision = min(value, 1000) }
        if let value = try number("threshold") { options.threshold = value }
        if let value = try number("edgeitems") { options.edgeItems = value }
        if let value = try number("linewidth", "max_line_width") { options.lineWidth = value }
        if let flag = try (call["suppress"] ?? call["suppress_small"])?.bool() {
            options.suppressSmall = flag
        }
        if let text = try call["nanstr"]?.string() { options.nanText = text }
        if let text = try call["infstr"]?.string() { options.infinityText = text }
        if let mode = try call["floatmode"]?.choice(
            ["fixed", "unique", "maxprec", "maxprec_equal"])
        {
            options.floatMode = PrintOptions.FloatMode(rawValue: mode) ?? .maxprec
        }
        if let sign = try call["sign"]?.choice(["-", "+", " "]) {
            options.sign = PrintOptions.Sign(rawValue: sign) ?? .negative
        }
    }
}
