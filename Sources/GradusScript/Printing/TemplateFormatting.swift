import GradusDiagnostics

extension Interpreter {
    // MARK: "{} {name:.2f}".format(…)

    func formatted(
        template: String, _ positional: [Value], _ keywords: [String: Value], at span: SourceSpan
    ) throws(Diagnostic) -> String {
        var next: Int? = 0
        return try formatted(
            Array(template.unicodeScalars)[...], positional, keywords, &next, depth: 0, at: span)
    }

    private func formatted(
        _ template: ArraySlice<Unicode.Scalar>, _ positional: [Value], _ keywords: [String: Value],
        _ next: inout Int?, depth: Int, at span: SourceSpan
    ) throws(Diagnostic) -> String {
        guard depth < 3 else {
            throw error("ValueError", "Max string recursion exceeded", at: span)
        }
        var result = String.UnicodeScalarView()
        var rest = template
        while let scalar = rest.popFirst() {
            guard scalar == "{" || scalar == "}" else {
                result.append(scalar)
                continue
            }
            if rest.first == scalar {
                rest.removeFirst()
                result.append(scalar)
                continue
            }
            guard scalar == "{" else {
                throw error("ValueError", "Single '}' encountered in format string", at: span)
            }
            var open = 1
            guard
                let end = rest.firstIndex(where: { scalar in
                    if scalar == "{" { open += 1 }
                    if scalar == "}" { open -= 1 }
                    return open == 0
                })
            else { throw error("ValueError", "Single '{' encountered in format string", at: span) }
            let field = rest[..<end]
            rest = rest[(end + 1)...]
            try countStep(at: span)
            result.append(
                contentsOf: try self.field(
                    field, positional, keywords, &next, depth: depth, at: span
                ).unicodeScalars)
            try countText(result.utf8Count, at: span)
        }
        return String(result)
    }

    private func field(
        _ field: ArraySlice<Unicode.Scalar>, _ positional: [Value], _ keywords: [String: Value],
        _ next: inout Int?, depth: Int, at span: SourceSpan
    ) throws(Diagnostic) -> String {
        let nameEnd = field.firstIndex { $0 == ":" || $0 == "!" } ?? field.endIndex
        var value = try self.value(
            named: PythonText.string(field[..<nameEnd]), positional, keywords, &next, at: span)
        var behind = field[nameEnd...]
        if behind.first == "!" {
            let letter = behind.dropFirst().first.map(String.init) ?? ""
            guard let conversion = FormatConversion(rawValue: letter) else {
                throw error("ValueError", "Unknown conversion specifier \(letter)", at: span)
            }
            value = try converted(value, conversion, at: span)
            behind = behind.dropFirst(2)
        }
        var specification = ""
        if behind.first == ":" {
            specification = try formatted(
                behind.dropFirst(), positional, keywords, &next, depth: depth + 1, at: span)
        }
        return try formatted(value, specification, at: span)
    }

    /// The value of `0`, `name`, `name.attribute` or `name[key]`; of nothing the next one.
    private func value(
        named text: String, _ positional: [Value], _ keywords: [String: Value], _ next: inout Int?,
        at span: SourceSpan
    ) throws(Diagnostic) -> Value {
        let first = text.prefix { $0 != "." && $0 != "[" }
        var value: Value
        if let number = first.isEmpty ? next : Int(first) {
            next = first.isEmpty ? number + 1 : nil
            guard positional.indices.contains(number) else {
                throw error(
                    "IndexError",
                    "Replacement index \(number) out of range for positional args tuple",
                    at: span)
            }
            value = positional[number]
        } else if first.isEmpty {
            throw error(
                "ValueError",
                "cannot switch from manual field specification to automatic field "
                    + "numbering", at: span)
        } else {
            guard let found = keywords[String(first)] else {
                throw missingKey(.string(String(first)), at: span)
            }
            value = found
        }
        var rest = text.dropFirst(first.count)
        while let mark = rest.popFirst() {
            if mark == "." {
                let name = rest.prefix { $0 != "." && $0 != "[" }
                rest = rest.dropFirst(name.count)
                value = try attribute(String(name), of: value, baseName: nil, at: span)
            } else {
                let key = rest.prefix { $0 != "]" }
                rest = rest.dropFirst(key.count + 1)
                value = try element(
                    of: value, Int(key).map { .int($0) } ?? .string(String(key)), at: span)
            }
        }
        return value
    }

    // MARK: "%d %.2f" % (…)

    func percentFormatted(
        _ template: String, _ right: Value, at span: SourceSpan
    ) throws(Diagnostic) -> String {
        var values: [Value] = [right]
        if case .tuple(let tuple) = right { values = tuple.elements }
        var used = 0
        func take() throws(Diagnostic) -> Value {
            guard used < values.count else {
                throw error("TypeError", "not enough arguments for format string", at: span)
            }
            used += 1
            return values[used - 1]
        }
        var isByName = false
        var result = String.UnicodeScalarView()
        var rest = Array(template.unicodeScalars)[...]
        while let scalar = rest.popFirst() {
            guard scalar == "%" else {
                result.append(scalar)
                continue
            }
            var named: Value?
            if rest.first == "(" {
                guard let end = rest.firstIndex(of: ")") else {
                    throw error("ValueError", "incomplete format key", at: span)
                }
                switch right {
                case .none, .bool, .int, .float, .string, .tuple:
                    throw error("TypeError", "format requires a mapping", at: span)
                default: break
                }
                let key = PythonText.string(rest[(rest.startIndex + 1)..<end])
                rest = rest[(end + 1)...]
                named = try element(of: right, .string(key), at: span)
                isByName = true
            }
            var format = FormatSpecification()
            format.alignment = ">"
            while let flag = rest.first, "-+ #0".unicodeScalars.contains(flag) {
                rest.removeFirst()
                switch flag {
                case "-": format.alignment = "<"
                case "0": format.isZeroFilled = true
                case "#": format.isAlternate = true
                default: format.sign = flag
                }
            }
            format.width = try Self.number(&rest, or: take, at: span) ?? 0
            if format.width < 0 {
                (format.alignment, format.width) = ("<", -max(format.width, -.max))
            }
            if rest.first == "." {
                rest.removeFirst()
                format.precision = max(0, try Self.number(&rest, or: take, at: span) ?? 0)
            }
            while let letter = rest.first, "hlL".unicodeScalars.contains(letter) {
                rest.removeFirst()
            }
            try format.check(at: span)
            guard let type = rest.popFirst() else {
                throw error("ValueError", "incomplete format", at: span)
            }
            if type == "%" {
                result.append("%")
                continue
            }
            let value: Value
            if let named { value = named } else { value = try take() }
            let shown = try percentField(
                format, type, value, place: rest.startIndex - 1, at: span)
            result.append(contentsOf: shown.unicodeScalars)
            try countText(result.utf8Count, at: span)
        }
        guard used == values.count || isByName || used == 0 && isMapping(right) else {
            throw error(
                "TypeError", "not all arguments converted during string formatting", at: span)
        }
        return String(result)
    }

    private func isMapping(_ value: Value) -> Bool {
        if case .dict = value { true } else { false }
    }

    private static func number(
        _ rest: inout ArraySlice<Unicode.Scalar>, or take: () throws(Diagnostic) -> Value,
        at span: SourceSpan
    ) throws(Diagnostic) -> Int? {
        if rest.first == "*" {
            rest.removeFirst()
            guard let number = try take().integer else {
                throw Diagnostic("* wants int", at: span, kind: "TypeError")
            }
            return number
        }
        let digits = rest.prefix { ("0"..."9").contains($0) }
        rest = rest.dropFirst(digits.count)
        if digits.isEmpty { return nil }
        guard let number = Int(PythonText.string(digits)) else {
            throw Diagnostic("width too big", at: span, kind: "ValueError")
        }
        return number
    }

    private func percentField(
        _ given: FormatSpecification, _ type: Unicode.Scalar, _ value: Value, place: Int,
        at span: SourceSpan
    ) throws(Diagnostic) -> String {
        var format = given
        if format.isZeroFilled, format.alignment == ">", type != "s", type != "r", type != "a" {
            format.fill = "0"
            format.alignment = "="
        }
        switch type {
        case "s", "r", "a":
            let conversion: FormatConversion? = FormatConversion(rawValue: String(type))
            guard case .string(let text) = try converted(value, conversion, at: span) else {
                return ""
            }
            format.sign = "-"
            return try format.apply(to: text, at: span)
        case "d", "i", "u":
            guard let number = value.number else {
                throw error(
                    "TypeError",
                    "%\(type) format: a real number is required, not \(value.typeName)",
                    at: span)
            }
            guard let integer = value.integer ?? Int(exactly: number.rounded(.towardZero)) else {
                throw number.isFinite
                    ? integerOverflow(at: span)
                    : number.isNaN
                        ? error("ValueError", "cannot convert float NaN to integer", at: span)
                        : error(
                            "OverflowError", "cannot convert float infinity to integer", at: span)
            }
            format.type = "d"
            if let digits = format.precision {
                format.precision = nil
                let text = String(integer.magnitude)
                let padded = String(repeating: "0", count: max(0, digits - text.count)) + text
                let sign = integer < 0 ? "-" : format.sign == "-" ? "" : String(format.sign)
                format.type = "s"
                format.sign = "-"
                if format.alignment == "=" { format.alignment = ">"; format.fill = " " }
                return try format.apply(to: sign + padded, at: span)
            }
            return try format.apply(to: integer, at: span)
        case "x", "X", "o":
            guard let integer = value.integer else {
                throw error(
                    "TypeError", "%\(type) format: an integer is required, not \(value.typeName)",
                    at: span)
            }
            format.type = type
            return try format.apply(to: integer, at: span)
        case "c":
            format.sign = "-"
            if case .string(let text) = value, text.unicodeScalars.count == 1 {
                return try format.apply(to: text, at: span)
            }
            guard let integer = value.integer else {
                throw error("TypeError", "%c requires int or char", at: span)
            }
            format.type = "c"
            return try format.apply(to: integer, at: span)
        case "e", "E", "f", "F", "g", "G":
            guard let number = value.number else {
                throw error(
                    "TypeError", "must be real number, not \(value.typeName)", at: span)
            }
            format.type = type
            return try format.apply(to: number, at: span)
        default:
            throw error(
                "ValueError",
                "unsupported format character '\(type)' (0x"
                    + String(type.value, radix: 16) + ") at index \(place)", at: span)
        }
    }
}

extension String.UnicodeScalarView {
    /// The bytes of the text.
    fileprivate var utf8Count: Int { String(self).utf8.count }
}
