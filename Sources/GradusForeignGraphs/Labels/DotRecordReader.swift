import GradusFigures

/// Reads the label of a node of shape `record`, such as `{x | <p> data 2.0 | grad\n0.5}`: text, or
/// fields beside or below one another, each divided across the direction of those around it.
struct DotRecordReader {
    /// How deep fields are divided and how many there may be in all.
    private static let limits = (depth: 16, fields: 2_000)

    /// A brace that has not been closed, with the fields before the one that it divides.
    private struct Level {
        var fields: [ForeignGraph.Field] = []
        /// The byte of the brace.
        var place = 0
    }

    private let names: [Character: String]
    private var levels = [Level()]
    private var text = ""
    private var port: String?
    private var inner: [ForeignGraph.Field]?
    private var count = 0

    /// The outermost fields; where there is one only, it is the whole.
    static func read(
        _ label: String, names: [Character: String] = [:]
    ) throws(DotLabelError) -> [ForeignGraph.Field] {
        var reader = DotRecordReader(names)
        do {
            return try reader.fields(of: DotLabel.withBackslashes(label))
        } catch {
            throw reader.moved(error, to: label)
        }
    }

    private init(_ names: [Character: String]) { self.names = names }

    private mutating func fields(
        of label: String
    ) throws(DotLabelError) -> [ForeignGraph.Field] {
        var isEscaped = false
        var portPlace: Int?
        var portText = ""
        var place = 0
        for character in label {
            let start = place
            place += character.utf8.count
            func error(_ message: String, _ fix: String? = nil) -> DotLabelError {
                DotLabelError(message: message, bytes: start..<place, fix: fix)
            }
            if isEscaped {
                isEscaped = false
                // Escaped braces, bars, brackets and spaces are themselves.
                text += "{}|<> ".contains(character) ? String(character) : "\\" + String(character)
                continue
            }
            if portPlace != nil {
                if character == ">" {
                    (portPlace, port) = (nil, portText.trimmingSpaces)
                } else {
                    portText.append(character)
                }
                continue
            }
            switch character {
            case "\\": isEscaped = true
            case "<":
                guard port == nil, inner == nil else {
                    throw error(
                        "found a second port in one field of a record, expected '|' or '}'",
                        #"a '<' that is no port is written as \<"#)
                }
                (portPlace, portText) = (start, "")
            case "|": endField()
            case "{":
                guard inner == nil, text.allSatisfy(\.isWhitespace) else {
                    throw error(
                        "found '{' behind other content of a record's field, expected '|' before it",
                        #"a '{' that divides nothing is written as \{"#)
                }
                guard levels.count < Self.limits.depth else {
                    throw error(
                        "the fields of a record are divided deeper than \(Self.limits.depth)")
                }
                levels.append(Level(place: start))
                text = ""
            case "}":
                guard levels.count > 1 else {
                    throw error(
                        "found '}' in a record without a '{' before it",
                        #"a '}' that ends nothing is written as \}"#)
                }
                endField()
                inner = levels.removeLast().fields
            default:
                guard inner == nil || character.isWhitespace else {
                    throw error(
                        "found '\(character)' behind '}' in a record, expected '|', '}' or the end")
                }
                text.append(character)
            }
            guard count < Self.limits.fields else {
                throw error("a record has more than \(Self.limits.fields) fields")
            }
        }
        if isEscaped { text += "\\" }
        if let portPlace {
            throw DotLabelError(
                message: "found '<' in a record without a '>' behind it",
                bytes: portPlace..<portPlace + 1, fix: #"a '<' that is no port is written as \<"#)
        }
        if levels.count > 1 {
            let brace = levels[levels.count - 1].place
            throw DotLabelError(
                message: "found '{' in a record without a '}' behind it", bytes: brace..<brace + 1,
                fix: #"a '{' that divides nothing is written as \{"#)
        }
        endField()
        return levels[0].fields
    }

    private mutating func endField() {
        let content = inner ?? []
        levels[levels.count - 1].fields.append(
            ForeignGraph.Field(
                lines: content.isEmpty
                    ? DotLabel.lines(ofText: text.trimmingSpaces, names: names) : [],
                fields: content, port: port))
        (text, port, inner) = ("", nil, nil)
        count += 1
    }

    /// An error at the place that it has before entities became backslashes.
    private func moved(_ error: DotLabelError, to label: String) -> DotLabelError {
        var result = error
        let entity = Array(DotLabel.backslashEntity.utf8)
        let bytes = Array(label.utf8)
        var (place, seen) = (0, 0)
        while place < bytes.count, seen < error.bytes.lowerBound {
            place += bytes[place...].starts(with: entity) ? entity.count : 1
            seen += 1
        }
        result.bytes = place..<place + error.bytes.count
        return result
    }
}

extension String {
    fileprivate var trimmingSpaces: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
