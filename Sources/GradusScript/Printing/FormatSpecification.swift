import GradusDiagnostics
import GradusTensors

/// What stands behind the colon in `{value:…}`: Python's format language
/// `[[fill]align][sign][z][#][0][width][,|_][.precision][type]`.
struct FormatSpecification {
    var fill: Unicode.Scalar = " "
    var alignment: Unicode.Scalar?
    var sign: Unicode.Scalar = "-"
    /// Whether a sign was written, which texts refuse.
    var hasSign = false
    /// Whether a negative number that is rounded to 0 loses its sign (`z`).
    var hasPlainZero = false
    /// The type of what is formatted, for messages.
    var typeName: String?
    var isAlternate = false
    /// Whether a `0` stood before the width: numbers are filled behind their sign.
    var isZeroFilled = false
    var width = 0
    var separator: Unicode.Scalar?
    var precision: Int?
    var type: Unicode.Scalar?

    static let widest = 10_000
    static let mostDigits = 1000

    init() {}

    /// Reads a specification; throws when it is none or asks for a width above 10,000.
    init(_ text: String, of typeName: String, at span: SourceSpan) throws(Diagnostic) {
        self.typeName = typeName
        var rest = Array(text.unicodeScalars)[...]
        func isAlignment(_ scalar: Unicode.Scalar) -> Bool {
            "<>=^".unicodeScalars.contains(scalar)
        }
        if let mark = rest.dropFirst().first, isAlignment(mark) {
            fill = rest.removeFirst()
            alignment = rest.removeFirst()
        } else if let mark = rest.first, isAlignment(mark) {
            alignment = rest.removeFirst()
        }
        if let mark = rest.first, "+- ".unicodeScalars.contains(mark) {
            sign = rest.removeFirst()
            hasSign = true
        }
        if rest.first == "z" {
            hasPlainZero = true
            rest.removeFirst()
        }
        if rest.first == "#" {
            isAlternate = true
            rest.removeFirst()
        }
        if rest.first == "0" {
            rest.removeFirst()
            isZeroFilled = alignment == nil
            if alignment == nil { fill = "0" }
        }
        width = try Self.number(&rest, at: span) ?? 0
        if let mark = rest.first, mark == "," || mark == "_" {
            separator = rest.removeFirst()
            if let other = rest.first, other == "," || other == "_" {
                throw Self.invalid("Cannot specify both ',' and '_'.", at: span)
            }
        }
        if rest.first == "." {
            rest.removeFirst()
            guard let digits = try Self.number(&rest, at: span) else {
                throw Self.invalid("Format specifier missing precision", at: span)
            }
            precision = digits
        }
        if let mark = rest.first {
            guard rest.count == 1 else {
                throw Self.invalid(
                    "Invalid format specifier '\(text)' for object of type '\(typeName)'",
                    at: span)
            }
            type = mark
        }
        try check(at: span)
    }

    /// Throws when the text would be too long.
    func check(at span: SourceSpan) throws(Diagnostic) {
        guard width <= Self.widest, precision ?? 0 <= Self.mostDigits else {
            throw Diagnostic(
                "a format asks for a width above \(Self.widest) or more than \(Self.mostDigits) "
                    + "digits", at: span, kind: "ValueError")
        }
    }

    private static func invalid(_ message: String, at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            message, at: span,
            fix: "write for example '.3f' for three digits after the point, '.1%', 'd' or ','",
            kind: "ValueError")
    }

    private func unknown(_ type: String, at span: SourceSpan, fix: String? = nil) -> Diagnostic {
        Diagnostic(
            "Unknown format code '\(self.type.map(String.init) ?? "")' for object "
                + "of type '\(typeName ?? type)'",
            at: span, fix: fix, kind: "ValueError")
    }

    private static func number(
        _ rest: inout ArraySlice<Unicode.Scalar>, at span: SourceSpan
    ) throws(Diagnostic) -> Int? {
        let digits = rest.prefix { ("0"..."9").contains($0) }
        guard !digits.isEmpty else { return nil }
        rest.removeFirst(digits.count)
        guard let number = Int(PythonText.string(digits)) else {
            throw Diagnostic(
                "Too many decimal digits in format string", at: span, kind: "ValueError")
        }
        return number
    }

    // MARK: values

    func apply(to text: String, at span: SourceSpan) throws(Diagnostic) -> String {
        guard type == nil || type == "s" else { throw unknown("str", at: span) }
        guard !hasSign else {
            throw Self.invalid(
                "\(sign == " " ? "Space" : "Sign") not allowed in string format specifier",
                at: span)
        }
        guard !hasPlainZero else {
            throw Self.invalid(
                "Negative zero coercion (z) not allowed in string format specifier", at: span)
        }
        guard !isAlternate || typeName == nil else {
            throw Self.invalid(
                "Alternate form (#) not allowed in string format specifier", at: span)
        }
        guard alignment != "=" else {
            throw Self.invalid("'=' alignment not allowed in string format specifier", at: span)
        }
        if let separator { throw Self.invalid("Cannot specify '\(separator)' with 's'.", at: span) }
        let cut = precision.map { PythonText.string(text.unicodeScalars.prefix($0)) } ?? text
        return padded(sign: "", cut, default: "<")
    }

    func apply(to number: Int, at span: SourceSpan) throws(Diagnostic) -> String {
        switch type {
        case nil, "d", "n", "b", "o", "x", "X":
            guard precision == nil else {
                throw Self.invalid("Precision not allowed in integer format specifier", at: span)
            }
            guard !hasPlainZero else {
                throw Self.invalid(
                    "Negative zero coercion (z) not allowed in integer format specifier",
                    at: span)
            }
            let radix = type == "b" ? 2 : type == "o" ? 8 : type == "x" || type == "X" ? 16 : 10
            let digits = String(number.magnitude, radix: radix, uppercase: type == "X")
            let prefix = isAlternate && radix != 10 ? "0" + (type.map(String.init) ?? "") : ""
            return grouped(digits, prefix: prefix, isNegative: number < 0, by: radix == 10 ? 3 : 4)
        case "c":
            guard number >= 0, number <= 0x10FFFF, let scalar = Unicode.Scalar(UInt32(number))
            else {
                throw Diagnostic(
                    "%c arg not in range(0x110000)", at: span, kind: "OverflowError")
            }
            return padded(sign: "", String(scalar), default: "<")
        case "e", "E", "f", "F", "g", "G", "%": return try apply(to: Double(number), at: span)
        default: throw unknown("int", at: span)
        }
    }

    func apply(to number: Double, at span: SourceSpan) throws(Diagnostic) -> String {
        var isNegative = number.sign == .minus && !number.isNaN
        let size = number.isNaN ? Double.nan : number.magnitude
        var digits: String
        let isGeneral = type == nil ? precision != nil : "gGn".contains(Character(type ?? " "))
        switch type {
        case _ where isAlternate && isGeneral:
            digits = Self.whole(size, digits: max(1, precision ?? 6), isShort: type == nil)
        case nil:
            digits =
                precision.map { Self.short(size, digits: max(1, $0)) } ?? PythonFormat.repr(size)
        case "f", "F": digits = NumberPrinting.fixed(size, places: precision ?? 6)
        case "e", "E": digits = NumberPrinting.scientific(size, places: precision ?? 6)
        case "g", "G", "n": digits = NumberPrinting.general(size, digits: max(1, precision ?? 6))
        case "%":
            digits = NumberPrinting.fixed(size * 100, places: precision ?? 6) + "%"
        default:
            throw unknown(
                "float", at: span,
                fix: type == "d" ? "write '.0f', or convert with int(…)" : nil)
        }
        if isAlternate { digits = Self.withPoint(digits, size) }
        if hasPlainZero,
            !digits.prefix(while: { $0 != "e" }).contains(where: { "123456789".contains($0) }),
            number.isFinite
        {
            isNegative = false
        }
        let isUpper = type == "E" || type == "G" || type == "F"
        return grouped(
            isUpper ? digits.uppercased() : digits, prefix: "", isNegative: isNegative, by: 3)
    }

    /// Like `g`, but with a digit behind the point, and so with an exponent one digit sooner.
    private static func short(_ size: Double, digits: Int) -> String {
        guard size.isFinite else { return PythonFormat.repr(size) }
        let scientific = NumberPrinting.scientific(size, places: digits - 1)
        let parts = scientific.split(separator: "e")
        if parts.count == 2, size != 0, let exponent = Int(parts[1]),
            exponent < -4 || exponent >= digits - (digits > 1 ? 1 : 0)
        {
            var mantissa = String(parts[0])
            if mantissa.contains(".") {
                while mantissa.last == "0" { mantissa.removeLast() }
                if mantissa.last == "." { mantissa.removeLast() }
            }
            return mantissa + "e" + parts[1]
        }
        let text = NumberPrinting.general(size, digits: digits)
        return text.contains(".") || text.contains("e") ? text : text + ".0"
    }

    /// `#`: all digits that `g` would round to, zeros at the end included.
    private static func whole(_ size: Double, digits: Int, isShort: Bool) -> String {
        let scientific = NumberPrinting.scientific(size, places: digits - 1)
        guard size.isFinite, let mark = scientific.firstIndex(of: "e"),
            let exponent = Int(scientific[scientific.index(after: mark)...])
        else { return scientific }
        let limit = digits - (isShort && digits > 1 ? 1 : 0)
        guard exponent >= -4, exponent < limit else { return scientific }
        return NumberPrinting.fixed(size, places: digits - 1 - exponent)
    }

    /// `#`: a decimal point even where no digit follows it.
    private static func withPoint(_ digits: String, _ size: Double) -> String {
        guard size.isFinite, !digits.contains(".") else { return digits }
        let whole = digits.prefix { $0.isNumber }
        return whole + "." + digits.dropFirst(whole.count)
    }

    // MARK: layout

    private func signText(_ isNegative: Bool) -> String {
        isNegative ? "-" : sign == "-" ? "" : String(sign)
    }

    private func grouped(
        _ digits: String, prefix: String, isNegative: Bool, by size: Int
    ) -> String {
        let before = signText(isNegative) + prefix
        guard let separator else { return padded(sign: before, digits, default: ">") }
        var whole = Array(digits.unicodeScalars.prefix { $0.properties.isASCIIHexDigit })
        if size == 3, let end = whole.firstIndex(where: { !("0"..."9").contains($0) }) {
            whole.removeSubrange(end...)
        }
        let rest = digits.unicodeScalars.dropFirst(whole.count)
        if isZeroFilled {
            // Zeros take part in the grouping.
            func length() -> Int {
                before.unicodeScalars.count + whole.count + (whole.count - 1) / size + rest.count
            }
            while length() < width { whole.insert("0", at: 0) }
        }
        var parts = String.UnicodeScalarView()
        for (place, digit) in whole.enumerated() {
            if place > 0, (whole.count - place) % size == 0 { parts.append(separator) }
            parts.append(digit)
        }
        return padded(sign: before, String(parts) + PythonText.string(rest), default: ">")
    }

    private func padded(
        sign: String, _ text: String, default standard: Unicode.Scalar
    ) -> String {
        let missing = width - sign.unicodeScalars.count - text.unicodeScalars.count
        guard missing > 0 else { return sign + text }
        func filling(_ count: Int) -> String { String(repeating: String(fill), count: count) }
        let isNumber = standard == ">"
        switch alignment ?? (isZeroFilled && isNumber ? "=" : standard) {
        case "<": return sign + text + filling(missing)
        case "^": return filling(missing / 2) + sign + text + filling(missing - missing / 2)
        case "=": return sign + filling(missing) + text
        default: return filling(missing) + sign + text
        }
    }
}
