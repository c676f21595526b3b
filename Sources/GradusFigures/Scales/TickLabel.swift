import GradusGraphics

/// Writes the numbers of an axis: as many decimals as the step needs, a true minus sign,
/// powers of ten where digits would not be readable.
enum TickLabel {
    /// The label of a tick whose neighbours are `step` away.
    static func text(_ value: Double, step: Double) -> String {
        guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "−∞" : "∞" }
        if value == 0 { return "0" }
        let size = Decimal.exponent(of: value)
        let stepSize = step > 0 ? Decimal.exponent(of: step) : size
        if size >= 6 || max(size, stepSize) < -4 { return scientific(value, size, stepSize) }
        return fixed(value, decimals: decimals(of: step > 0 ? step : value))
    }

    /// The fewest decimals with which a number is written without loss, at most 12.
    private static func decimals(of number: Double) -> Int {
        for count in 0..<12 {
            let scaled = abs(number) * Decimal.power(count)
            if abs(scaled - scaled.rounded()) <= 1e-6 * max(1, scaled) * 1e-3, scaled >= 0.5 {
                return count
            }
        }
        return 12
    }

    private static func scientific(_ value: Double, _ size: Int, _ stepSize: Int) -> String {
        let digits = min(6, max(0, size - stepSize))
        var mantissa = fixed(value / Decimal.power(size), decimals: digits)
        // Rounded up to the next power.
        if mantissa.hasPrefix("10") || mantissa.hasPrefix("−10") {
            return scientific(
                value < 0 ? -Decimal.power(size + 1) : Decimal.power(size + 1), size + 1, size + 1)
        }
        while mantissa.contains("."), mantissa.last == "0" { mantissa.removeLast() }
        if mantissa.last == "." { mantissa.removeLast() }
        let power = "10" + NumberText.superscript(size)
        switch mantissa {
        case "1": return power
        case "−1": return "−" + power
        default: return mantissa + "×" + power
        }
    }

    private static func fixed(_ value: Double, decimals: Int) -> String {
        NumberText.fixed(value, fractionDigits: decimals)
    }
}
