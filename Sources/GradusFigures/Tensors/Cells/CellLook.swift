import GradusGraphics

/// How one cell of a tensor is drawn.
struct CellLook {
    /// The colour laid over the cell.
    var tint: Paint?
    /// How much of it, from 0 to 1.
    var strength = 0.18
    /// A cell that is another cell again: dashed, its number stands back.
    var isGhost = false
    /// A cell that the question does not concern: its number stands back.
    var isQuiet = false

    /// An empty cell.
    static let plain = CellLook()

    /// A tinted cell.
    static func tinted(_ paint: Paint, _ strength: Double = 0.18) -> CellLook {
        CellLook(tint: paint, strength: strength)
    }
}

/// An outline around cells that belong together in the answer to a question.
struct CellRing {
    var elements: [Int]
    var paint: Paint
    var width = 1.9
}

/// The colours of operands, results and single elements.
enum TensorColors {
    /// The colour of an operand by its number: blue, green, then others.
    static func operand(_ number: Int) -> ColorRole {
        let roles: [ColorRole] = [.series1, .series3, .series5, .series6]
        return roles[number % roles.count]
    }
    /// The cell that was asked for.
    static let asked = ColorRole.loss

    private static let ramp: [RGBColor] = [
        RGBColor(hex: 0x2F6BE0), RGBColor(hex: 0x14A3B8), RGBColor(hex: 0x35B060),
        RGBColor(hex: 0xD6B100), RGBColor(hex: 0xEE7A26), RGBColor(hex: 0xDB3F7D),
        RGBColor(hex: 0x8B4BD0),
    ]

    /// A colour that tells an element from others, in the order of the rainbow.
    static func element(_ index: Int, of count: Int) -> Paint {
        guard count > 1 else { return .fixed(ramp[0]) }
        let place = Double(index) / Double(count - 1) * Double(ramp.count - 1)
        let first = min(max(Int(place), 0), ramp.count - 2)
        return .fixed(ramp[first].mixed(with: ramp[first + 1], place - Double(first)))
    }
    /// How much of an element's colour is laid over its cell.
    static let elementStrength = 0.42
}
