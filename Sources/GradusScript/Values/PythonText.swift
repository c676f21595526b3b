/// A string as Python sees it: a row of code points.
struct PythonText {
    let scalars: [Unicode.Scalar]

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    var count: Int { scalars.count }

    /// The characters of a range as a string.
    static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    func matches(_ part: PythonText, at place: Int) -> Bool {
        guard place >= 0, place + part.count <= count else { return false }
        return scalars[place..<(place + part.count)].elementsEqual(part.scalars)
    }

    /// Where a part occurs first at `start` or behind it, before `end`.
    func firstPlace(of part: PythonText, from start: Int = 0, before end: Int? = nil) -> Int? {
        let last = (end ?? count) - part.count
        guard start <= last else { return nil }
        guard let first = part.scalars.first else { return start }
        for place in start...last
        where scalars[place] == first && matches(part, at: place) { return place }
        return nil
    }

    /// Where a part occurs last.
    func lastPlace(of part: PythonText, from start: Int = 0, before end: Int? = nil) -> Int? {
        let last = (end ?? count) - part.count
        guard start <= last else { return nil }
        for place in (start...last).reversed() where matches(part, at: place) { return place }
        return nil
    }

    /// What Python takes for a blank.
    static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value)
    }

    /// Without the characters of `set` (blanks when nil) at its ends.
    func stripped(_ set: Set<Unicode.Scalar>?, start: Bool = true, end: Bool = true) -> String {
        func isCut(_ scalar: Unicode.Scalar) -> Bool {
            set?.contains(scalar) ?? Self.isBlank(scalar)
        }
        var (first, last) = (0, count)
        if start { while first < last, isCut(scalars[first]) { first += 1 } }
        if end { while last > first, isCut(scalars[last - 1]) { last -= 1 } }
        return Self.string(scalars[first..<last])
    }
}
