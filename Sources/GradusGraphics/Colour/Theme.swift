/// The colours of a drawing by role.
public struct Theme: Hashable, Sendable {
    /// `light`, `dark` or `print`.
    public let name: String
    private let colors: [RGBColor]

    /// Makes a theme; `color` is asked once for each role.
    public init(name: String, color: (ColorRole) -> RGBColor) {
        self.name = name
        self.colors = ColorRole.allCases.map(color)
    }

    /// The colour of a role.
    public subscript(role: ColorRole) -> RGBColor { colors[role.index] }

    /// The colour of a paint.
    public func color(of paint: Paint) -> RGBColor {
        switch paint {
        case .role(let role): self[role]
        case .fixed(let color): color
        }
    }

    /// All themes, `light` first.
    public static let all: [Theme] = [light, dark, print]

    /// The theme of a name, if there is one.
    public static func named(_ name: String) -> Theme? { all.first { $0.name == name } }

    /// Dark ink on white: screens by day, slides.
    public static let light = Theme(name: "light") { role in
        let hex: UInt32 =
            switch role {
            case .surface: 0xFFFFFF
            case .panel: 0xF5F7FA
            case .ink: 0x1B2333
            case .muted: 0x5D6779
            case .grid: 0xE4E7EC
            case .rule: 0xA9B2C0
            case .input: 0x3B6FB6
            case .inputFill: 0xEAF1FB
            case .parameter: 0x1B8057
            case .parameterFill: 0xE6F4EC
            case .operation: 0x6B7688
            case .operationFill: 0xFFFFFF
            case .loss: 0x8A45AE
            case .lossFill: 0xF5EBFA
            case .target: 0x936312
            case .targetFill: 0xFBF3DF
            case .forward: 0x7C889B
            case .backward: 0xB84A08
            case .backwardFill: 0xFFF6EE
            case .success: 0x14774F
            case .failure: 0xB3261E
            case .series1: 0x0F6CB0
            case .series2: 0xC2520A
            case .series3: 0x1B8057
            case .series4: 0xA4478A
            case .series5: 0x8A6D00
            case .series6: 0x4F5B6E
            }
        return RGBColor(hex: hex)
    }

    /// Light ink on a dark ground.
    public static let dark = Theme(name: "dark") { role in
        let hex: UInt32 =
            switch role {
            case .surface: 0x12161F
            case .panel: 0x1B212D
            case .ink: 0xEDF0F5
            case .muted: 0xA3AEBF
            case .grid: 0x2A3241
            case .rule: 0x55617A
            case .input: 0x7FB0F5
            case .inputFill: 0x17263D
            case .parameter: 0x5CCB9B
            case .parameterFill: 0x12302A
            case .operation: 0x97A3B6
            case .operationFill: 0x1A202B
            case .loss: 0xCF94F0
            case .lossFill: 0x2B1D38
            case .target: 0xE0B257
            case .targetFill: 0x332811
            case .forward: 0x8996AB
            case .backward: 0xFF9D57
            case .backwardFill: 0x34200F
            case .success: 0x5CCB9B
            case .failure: 0xFF8A80
            case .series1: 0x6CB6F5
            case .series2: 0xFF9D57
            case .series3: 0x5CCB9B
            case .series4: 0xE794CE
            case .series5: 0xE0C257
            case .series6: 0xB4BFD0
            }
        return RGBColor(hex: hex)
    }

    /// Grey-safe: roles differ in lightness as well, grounds are white or nearly so.
    public static let print = Theme(name: "print") { role in
        let hex: UInt32 =
            switch role {
            case .surface: 0xFFFFFF
            case .panel: 0xF4F4F4
            case .ink: 0x000000
            case .muted: 0x4A4A4A
            case .grid: 0xDCDCDC
            case .rule: 0x8C8C8C
            case .input: 0x2A558C
            case .inputFill: 0xF3F6FA
            case .parameter: 0x10573A
            case .parameterFill: 0xE4EDE8
            case .operation: 0x5A5A5A
            case .operationFill: 0xFFFFFF
            case .loss: 0x5E2A7A
            case .lossFill: 0xECE6EF
            case .target: 0x6B480A
            case .targetFill: 0xF6F1E4
            case .forward: 0x6E6E6E
            case .backward: 0x8C3400
            case .backwardFill: 0xFAF3EE
            case .success: 0x0E5A3B
            case .failure: 0x8C1D18
            case .series1: 0x0A4A7A
            case .series2: 0xB35A14
            case .series3: 0x10573A
            case .series4: 0x7A2F66
            case .series5: 0x6B5500
            case .series6: 0x3D3D3D
            }
        return RGBColor(hex: hex)
    }
}

extension ColorRole {
    /// The place of the role in `allCases`, without a search.
    var index: Int { Self.indices[self] ?? 0 }
    private static let indices = Dictionary(
        uniqueKeysWithValues: ColorRole.allCases.enumerated().map { ($1, $0) })
}
