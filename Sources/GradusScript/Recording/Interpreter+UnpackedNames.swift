import GradusAutodiff
import GradusDiagnostics

extension Interpreter {
    /// `h, c = cell(x, h, c)` names both as an assignment to one name does, to any depth. A name
    /// behind a star is given a list, whose elements keep what names they have.
    ///
    /// - Parameter text: the expression as written, where it is one for all: what made `h` and
    ///   `c` is the call. Nil where each has an expression of its own, `a, b = x * 2, y * 3`.
    func recordUnpacked(
        _ target: Expression, _ value: Value, text: String?, _ span: SourceSpan, since first: Int,
        in frame: Frame
    ) {
        let parts: [Expression]
        switch target.kind {
        case .tuple(let targets), .list(let targets): parts = targets
        default: return
        }
        let elements: [Value]
        switch value {
        case .tuple(let values): elements = values.elements
        case .list(let values): elements = values.elements
        default: return
        }
        for (part, place) in Self.places(of: parts, among: elements.count) {
            let element = elements[place]
            guard let name = part.plainName else {
                recordUnpacked(part, element, text: text, span, since: first, in: frame)
                continue
            }
            if let text {
                record(name, element, text: text, span, since: first)
            } else {
                if case .variable(let variable) = element, variable.index >= first {
                    graph.setName(name, of: variable.index)
                }
                observer?.didAssign(name, element, at: span)
            }
            if case .variable(let variable) = element, isUnnamedLeaf(variable) {
                graph.setName(name, of: variable.index)
            }
            nameParts(of: element, name, isLocal: frame !== globals)
        }
    }

    /// Which element each target takes that has no star; none where their numbers do not fit.
    private static func places(
        of parts: [Expression], among count: Int
    ) -> [(part: Expression, place: Int)] {
        let star = parts.firstIndex { if case .starred = $0.kind { true } else { false } }
        guard let star else {
            return parts.count == count ? zip(parts, 0..<count).map { ($0, $1) } : []
        }
        guard parts.count - 1 <= count else { return [] }
        let behind = parts.count - star - 1
        let before = zip(parts[..<star], 0..<star)
        let after = zip(parts[(star + 1)...], (count - behind)..<count)
        return before.map { ($0, $1) } + after.map { ($0, $1) }
    }
}
