/// Numbers as Python and NumPy write them, the same in every locale.
public enum NumberPrinting {
    /// As Python's `repr(float)`: the fewest digits that read back, an exponent below 1e-4
    /// and from 1e16 on: `0.1`, `1e-05`, `1e+16`, `nan`, `-inf`.
    public static func pythonRepr(_ value: Double) -> String {
        text(value, limit: 1e16) { DecimalDigits(shortest: value) }
    }

    /// As NumPy's `str(float32)`: an exponent below 1e-4 and from 1e6 on.
    public static func pythonRepr(_ value: Float) -> String {
        text(Double(value), limit: 1e6) { DecimalDigits(shortest: value) }
    }

    /// `True` or `False`.
    public static func pythonRepr(_ value: Bool) -> String { value ? "True" : "False" }

    /// The only element of a tensor of size 1 as Python prints a number; traps on another
    /// size.
    public static func pythonRepr(scalar tensor: Tensor) -> String {
        precondition(tensor.size == 1, "only a tensor of size 1 is a number")
        switch tensor.dtype {
        case .float64: return pythonRepr(tensor.scalarValue)
        case .float32: return pythonRepr(Float(tensor.scalarValue))
        case .float16:
            let value = tensor.scalarValue
            return text(value, limit: 1e3) { DecimalDigits(shortest: value, .float16) }
        case .uint64: return String(tensor.elements(as: UInt64.self)[0])
        case .bool: return pythonRepr(tensor.scalarValue != 0)
        default: return String(tensor.scalarInteger)
        }
    }

    /// With exactly `places` digits after the point, as Python's `f"{value:.3f}"`: rounded
    /// from the exact value, halves to even.
    public static func fixed(_ value: Double, places: Int) -> String {
        if let special = special(value) { return special }
        let (whole, fraction) = DecimalDigits(exact: value).rounded(toPlaces: places).positional
        let padding = String(repeating: "0", count: Swift.max(0, places - fraction.count))
        return (value.sign == .minus ? "-" : "") + whole
            + (places > 0 ? "." + fraction + padding : "")
    }

    /// With exactly `places` digits after the point of the first digit and an exponent, as
    /// Python's `f"{value:.3e}"`.
    public static func scientific(_ value: Double, places: Int) -> String {
        if let special = special(value) { return special }
        let digits = DecimalDigits(exact: value).rounded(toDigits: places + 1)
        let (whole, fraction) = digits.scientific
        let padding = String(repeating: "0", count: Swift.max(0, places - fraction.count))
        return (value.sign == .minus ? "-" : "") + whole
            + (places > 0 ? "." + fraction + padding : "") + exponent(digits.exponent)
    }

    /// With at most `digits` digits and no zeros at the end, as Python's `f"{value:.4g}"`.
    public static func general(_ value: Double, digits count: Int) -> String {
        if let special = special(value) { return special }
        let digits = DecimalDigits(exact: value).rounded(toDigits: Swift.max(1, count))
        let sign = value.sign == .minus ? "-" : ""
        let isScientific = digits.exponent < -4 || digits.exponent >= Swift.max(1, count)
        let (whole, fraction) = isScientific ? digits.scientific : digits.positional
        return sign + whole + (fraction.isEmpty ? "" : "." + fraction)
            + (isScientific ? exponent(digits.exponent) : "")
    }

    /// The fewest digits that read back, never with an exponent: `0.00001`, `100000000.`.
    public static func positional(_ value: Double) -> String {
        if let special = special(value) { return special }
        let (whole, fraction) = DecimalDigits(shortest: value).positional
        return (value.sign == .minus ? "-" : "") + whole + "." + fraction
    }

    /// As NumPy's `format_float_positional` and `format_float_scientific`: with at most `places`
    /// digits after the point, exactly so many unless `isUnique`; `trim` is `k` (zeros that the
    /// digits end in stay), `.` (they go), `0` (one stays behind the point) or `-` (the point goes
    /// too).
    public static func trimmed(
        _ value: Double, places: Int?, isUnique: Bool, trim: String, isScientific: Bool
    ) -> String {
        if let special = special(value) { return special }
        let shortest = DecimalDigits(shortest: value)
        let parts = isScientific ? shortest.scientific : shortest.positional
        var mantissa = (value.sign == .minus ? "-" : "") + parts.0 + "." + parts.1
        var tail = isScientific ? exponent(shortest.digits.isEmpty ? 0 : shortest.exponent) : ""
        if let places, parts.1.utf8.count > places || !isUnique {
            let text =
                isScientific ? scientific(value, places: places) : fixed(value, places: places)
            mantissa = String(text.prefix { $0 != "e" })
            tail = String(text.dropFirst(mantissa.count))
            if !mantissa.contains(".") { mantissa += "." }
            // A carry leaves no digits behind the one it goes to.
            let isCarry = isUnique && (Double(text) ?? value).magnitude > value.magnitude
            if isCarry { while mantissa.hasSuffix("0") { mantissa.removeLast() } }
        }
        if trim != "k" { while mantissa.hasSuffix("0") { mantissa.removeLast() } }
        if trim == "0", mantissa.hasSuffix(".") { mantissa += "0" }
        if trim == "-", mantissa.hasSuffix(".") { mantissa.removeLast() }
        return mantissa + tail
    }

    /// `e+08`, `e-10`, `e+300`: at least `digits` digits.
    static func exponent(_ exponent: Int, digits: Int = 2) -> String {
        let text = String(exponent.magnitude)
        return "e" + (exponent < 0 ? "-" : "+")
            + String(repeating: "0", count: Swift.max(0, digits - text.count)) + text
    }

    private static func special(_ value: Double) -> String? {
        if value.isNaN { return "nan" }
        return value.isInfinite ? (value < 0 ? "-inf" : "inf") : nil
    }

    private static func text(
        _ value: Double, limit: Double, _ shortest: () -> DecimalDigits
    ) -> String {
        if let special = special(value) { return special }
        let digits = shortest()
        let sign = value.sign == .minus ? "-" : ""
        if value == 0 || (value.magnitude >= 1e-4 && value.magnitude < limit) {
            let (whole, fraction) = digits.positional
            return sign + whole + "." + (fraction.isEmpty ? "0" : fraction)
        }
        let (whole, fraction) = digits.scientific
        return sign + whole + (fraction.isEmpty ? "" : "." + fraction) + exponent(digits.exponent)
    }
}
