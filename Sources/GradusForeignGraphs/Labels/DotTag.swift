/// What stands between `<` and `>`.
struct DotTag {
    /// In lower case.
    let name: String
    /// Whether it ends what another began, as in `</b>`.
    let isEnd: Bool
    /// Whether it ends itself, as in `<br/>`.
    let isEmpty: Bool
    /// Its bytes in the label, the brackets included.
    let bytes: Range<Int>
    private var attributes: [(name: String, value: String)] = []

    init(_ body: Substring, bytes: Range<Int>) {
        self.bytes = bytes
        var rest = body
        isEnd = rest.first == "/"
        if isEnd { rest = rest.dropFirst() }
        isEmpty = rest.last == "/"
        if isEmpty { rest = rest.dropLast() }
        let word = rest.prefix { !$0.isWhitespace && $0 != "/" }
        name = word.lowercased()
        rest = rest[word.endIndex...]
        while attributes.count < 40 {
            rest = rest.drop { $0.isWhitespace || $0 == "/" }
            let key = rest.prefix { $0 != "=" && !$0.isWhitespace }
            rest = rest.dropFirst(key.count).drop(while: \.isWhitespace)
            guard !key.isEmpty, rest.first == "=" else { return }
            rest = rest.dropFirst().drop(while: \.isWhitespace)
            let value: Substring
            if let quote = rest.first, quote == "\"" || quote == "'" {
                value = rest.dropFirst().prefix { $0 != quote }
                rest = rest.dropFirst(value.count + 2)
            } else {
                value = rest.prefix { !$0.isWhitespace }
                rest = rest.dropFirst(value.count)
            }
            attributes.append((key.lowercased(), DotEntities.decoded(String(value))))
        }
    }

    /// The value of an attribute, unless it is empty; the values of `align` and `balign` in lower case.
    subscript(name: String) -> String? {
        guard let value = attributes.first(where: { $0.name == name })?.value, !value.isEmpty
        else { return nil }
        return name.hasSuffix("align") ? value.lowercased() : value
    }

    func number(_ name: String) -> Double? {
        self[name].flatMap(Double.init).flatMap { $0.isFinite && abs($0) < 1e6 ? $0 : nil }
    }

    /// As it is written, in capitals: `'</TD>'`.
    var words: String { "'<\(isEnd ? "/" : "")\(name.uppercased().prefix(40))>'" }

    func error(_ message: String, fix: String? = nil) -> DotLabelError {
        DotLabelError(message: message, bytes: bytes, fix: fix)
    }
}
