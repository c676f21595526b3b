import GradusDiagnostics

/// The methods of strings.
enum StringMethods {
    static let names: [String] = table.keys.sorted()

    /// A method of a string; nil when there is none of that name.
    static func method(_ name: String, of text: String) -> BuiltinFunction? {
        guard let row = table[name] else { return nil }
        return BuiltinFunction(name: name, signature: row.signature) { call in
            try call.interpreter.countText(text.utf8.count, at: call.span)
            let result = try row.body(text, call)
            if case .string(let made) = result {
                try call.interpreter.countText(made.utf8.count, at: call.span)
            }
            return result
        }
    }

    struct Row: Sendable {
        let signature: CallSignature
        let body: @Sendable (String, HostCall) throws -> Value
    }

    private static func row(
        _ parameters: String, _ body: @escaping @Sendable (String, HostCall) throws -> Value
    ) -> Row {
        Row(signature: CallSignature(parameters), body: body)
    }

    private static let table: [String: Row] = [
        "upper": row("") { text, _ in .string(text.uppercased()) },
        "lower": row("") { text, _ in .string(text.lowercased()) },
        "casefold": row("") { text, _ in .string(text.lowercased().replacing("ß", with: "ss")) },
        "capitalize": row("") { text, _ in
            .string(text.prefix(1).uppercased() + text.dropFirst().lowercased())
        },
        "title": row("") { text, _ in .string(title(text)) },
        "swapcase": row("") { text, _ in
            .string(
                text.map { $0.isUppercase ? $0.lowercased() : $0.uppercased() }.joined())
        },
        "strip": row("chars=") { text, call in .string(try strip(text, call)) },
        "lstrip": row("chars=") { text, call in .string(try strip(text, call, end: false)) },
        "rstrip": row("chars=") { text, call in .string(try strip(text, call, start: false)) },
        "startswith": row("prefix, start=, end=") { text, call in
            .bool(
                try matches(text, call, "prefix") { whole, part, start, _ in
                    whole.matches(part, at: start)
                })
        },
        "endswith": row("suffix, start=, end=") { text, call in
            .bool(
                try matches(text, call, "suffix") { whole, part, _, end in
                    whole.matches(part, at: end - part.count)
                })
        },
        "find": row("sub, start=, end=") { text, call in .int(try find(text, call) ?? -1) },
        "rfind": row("sub, start=, end=") { text, call in
            .int(try find(text, call, isLast: true) ?? -1)
        },
        "index": row("sub, start=, end=") { text, call in
            guard let place = try find(text, call) else { throw notFound(call) }
            return .int(place)
        },
        "rindex": row("sub, start=, end=") { text, call in
            guard let place = try find(text, call, isLast: true) else { throw notFound(call) }
            return .int(place)
        },
        "count": row("sub, start=, end=") { text, call in .int(try count(text, call)) },
        "replace": row("old, new, count=") { text, call in .string(try replace(text, call)) },
        "split": row("sep=, maxsplit=") { text, call in try split(text, call, fromEnd: false) },
        "rsplit": row("sep=, maxsplit=") { text, call in try split(text, call, fromEnd: true) },
        "splitlines": row("keepends=") { text, call in
            .makeList(lines(text, keepsEnds: try call.truth("keepends")).map { .string($0) })
        },
        "partition": row("sep") { text, call in try partition(text, call, isLast: false) },
        "rpartition": row("sep") { text, call in try partition(text, call, isLast: true) },
        "join": row("iterable") { text, call in .string(try join(text, call)) },
        "center": row("width, fillchar=") { text, call in
            .string(
                try padded(text, call) { missing, width in
                    // CPython puts the odd one on the left when the width is odd.
                    let left = missing / 2 + (missing & width & 1)
                    return (left, missing - left)
                })
        },
        "ljust": row("width, fillchar=") { text, call in
            .string(try padded(text, call) { missing, _ in (0, missing) })
        },
        "rjust": row("width, fillchar=") { text, call in
            .string(try padded(text, call) { missing, _ in (missing, 0) })
        },
        "zfill": row("width") { text, call in
            let width = try call.required("width").int()
            let count = text.unicodeScalars.count
            guard width > count else { return .string(text) }
            try call.interpreter.countText(width, at: call.span)
            let sign = text.hasPrefix("-") || text.hasPrefix("+") ? String(text.prefix(1)) : ""
            return .string(
                sign + String(repeating: "0", count: width - count) + text.dropFirst(sign.count))
        },
        "removeprefix": row("prefix") { text, call in
            let (whole, part) = (PythonText(text), PythonText(try call.required("prefix").string()))
            guard whole.matches(part, at: 0) else { return .string(text) }
            return .string(PythonText.string(whole.scalars.dropFirst(part.count)))
        },
        "removesuffix": row("suffix") { text, call in
            let (whole, part) = (PythonText(text), PythonText(try call.required("suffix").string()))
            guard part.count > 0, whole.matches(part, at: whole.count - part.count) else {
                return .string(text)
            }
            return .string(PythonText.string(whole.scalars.dropLast(part.count)))
        },
        "expandtabs": row("tabsize=") { text, call in .string(try expanded(text, call)) },
        "isdigit": row("") { text, _ in
            all(text) {
                $0.properties.numericType == .decimal || $0.properties.numericType == .digit
            }
        },
        "isdecimal": row("") { text, _ in all(text) { $0.properties.numericType == .decimal } },
        "isnumeric": row("") { text, _ in all(text) { $0.properties.numericType != nil } },
        "isalpha": row("") { text, _ in all(text, isLetter) },
        "isalnum": row("") { text, _ in
            all(text) { isLetter($0) || $0.properties.numericType != nil }
        },
        "isspace": row("") { text, _ in all(text, PythonText.isBlank) },
        "isascii": row("") { text, _ in .bool(text.unicodeScalars.allSatisfy(\.isASCII)) },
        "isupper": row("") { text, _ in cased(text, upper: true) },
        "islower": row("") { text, _ in cased(text, upper: false) },
        "isidentifier": row("") { text, _ in
            .bool(
                text.unicodeScalars.first.map(Lexer.isNameStart) ?? false
                    && text.unicodeScalars.allSatisfy(Lexer.isNamePart))
        },
        "format": row("*values, **named") { text, call in
            .string(
                try call.interpreter.formatted(
                    template: text, call.rest.map(\.value),
                    Dictionary(call.keywords.map { ($0.name, $0.value) }) { first, _ in first },
                    at: call.span))
        },
    ]
}
