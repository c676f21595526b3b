/// How the floating-point numbers of one tensor are written so that they line up: chosen
/// from all numbers that will be seen, as NumPy chooses.
struct FloatingFormat {
    private let isSingle: Bool
    private let hasExponent: Bool
    private var isUnique = true
    private var precision: Int?
    private var minimumPlaces = 0
    private var leftWidth = 0
    private var rightWidth = 0
    private var exponentDigits = 2
    private var padsZeros = false

    /// Chooses the format for numbers, which are single-precision ones if so said.
    init(_ values: [Double], isSingle: Bool, options: PrintOptions) {
        self.isSingle = isSingle
        precision = options.floatMode == .unique ? nil : options.precision
        let finite = values.filter(\.isFinite)
        hasExponent = Self.needsExponent(finite, isSingle: isSingle, options: options)
        isUnique = options.floatMode != .fixed
        if finite.isEmpty {
            rightWidth = 0
        } else if hasExponent {
            let drafts = finite.map { scientificParts($0) }
            exponentDigits = drafts.reduce(0) {
                Swift.max($0, String($1.exponent.magnitude).count)
            }
            exponentDigits = Swift.max(2, exponentDigits)
            let places =
                isUnique ? drafts.map(\.fraction.count).max() ?? 0 : options.precision
            precision = places
            minimumPlaces = places
            padsZeros = true
            leftWidth = drafts.map(\.whole.count).max() ?? 0
            rightWidth = exponentDigits + 2 + places
        } else {
            padsZeros = !isUnique
            if padsZeros { minimumPlaces = options.precision }
            let drafts = finite.map { positionalParts($0) }
            leftWidth = drafts.map(\.whole.count).max() ?? 0
            rightWidth = drafts.map(\.fraction.count).max() ?? 0
            if options.floatMode == .fixed || options.floatMode == .maxprecEqual {
                precision = rightWidth
                minimumPlaces = rightWidth
                padsZeros = true
            }
        }
        if finite.count != values.count {
            let hasNegative = values.contains(-.infinity)
            leftWidth = Swift.max(
                leftWidth, 3 - (rightWidth + 1), 3 + (hasNegative ? 1 : 0) - (rightWidth + 1))
        }
    }

    private static func needsExponent(
        _ finite: [Double], isSingle: Bool, options: PrintOptions
    ) -> Bool {
        let magnitudes = finite.lazy.map(\.magnitude).filter { $0 != 0 }
        guard let largest = magnitudes.max(), let smallest = magnitudes.min() else { return false }
        if largest >= (isSingle ? 1e6 : 1e8) { return true }
        if options.suppressSmall { return false }
        let ratio =
            isSingle ? Double(Float(largest) / Float(smallest)) : largest / smallest
        return (isSingle ? Float(smallest) < 0.0001 : smallest < 0.0001) || ratio > 1000
    }

    /// The number, as wide as all others.
    func text(_ value: Double) -> String {
        guard value.isFinite else {
            let word = value.isNaN ? "nan" : value < 0 ? "-inf" : "inf"
            return Self.blanks(leftWidth + rightWidth + 1 - word.count) + word
        }
        if hasExponent {
            let parts = scientificParts(value)
            return Self.blanks(leftWidth - parts.whole.count) + parts.whole + "."
                + parts.fraction + NumberPrinting.exponent(parts.exponent, digits: exponentDigits)
        }
        let parts = positionalParts(value)
        return Self.blanks(leftWidth - parts.whole.count) + parts.whole + "." + parts.fraction
            + Self.blanks(rightWidth - parts.fraction.count)
    }

    private static func blanks(_ count: Int) -> String {
        String(repeating: " ", count: Swift.max(0, count))
    }

    private func shortest(_ value: Double) -> DecimalDigits {
        isSingle ? DecimalDigits(shortest: Float(value)) : DecimalDigits(shortest: value)
    }

    private func positionalParts(_ value: Double) -> (whole: String, fraction: String) {
        var digits = isUnique ? shortest(value) : DecimalDigits(exact: value)
        if let precision, digits.places > precision || !isUnique {
            digits = DecimalDigits(exact: value).rounded(toPlaces: precision)
        }
        let (whole, fraction) = digits.positional
        return (Self.signed(whole, value), padded(fraction))
    }

    private func scientificParts(
        _ value: Double
    ) -> (whole: String, fraction: String, exponent: Int) {
        var digits = isUnique ? shortest(value) : DecimalDigits(exact: value)
        let places = Swift.max(0, digits.digits.count - 1)
        if let precision, places > precision {
            digits = DecimalDigits(exact: value).rounded(toDigits: precision + 1)
        } else if minimumPlaces > places {
            // Places past the shortest form show what the number really is.
            digits = DecimalDigits(exact: value).rounded(toDigits: minimumPlaces + 1)
        }
        let (whole, fraction) = digits.scientific
        return (Self.signed(whole, value), padded(fraction), digits.exponent)
    }

    private static func signed(_ whole: String, _ value: Double) -> String {
        value.sign == .minus ? "-" + whole : whole
    }

    private func padded(_ fraction: String) -> String {
        guard padsZeros else { return fraction }
        return fraction
            + String(repeating: "0", count: Swift.max(0, minimumPlaces - fraction.count))
    }
}
