/// What a colour means. Drawings name roles; a `Theme` says how each looks, so that
/// one drawing serves light, dark and print.
public enum ColorRole: String, CaseIterable, Sendable {
    /// The ground that a figure stands on.
    case surface
    /// A quiet box on that ground: a strip, a code block.
    case panel
    /// Titles, names, values.
    case ink
    /// Labels, notes.
    case muted
    /// Grid lines, rules.
    case grid
    /// The frame of an axis, a separator that must be seen.
    case rule

    /// The outline of inputs and constants.
    case input
    /// The ground of inputs and constants.
    case inputFill
    /// The outline of trainable parameters.
    case parameter
    /// The ground of trainable parameters.
    case parameterFill
    /// The outline of operations.
    case operation
    /// The ground of operations.
    case operationFill
    /// The outline of the loss.
    case loss
    /// The ground of the loss.
    case lossFill
    /// The outline of targets.
    case target
    /// The ground of targets.
    case targetFill

    /// Forward flow.
    case forward
    /// Backward flow: gradients and local derivatives.
    case backward
    /// The ground of backward chips and strips.
    case backwardFill

    /// Something that was checked and holds.
    case success
    /// Something that was checked and fails, or is not a number.
    case failure

    /// The first data series (training).
    case series1
    /// The second data series (validation).
    case series2
    /// The third data series.
    case series3
    /// The fourth data series.
    case series4
    /// The fifth data series.
    case series5
    /// The sixth data series.
    case series6
}

/// A colour in sRGB with opacity, each component from 0 to 1.
public struct RGBColor: Hashable, Sendable {
    /// Red, 0…1.
    public var red: Double
    /// Green, 0…1.
    public var green: Double
    /// Blue, 0…1.
    public var blue: Double
    /// Opacity, 0…1.
    public var alpha: Double

    /// Makes a colour from components from 0 to 1.
    public init(red: Double, green: Double, blue: Double, alpha: Double = 1) {
        self.red = red
        self.green = green
        self.blue = blue
        self.alpha = alpha
    }

    /// Makes an opaque colour from 0xRRGGBB.
    public init(hex: UInt32) {
        self.init(
            red: Double((hex >> 16) & 255) / 255, green: Double((hex >> 8) & 255) / 255,
            blue: Double(hex & 255) / 255)
    }

    /// `#rrggbb`, without the opacity.
    public var hexText: String {
        let digits = Array("0123456789abcdef")
        return [red, green, blue].reduce(into: "#") { text, component in
            let byte = Int((min(max(component, 0), 1) * 255).rounded())
            text.append(digits[byte / 16])
            text.append(digits[byte % 16])
        }
    }

    /// The colour a fraction `t` of the way to `other`, component by component.
    public func mixed(with other: RGBColor, _ t: Double) -> RGBColor {
        RGBColor(
            red: red + (other.red - red) * t, green: green + (other.green - green) * t,
            blue: blue + (other.blue - blue) * t, alpha: alpha + (other.alpha - alpha) * t)
    }

    /// Relative luminance as WCAG 2 defines it, from 0 (black) to 1 (white). The sRGB
    /// curve is approximated by a square and a cube (within 0.01) to keep `pow` out.
    public var luminance: Double {
        func linear(_ c: Double) -> Double {
            c <= 0.04045 ? c / 12.92 : c * (c * (c * 0.305306011 + 0.682171111) + 0.012522878)
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    /// The WCAG 2 contrast ratio with another opaque colour, from 1 to 21.
    public func contrast(with other: RGBColor) -> Double {
        let (a, b) = (luminance + 0.05, other.luminance + 0.05)
        return max(a, b) / min(a, b)
    }
}

/// What a mark is painted with: a role that the theme fills in, or a fixed colour
/// (a pixel of a picture, a step of a colour map).
public enum Paint: Hashable, Sendable {
    /// The theme's colour of a role.
    case role(ColorRole)
    /// The same colour in every theme.
    case fixed(RGBColor)
}
