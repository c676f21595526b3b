/// The fields of a node of shape `record`: text, or fields beside or below one another.
public struct DotRecord: Sendable, Hashable {
    /// A field.
    public struct Field: Sendable, Hashable {
        /// The name by which edges can end at it.
        public var port: String?
        /// Its text; empty where it has fields of its own.
        public var lines: [DotLabel.Line]
        /// The fields in it, laid across the direction of the fields around it.
        public var fields: [Field]
    }

    /// The outermost fields.
    public var fields: [Field]

    /// How deep fields are divided and how many there may be in all.
    private static let limits = (depth: 16, fields: 2_000)

    /// Reads a record's label, such as `{x | <p> data 2.0 | grad\n0.5}`.
    ///
    /// Nil where braces do not match or there are too many fields; then it is drawn as it is.
    public init?(label: String, names: [Character: String] = [:]) {
        var stack: [[Field]] = [[]]
        var text = ""
        var port: String?
        var inner: [Field]?
        var count = 0
        var isEscaped = false
        var isPort = false
        var portText = ""
        func endField() {
            let content = inner ?? []
            let trimmed = text.drop { $0 == " " }
            let kept = String(trimmed.reversed().drop { $0 == " " }.reversed())
            stack[stack.count - 1].append(
                Field(
                    port: port,
                    lines: content.isEmpty ? DotLabel.lines(ofText: kept, names: names) : [],
                    fields: content))
            (text, port, inner) = ("", nil, nil)
            count += 1
        }
        for character in DotLabel.withBackslashes(label) {
            if isEscaped {
                isEscaped = false
                // Escaped braces, bars, brackets and spaces are themselves.
                text += "{}|<> ".contains(character) ? String(character) : "\\" + String(character)
                continue
            }
            if isPort {
                if character == ">" {
                    isPort = false
                    port = portText.trimmingSpaces
                } else {
                    portText.append(character)
                }
                continue
            }
            switch character {
            case "\\": isEscaped = true
            case "<": (isPort, portText) = (true, "")
            case "|": endField()
            case "{":
                guard inner == nil, stack.count < Self.limits.depth else { return nil }
                stack.append([])
                text = ""
            case "}":
                guard stack.count > 1 else { return nil }
                endField()
                inner = stack.removeLast()
            default: text.append(character)
            }
            guard count < Self.limits.fields else { return nil }
        }
        guard stack.count == 1, !isPort else { return nil }
        endField()
        fields = stack[0]
    }
}

extension String {
    fileprivate var trimmingSpaces: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
