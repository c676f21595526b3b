/// Leads one line through its corridors.
///
/// One smooth curve from end to end is tried first. Where it leaves a corridor it is made to pass
/// the corridor's centre, and if that is not enough, to pass the whole corridor vertically; with
/// every corridor passed vertically the line is always clear.
struct EdgeRouter {
    private enum Passing { case free, centered, vertical }

    let start: MonotoneCurve.Knot
    let end: MonotoneCurve.Knot
    let corridors: [Corridor]

    func curve() -> MonotoneCurve {
        var passing = startingPassings()
        let isLong = corridors.count > 40
        var rounds = 0
        while true {
            let curve = MonotoneCurve(knots: knots(passing))
            let worst = violations(of: curve).filter { passing[$0.index] != .vertical }
            if worst.isEmpty { return curve }
            rounds += 1
            if isLong {
                for (index, _) in worst {
                    passing[index] = rounds < 6 && passing[index] == .free ? .centered : .vertical
                }
                continue
            }
            var (index, amount) = worst[0]
            for candidate in worst where candidate.amount > amount {
                (index, amount) = candidate
            }
            let isEnd = index == 0 || index == corridors.count - 1
            passing[index] = passing[index] == .free && !isEnd ? .centered : .vertical
        }
    }

    /// Long lines keep the straight runs that the placement gave them.
    private func startingPassings() -> [Passing] {
        var passing = [Passing](repeating: .free, count: corridors.count)
        guard corridors.count > 5 else { return passing }
        for index in 2..<(corridors.count - 1)
        where abs(corridors[index].center - corridors[index - 1].center) < 0.5 {
            passing[index] = .vertical
            passing[index - 1] = .vertical
        }
        // A run begins and ends in the middle of a row, which leaves more room to turn.
        let vertical = passing.map { $0 == .vertical }
        for index in 1..<(corridors.count - 1)
        where vertical[index] && !(vertical[index - 1] && vertical[index + 1]) {
            passing[index] = .centered
        }
        return passing
    }

    private func knots(_ passing: [Passing]) -> [MonotoneCurve.Knot] {
        var knots = [start]
        func add(_ x: Double, _ y: Double) {
            if let last = knots.last, y > last.y + 1e-9, y < end.y - 1e-9 {
                knots.append(.init(y: y, x: x))
            }
        }
        for (index, corridor) in corridors.enumerated() {
            switch passing[index] {
            case .free: break
            case .centered: add(corridor.center, (corridor.top + corridor.bottom) / 2)
            case .vertical:
                func continues(_ other: Int) -> Bool {
                    corridors.indices.contains(other) && passing[other] == .vertical
                        && corridors[other].center == corridor.center
                }
                if !continues(index - 1) { add(corridor.center, corridor.top) }
                if !continues(index + 1) { add(corridor.center, corridor.bottom) }
            }
        }
        knots.append(end)
        return knots
    }

    private func violations(of curve: MonotoneCurve) -> [(index: Int, amount: Double)] {
        var found: [(index: Int, amount: Double)] = []
        var cursor = 0
        for (index, corridor) in corridors.enumerated() {
            let (low, high) = curve.range(from: corridor.top, to: corridor.bottom, index: &cursor)
            let amount = max(corridor.low - low, high - corridor.high)
            if amount > 1e-9 { found.append((index, amount)) }
        }
        return found
    }
}
