/// The CSS that Gradus's SVG is painted by: a variable for each role, a class for each way
/// a role is used, and a class for each voice.
public enum SVGStyle {
    /// The CSS variable of a role: `--gradus-input-fill`.
    public static func variable(of role: ColorRole) -> String { "--gradus-" + kebab(role) }

    /// The declarations of a theme's variables: `--gradus-ink:#1b2333;…`.
    public static func variables(of theme: Theme) -> String {
        ColorRole.allCases.map { "\(variable(of: $0)):\(theme[$0].hexText);" }.joined()
    }

    /// A style sheet for a page of inline SVGs. The first theme is the page's own; a theme
    /// named `dark` or `print` among the others answers the reader's setting, and every
    /// theme can be chosen by `data-theme="name"` on the page's root element.
    public static func pageSheet(themes: [Theme] = Theme.all) -> String {
        var sheet = variableRules(themes: themes, root: ":root")
        for theme in themes {
            sheet += ":root[data-theme=\"\(theme.name)\"]{\(variables(of: theme))}\n"
        }
        // On paper the print theme wins over a chosen one.
        if let print = themes.dropFirst().first(where: { $0.name == "print" }) {
            sheet += "@media print{:root[data-theme]{\(variables(of: print))}}\n"
        }
        // A figure is never wider than its column.
        sheet += "svg.gradus{max-width:100%;height:auto}\n"
        return sheet + classRules(fallback: themes.first)
    }

    /// The style sheet of a stand-alone file.
    static func fileSheet(themes: [Theme]) -> String {
        variableRules(themes: themes, root: "svg") + classRules(fallback: themes.first)
    }

    private static func variableRules(themes: [Theme], root: String) -> String {
        guard let first = themes.first else { return "" }
        var rules = "\(root){\(variables(of: first))}\n"
        for theme in themes.dropFirst() {
            let rule = "{\(root){\(variables(of: theme))}}\n"
            if theme.name == "dark" { rules += "@media (prefers-color-scheme:dark)" + rule }
            if theme.name == "print" { rules += "@media print" + rule }
        }
        return rules
    }

    /// The classes that marks carry. A reader that knows no CSS variables (most
    /// converters) takes the colour before them.
    private static func classRules(fallback: Theme?) -> String {
        var rules = ""
        for role in ColorRole.allCases {
            for (letter, property) in [("f", "fill"), ("s", "stroke")] {
                let plain = fallback.map { "\(property):\($0[role].hexText);" } ?? ""
                rules += ".gradus .\(letter)-\(kebab(role)){\(plain)"
                rules += "\(property):var(\(variable(of: role)))}\n"
            }
        }
        rules += ".gradus text{white-space:pre;font-kerning:normal;"
        rules += "font-feature-settings:\"calt\" 0,\"liga\" 0,\"clig\" 0}\n"
        for family in FontFamily.allCases {
            rules += ".gradus .t-\(family.rawValue){font-family:\(families(of: family))}\n"
        }
        rules += ".gradus .t-bold{font-weight:700}\n.gradus .t-italic{font-style:italic}\n"
        // Of a sequence the last frame is seen where no script steps through it, and on paper.
        rules += ".gradus .frame.off{display:none}\n"
        rules += "@media print{.gradus .frame{display:none}.gradus .frame.end{display:inline}}\n"
        rules += ".gradus .pixels{image-rendering:optimizeSpeed;image-rendering:pixelated}\n"
        return rules
    }

    /// The CSS `font-family` of a voice: the faces that a page may embed (see
    /// `DrawingRendering.fontFaceRules`), the same by their own names, then the system's.
    public static func families(of family: FontFamily) -> String {
        switch family {
        case .text: "\"Gradus Text\",\"Gradus Symbols\",Roboto,\"DejaVu Sans\",sans-serif"
        case .code:
            "\"Gradus Code\",\"Gradus Symbols\",\"Fira Code\",\"DejaVu Sans Mono\",monospace"
        case .math:
            "\"Gradus Math\",\"Gradus Symbols\",\"DejaVu Serif Condensed\",\"DejaVu Serif\",serif"
        }
    }

    /// `inputFill` as CSS writes it: `input-fill`.
    static func kebab(_ role: ColorRole) -> String {
        role.rawValue.reduce(into: "") { text, letter in
            if letter.isUppercase { text += "-" }
            text += letter.lowercased()
        }
    }
}
