/// Something on a drawing that cannot be read or lies where it should not.
public struct OverlapProblem: Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public enum Kind: String, CaseIterable, Sendable {
        /// A label lies on another label.
        case labelOnLabel
        /// A label lies on a node that is not its own.
        case labelOnNode
        /// A line that is not its own passes through a label.
        case labelOnLine
        /// A label reaches beyond the node that it stands in.
        case labelOutsideNode
        /// A mark reaches beyond the drawing.
        case clipped
        /// Text is smaller than the least size.
        case smallText
        /// Text stands out too little from what lies behind it.
        case lowContrast
    }
    /// What is wrong.
    public let kind: Kind
    /// The mark that it is wrong with.
    public let mark: String
    /// The mark that is in its way, if there is one.
    public let other: String?
    /// How wrong, in numbers.
    public let detail: String

    /// `labelOnLine: 'node/x1/value' and 'edge/x1-y': "0.25"`.
    public var description: String {
        "\(kind.rawValue): '\(mark)'" + (other.map { " and '\($0)'" } ?? "")
            + (detail.isEmpty ? "" : ": \(detail)")
    }
}
