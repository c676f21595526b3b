/// Lays out the elements of a tensor in brackets and lines as NumPy's `array2string` does.
struct ArrayText {
    let options: PrintOptions
    let separator: String
    /// What stands before the first bracket; following lines are indented by its length.
    let prefix: String
    private let shape: [Int]
    private let isCut: Bool
    private let element: ([Int]) -> String

    /// Prepares a tensor's text.
    init(_ tensor: Tensor, separator: String, prefix: String, options: PrintOptions) {
        self.options = options
        self.separator = separator
        self.prefix = prefix
        shape = tensor.shape.dimensions
        isCut = tensor.size > options.threshold
        let texts = Self.texts(Self.seen(tensor, isCut: isCut, options.edgeItems), options)
        // The tensor of what is seen has its own, shorter axes.
        let edge = options.edgeItems
        let cut = isCut
        let lengths = shape.map { cut && $0 > 2 * edge ? 2 * edge : $0 }
        let full = shape
        element = { index in
            var place = 0
            for axis in index.indices {
                let isTail = lengths[axis] < full[axis] && index[axis] >= edge
                place =
                    place * lengths[axis]
                    + (isTail ? index[axis] - (full[axis] - lengths[axis]) : index[axis])
            }
            return texts[place]
        }
    }

    /// The whole text.
    var text: String {
        if shape.contains(0) { return "[]" }
        return recurse([], indent: " " + Self.blanks(prefix.count), width: options.lineWidth)
    }

    /// The corners of a tensor that is too large to be printed, else itself.
    private static func seen(_ tensor: Tensor, isCut: Bool, _ edge: Int) -> Tensor {
        guard isCut else { return tensor }
        var result = tensor
        for axis in 0..<tensor.ndim where result.shape[axis] > 2 * edge {
            let length = result.shape[axis]
            let places = (0..<edge).map(Int64.init) + (length - edge..<length).map(Int64.init)
            let items =
                [IndexItem](repeating: .all, count: axis)
                + [.integers(Tensor(places, shape: [2 * edge]))]
            // Indices within bounds cannot fail; a tensor left whole would still be right.
            result = (try? result.indexed(by: items)) ?? result
        }
        return result
    }

    private static func texts(_ tensor: Tensor, _ options: PrintOptions) -> [String] {
        switch tensor.dtype {
        case .bool:
            let isScalar = tensor.ndim == 0
            return tensor.elements(as: Bool.self).map {
                $0 ? (isScalar ? "True" : " True") : "False"
            }
        case .float16, .float32, .float64:
            let values = tensor.doubles()
            let format = FloatingFormat(values, dtype: tensor.dtype, options: options)
            return values.map(format.text)
        default:
            let plus = options.sign == .both ? "+" : ""
            var words =
                tensor.dtype == .uint64
                ? tensor.elements(as: UInt64.self).map { plus + String($0) }
                : tensor.integers().map { ($0 < 0 ? "" : plus) + String($0) }
            if options.sign == .blank, !words.contains(where: { $0.hasPrefix("-") }) {
                words = words.map { " " + $0 }
            }
            let width = words.reduce(0) { Swift.max($0, $1.utf8.count) }
            return words.map { blanks(width - $0.utf8.count) + $0 }
        }
    }

    private static func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }

    private func recurse(_ index: [Int], indent: String, width: Int) -> String {
        let axis = index.count
        guard axis < shape.count else { return element(index) }
        let length = shape[axis]
        let edge = options.edgeItems
        let isShort = isCut && 2 * edge < length
        var places: [Int?] = (0..<length).map { $0 }
        if isShort { places = (0..<edge).map { $0 } + [nil] + (length - edge..<length).map { $0 } }
        let body =
            axis == shape.count - 1
            ? row(index, places, indent: indent, width: width)
            : nested(index, places, indent: indent, width: width)
        return "[" + body.dropFirst(indent.count) + "]"
    }

    /// The elements of the last axis, wrapped.
    private func row(_ index: [Int], _ places: [Int?], indent: String, width: Int) -> String {
        let limit = width - Swift.max(trimmedSeparator.count, 1)
        var done = ""
        var line = indent
        for (number, place) in places.enumerated() {
            let word = place.map { element(index + [$0]) } ?? "..."
            if line.count + word.count > limit, line.count > indent.count {
                done += Self.trimmed(line) + "\n"
                line = indent
            }
            line += word
            if number < places.count - 1 { line += separator }
        }
        return done + line
    }

    /// The rows or blocks of another axis, with blank lines between blocks.
    private func nested(_ index: [Int], _ places: [Int?], indent: String, width: Int) -> String {
        let gap = trimmedSeparator + String(repeating: "\n", count: shape.count - index.count - 1)
        let parts = places.map { place in
            indent
                + (place.map { recurse(index + [$0], indent: indent + " ", width: width - 1) }
                    ?? "...")
        }
        return parts.joined(separator: gap)
    }

    private var trimmedSeparator: String { Self.trimmed(separator) }

    private static func trimmed(_ text: String) -> String {
        var end = text.endIndex
        while end > text.startIndex, text[text.index(before: end)].isWhitespace {
            end = text.index(before: end)
        }
        return String(text[..<end])
    }
}
