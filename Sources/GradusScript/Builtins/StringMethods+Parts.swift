import GradusDiagnostics

extension StringMethods {
    static func strip(
        _ text: String, _ call: HostCall, start: Bool = true, end: Bool = true
    ) throws(Diagnostic) -> String {
        let set = try call["chars"].map { (argument) throws(Diagnostic) in
            Set(try argument.string().unicodeScalars)
        }
        return PythonText(text).stripped(set, start: start, end: end)
    }

    /// The bounds that `start` and `end` give; nil when they lie apart.
    static func bounds(
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

    static func matches(
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

    static func find(
        _ text: String, _ call: HostCall, isLast: Bool = false
    ) throws(Diagnostic) -> Int? {
        let (whole, part) = (PythonText(text), PythonText(try call.required("sub").string()))
        guard let (start, end) = try bounds(whole.count, call) else { return nil }
        return isLast
            ? whole.lastPlace(of: part, from: start, before: end)
            : whole.firstPlace(of: part, from: start, before: end)
    }

    static func notFound(_ call: HostCall) -> Diagnostic {
        call.interpreter.error("ValueError", "substring not found", at: call.span)
    }

    static func count(_ text: String, _ call: HostCall) throws(Diagnostic) -> Int {
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

    static func replace(_ text: String, _ call: HostCall) throws(Diagnostic) -> String {
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

    static func separator(_ call: HostCall) throws(Diagnostic) -> PythonText? {
        guard let argument = call["sep"] else { return nil }
        let text = PythonText(try argument.string())
        guard text.count > 0 else {
            throw call.interpreter.error("ValueError", "empty separator", at: argument.span)
        }
        return text
    }

    static func split(
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

    static func lines(_ text: String, keepsEnds: Bool) -> [String] {
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

    static func partition(
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

    static func join(_ text: String, _ call: HostCall) throws(Diagnostic) -> String {
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

    static func padded(
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
