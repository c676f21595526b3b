import GradusGraphics

/// The colours by which other programs call them.
enum ForeignColor {
    /// `#rrggbb`, `#rgb`, or one of the X11 names that graph tools use; nil for anything else.
    static func color(named name: String) -> RGBColor? {
        let first = name.split(separator: ":").first.map(String.init) ?? name
        if first.hasPrefix("#") {
            let digits = first.dropFirst().filter { $0 != " " }
            let full =
                digits.count == 3 ? digits.map { "\($0)\($0)" }.joined() : String(digits.prefix(6))
            guard full.count == 6, let value = UInt32(full, radix: 16) else { return nil }
            return RGBColor(hex: value)
        }
        let word = first.lowercased().filter { $0 != " " }
        if let value = names[word] { return RGBColor(hex: value) }
        // X11 numbers four shades of a colour.
        guard let last = word.last, "1234".contains(last),
            let value = names[String(word.dropLast())]
        else { return nil }
        let shade = [1.0, 0.93, 0.8, 0.55][(last.wholeNumberValue ?? 1) - 1]
        let base = RGBColor(hex: value)
        return RGBColor(red: base.red * shade, green: base.green * shade, blue: base.blue * shade)
    }

    private static let names: [String: UInt32] = [
        "aliceblue": 0xF0F8FF, "antiquewhite": 0xFAEBD7, "aquamarine": 0x7FFFD4, "azure": 0xF0FFFF,
        "beige": 0xF5F5DC, "bisque": 0xFFE4C4, "black": 0x000000, "blue": 0x0000FF,
        "brown": 0xA52A2A, "burlywood": 0xDEB887, "cadetblue": 0x5F9EA0, "chocolate": 0xD2691E,
        "coral": 0xFF7F50, "cornflowerblue": 0x6495ED, "cornsilk": 0xFFF8DC, "crimson": 0xDC143C,
        "cyan": 0x00FFFF, "darkgreen": 0x006400, "darkolivegreen": 0xCAFF70,
        "darkorange": 0xFF8C00, "darkseagreen": 0xC1FFC1, "deepskyblue": 0x00BFFF,
        "dodgerblue": 0x1E90FF, "firebrick": 0xB22222, "forestgreen": 0x228B22,
        "ghostwhite": 0xF8F8FF, "gold": 0xFFD700, "goldenrod": 0xDAA520, "gray": 0xC0C0C0,
        "grey": 0xC0C0C0, "green": 0x00FF00, "honeydew": 0xF0FFF0, "hotpink": 0xFF69B4,
        "indianred": 0xCD5C5C, "ivory": 0xFFFFF0, "khaki": 0xF0E68C, "lavender": 0xE6E6FA,
        "lemonchiffon": 0xFFFACD, "lightblue": 0xADD8E6, "lightcoral": 0xF08080,
        "lightcyan": 0xE0FFFF, "lightgoldenrod": 0xEEDD82, "lightgray": 0xD3D3D3,
        "lightgreen": 0x90EE90, "lightgrey": 0xD3D3D3, "lightpink": 0xFFB6C1,
        "lightsalmon": 0xFFA07A, "lightskyblue": 0x87CEFA, "lightsteelblue": 0xB0C4DE,
        "lightyellow": 0xFFFFE0, "limegreen": 0x32CD32, "linen": 0xFAF0E6, "magenta": 0xFF00FF,
        "maroon": 0xB03060, "mediumpurple": 0x9370DB, "mintcream": 0xF5FFFA,
        "mistyrose": 0xFFE4E1, "moccasin": 0xFFE4B5, "navajowhite": 0xFFDEAD, "navy": 0x000080,
        "olivedrab": 0x6B8E23, "orange": 0xFFA500, "orangered": 0xFF4500, "orchid": 0xDA70D6,
        "palegreen": 0x98FB98, "paleturquoise": 0xAFEEEE, "papayawhip": 0xFFEFD5,
        "peachpuff": 0xFFDAB9, "pink": 0xFFC0CB, "plum": 0xDDA0DD, "powderblue": 0xB0E0E6,
        "purple": 0xA020F0, "red": 0xFF0000, "rosybrown": 0xBC8F8F, "royalblue": 0x4169E1,
        "salmon": 0xFA8072, "sandybrown": 0xF4A460, "seagreen": 0x2E8B57, "sienna": 0xA0522D,
        "skyblue": 0x87CEEB, "slateblue": 0x6A5ACD, "slategray": 0x708090, "snow": 0xFFFAFA,
        "springgreen": 0x00FF7F, "steelblue": 0x4682B4, "tan": 0xD2B48C, "thistle": 0xD8BFD8,
        "tomato": 0xFF6347, "turquoise": 0x40E0D0, "violet": 0xEE82EE, "wheat": 0xF5DEB3,
        "white": 0xFFFFFF, "whitesmoke": 0xF5F5F5, "yellow": 0xFFFF00, "yellowgreen": 0x9ACD32,
    ]
}
