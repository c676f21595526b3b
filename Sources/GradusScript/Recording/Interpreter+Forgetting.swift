import GradusAutodiff

/// What a loop has recorded, turn by turn.
struct LoopRecording {
    /// Where the graph stood before the loop.
    let mark: Int
    /// The number of updates and of nodes after the last turn that was cleared up.
    fileprivate var updates: Int
    fileprivate var count: Int
}

extension Interpreter {
    /// Begins to watch a loop.
    func beginLoop() -> LoopRecording {
        let mark = graph.mark()
        training.beginLoop(at: mark)
        return LoopRecording(mark: mark, updates: updates, count: mark)
    }

    /// After a turn: forgets what it recorded and no name leads to any more. That is the
    /// graph of a training step once its parameters were updated and its loss was computed
    /// anew; without updates it is done whenever the loop's part of the graph has doubled.
    func endTurn(_ loop: inout LoopRecording) {
        training.endTurn()
        lastQuestion = nil
        let grown = graph.count - loop.mark
        guard graph.count > loop.count,
            updates > loop.updates || grown > 2 * (loop.count - loop.mark) + 64
        else { return }
        if updates > loop.updates { dropFilled(since: loop.mark) }
        let places = graph.forget(since: loop.mark)
        loop.updates = updates
        loop.count = graph.count
        guard places.contains(where: { $0 == nil }) else { return }
        func place(_ node: Int) -> Int? {
            node < loop.mark ? node : places[node - loop.mark]
        }
        var serials: [Int: Int] = [:]
        for (node, serial) in leafSerials {
            if let place = place(node) { serials[place] = serial }
        }
        leafSerials = serials
        var origins: [Int: Origins] = [:]
        for (leaf, known) in leafOrigins {
            if let place = place(leaf) { origins[place] = known }
        }
        leafOrigins = origins
        training.follow(place)
        var versions: [Int: Int] = [:]
        for node in versionsBefore.keys {
            guard let kept = place(node) else { continue }
            // A version that is forgotten hands on the one before it.
            var before = versionsBefore[node]
            while let old = before, place(old) == nil { before = versionsBefore[old] }
            versions[kept] = before.flatMap(place)
        }
        versionsBefore = versions
        let charges = Array(chargedNodes.dropFirst(loop.mark))
        chargedNodes.removeLast(charges.count)
        for (old, charge) in charges.enumerated() {
            if places[old] == nil { account.remove(charge) } else { chargedNodes.append(charge) }
        }
        lastGradients = nil
        observer?.didForget(since: loop.mark, places: places)
    }
}
