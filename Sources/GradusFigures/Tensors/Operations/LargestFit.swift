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

    /// A size of text, and how many rows and columns of a long tensor are drawn.
    struct Trial {
        var type: FigureTypography
        var limit: (rows: Int, columns: Int)
    }

    /// What is tried one after the other: large text, then fewer cells, then what there is.
    static func trials(_ type: FigureTypography) -> [Trial] {
        let full = CellGrid.limit
        let grown = [1.5, 1.35, 1.2, 1.1, 1].map {
            Trial(type: FigureTypography(base: type.base * $0), limit: full)
        }
        let fewer = [7, 6, 5, 4].map {
            Trial(type: type, limit: (rows: min($0 + 1, 6), columns: $0))
        }
        return grown + fewer + [Trial(type: type, limit: full)]
    }

    /// The first trial in which all stands in one row within the room, else the last.
    static func body(
        type: FigureTypography, width: Double, height: Double?,
        candidate: (Trial) -> Candidate
    ) -> FigureBody {
        let trials = trials(type)
        for trial in trials.dropLast() {
            let found = candidate(trial)
            if found.flow.rowCount == 1, found.flow.size.width <= width,
                found.size.height <= height ?? .infinity
            {
                return found.body()
            }
        }
        return candidate(trials[trials.count - 1]).body()
    }
}
