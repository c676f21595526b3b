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

    // MARK: letters

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
            true
        default: false
        }
    }

    private static func all(_ text: String, _ test: (Unicode.Scalar) -> Bool) -> Value {
        .bool(!text.isEmpty && text.unicodeScalars.allSatisfy(test))
    }

    private static func cased(_ text: String, upper: Bool) -> Value {
        let letters = text.unicodeScalars.filter(\.properties.isCased)
        return .bool(
            !letters.isEmpty
                && letters.allSatisfy {
                    upper ? $0.properties.isUppercase : $0.properties.isLowercase
                })
    }

    private static func title(_ text: String) -> String {
        var result = ""
        var isInside = false
        for scalar in text.unicodeScalars {
            result +=
                isInside ? scalar.properties.lowercaseMapping : scalar.properties.titlecaseMapping
            isInside = scalar.properties.isCased
        }
        return result
    }

    private static func expanded(_ text: String, _ call: HostCall) throws(Diagnostic) -> String {
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

    // MARK: parts

    private static func strip(
        _ text: String, _ call: HostCall, start: Bool = true, end: Bool = true
    ) throws(Diagnostic) -> String {
        let set = try call["chars"].map { (argument) throws(Diagnostic) in
            Set(try argument.string().unicodeScalars)
        }
        return PythonText(text).stripped(set, start: start, end: end)
    }

    /// The bounds that `start` and `end` give; nil when they lie apart.
    private static func bounds(
        _ count: Int, _ call: HostCall
    ) throws(Diagnostic) -> (start: Int, end: Int)? {
        func place(_ name: String, _ missing: Int) throws(Diagnostic) -> Int {
            guard let given = try call[name]?.int() else { return missing }
            return given < 0 ? max(0, given < -count ? 0 : given + count) : given
        }
        let start = try place("start", 0)
        let end = min(try place("end", count), count)
        return start <= end ? (start, end) : nil
    }

    private static func matches(
        _ text: String, _ call: HostCall, _ name: String,
        _ test: (PythonText, PythonText, Int, Int) -> Bool
    ) throws(Diagnostic) -> Bool {
        let argument = try call.required(name)
        let whole = PythonText(text)
        guard let (start, end) = try bounds(whole.count, call) else { return false }
        var parts = [argument]
        if case .tuple = argument.value { parts = try argument.list() }
        for part in parts {
            let text = PythonText(try part.string())
            if text.count <= end - start, test(whole, text, start, end) { return true }
        }
        return false
    }

    private static func find(
        _ text: String, _ call: HostCall, isLast: Bool = false
    ) throws(Diagnostic) -> Int? {
        let (whole, part) = (PythonText(text), PythonText(try call.required("sub").string()))
        guard let (start, end) = try bounds(whole.count, call) else { return nil }
        return isLast
            ? whole.lastPlace(of: part, from: start, before: end)
            : whole.firstPlace(of: part, from: start, before: end)
    }

    private static func notFound(_ call: HostCall) -> Diagnostic {
        call.interpreter.error("ValueError", "substring not found", at: call.span)
    }

    private static func count(_ text: String, _ call: HostCall) throws(Diagnostic) -> Int {
        let (whole, part) = (PythonText(text), PythonText(try call.required("sub").string()))
        guard let (start, end) = try bounds(whole.count, call) else { return 0 }
        if part.count == 0 { return end - start + 1 }
        var (found, place) = (0, start)
        while let next = whole.firstPlace(of: part, from: place, before: end) {
            found += 1
            place = next + part.count
        }
        return found
    }

    private static func replace(_ text: String, _ call: HostCall) throws(Diagnostic) -> String {
        let old = PythonText(try call.required("old").string())
        let new = try call.required("new").string()
        let whole = PythonText(text)
        var left = try call["count"]?.int() ?? -1
        var result = String.UnicodeScalarView()
        var place = 0
        var start = 0
        // At least so many bytes: of scalars that stay, each has one or more.
        var bytes = 0
        while left != 0, let next = whole.firstPlace(of: old, from: place) {
            result.append(contentsOf: whole.scalars[start..<next])
            result.append(contentsOf: new.unicodeScalars)
            try call.interpreter.countText(new.utf8.count, at: call.span)
            bytes += new.utf8.count + (next - start)
            try call.interpreter.checkMemory(bytes, at: call.span)
            start = next + old.count
            place = max(start, next + 1)
            if old.count == 0, next < whole.count {
                result.append(whole.scalars[next])
                start = next + 1
            }
            left -= 1
        }
        if start < whole.count { result.append(contentsOf: whole.scalars[start...]) }
        return String(result)
    }

    private static func separator(_ call: HostCall) throws(Diagnostic) -> PythonText? {
        guard let argument = call["sep"] else { return nil }
        let text = PythonText(try argument.string())
        guard text.count > 0 else {
            throw call.interpreter.error("ValueError", "empty separator", at: argument.span)
        }
        return text
    }

    private static func split(
        _ text: String, _ call: HostCall, fromEnd: Bool
    ) throws(Diagnostic) -> Value {
        let most = try call["maxsplit"]?.int() ?? -1
        let whole = PythonText(text)
        let separator = try separator(call)
        // All cuts are found first, then only the asked ones are made.
        var pieces: [Range<Int>] = []
        var place = 0
        if let separator {
            while let next = whole.firstPlace(of: separator, from: place) {
                pieces.append(place..<next)
                place = next + separator.count
                try call.interpreter.countStep(at: call.span)
            }
            pieces.append(place..<whole.count)
        } else {
            while place < whole.count {
                while place < whole.count, PythonText.isBlank(whole.scalars[place]) { place += 1 }
                let start = place
                while place < whole.count, !PythonText.isBlank(whole.scalars[place]) { place += 1 }
                if place > start { pieces.append(start..<place) }
                try call.interpreter.countStep(at: call.span)
            }
        }
        if most >= 0, pieces.count > most + 1 {
            if fromEnd {
                let end = pieces[pieces.count - most - 1].upperBound
                let start = separator == nil ? 0 : pieces[0].lowerBound
                pieces = [start..<end] + pieces.suffix(most)
            } else {
                let start = pieces[most].lowerBound
                pieces = pieces.prefix(most) + [start..<whole.count]
            }
        }
        try call.interpreter.checkMemory(pieces.count * 32, at: call.span)
        return .makeList(pieces.map { .string(PythonText.string(whole.scalars[$0])) })
    }

    private static func lines(_ text: String, keepsEnds: Bool) -> [String] {
        var lines: [String] = []
        var line = String.UnicodeScalarView()
        let scalars = PythonText(text).scalars
        var place = 0
        while place < scalars.count {
            let scalar = scalars[place]
            place += 1
            let isEnd = [0x0A, 0x0B, 0x0C, 0x0D, 0x1C, 0x1D, 0x1E, 0x85, 0x2028, 0x2029]
                .contains(scalar.value)
            if !isEnd || keepsEnds { line.append(scalar) }
            guard isEnd else { continue }
            if scalar == "\r", place < scalars.count, scalars[place] == "\n" {
                if keepsEnds { line.append("\n") }
                place += 1
            }
            lines.append(String(line))
            line = String.UnicodeScalarView()
        }
        if !line.isEmpty { lines.append(String(line)) }
        return lines
    }

    private static func partition(
        _ text: String, _ call: HostCall, isLast: Bool
    ) throws(Diagnostic) -> Value {
        let whole = PythonText(text)
        guard let separator = try separator(call) else {
            throw call.interpreter.error("TypeError", "must be str, not NoneType", at: call.span)
        }
        let found = isLast ? whole.lastPlace(of: separator) : whole.firstPlace(of: separator)
        guard let place = found else {
            let parts = isLast ? ["", "", text] : [text, "", ""]
            return .makeTuple(parts.map { .string($0) })
        }
        let parts = [
            whole.scalars[..<place], separator.scalars[...],
            whole.scalars[(place + separator.count)...],
        ]
        return .makeTuple(parts.map { .string(PythonText.string($0)) })
    }

    private static func join(_ text: String, _ call: HostCall) throws(Diagnostic) -> String {
        var parts: [String] = []
        var size = 0
        for (number, element) in try call.requiredElements("iterable").enumerated() {
            guard case .string(let part) = element else {
                throw call.interpreter.error(
                    "TypeError",
                    "sequence item \(number): expected str instance, \(element.typeName) found",
                    at: call.span, fix: "turn the elements into text with str(…)")
            }
            size += part.utf8.count + text.utf8.count
            parts.append(part)
        }
        try call.interpreter.countText(size, at: call.span)
        return parts.joined(separator: text)
    }

    private static func padded(
        _ text: String, _ call: HostCall, _ sides: (Int, Int) -> (left: Int, right: Int)
    ) throws(Diagnostic) -> String {
        let width = try call.required("width").int()
        let filling = try call["fillchar"]?.string() ?? " "
        guard filling.unicodeScalars.count == 1 else {
            throw call.interpreter.error(
                "TypeError", "The fill character must be exactly one character long", at: call.span)
        }
        let missing = width - text.unicodeScalars.count
        guard missing > 0 else { return text }
        try call.interpreter.countText(missing * filling.utf8.count, at: call.span)
        let (left, right) = sides(missing, width)
        return String(repeating: filling, count: left) + text
            + String(repeating: filling, count: right)
    }
}
