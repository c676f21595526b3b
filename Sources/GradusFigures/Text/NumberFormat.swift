import GradusGraphics
import GradusTrace

/// Writes recorded numbers with the fewest digits that tell the truth.
enum NumberFormat {
    /// At most `digits` significant digits, no zeros at the end, a true minus sign.
    static func text(_ value: Double, digits: Int = 4) -> String {
        NumberText.short(value, significantDigits: digits)
    }

    /// A part of one in per cent: whole, or with decimals where they say more.
    static func percent(_ part: Double, decimals: Int = 0) -> String {
        guard part.isFinite else { return text(part) }
        // 99.96 % is not 100 %: what is not certain must not read so.
        for count in decimals...6 {
            let written = NumberText.fixed(part * 100, fractionDigits: count)
            let reads = NumberText.fixed(100, fractionDigits: count)
            if part < 1, written == reads { continue }
            return part == 1 ? "100 %" : written + " %"
        }
        return "< 100 %"
    }
}

extension TextRun {
    /// A recorded number with its key.
    static func number(
        _ value: Double, _ style: TextStyle, paint: Paint = .role(.ink), key: TraceKey,
        digits: Int = 4
    ) -> TextRun {
        TextRun(
            NumberFormat.text(value, digits: digits), style,
            paint: value.isFinite ? paint : .role(.failure), key: key.rawValue)
    }
}
