/// Powers and logarithms of ten that are the same on every machine.
enum Decimal {
    /// The logarithm to base 10 of a positive finite number, within a few units of the
    /// last place; powers of ten from 1e-22 to 1e22 are exact.
    ///
    /// The C library's differs between processors, so it is a series here: x = m · 2ᵉ with
    /// m from √½ to √2, and ln m = 2 artanh((m − 1) / (m + 1)).
    static func log10(_ x: Double) -> Double {
        guard x > 0, x.isFinite else { return x > 0 ? x : .nan }
        var mantissa = x.significand
        var exponent = Double(x.exponent)
        if mantissa > 1.414_213_562_373_095_1 {
            mantissa /= 2
            exponent += 1
        }
        let t = (mantissa - 1) / (mantissa + 1)
        let square = t * t
        var sum = 0.0
        for k in stride(from: 25.0, through: 1, by: -2) { sum = sum * square + 1 / k }
        let logarithm =
            (exponent * 0.693_147_180_559_945_3 + 2 * t * sum) / 2.302_585_092_994_045_9
        let whole = logarithm.rounded()
        if abs(logarithm - whole) < 1e-9, abs(whole) <= 22, power(Int(whole)) == x { return whole }
        return logarithm
    }

    /// Ten to a whole power, the nearest number there is; 0 or infinite beyond the range of
    /// `Double`.
    static func power(_ exponent: Int) -> Double {
        guard abs(exponent) > 22 else {
            var factor = 1.0
            for _ in 0..<abs(exponent) { factor *= 10 }
            return exponent < 0 ? 1 / factor : factor
        }
        guard exponent >= -324 else { return 0 }
        return exponent > 308 ? .infinity : Double("1e\(exponent)") ?? .nan
    }

    /// The largest whole number whose power of ten is not above `x`; 0 for 0, nan and infinity.
    static func exponent(of x: Double) -> Int {
        guard x.isFinite, x != 0 else { return 0 }
        var exponent = Int(log10(abs(x)).rounded(.down))
        if power(exponent) > abs(x) { exponent -= 1 }
        return exponent
    }
}
