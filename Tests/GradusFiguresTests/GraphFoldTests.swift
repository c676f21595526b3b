import GradusAutodiff
import GradusFigures
import GradusGraphics
import GradusTensors
import GradusTrace
import Testing

/// Scopes as frames, and folded away.
@Suite struct GraphFoldTests {
    /// `count` layers in scopes of one name, on a batch of 2.
    private func layers(
        _ count: Int, named name: (Int) -> String = { _ in "dense" }
    ) throws -> GraphRecord {
        let graph = Graph()
        var h = graph.leaf(Fixture.noise([2, 3], from: 0), name: "x", role: .input)
        for layer in 0..<count {
            let w = graph.leaf(
                Fixture.noise([3, 3], from: 10 * layer + 7), name: "W", role: .parameter)
            let b = graph.leaf(Tensor(zeros: [3]), name: "b", role: .parameter)
            let before = h
            h = graph.withScope(name(layer)) { tanh(dot(before, w) + b) }
        }
        let loss = Fixture.assign(graph, "loss", "mean(square(h))") { square(h).mean() }
        // Checking hundreds of parameters takes long and says nothing about folds.
        return GraphRecord(
            id: "deep", values: graph.values, root: loss.index,
            gradients: try graph.backward(from: loss.index))
    }

    private func cards(_ drawing: Drawing) -> Int { drawing.leaves.count { $0.kind == .node } }

    @Test func equalBlocksAreDrawnOnceWithTheirNumber() throws {
        let drawing = try Fixture.draw(
            ComputationGraphFigure(try layers(12), mode: .backward, view: .operation, fold: .all))
        #expect(cards(drawing) == 4)
        #expect(drawing.strings.contains("dense × 12"))
        #expect(drawing.strings.contains { $0.hasPrefix("3 operations") })
        #expect(drawing.description.contains("dense"))
        #expect(
            drawing.string("legend/folded/label")
                == "folded: its edges stand for many, without derivatives")
        #expect(drawing.problems == [])
    }

    @Test func layersOfOneListOrWithNumbersAreEqualBlocks() throws {
        for (name, base) in [("layers[%]", "layers"), ("dense%", "dense"), ("dense %", "dense")] {
            let record = try layers(
                12,
                named: { number in
                    name.map { $0 == "%" ? String(number) : String($0) }.joined()
                })
            let drawing = try Fixture.draw(
                ComputationGraphFigure(record, mode: .backward, view: .operation, fold: .all))
            #expect(cards(drawing) == 4)
            #expect(drawing.strings.contains("\(base) × 12"))
        }
    }

    @Test func aSmallGraphIsNotFoldedByItself() throws {
        let drawing = try Fixture.draw(
            ComputationGraphFigure(try layers(2), mode: .forward, view: .operation))
        #expect(cards(drawing) == 1 + 2 * 5 + 2)
        #expect(drawing.strings.contains("dense (1 of 2)"))
        #expect(drawing.strings.contains("dense (2 of 2)"))
        #expect(drawing.problems == [])
    }

    @Test(arguments: [13, 40])
    func aLargeGraphStaysBelowSixtyCards(count: Int) throws {
        let record = try layers(count)
        let folded = try Fixture.draw(
            ComputationGraphFigure(record, mode: .forward, view: .operation))
        #expect(cards(folded) <= GraphFold.comfortableCount)
        #expect(folded.strings.contains("dense × \(count)"))
        let open = try Fixture.draw(
            ComputationGraphFigure(
                record, mode: .structure, view: .operation, fold: GraphFold.none))
        #expect(cards(open) == 3 + 5 * count)
    }

    @Test func aGraphWithoutScopesIsFoldedInStretches() throws {
        let graph = Graph()
        var h = Fixture.scalar(graph, 0.5, "x", .input)
        for step in 1...150 {
            let w = Fixture.scalar(graph, 0.9 + 0.001 * Double(step), "w\(step)", .parameter)
            let before = h
            h = Fixture.assign(graph, "h\(step)", "h * w") { before * w }
        }
        let record = GraphRecord(
            id: "chain", values: graph.values, root: h.index,
            gradients: try graph.backward(from: h.index))
        let drawing = try Fixture.draw(ComputationGraphFigure(record, mode: .backward))
        #expect(cards(drawing) <= GraphFold.comfortableCount)
        #expect(drawing.problems == [])
        let resolver = TraceResolver(Fixture.trace(record))
        for run in drawing.keyedRuns {
            #expect(resolver.resolve(run.key)?.double != nil, "\(run)")
        }
    }

    /// A loop that reads an input of its own in each turn, as scripts do.
    @Test func aLoopWithItsOwnInputsIsOneCard() throws {
        let graph = Graph()
        let start = Fixture.scalar(graph, 0, "start", .input)
        var total = Fixture.assign(graph, "total", "start * 2") { start * 2 }
        for turn in 0..<400 {
            let before = total
            total = graph.withScope("for row") {
                let x = Fixture.scalar(graph, Double(turn), "x", .input)
                return Fixture.assign(graph, "total", "total + x * x") { before + x * x }
            }
        }
        let record = GraphRecord(
            id: "loop", values: graph.values, root: total.index,
            gradients: try graph.backward(from: total.index))
        let drawing = try Fixture.draw(
            ComputationGraphFigure(record, mode: .backward, view: .operation))
        #expect(cards(drawing) == 3)
        #expect(drawing.strings.contains("for row × 400"))
        #expect(drawing.strings.contains("2 operations each"))
        #expect(drawing.problems == [])
    }

    /// `y = sin(y) + x` again and again, a card for each statement.
    private func turns(_ count: Int, in scope: String?) throws -> GraphRecord {
        let graph = Graph()
        let x = Fixture.scalar(graph, 0.5, "x", .parameter)
        var y = x
        for _ in 0..<count {
            let before = y
            let turn = { Fixture.assign(graph, "y", "sin(y) + x") { sin(before) + x } }
            y = scope.map { graph.withScope($0, turn) } ?? turn()
        }
        return try Fixture.record(graph, "y", y)
    }

    @Test(arguments: [GraphFold.automatic, .all])
    func theOnlyParameterKeepsItsCard(fold: GraphFold) throws {
        let record = try turns(200, in: "for i")
        let gradient = try #require(record.gradients?[0]?.scalarValue)
        let drawing = try Fixture.draw(
            ComputationGraphFigure(record, mode: .backward, fold: fold))
        #expect(cards(drawing) == 2)
        #expect(drawing.strings.contains("for i × 200"))
        #expect(drawing.strings.contains("2 operations each"))
        #expect(drawing.strings.contains("x"))
        #expect(drawing.strings.contains(NumberText.short(gradient)))
        #expect(drawing.problems == [])
        // Also where only one block uses it.
        let graph = Graph()
        let w = Fixture.scalar(graph, 0.5, "w", .parameter)
        let a = graph.withScope("inside") { sin(w) * cos(w) }
        let loss = Fixture.assign(graph, "loss", "a * a") { a * a }
        let single = try Fixture.draw(
            ComputationGraphFigure(
                try Fixture.record(graph, "loss", loss), mode: .backward, view: .operation,
                fold: .all))
        #expect(single.strings.contains("w") && single.strings.contains("inside"))
    }

    @Test func aLeafThatSeveralStretchesUseStaysVisible() throws {
        let record = try turns(200, in: nil)
        let gradient = try #require(record.gradients?[0]?.scalarValue)
        let drawing = try Fixture.draw(ComputationGraphFigure(record, mode: .backward))
        #expect(cards(drawing) == 41)
        #expect(drawing.strings.contains("x"))
        #expect(drawing.strings.contains(NumberText.short(gradient)))
        // Five statements of two operations each.
        #expect(drawing.strings.contains("10 operations"))
        #expect(!drawing.strings.contains("5 operations"))
    }

    @Test func clearRepetitionIsFoldedEarly() throws {
        // 7 layers with 2 parameters each and 3 operations: 38 cards.
        let many = try Fixture.draw(
            ComputationGraphFigure(try layers(7), mode: .forward, view: .operation))
        #expect(cards(many) == 4)
        #expect(many.strings.contains("dense × 7"))
        #expect(many.strings.contains("2 parameters each"))
        // 28 cards, and 33 with three repeats only.
        let few = try Fixture.draw(
            ComputationGraphFigure(try layers(5), mode: .structure, view: .operation))
        #expect(cards(few) == 28)
        let threes = try layers(9) { "block\(["a", "b", "c"][$0 / 3])" }
        let three = try Fixture.draw(
            ComputationGraphFigure(threes, mode: .structure, view: .operation))
        #expect(cards(three) == 48)
    }

    /// Of each turn an input and a parameter of its own: a sum shows what it adds up.
    @Test func inputsOfTurnsAreStacked() throws {
        let graph = Graph()
        let leaves = (0..<70).map {
            (
                Fixture.scalar(graph, Double($0), "w\($0)", .parameter),
                Fixture.scalar(graph, 1, "x\($0)", .input)
            )
        }
        var s = Fixture.scalar(graph, 0, "s", .constant)
        for (w, x) in leaves {
            let before = s
            s = graph.withScope("for w") {
                Fixture.assign(graph, "s", "s + w * x") { before + w * x }
            }
        }
        let loss = Fixture.assign(graph, "loss", "tanh(s)") { tanh(s) }
        let record = GraphRecord(
            id: "sum", values: graph.values, root: loss.index,
            gradients: try graph.backward(from: loss.index))
        let drawing = try Fixture.draw(ComputationGraphFigure(record, mode: .backward))
        #expect(drawing.strings.contains("for w × 70"))
        #expect(drawing.strings.contains("w0…69 × 70"))
        #expect(drawing.strings.contains("x0…69 × 70"))
        #expect(cards(drawing) == 5)
        #expect(drawing.problems == [])
    }

    @Test func turnsMayStayApart() throws {
        let drawing = try Fixture.draw(
            ComputationGraphFigure(
                try layers(3), mode: .forward, view: .operation, fold: .all, mergesRepeats: false))
        #expect(cards(drawing) == 3 + 3)
        for turn in 1...3 { #expect(drawing.strings.contains("dense (\(turn) of 3)")) }
        #expect(drawing.problems == [])
    }

    @Test func onlyNamedScopesAreFolded() throws {
        let graph = Graph()
        let x = Fixture.scalar(graph, 0.5, "x", .parameter)
        let a = graph.withScope("first") { sin(x) * cos(x) }
        let b = graph.withScope("second") { exp(a) + a }
        let y = Fixture.assign(graph, "y", "b * b") { b * b }
        let record = try Fixture.record(graph, "y", y)
        func strings(_ fold: GraphFold) throws -> [String] {
            let drawing = try Fixture.draw(
                ComputationGraphFigure(record, mode: .backward, view: .operation, fold: fold))
            #expect(drawing.problems == [])
            return drawing.strings
        }
        let second = try strings(.named(["second"]))
        #expect(second.contains("second"))
        #expect(second.contains("2 operations"))
        #expect(second.contains("sin = sin(x)"))
        #expect(!second.contains("exp = exp(multiply)"))
        // y = b * b names what leaves the card, in the view of operations as `add`.
        #expect(second.contains("gives add") && second.contains("y = add · add"))
        let none = try strings(.named(["third"]))
        #expect(none.contains("exp = exp(multiply)"))
    }

    @Test func whatLiesOnAPathIsNotFolded() throws {
        let graph = Graph()
        let x = Fixture.scalar(graph, 0.5, "x", .parameter)
        let w = Fixture.scalar(graph, 2, "w", .parameter)
        let a = graph.withScope("near") { sin(x) * cos(x) }
        let b = graph.withScope("far") { exp(w) + w }
        let y = Fixture.assign(graph, "y", "a * b") { a * b }
        let record = try Fixture.record(graph, "y", y)
        let drawing = try Fixture.draw(
            ComputationGraphFigure(
                record, mode: .backward, view: .operation, pathTo: x.index, fold: .all))
        #expect(drawing.strings.contains("far"))
        #expect(drawing.strings.contains("sin = sin(x)"))
        #expect(drawing.problems == [])
        let resolver = TraceResolver(Fixture.trace(record))
        for run in drawing.keyedRuns {
            let value = try #require(resolver.resolve(run.key)?.double, "\(run)")
            #expect(run.text == NumberText.short(value), "\(run)")
        }
    }
}
