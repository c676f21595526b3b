import GradusDiagnostics
import GradusTensors

/// What stands behind the colon in `{value:…}`: Python's format language
/// `[[fill]align][sign][#][0][width][,|_][.precision][type]`.
struct FormatSpecification {
    private(set) var fill: Character = " "
    private(set) var alignment: Character?
    private(set) var sign: Character = "-"
    private(set) var width = 0
    private(set) var separator: Character?
    private(set) var precision: Int?
    private(set) var type: Character?

    private static let types = "bcdeEfFgGnosxX%"

    /// Reads a specification; throws when it is none or asks for a width above 10,000.
    init(_ text: String, at span: SourceSpan) throws(Diagnostic) {
        var rest = Substring(text)
        while rest.last == " ", rest.count > 1 { rest.removeLast() }
        if rest.count > 1, let mark = rest.dropFirst().first, "<>=^".contains(mark) {
            fill = rest.removeFirst()
            alignment = rest.removeFirst()
        } else if let mark = rest.first, "<>=^".contains(mark) {
            alignment = rest.removeFirst()
        }
        if let mark = rest.first, "+- ".contains(mark) { sign = rest.removeFirst() }
        if rest.first == "0" {
            rest.removeFirst()
            if alignment == nil {
                fill = "0"
                alignment = "="
            }
        }
        width = try Self.number(&rest, at: span) ?? 0
        if let mark = rest.first, ",_".contains(mark) { separator = rest.removeFirst() }
        if rest.first == "." {
            rest.removeFirst()
            guard let digits = try Self.number(&rest, at: span) else {
                throw Self.invalid(text, at: span)
            }
            precision = digits
        }
        if let mark = rest.first {
            guard rest.count == 1, Self.types.contains(mark) else {
                throw Self.invalid(text, at: span)
            }
            type = mark
        }
        guard width <= 10_000, precision ?? 0 <= 1000 else {
            throw Diagnostic(
                "the format '\(text)' asks for a width above 10000 or more than 1000 digits",
                at: span)
        }
    }

    private static func invalid(_ text: String, at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            "'\(text)' is not a format", at: span,
            fix: "write for example '.3f' for three digits after the point, '.1%', 'd' or ','")
    }

    private static func number(
        _ rest: inout Substring, at span: SourceSpan
    ) throws(Diagnostic) -> Int? {
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        guard !digits.isEmpty else { return nil }
        rest.removeFirst(digits.count)
        guard let number = Int(digits) else {
            throw Diagnostic("a number in the format is too large", at: span)
        }
        return number
    }

    // MARK: values

    func apply(to text: String, at span: SourceSpan) throws(Diagnostic) -> String {
        guard type == nil || type == "s" else {
            throw Diagnostic(
                "the format '\(type.map(String.init) ?? "")' is for numbers, found a string",
                at: span)
        }
        let cut = precision.map { String(text.prefix($0)) } ?? text
        return padded(sign: "", cut, default: "<")
    }

    func apply(to number: Int, at span: SourceSpan) throws(Diagnostic) -> String {
        switch type {
        case nil, "d", "n":
            guard precision == nil else {
                throw Diagnostic("an integer has no precision", at: span, fix: "write '.3f'")
            }
            return grouped(String(number.magnitude), isNegative: number < 0)
        case "b", "o", "x", "X":
            let radix = type == "b" ? 2 : type == "o" ? 8 : 16
            let digits = String(number.magnitude, radix: radix, uppercase: type == "X")
            return padded(sign: signText(number < 0), digits, default: ">")
        case "c":
            guard number >= 0, number <= 0x10FFFF, let scalar = Unicode.Scalar(UInt32(number)) else {
                throw Diagnostic("\(number) is not the code of a character", at: span)
            }
            return padded(sign: "", String(scalar), default: "<")
        case "s":
            throw Diagnostic("the format 's' is for strings, found the int \(number)", at: span)
        default: return try apply(to: Double(number), at: span)
        }
    }

    func apply(to number: Double, at span: SourceSpan) throws(Diagnostic) -> String {
        let isNegative = number.sign == .minus && !number.isNaN
        let size = number.isNaN ? Double.nan : number.magnitude
        let digits: String
        switch type {
        case nil:
            if let precision {
                let text = NumberPrinting.general(size, digits: max(1, precision))
                let isWhole = size.isFinite && !text.contains(".") && !text.contains("e")
                digits = isWhole ? text + ".0" : text
            } else {
                digits = PythonFormat.repr(size)
            }
        case "f", "F": digits = NumberPrinting.fixed(size, places: precision ?? 6)
        case "e", "E": digits = NumberPrinting.scientific(size, places: precision ?? 6)
        case "g", "G", "n": digits = NumberPrinting.general(size, digits: max(1, precision ?? 6))
        case "%":
            digits = NumberPrinting.fixed(size * 100, places: precision ?? 6) + "%"
        default:
            throw Diagnostic(
                "the format '\(type.map(String.init) ?? "")' is not for the float "
                    + PythonFormat.repr(number), at: span,
                fix: type == "d" ? "write '.0f', or convert with int(…)" : nil)
        }
        let isUpper = type == "E" || type == "G" || type == "F"
        return grouped(isUpper ? digits.uppercased() : digits, isNegative: isNegative)
    }

    // MARK: layout

    private func signText(_ isNegative: Bool) -> String {
        isNegative ? "-" : sign == "-" ? "" : String(sign)
    }

    private func grouped(_ digits: String, isNegative: Bool) -> String {
        var text = digits
        if let separator {
            let whole = digits.prefix { $0.isNumber }
            var parts = ""
            for (place, digit) in whole.enumerated() {
                if place > 0, (whole.count - place) % 3 == 0 { parts.append(separator) }
                parts.append(digit)
            }
            text = parts + digits.dropFirst(whole.count)
        }
        return padded(sign: signText(isNegative), text, default: ">")
    }

    private func padded(sign: String, _ text: String, default standard: Character) -> String {
        let missing = width - sign.count - text.count
        guard missing > 0 else { return sign + text }
        let padding = String(repeating: fill, count: missing)
        switch alignment ?? standard {
        case "<": return sign + text + padding
        case "^":
            let left = missing / 2
            return String(repeating: fill, count: left) + sign + text
                + String(repeating: fill, count: missing - left)
        case "=": return sign + padding + text
        default: return padding + sign + text
        }
    }
}
