import GradusTensors

/// Tells the training steps of a script's own loops apart.
///
/// The updates that follow gradients of one loss are one step: `loss = …` once, then
/// `W -= lr * grad(loss, W)` and `b -= lr * grad(loss, b)`. The next loss begins the next step,
/// and so does a parameter that is updated again. Passes without an update are no steps.
struct TrainingSteps {
    /// A loop that is running.
    struct Loop {
        /// The number of nodes before it.
        let mark: Int
        /// A number that no other loop has.
        let run: Int
        /// The turns before this one.
        var turn = 0
        /// A number that no other turn, and no statement outside of loops, has.
        var serial: Int
    }

    /// A gradient that was asked for, until its parameter is updated.
    struct Asked {
        /// A number that stands for the loss.
        let root: Int
        /// The turn, or the statement outside of loops, in which the loss was computed.
        let home: Int
        /// The node of the loss; nil once it was forgotten.
        var lossNode: Int?
        /// What is told of it.
        let followed: FollowedGradient
    }

    /// A step that may still get updates.
    private struct Open {
        let number: Int
        var root: Int?
        var home: Int
        /// The nodes that its updates made.
        var updated: Set<Int> = []
    }

    /// The loops that are running, the innermost last.
    private(set) var loops: [Loop] = []
    private var asked: [Int: Asked] = [:]
    private var open: Open?
    private var lineages: [Int: Int] = [:]
    private var lineageCount = 0
    private var stepCount = 0
    private var serials = 0
    private var statement = 0
    /// The nodes that are gradients themselves: asked towards them is asking for more of the
    /// same loss.
    private var gradientNodes: Set<Int> = []

    // MARK: loops

    /// Says that a statement outside of loops and functions begins.
    mutating func beginStatement() {
        serials += 1
        statement = serials
    }

    mutating func beginLoop(at mark: Int) {
        serials += 1
        loops.append(Loop(mark: mark, run: serials, serial: serials))
    }

    mutating func endTurn() {
        serials += 1
        loops[loops.count - 1].turn += 1
        loops[loops.count - 1].serial = serials
    }

    mutating func endLoop() { loops.removeLast() }

    /// The loops in which a node was made.
    func loops(around node: Int) -> ArraySlice<Loop> {
        loops[..<(loops.firstIndex { $0.mark > node } ?? loops.count)]
    }

    // MARK: gradients

    /// Says that a node is itself a gradient.
    mutating func noteGradient(_ node: Int) { gradientNodes.insert(node) }

    /// Says that the gradient of a loss towards a parameter was asked for. Of several asked for
    /// in one turn the first counts: what is added to it (a penalty, a second derivative)
    /// belongs to its step.
    mutating func ask(
        parameter: Int, lossNode: Int, root: Int, _ followed: FollowedGradient
    ) {
        let home = loops(around: lossNode).last?.serial ?? statement
        if let known = asked[parameter], known.home == home || gradientNodes.contains(lossNode) {
            return
        }
        asked[parameter] = Asked(
            root: root, home: home, lossNode: lossNode, followed: followed)
    }

    // MARK: updates

    /// Counts an update in: gives the number of its step, what was asked for before it, and a
    /// number that the parameter keeps in all its versions.
    mutating func update(
        from before: Int, to after: Int, byConstant isConstant: Bool
    ) -> (step: Int, asked: Asked?, lineage: Int) {
        var found = asked.removeValue(forKey: before)
        // A number as written is no gradient, whatever was asked for before.
        if isConstant { found = nil }
        var step = open
        if let known = open, !joins(before, found, known) { step = nil }
        var current = step ?? Open(number: stepCount, home: statement)
        if step == nil { stepCount += 1 }
        if let found, current.root == nil {
            (current.root, current.home) = (found.root, found.home)
        }
        current.updated.remove(before)
        current.updated.insert(after)
        open = current
        let lineage = lineages[before] ?? lineageCount
        if lineage == lineageCount { lineageCount += 1 }
        lineages[after] = lineage
        return (current.number, found, lineage)
    }

    private func joins(_ before: Int, _ found: Asked?, _ step: Open) -> Bool {
        let isAgain = step.updated.contains(before)
        guard let found else {
            // Such as a decay of the weights in the same turn.
            guard isAgain else { return true }
            return step.root != nil
                && (step.home == statement || loops.contains { $0.serial == step.home })
        }
        return !isAgain && (step.root == nil || step.root == found.root)
    }

    // MARK: nodes that move

    /// Follows nodes that moved when others were forgotten; nil for those that are gone.
    mutating func follow(_ place: (Int) -> Int?) {
        func moved<Kept>(_ known: [Int: Kept]) -> [Int: Kept] {
            var result: [Int: Kept] = [:]
            for (node, kept) in known {
                if let place = place(node) { result[place] = kept }
            }
            return result
        }
        asked = moved(asked).mapValues { known in
            var known = known
            known.lossNode = known.lossNode.flatMap(place)
            return known
        }
        lineages = moved(lineages)
        gradientNodes = Set(gradientNodes.compactMap(place))
        if let nodes = open?.updated { open?.updated = Set(nodes.compactMap(place)) }
    }
}
