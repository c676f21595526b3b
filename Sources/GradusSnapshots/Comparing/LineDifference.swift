/// Two texts compared line by line: which lines went and which came.
public struct LineDifference: Hashable, Sendable {
    /// A line that only one of the texts has.
    public struct Change: Hashable, Sendable {
        /// Whether the line is in the new text.
        public let isAdded: Bool
        /// The line's number in its text, from 1.
        public let number: Int
        /// What it says.
        public let line: String
    }

    /// The changes, by line number, a lost line before a new one.
    public let changes: [Change]

    /// Compares two texts. Texts of very many changed lines are compared line by number.
    public init(of reference: String, with new: String) {
        let old = reference.split(separator: "\n", omittingEmptySubsequences: false)
        let now = new.split(separator: "\n", omittingEmptySubsequences: false)
        guard old != now else {
            changes = []
            return
        }
        // The common beginning and end are cheap; what is left decides the method, since
        // finding the fewest changes takes time by the square of their number.
        let head = zip(old, now).prefix { $0 == $1 }.count
        let tail = zip(old.dropFirst(head).reversed(), now.dropFirst(head).reversed())
            .prefix { $0 == $1 }.count
        let oldMiddle = Array(old[head..<old.count - tail])
        let nowMiddle = Array(now[head..<now.count - tail])
        var changes: [Change] = []
        if max(oldMiddle.count, nowMiddle.count) <= 3000 {
            for change in nowMiddle.difference(from: oldMiddle) {
                switch change {
                case .remove(let offset, let line, _):
                    changes.append(
                        Change(isAdded: false, number: head + offset + 1, line: String(line)))
                case .insert(let offset, let line, _):
                    changes.append(
                        Change(isAdded: true, number: head + offset + 1, line: String(line)))
                }
            }
        } else {
            for place in 0..<max(oldMiddle.count, nowMiddle.count) {
                let (a, b) = (
                    place < oldMiddle.count ? String(oldMiddle[place]) : nil,
                    place < nowMiddle.count ? String(nowMiddle[place]) : nil
                )
                guard a != b else { continue }
                if let a {
                    changes.append(Change(isAdded: false, number: head + place + 1, line: a))
                }
                if let b {
                    changes.append(Change(isAdded: true, number: head + place + 1, line: b))
                }
            }
        }
        self.changes = changes.sorted {
            ($0.number, $0.isAdded ? 1 : 0) < ($1.number, $1.isAdded ? 1 : 0)
        }
    }

    /// Whether the texts are the same.
    public var isEmpty: Bool { changes.isEmpty }

    /// The first changes, one a line: `- 12: …`, `+ 12: …`; long lines are cut.
    public func text(limit: Int = 20) -> String {
        var lines = changes.prefix(limit).map { change in
            let line = change.line.count > 200 ? change.line.prefix(200) + "…" : change.line[...]
            return "\(change.isAdded ? "+" : "-") \(change.number): \(line)"
        }
        if changes.count > limit { lines.append("… and \(changes.count - limit) more") }
        return lines.joined(separator: "\n")
    }
}
