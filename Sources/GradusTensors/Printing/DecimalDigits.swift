/// A finite number in decimal: 0.d₁d₂d₃… · 10^point, without the sign.
struct DecimalDigits: Hashable {
    /// The digits from 0 to 9, the first one not 0; empty for zero.
    var digits: [UInt8]
    /// Where the decimal point stands, counted from before the first digit.
    var point: Int

    /// The fewest digits that no other number of the type reads as, the closest of them.
    init(shortest value: some BinaryFloatingPoint & CustomStringConvertible) {
        var digits: [UInt8] = []
        var point: Int?
        var exponent = 0
        let text = value.magnitude.description
        for (place, character) in text.utf8.enumerated() {
            switch character {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digits.append(character - UInt8(ascii: "0"))
            case UInt8(ascii: "."):
                point = digits.count
            default:  // the exponent's mark
                exponent = Int(text.dropFirst(place + 1)) ?? 0
                self.init(digits, point: (point ?? digits.count) + exponent)
                return
            }
        }
        self.init(digits, point: point ?? digits.count)
    }

    /// The same for a number of a floating dtype.
    init(shortest value: Double, _ dtype: DType) {
        switch dtype {
        case .float16: self.init(shortestHalf: Float16(value))
        case .float32: self.init(shortest: Float(value))
        default: self.init(shortest: value)
        }
    }

    /// The fewest digits that read back as a number of half precision: Swift's own text has
    /// more for large ones.
    private init(shortestHalf value: Float16) {
        let exact = DecimalDigits(exact: Double(Float(value)).magnitude)
        for count in 1..<5 {
            let digits = exact.rounded(toDigits: count)
            var read = 0.0
            for digit in digits.digits { read = read * 10 + Double(digit) }
            // At most four digits and a small power of ten: exact before the one rounding.
            let places = digits.point - digits.digits.count
            for _ in 0..<abs(places) { read = places > 0 ? read * 10 : read / 10 }
            if Float16(read) == value.magnitude {
                self = digits
                return
            }
        }
        self = exact.rounded(toDigits: 5)
    }

    /// All digits of a number: there are finitely many, because 1/2 = 0.5.
    init(exact value: Double) {
        guard value != 0 else {
            self.init([], point: 0)
            return
        }
        let exponent = value.isNormal ? Int(value.exponent) - 52 : -1074
        let significand = value.significandBitPattern | (value.isNormal ? 1 << 52 : 0)
        // An integer in limbs of nine digits, the lowest first: significand · 2^exponent, or
        // significand · 5^-exponent with the point moved by -exponent.
        var limbs = [significand % 1_000_000_000, significand / 1_000_000_000]
        var rest = exponent.magnitude
        let (factor, step): (UInt64, UInt) = exponent < 0 ? (1_220_703_125, 13) : (1 << 29, 29)
        while rest > 0 {
            let now = Swift.min(rest, step)
            let by: UInt64
            if now == step {
                by = factor
            } else {
                by = exponent < 0 ? (0..<now).reduce(1) { power, _ in power * 5 } : 1 << now
            }
            var carry: UInt64 = 0
            for i in limbs.indices {
                let product = limbs[i] * by + carry
                limbs[i] = product % 1_000_000_000
                carry = product / 1_000_000_000
            }
            while carry > 0 {
                limbs.append(carry % 1_000_000_000)
                carry /= 1_000_000_000
            }
            rest -= now
        }
        var digits: [UInt8] = []
        for limb in limbs.reversed() {
            var divisor: UInt64 = 100_000_000
            while divisor > 0 {
                digits.append(UInt8(limb / divisor % 10))
                divisor /= 10
            }
        }
        self.init(digits, point: digits.count + Swift.min(exponent, 0))
    }

    /// Digits with zeros at either end taken away.
    private init(_ given: [UInt8], point: Int) {
        let lead = given.prefix { $0 == 0 }.count
        var digits = Array(given[lead...])
        while digits.last == 0 { digits.removeLast() }
        self.digits = digits
        self.point = digits.isEmpty ? 0 : point - lead
    }

    /// The number rounded to `places` digits after the point, halves to even.
    func rounded(toPlaces places: Int) -> DecimalDigits {
        let kept = point + places
        guard kept < digits.count else { return self }
        guard kept >= 0 else { return DecimalDigits([], point: 0) }
        var result = Array(digits[..<kept])
        let next = digits[kept]
        let isHalf = next == 5 && kept + 1 == digits.count
        let up = isHalf ? (result.last ?? 0) & 1 == 1 : next >= 5
        var newPoint = point
        if up {
            var place = kept - 1
            while place >= 0, result[place] == 9 {
                result[place] = 0
                place -= 1
            }
            if place >= 0 {
                result[place] += 1
            } else {
                result.insert(1, at: 0)
                newPoint += 1
            }
        }
        return DecimalDigits(result, point: newPoint)
    }

    /// The number rounded to `count` digits in all.
    func rounded(toDigits count: Int) -> DecimalDigits { rounded(toPlaces: count - point) }

    /// How many digits stand after the point.
    var places: Int { Swift.max(0, digits.count - point) }

    /// The exponent in scientific notation: of the first digit.
    var exponent: Int { digits.isEmpty ? 0 : point - 1 }

    /// The digits before the point, "0" if there are none, and those after it.
    var positional: (whole: String, fraction: String) {
        let whole = (0..<Swift.max(0, point)).map { $0 < digits.count ? digits[$0] : 0 }
        let fraction =
            digits.isEmpty
            ? []
            : [UInt8](repeating: 0, count: Swift.max(0, -point)) + digits.dropFirst(whole.count)
        return (whole.isEmpty ? "0" : Self.text(whole), Self.text(fraction))
    }

    /// The first digit and the others.
    var scientific: (whole: String, fraction: String) {
        (
            Self.text(Array(digits.prefix(1).isEmpty ? [0] : digits.prefix(1))),
            Self.text(Array(digits.dropFirst()))
        )
    }

    private static func text(_ digits: [UInt8]) -> String {
        String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
    }
}
