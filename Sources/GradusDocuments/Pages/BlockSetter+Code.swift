import GradusGraphics

extension BlockSetter {
    mutating func set(_ code: DocumentCode, in column: Column) {
        let lines = code.lines
        guard !lines.isEmpty else { return }
        let inset = code.isTranscript ? 11.0 : 10.0
        let box = FlowBox(
            identifier: nextBox(), look: code.isTranscript ? .bar : .panel, x: column.x,
            width: column.width, padding: code.isTranscript ? 0 : 7)
        let advance = measure.extent(of: "0", in: style.code).width
        let fitting = advance > 0 ? Int((column.width - 2 * inset) / advance) : 80
        var strips: [FlowItem] = []
        for line in lines {
            let parts = CodeWrapping.lines(of: line, columns: max(20, fitting))
            for part in parts {
                var item = FlowItem(height: style.codeLeading)
                if !part.isEmpty {
                    let fragments = part.map {
                        TextFragment(text: $0.text, style: style.code, paint: .role($0.kind.role))
                    }
                    item.marks = setter.marks(
                        for: fragments, x: column.x + inset,
                        baseline: setter.baseline(leading: style.codeLeading, style: style.code))
                }
                strips.append(item)
            }
        }
        // Two lines at least on either side of a break; short blocks whole; an answer
        // stays with its prompt.
        for index in strips.indices.dropLast() {
            let isEdge = index == 0 || index == strips.count - 2
            strips[index].keepsWithNext = isEdge || strips.count <= 6
        }
        append(strips, spaceBefore: style.leading * 0.75, boxes: column.boxes + [box])
        append([FlowItem(height: style.leading * 0.2)], spaceBefore: 0, boxes: column.boxes)
    }
}

/// Breaks lines of code that are too long for a page.
enum CodeWrapping {
    /// The parts of a line, the later ones indented by four columns more than it.
    static func lines(of line: CodeLine, columns: Int) -> [[CodeToken]] {
        guard line.text.count > columns else { return [line.tokens] }
        let characters = line.tokens.flatMap { token in token.text.map { ($0, token.kind) } }
        let indent = min(characters.prefix { $0.0 == " " }.count + 4, columns / 2)
        var result: [[CodeToken]] = []
        var place = 0
        while place < characters.count {
            let room = result.isEmpty ? columns : columns - indent
            var end = min(place + room, characters.count)
            if end < characters.count {
                // Behind a space or a comma, where one stands in the later half.
                let spot = (place + room / 2..<end).last { " ,".contains(characters[$0].0) }
                end = spot.map { $0 + 1 } ?? end
            }
            var tokens: [CodeToken] = []
            if !result.isEmpty {
                tokens.append(CodeToken(.plain, String(repeating: " ", count: indent)))
            }
            for (character, kind) in characters[place..<end] {
                if tokens.last?.kind == kind {
                    tokens[tokens.count - 1].text.append(character)
                } else {
                    tokens.append(CodeToken(kind, String(character)))
                }
            }
            result.append(tokens)
            place = end
        }
        return result
    }
}

extension CodeToken.Kind {
    /// The colour of a part of code.
    var role: ColorRole {
        switch self {
        case .plain: .ink
        case .keyword: .loss
        case .string: .parameter
        case .number: .input
        case .comment, .prompt, .output: .muted
        }
    }
}
