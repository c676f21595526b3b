import GradusAutodiff

extension GraphFolding {
    /// A scope's name without its number: `dense` for `dense 2` and `dense2`, `layers` for
    /// `layers[2]`.
    static func baseName(_ name: String) -> String {
        var stem = Substring(name)
        if stem.last == "]", let open = stem.lastIndex(of: "["),
            Int(stem[open...].dropFirst().dropLast()) != nil
        {
            stem = stem[..<open]
        } else {
            while let last = stem.last, last.isASCII, last.isNumber { stem.removeLast() }
            while stem.last == " " { stem.removeLast() }
        }
        return stem.isEmpty ? name : String(stem)
    }

    /// Equal blocks of which each feeds only the next become one.
    func merged(_ groups: [Group]) -> [Group] {
        guard merges else { return numbered(groups) }
        var owner = [Int?](repeating: nil, count: nodes.count)
        for (place, group) in groups.enumerated() {
            for member in group.members { owner[member] = place }
        }
        var result: [Group] = []
        for (place, group) in groups.enumerated() {
            guard place > 0, let last = result.last,
                Self.baseName(last.block.name) == Self.baseName(group.block.name),
                last.block.signature == group.block.signature,
                feedsOnly(groups[place - 1], place, owner)
            else {
                result.append(group)
                continue
            }
            result[result.count - 1].members += group.members
            result[result.count - 1].result = group.result
            result[result.count - 1].block.repeats += 1
            result[result.count - 1].block.result = group.block.result
            result[result.count - 1].block.name = Self.baseName(group.block.name)
            result[result.count - 1].block.parameters = group.block.parameters
        }
        return result
    }

    /// Blocks of one name, told apart by their numbers: `for t (2 of 3)`.
    private func numbered(_ groups: [Group]) -> [Group] {
        let counts = Dictionary(groups.map { ($0.block.name, 1) }, uniquingKeysWith: +)
        var turns: [String: Int] = [:]
        return groups.map { group in
            var group = group
            let name = group.block.name
            turns[name, default: 0] += 1
            group.block.name = GraphScene.title(of: name, turns[name] ?? 1, of: counts[name] ?? 1)
            return group
        }
    }

    private func feedsOnly(_ group: Group, _ next: Int, _ owner: [Int?]) -> Bool {
        let inside = Set(group.members)
        guard !inside.contains(root) else { return false }
        let leaving = group.members.flatMap { users[$0] }.filter { !inside.contains($0) }
        return !leaving.isEmpty && leaving.allSatisfy { owner[$0] == next }
    }
}
