import GradusDiagnostics

extension StringMethods {
    static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
            true
        default: false
        }
    }

    static func all(_ text: String, _ test: (Unicode.Scalar) -> Bool) -> Value {
        .bool(!text.isEmpty && text.unicodeScalars.allSatisfy(test))
    }

    static func cased(_ text: String, upper: Bool) -> Value {
        let letters = text.unicodeScalars.filter(\.properties.isCased)
        return .bool(
            !letters.isEmpty
                && letters.allSatisfy {
                    upper ? $0.properties.isUppercase : $0.properties.isLowercase
                })
    }

    static func title(_ text: String) -> String {
        var result = ""
        var isInside = false
        for scalar in text.unicodeScalars {
            result +=
                isInside ? scalar.properties.lowercaseMapping : scalar.properties.titlecaseMapping
            isInside = scalar.properties.isCased
        }
        return result
    }

    static func expanded(_ text: String, _ call: HostCall) throws(Diagnostic) -> String {
        let size = try call["tabsize"]?.int() ?? 8
        guard size <= FormatSpecification.widest else {
            throw call.interpreter.error("OverflowError", "new string is too long", at: call.span)
        }
        var result = String.UnicodeScalarView()
        var column = 0
        for scalar in text.unicodeScalars {
            if scalar == "\t" {
                let width = size > 0 ? size - column % size : 0
                result.append(contentsOf: repeatElement(" ", count: width))
                column += width
                try call.interpreter.countStep(at: call.span)
            } else {
                result.append(scalar)
                column = scalar == "\n" || scalar == "\r" ? 0 : column + 1
            }
        }
        return String(result)
    }
}
