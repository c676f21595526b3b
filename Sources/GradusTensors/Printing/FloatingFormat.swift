/// How the floating-point numbers of one tensor are written so that they line up: chosen
/// from all numbers that will be seen, as NumPy chooses.
struct FloatingFormat {
    private let dtype: DType
    private let options: PrintOptions
    private let hasExponent: Bool
    private var isUnique = true
    private var precision: Int?
    private var minimumPlaces = 0
    private var leftWidth = 0
    private var rightWidth = 0
    private var exponentDigits = 2
    private var padsZeros = false

    /// Chooses the format for numbers, which are of a floating dtype.
    init(_ values: [Double], dtype: DType, options: PrintOptions) {
        self.dtype = dtype
        self.options = options
        precision = options.floatMode == .unique ? nil : options.precision
        let finite = values.filter(\.isFinite)
        hasExponent = Self.needsExponent(finite, dtype: dtype, options: options)
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
        if options.sign == .blank, !finite.contains(where: { $0.sign == .minus }) { leftWidth += 1 }
        if finite.count != values.count {
            let hasSign = options.sign != .negative || values.contains(-.infinity)
            leftWidth = Swift.max(
                leftWidth, options.nanText.count - (rightWidth + 1),
                options.infinityText.count + (hasSign ? 1 : 0) - (rightWidth + 1))
        }
    }

    private static func needsExponent(
        _ finite: [Double], dtype: DType, options: PrintOptions
    ) -> Bool {
        let magnitudes = finite.lazy.map(\.magnitude).filter { $0 != 0 }
        guard let largest = magnitudes.max(), let smallest = magnitudes.min() else { return false }
        // Digits that the dtype does not hold are not written: 10 to the number it does.
        if largest >= (dtype == .float64 ? 1e8 : dtype == .float32 ? 1e6 : 1e3) { return true }
        if options.suppressSmall { return false }
        switch dtype {
        case .float16:
            return Float16(smallest) < 0.0001 || Float16(largest) / Float16(smallest) > 1000
        case .float32: return Float(smallest) < 0.0001 || Float(largest) / Float(smallest) > 1000
        default: return smallest < 0.0001 || largest / smallest > 1000
        }
    }

    /// The number, as wide as all others.
    func text(_ value: Double) -> String {
        guard value.isFinite else {
            let sign = value < 0 ? "-" : options.sign == .both ? "+" : ""
            let word = sign + (value.isNaN ? options.nanText : options.infinityText)
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
        DecimalDigits(shortest: value, dtype)
    }

    private func positionalParts(_ value: Double) -> (whole: String, fraction: String) {
        var digits = isUnique ? shortest(value) : DecimalDigits(exact: value)
        if let precision, digits.places > precision || !isUnique {
            digits = DecimalDigits(exact: value).rounded(toPlaces: precision)
        }
        let (whole, fraction) = digits.positional
        return (signed(whole, value), padded(fraction))
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
        return (signed(whole, value), padded(fraction), digits.exponent)
    }

    private func signed(_ whole: String, _ value: Double) -> String {
        value.sign == .minus ? "-" + whole : options.sign == .both ? "+" + whole : whole
    }

    private func padded(_ fraction: String) -> String {
        guard padsZeros else { return fraction }
        return fraction
            + String(repeating: "0", count: Swift.max(0, minimumPlaces - fraction.count))
    }
}
