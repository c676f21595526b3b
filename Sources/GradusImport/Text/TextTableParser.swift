import GradusDiagnostics
import GradusTensors

/// Cuts the bytes of a table into lines, cells and numbers.
struct TextTableParser {
    private let bytes: [UInt8]
    private let file: String
    private let options: TextTableOptions
    private let delimiter: [UInt8]?
    private let comment: [UInt8]
    private var numbers: [Double] = []
    private var rows = 0
    /// The number of cells that every row must have, and the line that said so.
    private var width: (cells: Int, line: Int)?

    init(_ bytes: [UInt8], file: String, options: TextTableOptions) {
        self.bytes = bytes
        self.file = file
        self.options = options
        delimiter = options.delimiter.map { Array($0.utf8) }
        comment = Array(options.comment.utf8)
    }

    mutating func table() throws(Diagnostic) -> Tensor {
        if let delimiter, delimiter.isEmpty || delimiter.contains(0x0A) {
            throw Diagnostic("the delimiter must be one or more characters of a line", file: file)
        }
        var line = 1
        var start = 0
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
        while start < bytes.count {
            var end = start
            while end < bytes.count, bytes[end] != 0x0A { end += 1 }
            let next = end + 1
            if end > start, bytes[end - 1] == 0x0D { end -= 1 }
            if line > options.skippedRows {
                if let limit = options.rowLimit, rows >= limit { break }
                try readLine(start..<end, line)
            }
            line += 1
            start = next
        }
        let columns = rows == 0 ? 0 : numbers.count / rows
        if rows == 0 { return Tensor([Double](), shape: [0]) }
        if rows == 1 || columns == 1 { return Tensor(numbers, shape: [numbers.count]) }
        return Tensor(numbers, shape: [rows, columns])
    }

    private mutating func readLine(_ whole: Range<Int>, _ line: Int) throws(Diagnostic) {
        var range = whole
        if !comment.isEmpty {
            for place in range where starts(with: comment, at: place, before: range.upperBound) {
                range = range.lowerBound..<place
                break
            }
        }
        let cells = delimiter.map { self.cells(of: range, between: $0) } ?? words(of: range)
        let isBlank = cells.allSatisfy { trimmed($0).isEmpty } && cells.count <= 1
        if isBlank { return }
        if let columns = options.columns {
            for column in columns {
                guard column >= -cells.count, column < cells.count else {
                    throw Diagnostic(
                        "there is no column \(column): line \(line) has \(cells.count)",
                        at: span(line, whole, whole),
                        fix: "use a column from 0 to \(cells.count - 1)")
                }
                try readNumber(cells[column < 0 ? column + cells.count : column], line, whole)
            }
        } else {
            for cell in cells { try readNumber(cell, line, whole) }
        }
        // The line is read from left to right first: a word in it says more than its width.
        if let width, width.cells != cells.count {
            throw Diagnostic(
                "line \(line) has \(cells.count) columns, but line \(width.line) has \(width.cells)",
                at: span(line, whole, whole),
                fix: cells.count == 1 && delimiter == nil
                    ? "name what stands between the numbers with delimiter" : nil,
                kind: "ValueError")
        }
        width = width ?? (cells.count, line)
        rows += 1
    }

    private func starts(with pattern: [UInt8], at place: Int, before end: Int) -> Bool {
        place + pattern.count <= end
            && bytes[place..<(place + pattern.count)].elementsEqual(pattern)
    }

    private func cells(of range: Range<Int>, between delimiter: [UInt8]) -> [Range<Int>] {
        var cells: [Range<Int>] = []
        var start = range.lowerBound
        var place = start
        while place < range.upperBound {
            if starts(with: delimiter, at: place, before: range.upperBound) {
                cells.append(start..<place)
                place += delimiter.count
                start = place
            } else {
                place += 1
            }
        }
        cells.append(start..<range.upperBound)
        return cells
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    private func words(of range: Range<Int>) -> [Range<Int>] {
        var words: [Range<Int>] = []
        var place = range.lowerBound
        while place < range.upperBound {
            while place < range.upperBound, Self.isBlank(bytes[place]) { place += 1 }
            let start = place
            while place < range.upperBound, !Self.isBlank(bytes[place]) { place += 1 }
            if place > start { words.append(start..<place) }
        }
        return words
    }

    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, Self.isBlank(bytes[start]) { start += 1 }
        while end > start, Self.isBlank(bytes[end - 1]) { end -= 1 }
        return start..<end
    }

    private mutating func readNumber(
        _ cell: Range<Int>, _ line: Int, _ whole: Range<Int>
    ) throws(Diagnostic) {
        let range = trimmed(cell)
        if let number = digits(range) {
            numbers.append(number)
            return
        }
        let text = String(decoding: bytes[range], as: UTF8.self)
        let plain = text.lowercased()
        // Only what Python's float() takes: no hexadecimal numbers, no payloads of nan.
        let isDecimal = text.utf8.allSatisfy {
            (0x30...0x39).contains($0) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains($0)
        }
        let isWord = ["nan", "inf", "+inf", "-inf", "infinity", "-infinity", "+nan", "-nan"]
            .contains(plain)
        guard isDecimal || isWord, let number = Double(plain) else {
            let shown = text.count > 30 ? text.prefix(30) + "…" : text[...]
            throw Diagnostic(
                text.isEmpty ? "a number is missing" : "'\(shown)' is not a number",
                at: span(line, range, whole),
                fix: rows == 0 && line == options.skippedRows + 1
                    ? "pass over heading lines with skiprows=\(line)" : nil)
        }
        numbers.append(number)
    }

    /// The fast way for what most tables hold: short whole numbers.
    private func digits(_ range: Range<Int>) -> Double? {
        guard !range.isEmpty, range.count <= 15 else { return nil }
        var number = 0
        for place in range {
            guard (0x30...0x39).contains(bytes[place]) else { return nil }
            number = number * 10 + Int(bytes[place] - 0x30)
        }
        return Double(number)
    }

    private func span(_ line: Int, _ range: Range<Int>, _ whole: Range<Int>) -> SourceSpan {
        func column(_ place: Int) -> Int {
            1
                + String(decoding: bytes[whole.lowerBound..<place], as: UTF8.self).unicodeScalars
                .count
        }
        return SourceSpan(
            file: file, start: SourcePosition(line: line, column: column(range.lowerBound)),
            end: SourcePosition(line: line, column: column(max(range.upperBound, range.lowerBound)))
        )
    }
}
