import GradusGraphics
import GradusTrace

/// What can be said of a tensor without looking at its elements: its type, how many there are, how
/// much memory they take. Each number is recorded and carries its key.
public struct TensorFacts: Sendable {
    /// Bytes of an element by the type's name, as NumPy has them.
    public static let itemSizes: [(name: String, bytes: Int)] = [
        ("bool", 1), ("uint8", 1), ("int8", 1), ("int16", 2), ("int32", 4), ("int64", 8),
        ("float16", 2), ("float32", 4), ("float64", 8),
    ]

    /// The type's name.
    public let dtype: String
    /// The number of elements.
    public let count: Int
    /// The bytes that they take.
    public let bytes: Int
    private let name: String

    /// The facts of so many elements; nil for an unknown type or more bytes than can be counted.
    /// What is recorded is named after `name`.
    public init?(lengths: [Int], dtype: String, recordedAs name: String) {
        guard let size = Self.itemSizes.first(where: { $0.name == dtype })?.bytes else {
            return nil
        }
        var count = 1
        for length in lengths {
            let (product, overflow) = count.multipliedReportingOverflow(by: length)
            guard !overflow, product >= 0 else { return nil }
            count = product
        }
        let (bytes, overflow) = count.multipliedReportingOverflow(by: size)
        guard !overflow else { return nil }
        self.dtype = dtype
        self.count = count
        self.bytes = bytes
        self.name = name
    }

    /// The memory in the largest binary unit and in the decimal unit beside it.
    private var amounts: [(name: String, value: Double, unit: String)] {
        let units = [("KiB", "kB"), ("MiB", "MB"), ("GiB", "GB"), ("TiB", "TB"), ("PiB", "PB")]
        guard bytes >= 1024 else { return [] }
        var place = 0
        var (binary, decimal) = (1024.0, 1000.0)
        while place < units.count - 1, Double(bytes) >= binary * 1024 {
            binary *= 1024
            decimal *= 1000
            place += 1
        }
        return [
            ("binary", Double(bytes) / binary, units[place].0),
            ("decimal", Double(bytes) / decimal, units[place].1),
        ]
    }

    /// What must be recorded so that the keys lead somewhere.
    public var values: [NamedValue] {
        [
            NamedValue(name: name + ".size", value: .integer(count)),
            NamedValue(name: name + ".nbytes", value: .integer(bytes)),
        ]
            + amounts.map {
                NamedValue(name: "\(name).memory.\($0.name)", value: .number($0.value))
            }
    }

    /// The memory in words: `405.0 MiB = 424.7 MB`, `96 bytes`.
    public var memory: String {
        let amounts = amounts
        guard amounts.count == 2 else {
            return NumberText.integer(bytes) + (bytes == 1 ? " byte" : " bytes")
        }
        return amounts.map { Self.text($0.value) + " " + $0.unit }.joined(separator: " = ")
    }

    private static func text(_ value: Double) -> String {
        NumberText.fixed(value, fractionDigits: 1)
    }

    /// `float32 · 106 168 320 values` and `405.0 MiB = 424.7 MB`, with keys.
    func lines(_ type: FigureTypography) -> [[TextRun]] {
        func word(_ text: String) -> TextRun { TextRun(text, type.label, paint: .role(.muted)) }
        func number(_ text: String, _ key: String) -> TextRun {
            TextRun(
                text, type.strongLabel, paint: .role(.ink),
                key: TraceKey.value(name: "\(name).\(key)").rawValue)
        }
        let first = [
            word(dtype + " · "), number(NumberText.integer(count), "size"),
            word(count == 1 ? " value" : " values"),
        ]
        let amounts = amounts
        guard amounts.count == 2 else {
            return [
                first,
                [
                    number(NumberText.integer(bytes), "nbytes"),
                    word(bytes == 1 ? " byte" : " bytes"),
                ],
            ]
        }
        return [
            first,
            [
                number(Self.text(amounts[0].value), "memory.binary"),
                word(" \(amounts[0].unit) = "),
                number(Self.text(amounts[1].value), "memory.decimal"),
                word(" \(amounts[1].unit)"),
            ],
        ]
    }
}
