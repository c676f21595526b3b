import GradusGraphics

extension GraphBody {
    /// The body of all frames at once, and in which frames each mark is seen; those that are
    /// not named are seen in all.
    func framed(_ steps: GraphSteps) -> (body: FigureBody, ranges: [String: Range<Int>]) {
        let type = FigureTypography(context.size)
        let pad = type.base * 1.2
        let rows = (0..<steps.count).map { frame in
            InlineRow.wrapped(
                steps.row(frame, type: type), width: width - 2 * pad,
                measuredBy: context.measure
            ) { _ in true }
        }
        let lines = rows.map { $0.reduce(0) { $0 + $1.height() * 1.12 } }
        let stripHeight = (lines.max() ?? 0) + pad
        let gap = type.base * 1.4
        let room = max(80, (height ?? context.size.comfortableHeight) - stripHeight - gap)
        guard let chosen = choose(room: room) else {
            return (
                .empty(
                    "the graph cannot be laid out", width: width, type: type,
                    measuredBy: context.measure), [:]
            )
        }
        var graph = MarkList(measuredBy: context.measure)
        draw(chosen, into: &graph)
        var (marks, ranges) = staged(graph.marks, steps)
        marks += rings(chosen, steps, &ranges)
        let bodyWidth = max(width, chosen.layout.width)
        let spare = max(0, (height ?? 0) - stripHeight - gap - chosen.layout.height)
        var list = MarkList(measuredBy: context.measure)
        let shift = Vector((bodyWidth - chosen.layout.width) / 2, spare / 2)
        list.add(marks.map { $0.moved(by: shift) })
        let top = max(chosen.layout.height + gap, (height ?? 0) - stripHeight)
        list.path(
            "strip/steps/box", .panel,
            .rectangle(
                Rectangle(x: 0, y: top, width: width, height: stripHeight),
                cornerRadius: type.base * 0.8), fill: .role(.backwardFill))
        for (frame, lines) in rows.enumerated() {
            var part = MarkList(measuredBy: context.measure)
            var y = top + (stripHeight - self.height(of: lines)) / 2
            for (place, row) in lines.enumerated() {
                let height = row.height() * 1.12
                row.draw(
                    "strip/steps/\(frame)/\(place)",
                    at: Point(pad, y + height / 2), into: &part)
                y += height
            }
            for mark in part.marks { ranges[mark.name] = frame..<frame + 1 }
            list.add(part.marks)
        }
        return (FigureBody(size: Size(bodyWidth, top + stripHeight), marks: list.marks), ranges)
    }

    private func height(of rows: [InlineRow]) -> Double {
        rows.reduce(0) { $0 + $1.height() * 1.12 }
    }

    /// The marks of the finished graph, and a pale twin of those that are not there at first.
    private func staged(
        _ marks: [Mark], _ steps: GraphSteps
    ) -> (marks: [Mark], ranges: [String: Range<Int>]) {
        var owners: [Substring: (begin: Int, back: Int?)] = [:]
        for (place, node) in scene.nodes.enumerated() {
            owners[node.id[...]] = (steps.forward[place], steps.backward[place])
        }
        for edge in scene.edges {
            owners[edge.id[...]] = (steps.forward[edge.to], steps.backward[edge.from])
        }
        var result: [Mark] = []
        var ranges: [String: Range<Int>] = [:]
        for mark in marks {
            // `node/3-x/grad/word`: the owner is named by the first two parts.
            let parts = mark.name.split(separator: "/", maxSplits: 2)
            guard parts.count == 3,
                let times = owners["\(parts[0])/\(parts[1])"[...]]
            else {
                result.append(mark)
                continue
            }
            let isGradient = ["grad", "backward", "chip"].contains {
                parts[2] == $0 || parts[2].hasPrefix($0 + "/")
            }
            if isGradient {
                ranges[mark.name] = (times.back ?? steps.count)..<steps.count
                if let back = times.back, back < steps.count { result.append(mark) }
                continue
            }
            if times.begin > 0 {
                let isNumber = parts[2].hasPrefix("value") || parts[2].hasPrefix("shape")
                if !isNumber, let ghost = ghost(of: mark) {
                    ranges[ghost.name] = 0..<times.begin
                    result.append(ghost)
                }
                ranges[mark.name] = times.begin..<steps.count
            }
            result.append(mark)
        }
        return (result, ranges)
    }

    /// What will be there, in outline.
    private func ghost(of mark: Mark) -> Mark? {
        var ghost = mark
        ghost.name = "ghost/" + mark.name
        switch mark.content {
        case .path(let path, let fill, let stroke):
            guard mark.kind != .decoration else { return nil }
            ghost.content = .path(
                path, fill: fill == nil ? nil : .role(.surface),
                stroke: stroke.map {
                    Stroke(.role(.rule), width: min(1, $0.width), dashes: [3, 3])
                })
        case .text(var line):
            for run in line.runs.indices { line.runs[run].paint = .role(.muted) }
            ghost.content = .text(line)
        case .image, .group: return nil
        }
        return ghost
    }

    /// A ring around the card of each frame.
    private func rings(
        _ candidate: Candidate, _ steps: GraphSteps, _ ranges: inout [String: Range<Int>]
    ) -> [Mark] {
        let unit = candidate.type.base
        return steps.nodes.enumerated().compactMap { frame, node in
            guard let node else { return nil }
            let centre = candidate.layout.nodeCenters[node]
            let size = candidate.frames[node]
            let name = "now/\(frame)"
            ranges[name] = frame..<frame + 1
            return Mark(
                name, .decoration,
                .path(
                    .rectangle(
                        Rectangle(center: Point(centre.x, centre.y), size: size)
                            .insetBy(-unit * 0.45), cornerRadius: unit * 1.9), fill: nil,
                    stroke: Stroke(
                        .role(steps.isBackward(frame) ? .backward : .series1),
                        width: unit * 0.26)))
        }
    }
}
