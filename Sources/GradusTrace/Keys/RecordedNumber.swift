/// What a key leads to: one recorded number, or a word where the run recorded one.
public enum RecordedNumber: Sendable, Hashable {
    /// A floating-point number; it may be nan or infinite.
    case number(Double)
    /// A whole number: an element of an integer or bool tensor, a length, a step, a count.
    case integer(Int)
    /// A text, for example a label or a shape.
    case text(String)

    /// The value as a number; nil for a text.
    public var double: Double? {
        switch self {
        case .number(let value): value
        case .integer(let value): Double(value)
        case .text: nil
        }
    }

    /// Whether both are the same value bit for bit: nan is itself, -0 is not 0.
    public static func == (left: RecordedNumber, right: RecordedNumber) -> Bool {
        switch (left, right) {
        case (.number(let a), .number(let b)): a.bitPattern == b.bitPattern
        case (.integer(let a), .integer(let b)): a == b
        case (.text(let a), .text(let b)): a == b
        default: false
        }
    }

    /// Hashes what `==` compares.
    public func hash(into hasher: inout Hasher) {
        switch self {
        case .number(let value): hasher.combine(value.bitPattern)
        case .integer(let value): hasher.combine(value)
        case .text(let value): hasher.combine(value)
        }
    }
}

extension RecordedNumber: CustomStringConvertible {
    /// The number as Swift writes it, or the text itself.
    public var description: String {
        switch self {
        case .number(let value): "\(value)"
        case .integer(let value): "\(value)"
        case .text(let value): value
        }
    }
}
