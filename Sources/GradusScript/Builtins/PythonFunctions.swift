import GradusAutodiff
import GradusDiagnostics
import GradusTensors

extension Interpreter {
    /// `print`, `len`, conversions and arithmetic.
    func addPythonFunctions() {
        define("print", "*values, sep=, end=") { call in
            var texts: [String] = []
            for value in call.rest { texts.append(try call.text(of: value.value)) }
            let separator = try call["sep"]?.string() ?? " "
            let end = try call["end"]?.string() ?? "\n"
            let line = texts.joined(separator: separator) + end
            try call.interpreter.write(line, at: call.span)
            return .none
        }
        define("len", "object") { call in
            let argument = try call.required("object")
            return .int(try call.interpreter.length(of: argument))
        }
        define("int", "x=0") { call in
            guard let argument = call["x"] else { return .int(0) }
            if let number = argument.value.integer { return .int(number) }
            if case .string(let text) = argument.value {
                guard let number = Int(text.trimmed) else {
                    throw argument.mismatch("a string of digits")
                }
                return .int(number)
            }
            guard let number = argument.value.number else { throw argument.mismatch("a number") }
            guard number.isFinite else {
                throw argument.mismatch("a finite number")
            }
            guard let integer = Int(exactly: number.rounded(.towardZero)) else {
                throw call.interpreter.integerOverflow(at: argument.span)
            }
            return .int(integer)
        }
        define("float", "x=") { call in
            guard let argument = call["x"] else { return .float(0) }
            if case .string(let text) = argument.value {
                guard let number = Double(text.trimmed) else {
                    throw argument.mismatch("a number in the string")
                }
                return .float(number)
            }
            if case .array(let array) = argument.value, array.tensor.size == 1 {
                return .float(array.tensor.scalarValue)
            }
            return .float(try argument.double())
        }
        define("bool", "x=") { call in
            guard let argument = call["x"] else { return .bool(false) }
            return .bool(try call.interpreter.isTrue(argument.value, at: argument.span))
        }
        define("str", "object=") { call in
            guard call.has("object") else { return .string("") }
            return .string(try call.text(of: try call.required("object").value))
        }
        define("repr", "object") { call in
            .string(
                try call.interpreter.representation(
                    try call.required("object").value, at: call.span))
        }
        define("format", "value, spec=") { call in
            .string(
                try call.interpreter.formatted(
                    try call.required("value").value, try call["spec"]?.string() ?? "",
                    at: call.span))
        }
        define("type", "object") { call in
            .string(try call.required("object").value.typeName)
        }
        define("isinstance", "object, type") { call in
            let object = try call.required("object").value
            let kind = try call.required("type")
            let kinds: [HostArgument]
            if case .tuple = kind.value { kinds = try kind.list() } else { kinds = [kind] }
            for kind in kinds {
                switch kind.value {
                case .builtin(let function):
                    let last = function.name.split(separator: ".").last.map(String.init)
                    let name = last == "array" ? "ndarray" : last ?? ""
                    if object.typeName == name { return .bool(true) }
                    if name == "int", case .bool = object { return .bool(true) }
                case .string(let name): if object.typeName == name { return .bool(true) }
                default: throw kind.mismatch("a type such as int, float or list")
                }
            }
            return .bool(false)
        }
        define("abs", "x") { call in
            let argument = try call.required("x")
            switch argument.value {
            case .int(let number):
                guard number != Int.min else {
                    throw call.interpreter.integerOverflow(at: call.span)
                }
                return .int(abs(number))
            case .bool(let flag): return .int(flag ? 1 : 0)
            case .float(let number): return .float(number.magnitude)
            default: return try call.interpreter.elementwise(.abs, .abs, argument, at: call.span)
            }
        }
        define("round", "number, ndigits=") { call in
            let argument = try call.required("number")
            let places = try call["ndigits"]?.int()
            if let number = argument.value.integer { return .int(number) }
            if case .array(let array) = argument.value, array.tensor.ndim > 0 {
                return try call.array(
                    try call.interpreter.rounded(array.tensor, places: places ?? 0, at: call.span))
            }
            let number = try argument.double()
            guard let places else {
                guard let integer = Int(exactly: number.rounded(.toNearestOrEven)) else {
                    throw argument.mismatch("a finite number within 64 bits")
                }
                return .int(integer)
            }
            guard places >= 0 else {
                let unit = Interpreter.powerOfTen(min(-places, 308))
                return .float((number / unit).rounded(.toNearestOrEven) * unit)
            }
            return .float(Double(NumberPrinting.fixed(number, places: min(places, 400))) ?? number)
        }
        define("divmod", "a, b") { call in
            let (a, b) = (try call.required("a").value, try call.required("b").value)
            return .makeTuple([
                try call.interpreter.binary(.floorDivide, a, b, at: call.span),
                try call.interpreter.binary(.remainder, a, b, at: call.span),
            ])
        }
        define("pow", "base, exponent") { call in
            try call.interpreter.binary(
                .power, try call.required("base").value, try call.required("exponent").value,
                at: call.span)
        }
    }

    static func powerOfTen(_ exponent: Int) -> Double {
        (0..<exponent).reduce(1.0) { power, _ in power * 10 }
    }

    func length(of argument: HostArgument) throws(Diagnostic) -> Int {
        switch argument.value {
        case .string(let text): return text.unicodeScalars.count
        case .list(let list): return list.elements.count
        case .tuple(let tuple): return tuple.elements.count
        case .dict(let dict): return dict.count
        case .range(let range): return range.count
        case .array(let array) where array.tensor.ndim > 0: return array.tensor.shape[0]
        case .variable(let variable) where variable.shape.rank > 0: return variable.shape[0]
        case .host(let object):
            if let length = object.length { return length }
        default: break
        }
        throw argument.mismatch("something with a length")
    }

    /// `np.round`: scaled, rounded half to even, scaled back, as NumPy does.
    func rounded(_ tensor: Tensor, places: Int, at span: SourceSpan) throws(Diagnostic) -> Tensor {
        if !tensor.dtype.isFloating {
            guard places < 0, tensor.dtype.isInteger else { return tensor.copied() }
            // Integers are rounded before the point only, through floats as in NumPy.
            return try rounded(tensor.astype(.float64), places: places, at: span)
                .astype(tensor.dtype)
        }
        let scale = PythonNumber.floating(Self.powerOfTen(min(abs(places), 300)))
        return try located(at: span) { () throws(TensorError) in
            if places == 0 { return try tensor.applying(.round) }
            let first: GradusTensors.BinaryOperation = places > 0 ? .multiply : .divide
            let last: GradusTensors.BinaryOperation = places > 0 ? .divide : .multiply
            return try tensor.combining(first, scale).applying(.round).combining(last, scale)
        }
    }
}
