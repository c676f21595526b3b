import GradusTensors

/// Numbers and strings as Python writes them.
enum PythonFormat {
    /// The shortest decimal that reads back as `value`: `3.0`, `0.1`, `1e-05`, `1e+16`, `nan`.
    static func repr(_ value: Double) -> String { NumberPrinting.pythonRepr(value) }

    /// A string in quotes with escapes.
    static func repr(_ text: String) -> String {
        let quote: Unicode.Scalar = text.contains("'") && !text.contains("\"") ? "\"" : "'"
        var result = String.UnicodeScalarView()
        result.append(quote)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result.append(contentsOf: "\\\\".unicodeScalars)
            case "\n": result.append(contentsOf: "\\n".unicodeScalars)
            case "\r": result.append(contentsOf: "\\r".unicodeScalars)
            case "\t": result.append(contentsOf: "\\t".unicodeScalars)
            case quote:
                result.append("\\")
                result.append(quote)
            default:
                if scalar.value < 32 || scalar.value == 127 || !isPrintable(scalar) {
                    result.append(contentsOf: escape(scalar).unicodeScalars)
                } else {
                    result.append(scalar)
                }
            }
        }
        result.append(quote)
        return String(result)
    }

    /// `ascii(value)` of a value's representation.
    static func ascii(_ text: String) -> String {
        text.unicodeScalars.map { $0.isASCII ? String($0) : escape($0) }.joined()
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        let (letter, width) =
            scalar.value < 256 ? ("x", 2) : scalar.value < 65_536 ? ("u", 4) : ("U", 8)
        let code = String(scalar.value, radix: 16)
        return "\\" + letter + String(repeating: "0", count: max(0, width - code.count)) + code
    }

    /// What `repr` shows as it is: no control, format, private or unassigned characters, and
    /// of the separators only the plain blank.
    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value >= 32 && scalar.value < 127 }
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
            .paragraphSeparator, .spaceSeparator:
            return false
        default: return true
        }
    }
}
