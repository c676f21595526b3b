import GradusGraphics

/// The text styles of one figure, all derived from its size's running text.
struct FigureTypography {
    /// The smallest text of any figure in points.
    static let smallest = 9.0

    /// The size of running text.
    let base: Double

    init(_ size: FigureSize) { self.init(base: size.textSize) }

    init(base: Double) { self.base = max(Self.smallest, base) }

    private func size(_ factor: Double) -> Double { max(Self.smallest, base * factor) }

    /// The figure's title.
    var title: TextStyle { TextStyle(size: size(1.55), weight: .bold) }
    /// The line below it.
    var subtitle: TextStyle { TextStyle(size: size(1.0)) }
    /// Names of nodes and parts.
    var name: TextStyle { TextStyle(size: size(1.15), weight: .bold) }
    /// Numbers that matter.
    var value: TextStyle { TextStyle(size: size(1.12), weight: .bold) }
    /// Numbers that stand back.
    var quietValue: TextStyle { TextStyle(size: size(1.12)) }
    /// Words that say what a number is, ticks, legends.
    var label: TextStyle { TextStyle(size: size(0.9)) }
    /// The same, to be noticed.
    var strongLabel: TextStyle { TextStyle(size: size(0.9), weight: .bold) }
    /// Expressions.
    var code: TextStyle { TextStyle(.code, size: size(0.95)) }
    /// Numbers in grids, rules on edges.
    var smallCode: TextStyle { TextStyle(.code, size: size(0.9)) }
    /// Numerators and denominators.
    var fraction: TextStyle { TextStyle(size: size(0.92)) }
}
