import GradusGraphics

/// Draws cells as large as the room allows: short rows need not be small because long ones are.
enum LargestFit {
    /// A row of tensors with its strip, laid out in one size of text.
    struct Candidate {
        var flow: Flow
        var strip: FormulaStrip?
        var type: FigureTypography
        var measure: any TextMeasuring

        private var gap: Double { strip == nil ? 0 : type.base * 1.4 }
        var size: Size {
            Size(
                max(flow.size.width, strip?.size.width ?? 0),
                flow.size.height + gap + (strip?.size.height ?? 0))
        }

        /// The marks from (0, 0).
        func body() -> FigureBody {
            var list = MarkList(measuredBy: measure)
            let total = size.width
            flow.draw(at: Point((total - flow.size.width) / 2, 0), into: &list)
            strip?.draw(at: Point(0, flow.size.height + gap), width: total, into: &list)
            return FigureBody(size: size, marks: list.marks)
        }
    }

    /// How much larger than the figure's running text cells may be.
    private static let factors = [1.5, 1.35, 1.2, 1.1, 1]

    /// The largest size in which all stands in one row within the room, else the smallest.
    static func body(
        type: FigureTypography, width: Double, height: Double?,
        candidate: (FigureTypography) -> Candidate
    ) -> FigureBody {
        for factor in factors.dropLast() {
            let found = candidate(FigureTypography(base: type.base * factor))
            if found.flow.rowCount == 1, found.flow.size.width <= width,
                found.size.height <= height ?? .infinity
            {
                return found.body()
            }
        }
        return candidate(type).body()
    }
}
