import GradusGraphics

/// How the numbers of one tensor are written: whole ones as they are, others with as many decimals
/// as the largest needs for three digits, so that they stand below one another.
struct CellNumbers {
    /// Digits behind the point; nil where each number is written by itself.
    private let decimals: Int?

    init(_ values: [Double]) {
        let finite = values.filter(\.isFinite)
        let largest = finite.map(abs).max() ?? 0
        guard !finite.allSatisfy({ $0 == $0.rounded() }), largest < 1e5, largest >= 1e-3 else {
            decimals = nil
            return
        }
        var wanted = 2
        if largest < 0.1 { wanted = largest < 0.01 ? 4 : 3 }
        if largest >= 100 { wanted = 1 }
        // No zeros that no number needs.
        while wanted > 1,
            finite.allSatisfy({ Self.isExact($0, decimals: wanted - 1) })
        {
            wanted -= 1
        }
        decimals = wanted
    }

    private static func isExact(_ value: Double, decimals: Int) -> Bool {
        var power = 1.0
        for _ in 0..<decimals { power *= 10 }
        return (value * power).rounded() / power == value
    }

    /// The number as text.
    func text(_ value: Double) -> String {
        guard let decimals, value.isFinite else {
            return NumberText.short(value, significantDigits: 3)
        }
        let text = NumberText.fixed(value, fractionDigits: decimals)
        // What is not zero must not read so.
        let isLost = value != 0 && !text.contains { $0 != "0" && $0 != "." && $0 != "−" }
        return isLost ? NumberText.short(value, significantDigits: 1) : text
    }

    /// Whether the text says all of the number.
    func isExact(_ value: Double) -> Bool {
        guard let decimals, value.isFinite else {
            return NumberText.short(value, significantDigits: 3)
                == NumberText.short(value, significantDigits: 17)
        }
        return Self.isExact(value, decimals: decimals)
    }
}
