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
                if scalar.value < 32 || scalar.value == 127 {
                    let code = String(scalar.value, radix: 16)
                    let padded = code.count < 2 ? "0" + code : code
                    result.append(contentsOf: "\\x\(padded)".unicodeScalars)
                } else {
                    result.append(scalar)
                }
            }
        }
        result.append(quote)
        return String(result)
    }
}
