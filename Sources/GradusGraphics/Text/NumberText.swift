/// Numbers as figures and prose show them: as few digits as tell the truth, a true minus
/// sign, the same text on every machine.
public enum NumberText {
    /// A number to so many significant digits, without trailing zeros.
    ///
    /// - Whole numbers below 1,000,000,000 keep all their digits, since a zero in a digit's
    ///   place would lie; from five digits on they are grouped by thin spaces (`12 345`).
    /// - Other numbers are rounded, halves away from zero, but never left of the point:
    ///   `0.3333`, `12 346`.
    /// - Below 0.0001 and from 1,000,000 (whole numbers: 1,000,000,000) on they are written
    ///   `1.2×10⁻⁷`.
    /// - Zero of either sign is `0`; the rest is `NaN`, `∞` and `−∞`.
    ///
    /// The digits that are rounded are the shortest that identify the `Double`. Traps unless
    /// `significantDigits` is 1 or more.
    public static func short(_ value: Double, significantDigits: Int = 4) -> String {
        precondition(significantDigits >= 1, "a number needs a digit, asked for none")
        if value.isNaN { return "NaN" }
        let sign = value < 0 ? minus : ""
        if value.isInfinite { return sign + "∞" }
        if value == 0 { return "0" }
        let size = abs(value)
        if size < 1e9, size == size.rounded() { return integer(Int(value)) }
        var number = DecimalDigits(size)
        let isLarge = size >= 1e6
        // A number such as 12345.6 keeps the digits left of its point.
        number.round(to: isLarge ? significantDigits : max(significantDigits, number.exponent + 1))
        let isPlain = !isLarge && number.exponent >= -4
        return sign + (isPlain ? number.plainText : number.scientificText)
    }

    /// A number with exactly so many digits after the point: `−0.50`. Numbers from
    /// 1,000,000,000,000,000 on, NaN and infinities are written as `short` does.
    ///
    /// Traps if `fractionDigits` is negative.
    public static func fixed(_ value: Double, fractionDigits: Int) -> String {
        precondition(fractionDigits >= 0, "digits after the point cannot be \(fractionDigits)")
        guard value.isFinite, abs(value) < 1e15 else { return short(value) }
        var number = DecimalDigits(abs(value))
        number.round(to: number.exponent + 1 + fractionDigits)
        let digits = number.isZero ? [] : number.digits
        func digit(_ place: Int) -> Int {
            let index = number.exponent - place
            return digits.indices.contains(index) ? digits[index] : 0
        }
        let top = number.isZero ? 0 : max(0, number.exponent)
        var text = grouped((0...top).reversed().map { digit($0) })
        if fractionDigits > 0 {
            text += "."
            for place in 1...fractionDigits { text += "\(digit(-place))" }
        }
        return (value < 0 && !number.isZero ? minus : "") + text
    }

    /// A whole number with a true minus sign, grouped by thin spaces from five digits on.
    public static func integer(_ value: Int) -> String {
        let digits = String(value.magnitude).utf8.map { Int($0) - 48 }
        return (value < 0 ? minus : "") + grouped(digits)
    }

    /// A number as an exponent: `⁻⁷`.
    public static func superscript(_ value: Int) -> String {
        let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
        let sign = value < 0 ? "⁻" : ""
        return String(value.magnitude).utf8.reduce(into: sign) { $0.append(digits[Int($1) - 48]) }
    }

    /// U+2212, as wide as a plus sign.
    static let minus = "\u{2212}"
    /// U+2009, between groups of three digits.
    static let thinSpace = "\u{2009}"

    static func grouped(_ digits: [Int]) -> String {
        var text = ""
        for (place, digit) in digits.enumerated() {
            let left = digits.count - place
            if place > 0, left % 3 == 0, digits.count > 4 { text += thinSpace }
            text += "\(digit)"
        }
        return text
    }
}

/// A finite number above or at zero as decimal digits: d.ddd × 10^exponent.
private struct DecimalDigits {
    /// From 0 to 9; neither the first nor the last is 0 unless the number is.
    var digits: [Int]
    var exponent: Int

    var isZero: Bool { digits == [0] }

    /// Takes the shortest digits that identify `value`.
    init(_ value: Double) {
        // Swift's description is the same in every locale: 0.25, 1e-07, 1.5e+20.
        let parts = value.description.split(separator: "e")
        let mantissa = parts[0].split(separator: ".")
        let fraction = mantissa.count > 1 ? mantissa[1] : ""
        digits = (mantissa[0] + fraction).utf8.map { Int($0) - 48 }
        exponent = mantissa[0].count - 1 + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
        normalize()
    }

    private mutating func normalize() {
        while digits.count > 1, digits.first == 0 {
            digits.removeFirst()
            exponent -= 1
        }
        while digits.count > 1, digits.last == 0 { digits.removeLast() }
        if isZero { exponent = 0 }
    }

    /// Keeps the first `count` digits, rounding halves up.
    mutating func round(to count: Int) {
        guard count < digits.count else { return }
        guard count >= 0 else {
            (digits, exponent) = ([0], 0)
            return
        }
        let isUp = digits[count] >= 5
        digits.removeSubrange(count...)
        if isUp {
            var place = count - 1
            while place >= 0, digits[place] == 9 {
                digits[place] = 0
                place -= 1
            }
            if place >= 0 {
                digits[place] += 1
            } else {
                digits.insert(1, at: 0)
                exponent += 1
            }
        }
        if digits.isEmpty { digits = [0] }
        normalize()
    }

    var plainText: String {
        if exponent < 0 {
            return "0." + String(repeating: "0", count: -exponent - 1)
                + digits.map(String.init).joined()
        }
        let whole = (0...exponent).map { $0 < digits.count ? digits[$0] : 0 }
        let fraction = digits.dropFirst(exponent + 1).map(String.init).joined()
        return NumberText.grouped(whole) + (fraction.isEmpty ? "" : "." + fraction)
    }

    var scientificText: String {
        let fraction = digits.dropFirst().map(String.init).joined()
        return "\(digits[0])" + (fraction.isEmpty ? "" : "." + fraction)
            + "×10" + NumberText.superscript(exponent)
    }
}
