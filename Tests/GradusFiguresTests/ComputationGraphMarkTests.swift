import GradusAutodiff
import GradusFigures
import GradusGraphics
import GradusTensors
import GradusTrace
import Testing

/// What is odd about a node is said on its card, in the legend and in the description.
@Suite struct ComputationGraphMarkTests {
    private func draw(_ record: GraphRecord) throws -> Drawing {
        let drawing = try Fixture.draw(ComputationGraphFigure(record, mode: .backward))
        #expect(drawing.problems == [])
        return drawing
    }

    @Test func aCheckedParameterBearsASign() throws {
        let (record, _) = try Fixture.chapter()
        let drawing = try draw(record)
        #expect(drawing.strings.filter { $0 == "grad ✓" }.count == 2)
        #expect(
            drawing.string("legend/check-agrees/label") == "agrees with a central difference")
        #expect(drawing.description.contains("Central differences agree for w; b."))
    }

    @Test func aGradientThatDiffersIsMarked() throws {
        var (record, w) = try Fixture.chapter()
        for index in record.checks.indices where record.checks[index].node == w {
            record.checks[index].verdict = .differs
            record.checks[index].digits = 0
        }
        let drawing = try draw(record)
        #expect(drawing.strings.filter { $0 == "grad ✗" }.count == 1)
        #expect(drawing.strings.filter { $0 == "grad ✓" }.count == 1)
        #expect(drawing.description.contains("Central differences disagree for w."))
    }

    @Test func aKinkIsSaidAtTheParameterAndAtTheOperation() throws {
        let graph = Graph()
        let k = Fixture.scalar(graph, 0, "k", .parameter)
        let z = Fixture.assign(graph, "z", "relu(k)") { relu(k) }
        let y = Fixture.assign(graph, "y", "z + k") { z + k * k }
        let drawing = try draw(try Fixture.record(graph, "y", y))
        #expect(drawing.strings.contains("grad kink"))
        #expect(drawing.strings.contains("z  kink = relu(k)"))
        #expect(drawing.description.contains("At a kink: z."))
        #expect(
            drawing.string("legend/flag-kink/label") == "at a corner: the slope is a convention")
    }

    /// Left of 0 a root has no value: its gradient is not wrong, there is nothing to compare.
    @Test func whatCannotBeComparedIsNoMistake() throws {
        let graph = Graph()
        let k = Fixture.scalar(graph, 0, "k", .parameter)
        let y = Fixture.assign(graph, "y", "sqrt(k)") { sqrt(k) }
        let drawing = try draw(try Fixture.record(graph, "y", y))
        #expect(drawing.strings.contains("grad unchecked"))
        #expect(!drawing.strings.contains { $0.contains("✗") })
        #expect(
            drawing.string("legend/check-notComparable/label")
                == "not comparable here: no value right beside it")
        #expect(drawing.description.contains("Central differences cannot be taken for k."))
    }

    /// `t * t` takes t twice: two edges with a derivative each, and a path along each.
    @Test func anOperandTakenTwiceHasTwoEdges() throws {
        let graph = Graph()
        let t = Fixture.scalar(graph, 3, "t", .parameter)
        let y = Fixture.assign(graph, "y", "t * t") { t * t }
        let record = try Fixture.record(graph, "y", y)
        let drawing = try Fixture.draw(
            ComputationGraphFigure(
                record, mode: .backward, view: .operation, pathTo: t.index))
        #expect(drawing.problems == [])
        #expect(drawing.leaves.count { $0.name.hasSuffix("/forward") } == 2)
        #expect(drawing.leaves.count { $0.name.hasSuffix("/backward") } == 2)
        #expect(drawing.strings.contains("∂t (1st)"))
        #expect(drawing.strings.contains("∂t (2nd)"))
        #expect(drawing.string("legend/symbol-use/label") != nil)
        #expect(drawing.description.contains("grad(y, t) = 6."))
        let resolver = TraceResolver(Fixture.trace(record))
        for run in drawing.keyedRuns {
            #expect(resolver.resolve(run.key) != nil, "\(run)")
        }
        // Of the statement there is one edge, with the derivative of all of it.
        let statement = try draw(record)
        #expect(statement.leaves.count { $0.name.hasSuffix("/backward") } == 1)
        #expect(statement.string("legend/symbol-use/label") == nil)
    }

    @Test func symbolsOfRulesAreExplainedWhereTheyOccur() throws {
        let layers = try Fixture.draw(
            ComputationGraphFigure(try Fixture.layers(), mode: .backward, view: .operation))
        for name in ["indicator", "arriving", "transpose", "sum"] {
            #expect(layers.string("legend/symbol-\(name)/label") != nil, "\(name)")
        }
        let plain = try draw(try Fixture.chapter().record)
        #expect(!plain.leaves.contains { $0.name.hasPrefix("legend/symbol-") })
    }

    /// What goes into a layer lies outside of its frame.
    @Test func anInputIsNoPartOfALayer() throws {
        let graph = Graph()
        let x = Fixture.scalar(graph, 2, "x", .input)
        let w = Fixture.scalar(graph, 3, "w", .parameter)
        graph.pushScope("layer")
        let h = Fixture.assign(graph, "h", "x * w") { x * w }
        let r = Fixture.assign(graph, "r", "relu(h)") { relu(h) }
        graph.popScope()
        let y = Fixture.assign(graph, "y", "square(r)") { square(r) }
        let drawing = try draw(try Fixture.record(graph, "y", y))
        let scope = drawing.leaves.filter { $0.name.hasPrefix("scope/0/") }
        #expect(!scope.isEmpty)
        #expect(!scope.contains { $0.name.hasSuffix("/card/\(x.index)") })
        func box(_ mark: Mark) -> Rectangle? {
            guard case .path(let path, _, _) = mark.content else { return nil }
            return path.bounds
        }
        let frame = drawing.leaves.first { $0.name == "scope/0/frame" }.flatMap(box)
        let card = try #require(drawing.leaves.first { $0.name == "node/0-x/box" }.flatMap(box))
        if let frame { #expect(!frame.overlaps(card, tolerance: 0)) }
    }

    @Test func aSmoothPointHasNoKink() throws {
        let graph = Graph()
        let k = Fixture.scalar(graph, 0.5, "k", .parameter)
        let y = Fixture.assign(graph, "y", "relu(k)") { relu(k) }
        #expect(!(try draw(try Fixture.record(graph, "y", y))).description.contains("kink"))
    }

    @Test func infinitiesAndNaNsOutlineTheirCards() throws {
        let graph = Graph()
        let k = Fixture.scalar(graph, 0, "k", .parameter)
        let z = Fixture.assign(graph, "z", "log(k)") { log(k) }
        let y = Fixture.assign(graph, "y", "z - z") { z - z }
        let drawing = try draw(try Fixture.record(graph, "y", y))
        #expect(drawing.strings.contains("z  ∞ = log(k)"))
        #expect(drawing.strings.contains("y  NaN = z - z"))
        #expect(drawing.description.contains("Not a number: "))
        #expect(drawing.string("legend/flag-notANumber/label") == "not a number")
        #expect(drawing.string("legend/flag-infinite/label") == "infinite")
        let outlines = drawing.leaves.filter { mark in
            guard mark.kind == .node, case .path(_, _, let stroke?) = mark.content else {
                return false
            }
            return stroke.paint == .role(.failure)
        }
        #expect(outlines.count >= 2)
    }

    @Test func whatIsStaleOrMissingIsExplained() throws {
        var (record, w) = try Fixture.chapter()
        record.staleNodes = [w]
        let stale = try draw(record)
        #expect(stale.strings.contains("w  stale"))
        #expect(
            stale.string("legend/flag-stale/label") == "updated since: these numbers are history")
        record.gradients = nil
        let never = try draw(record)
        #expect(never.strings.filter { $0 == "not computed" }.count == 8)
        #expect(never.string("legend/missing/label") == "nobody asked for gradients")

        let graph = Graph()
        let k = Fixture.scalar(graph, 2, "k", .parameter)
        let y = Fixture.assign(graph, "y", "k * stop(k)") { k * k.stopGradient() }
        let cut = try Fixture.draw(
            ComputationGraphFigure(
                try Fixture.record(graph, "y", y), mode: .backward, view: .operation))
        #expect(cut.problems == [])
        #expect(cut.strings.contains("none") == cut.description.contains("not computed"))
    }

    /// Backward alone: gradients, local derivatives and backward edges, and nothing else.
    @Test func oneCanBeDrawnBackwardAlone() throws {
        let drawing = try Fixture.draw(
            ComputationGraphFigure(try Fixture.chapter().record, mode: .gradients))
        #expect(drawing.problems == [])
        #expect(drawing.strings.contains { $0.hasPrefix("grad") })
        #expect(!drawing.strings.contains("value"))
        #expect(!drawing.leaves.contains { $0.name.hasSuffix("/forward") })
        #expect(drawing.leaves.count { $0.name.hasSuffix("/backward") } == 6)
        #expect(drawing.string("legend/forward/label") == nil)
    }

    @Test func oneRunsToTheRightWhereAsked() throws {
        let (record, _) = try Fixture.chapter()
        func extent(_ direction: GraphDirection) throws -> Size {
            let boxes = try Fixture.draw(
                ComputationGraphFigure(record, mode: .forward, direction: direction),
                FigureSize(width: 2000, height: 2000)
            ).leaves.filter { $0.kind == .node }.compactMap { mark -> Rectangle? in
                guard case .path(let path, _, _) = mark.content else { return nil }
                return path.bounds
            }
            let all = try #require(boxes.dropFirst().reduce(boxes.first) { $0?.union($1) })
            return all.size
        }
        let (down, right) = (try extent(.topDown), try extent(.leftRight))
        #expect(right.width > down.width)
        #expect(right.height < down.height)
    }

    @Test func onlyALossIsCalledALoss() throws {
        for (name, label) in [("y", "result"), ("loss", "loss"), ("total_cost", "loss")] {
            let graph = Graph()
            let x = Fixture.scalar(graph, 3, "x", .parameter)
            let root = Fixture.assign(graph, name, "x * x") { x * x }
            let drawing = try Fixture.draw(
                ComputationGraphFigure(try Fixture.record(graph, name, root), mode: .backward))
            #expect(drawing.string("legend/loss/label") == label)
        }
    }

    /// sqrt at 0: the value is finite, the slope is not.
    @Test func aGradientThatAloneIsInfiniteSaysSo() throws {
        let graph = Graph()
        let c = Fixture.scalar(graph, 0, "c", .parameter)
        let y = Fixture.assign(graph, "y", "sqrt(c)") { sqrt(c) }
        let record = try Fixture.record(graph, "y", y)
        let backward = try Fixture.draw(ComputationGraphFigure(record, mode: .backward))
        #expect(backward.strings.contains("c  ∞ gradient"))
        #expect(!backward.strings.contains("c  ∞"))
        #expect(backward.strings.contains("the gradient is infinite"))
        #expect(backward.description.contains("The gradient is infinite: c."))
        #expect(backward.problems == [])
        let forward = try Fixture.draw(ComputationGraphFigure(record, mode: .forward))
        #expect(!forward.strings.contains { $0.contains("∞") })
    }

    @Test func rulesInWordsAreExplained() throws {
        let graph = Graph()
        let x = graph.leaf(Fixture.noise([2, 3], from: 0), name: "x", role: .parameter)
        let y = Fixture.assign(graph, "loss", "sum(x.T)") { x.transposed().sum() }
        let drawing = try Fixture.draw(
            ComputationGraphFigure(
                try Fixture.record(graph, "loss", y), mode: .backward, view: .operation))
        #expect(drawing.strings.contains("transpose back"))
        #expect(drawing.strings.contains("the gradient, with its axes as they were"))
    }
}
