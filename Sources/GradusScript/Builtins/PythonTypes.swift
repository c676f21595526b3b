import GradusAutodiff
import GradusDiagnostics
import GradusTensors

extension Interpreter {
    /// The types of numbers and texts, and arithmetic on single numbers.
    func addPythonTypes() {
        defineType("int", "x=, base=") { call in
            guard let argument = call["x"] else { return .int(0) }
            return .int(try call.interpreter.integer(of: argument, base: try call["base"]?.int()))
        }
        defineType("float", "x=") { call in
            guard let argument = call["x"] else { return .float(0) }
            return .float(try call.interpreter.float(of: argument))
        }
        defineType("bool", "x=") { call in
            guard let argument = call["x"] else { return .bool(false) }
            return .bool(try call.interpreter.isTrue(argument.value, at: argument.span))
        }
        defineType("str", "object=") { call in
            guard call.has("object") else { return .string("") }
            return .string(try call.text(of: try call.required("object").value))
        }
        defineType("type", "object") { call in
            call.interpreter.type(of: try call.required("object").value)
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
            case .array, .variable:
                return try call.interpreter.elementwise(.abs, .abs, argument, at: call.span)
            default:
                if let result = try call.interpreter.special(
                    "__abs__", of: argument.value, at: call.span)
                {
                    return result
                }
                throw call.interpreter.error(
                    "TypeError", "bad operand type for abs(): '\(argument.value.typeName)'",
                    at: argument.span)
            }
        }
        define("round", "number, ndigits=") { call in
            try call.interpreter.round(
                try call.required("number"), places: try call["ndigits"]?.int(), call)
        }
        define("divmod", "a, b") { call in
            let (a, b) = (try call.required("a").value, try call.required("b").value)
            return .makeTuple([
                try call.interpreter.binary(.floorDivide, a, b, at: call.span),
                try call.interpreter.binary(.remainder, a, b, at: call.span),
            ])
        }
        define("pow", "base, exp, mod=") { call in
            let (base, exponent) = (try call.required("base"), try call.required("exp"))
            guard let modulus = call["mod"] else {
                return try call.interpreter.binary(
                    .power, base.value, exponent.value, at: call.span)
            }
            return .int(
                try call.interpreter.power(
                    try base.int(), try exponent.int(), modulo: try modulus.int(), at: call.span))
        }
    }

    // MARK: conversions

    private func integer(of argument: HostArgument, base: Int?) throws(Diagnostic) -> Int {
        if case .string(let text) = argument.value {
            let radix = base ?? 10
            guard radix == 0 || (2...36).contains(radix) else {
                throw error(
                    "ValueError", "int() base must be >= 2 and <= 36, or 0", at: argument.span)
            }
            return try integer(reading: text, base: radix, at: argument.span)
        }
        guard base == nil else {
            throw error(
                "TypeError", "int() can't convert non-string with explicit base", at: argument.span)
        }
        if let number = argument.value.integer { return number }
        if let result = try special("__int__", of: argument.value, at: argument.span),
            let number = result.integer
        {
            return number
        }
        let number: Double
        if case .array(let array) = argument.value, array.tensor.size == 1 {
            number = array.tensor.scalarValue
        } else if let found = argument.value.number {
            number = found
        } else {
            throw error(
                "TypeError",
                "int() argument must be a string, a bytes-like object or a real number, "
                    + "not '\(argument.value.typeName)'", at: argument.span)
        }
        try checkFinite(number, at: argument.span)
        guard let integer = Int(exactly: number.rounded(.towardZero)) else {
            throw integerOverflow(at: argument.span)
        }
        return integer
    }

    private func checkFinite(_ number: Double, at span: SourceSpan) throws(Diagnostic) {
        if number.isNaN {
            throw error("ValueError", "cannot convert float NaN to integer", at: span)
        }
        if number.isInfinite {
            throw error("OverflowError", "cannot convert float infinity to integer", at: span)
        }
    }

    /// The digits of a text; underscores may stand between them.
    private func integer(
        reading text: String, base: Int, at span: SourceSpan
    ) throws(Diagnostic) -> Int {
        func invalid() throws(Diagnostic) -> Diagnostic {
            error(
                "ValueError",
                "invalid literal for int() with base \(base): \(PythonFormat.repr(text))",
                at: span)
        }
        var digits = Substring(PythonText(text).stripped(nil).lowercased())
        var sign = ""
        if let first = digits.first, first == "-" || first == "+" {
            digits.removeFirst()
            if first == "-" { sign = "-" }
        }
        var radix = base
        for (prefix, own) in [("0x", 16), ("0o", 8), ("0b", 2)]
        where digits.hasPrefix(prefix) && (base == own || base == 0) {
            digits.removeFirst(2)
            if digits.first == "_" { digits.removeFirst() }
            radix = own
        }
        if radix == 0 { radix = 10 }
        guard digits.first != "_", digits.last != "_", !digits.contains("__") else {
            throw try invalid()
        }
        let plain = digits.filter { $0 != "_" }
        guard !plain.isEmpty,
            plain.allSatisfy({ $0.isASCII && Int(String($0), radix: radix) != nil })
        else { throw try invalid() }
        guard let number = Int(sign + plain, radix: radix) else { throw integerOverflow(at: span) }
        return number
    }

    private func float(of argument: HostArgument) throws(Diagnostic) -> Double {
        switch argument.value {
        case .string(let text):
            let word = PythonText(text).stripped(nil).lowercased()
            let plain = word.filter { $0 != "_" }
            let isNumber = plain.utf8.allSatisfy {
                (0x30...0x39).contains($0) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains($0)
            }
            let names = ["inf", "infinity", "nan"].flatMap { [$0, "+" + $0, "-" + $0] }
            let hasGoodUnderscores =
                !word.hasPrefix("_") && !word.hasSuffix("_") && !word.contains("__")
            guard isNumber || names.contains(word), hasGoodUnderscores, let number = Double(plain)
            else {
                throw error(
                    "ValueError", "could not convert string to float: \(PythonFormat.repr(text))",
                    at: argument.span)
            }
            return number
        case .array(let array) where array.tensor.size == 1: return array.tensor.scalarValue
        default:
            if let number = argument.value.number { return number }
            if let result = try special("__float__", of: argument.value, at: argument.span),
                let number = result.number
            {
                return number
            }
            throw error(
                "TypeError",
                "float() argument must be a string or a real number, not "
                    + "'\(argument.value.typeName)'", at: argument.span)
        }
    }

    // MARK: arithmetic

    private func round(
        _ argument: HostArgument, places: Int?, _ call: HostCall
    ) throws(Diagnostic) -> Value {
        if case .array(let array) = argument.value,
            array.tensor.ndim > 0 || (places != nil && array.tensor.dtype.isFloating)
        {
            return try call.array(try rounded(array.tensor, places: places ?? 0, at: call.span))
        }
        if let number = argument.value.integer {
            return .int(try rounded(number, places, at: call.span))
        }
        if let result = try special(
            "__round__", of: argument.value, places.map { [.int($0)] } ?? [], at: call.span)
        {
            return result
        }
        guard let number = argument.value.number else {
            throw error(
                "TypeError",
                "type \(argument.value.typeName) doesn't define __round__ method", at: argument.span
            )
        }
        guard let places else {
            try checkFinite(number, at: argument.span)
            guard let integer = Int(exactly: number.rounded(.toNearestOrEven)) else {
                throw integerOverflow(at: argument.span)
            }
            return .int(integer)
        }
        guard number.isFinite else { return .float(number) }
        guard places >= 0 else {
            if places < -308 { return .float(number < 0 ? -0.0 : 0) }
            let unit = Self.powerOfTen(-places)
            return .float((number / unit).rounded(.toNearestOrEven) * unit)
        }
        // Beyond 323 digits every double is exact already.
        if places > 323 { return .float(number) }
        return .float(Double(NumberPrinting.fixed(number, places: places)) ?? number)
    }

    /// `round(1250, -2)`: half to even.
    private func rounded(
        _ number: Int, _ places: Int?, at span: SourceSpan
    ) throws(Diagnostic) -> Int {
        guard let places, places < 0 else { return number }
        guard places >= -18 else { return 0 }
        let unit = (0..<(-places)).reduce(1) { power, _ in power * 10 }
        var quotient = number / unit
        let rest = abs(number % unit)
        if rest * 2 > unit || (rest * 2 == unit && quotient % 2 != 0) {
            quotient += number < 0 ? -1 : 1
        }
        let (result, overflow) = quotient.multipliedReportingOverflow(by: unit)
        guard !overflow else { throw integerOverflow(at: span) }
        return result
    }

    static func powerOfTen(_ exponent: Int) -> Double {
        (0..<exponent).reduce(1.0) { power, _ in power * 10 }
    }

    private func power(
        _ base: Int, _ exponent: Int, modulo modulus: Int, at span: SourceSpan
    ) throws(Diagnostic) -> Int {
        guard modulus != 0 else {
            throw error("ValueError", "pow() 3rd argument cannot be 0", at: span)
        }
        guard exponent >= 0 else {
            throw error(
                "ValueError",
                "pow() with a negative exponent and a modulus is not part of the lesson "
                    + "language", at: span)
        }
        let size = modulus.magnitude
        func product(_ a: UInt, _ b: UInt) -> UInt {
            size.dividingFullWidth(a.multipliedFullWidth(by: b)).remainder
        }
        var factor = base.magnitude % size
        if base < 0, factor != 0 { factor = size - factor }
        var result: UInt = 1 % size
        var left = exponent
        while left > 0 {
            if left & 1 == 1 { result = product(result, factor) }
            factor = product(factor, factor)
            left >>= 1
        }
        return modulus > 0 || result == 0 ? Int(result) : Int(result) + modulus
    }

    /// `np.round`: scaled, rounded half to even, scaled back, as NumPy does.
    func rounded(_ tensor: Tensor, places: Int, at span: SourceSpan) throws(Diagnostic) -> Tensor {
        if tensor.dtype == .bool { return tensor.astype(.float16) }
        if !tensor.dtype.isFloating {
            guard places < 0, tensor.dtype.isInteger else { return tensor.copied() }
            // Integers are rounded before the point only, through floats as in NumPy.
            return try rounded(tensor.astype(.float64), places: places, at: span)
                .astype(tensor.dtype)
        }
        let scale = PythonNumber.floating(Self.powerOfTen(Int(min(places.magnitude, 300))))
        return try located(at: span) { () throws(TensorError) in
            if places == 0 { return try tensor.applying(.round) }
            let first: GradusTensors.BinaryOperation = places > 0 ? .multiply : .divide
            let last: GradusTensors.BinaryOperation = places > 0 ? .divide : .multiply
            return try tensor.combining(first, scale).applying(.round).combining(last, scale)
        }
    }
}
