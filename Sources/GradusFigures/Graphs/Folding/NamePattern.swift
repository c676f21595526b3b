/// Names that differ by numbers alone: `w[0]` and `w[1]`, `h₁` and `h₂`, `sum` and `sum#2`.
enum NamePattern {
    /// A name without its numbers: `w[]` for `w[12]`, `h` for `h₃`, `sum` for `sum#2`. A name
    /// that is a number stays as it is.
    static func stem(_ name: String) -> String {
        let name = withoutCount(name)
        var stem = ""
        stem.unicodeScalars.append(
            contentsOf: name.unicodeScalars.filter { !isDigit($0) && !isSubscript($0) })
        return stem.contains(where: \.isLetter) ? stem : name
    }

    /// One text for several that differ by numbers alone, each number that differs as a range:
    /// `w[0…3]`. Nil where they differ by more.
    static func common(_ texts: [String]) -> String? {
        guard let first = texts.first else { return nil }
        let pieces = Self.pieces(first)
        var lows = pieces.map(\.number)
        var highs = lows
        for text in texts.dropFirst() {
            let own = Self.pieces(text)
            guard own.count == pieces.count else { return nil }
            for (place, piece) in own.enumerated() {
                guard let number = piece.number, let low = lows[place], let high = highs[place]
                else {
                    if piece.text == pieces[place].text { continue }
                    return nil
                }
                lows[place] = min(low, number)
                highs[place] = max(high, number)
            }
        }
        return pieces.indices.map { place in
            guard let low = lows[place], let high = highs[place], low != high else {
                return pieces[place].text
            }
            return "\(low)…\(high)"
        }.joined()
    }

    /// One text for several expressions: numbers that differ become `…`. Nil where they differ by
    /// more.
    static func commonExpression(_ texts: [String]) -> String? {
        let split = texts.map { pieces(withoutCounts($0)) }
        guard let first = split.first, split.allSatisfy({ $0.count == first.count }) else {
            return nil
        }
        var result = ""
        for place in first.indices {
            let piece = first[place]
            if split.allSatisfy({ $0[place].text == piece.text }) {
                result += piece.text
            } else if split.allSatisfy({ $0[place].number != nil }) {
                result += "…"
            } else {
                return nil
            }
        }
        return result
    }

    private struct Piece {
        var text: String
        /// Of a run of digits its number.
        var number: Int?
    }

    /// Runs of digits and what lies between them.
    private static func pieces(_ text: String) -> [Piece] {
        var pieces: [Piece] = []
        var current = ""
        var isNumber = false
        for scalar in withoutCount(text).unicodeScalars where !isSubscript(scalar) {
            if isDigit(scalar) != isNumber, !current.isEmpty {
                pieces.append(Piece(text: current, number: isNumber ? Int(current) : nil))
                current = ""
            }
            isNumber = isDigit(scalar)
            current.unicodeScalars.append(scalar)
        }
        if !current.isEmpty {
            pieces.append(Piece(text: current, number: isNumber ? Int(current) : nil))
        }
        return pieces
    }

    /// `sum` for `sum#2`.
    private static func withoutCount(_ name: String) -> String {
        guard let mark = name.lastIndex(of: "#"),
            name[name.index(after: mark)...].allSatisfy(\.isNumber)
        else { return name }
        return String(name[..<mark])
    }

    /// `reshape(sum, (1,))` for `reshape(sum#2, (1,))`.
    static func withoutCounts(_ expression: String) -> String {
        var result = ""
        var isCount = false
        for character in expression {
            if character == "#" {
                isCount = true
            } else if !(isCount && character.isNumber) {
                isCount = false
                result.append(character)
            }
        }
        return result
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        ("0"..."9").contains(scalar)
    }

    private static func isSubscript(_ scalar: Unicode.Scalar) -> Bool {
        (0x2080...0x2089).contains(scalar.value)
    }
}
