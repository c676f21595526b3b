import GradusGraphics

/// Draws cells as large as the room allows: short rows need not be small because long ones are.
enum LargestFit {
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

    /// The first trial in which each row stands in one line within the room, else the last, drawn by
    /// `fallback` where there is one.
    static func body(
        type: FigureTypography, width: Double, height: Double?,
        candidate: (Trial) -> ColumnOfFlows, fallback: ((Trial) -> ColumnOfFlows)? = nil
    ) -> FigureBody {
        let trials = trials(type)
        for trial in trials.dropLast() {
            let found = candidate(trial)
            if found.flows.allSatisfy({ $0.rowCount == 1 }), found.size.width <= width,
                found.size.height <= height ?? .infinity
            {
                return found.body()
            }
        }
        let last = trials[trials.count - 1]
        return (fallback?(last) ?? candidate(last)).body()
    }
}
