import GradusGraphics

/// Foreign colours on the grounds that they meet. On the theme's own grounds a colour becomes
/// the theme's role of its hue, so that it can be read in every theme; on a foreign ground it is
/// made darker or lighter until it can be.
enum ForeignInk {
    /// The least contrast of text.
    static let text = 4.5
    /// The least contrast of lines.
    static let line = 3.0

    /// What is drawn in a wanted colour, or in the usual role's where none is wanted.
    ///
    /// `ground` is what lies below; nil for the theme's.
    static func paint(
        _ wanted: RGBColor?, usual: ColorRole, on ground: RGBColor?, contrast: Double
    ) -> Paint {
        guard let ground else {
            return .role(wanted.map { role(near: $0, forText: contrast >= text) } ?? usual)
        }
        let color = wanted ?? Theme.light[usual]
        return .fixed(readable(color, on: ground, contrast: contrast))
    }

    /// A colour made darker or lighter until its contrast with a ground suffices.
    static func readable(_ color: RGBColor, on ground: RGBColor, contrast: Double) -> RGBColor {
        let (black, white) = (RGBColor(hex: 0x00_0000), RGBColor(hex: 0xFF_FFFF))
        let end = ground.contrast(with: black) >= ground.contrast(with: white) ? black : white
        for step in 0..<10 {
            let mixed = color.mixed(with: end, Double(step) / 10)
            if mixed.contrast(with: ground) >= contrast { return mixed }
        }
        return end
    }

    /// The role whose hue is nearest; greys are quiet, black is ink.
    static func role(near color: RGBColor, forText: Bool) -> ColorRole {
        let (high, low) = (
            max(color.red, color.green, color.blue), min(color.red, color.green, color.blue)
        )
        let chroma = high - low
        guard chroma >= 0.15, chroma >= 0.2 * high else {
            if high < 0.25 || (high > 0.97 && forText) { return .ink }
            return high < 0.72 || forText ? .muted : .rule
        }
        let sixth: Double =
            if high == color.red {
                (color.green - color.blue) / chroma
            } else if high == color.green {
                2 + (color.blue - color.red) / chroma
            } else {
                4 + (color.red - color.green) / chroma
            }
        let hue = (sixth * 60 + 360).truncatingRemainder(dividingBy: 360)
        switch hue {
        case ..<16, 340...: return .failure
        case ..<45: return .backward
        case ..<70: return .series5
        case ..<165: return .series3
        case ..<195: return .success
        case ..<255: return .series1
        case ..<290: return .loss
        default: return .series4
        }
    }
}
