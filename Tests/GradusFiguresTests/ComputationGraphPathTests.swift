import GradusAutodiff
import GradusFigures
import GradusGraphics
import GradusTensors
import GradusTrace
import Testing

/// Several paths in one figure: 2, 3, 6 and more than can be written out.
@Suite struct ComputationGraphPathTests {
    /// `y = x · x + sin(x)` at 3: two edges by operation, of which one stands for two uses.
    private func twoWays() throws -> (GraphRecord, Int) {
        let graph = Graph()
        let x = Fixture.scalar(graph, 3, "x", .parameter)
        let y = Fixture.assign(graph, "y", "x * x + sin(x)") { x * x + sin(x) }
        return (try Fixture.record(graph, "y", y), x.index)
    }

    /// `f = e + d · a` over shared results: six paths to `a`.
    private func sixWays() throws -> (GraphRecord, Int) {
        let graph = Graph()
        let a = Fixture.scalar(graph, 2, "a", .parameter)
        let b = Fixture.scalar(graph, -3, "b", .parameter)
        let c = Fixture.assign(graph, "c", "a * b") { a * b }
        let d = Fixture.assign(graph, "d", "c + a") { c + a }
        let e = Fixture.assign(graph, "e", "d * c") { d * c }
        let f = Fixture.assign(graph, "f", "e + d * a") { e + d * a }
        return (try Fixture.record(graph, "f", f), a.index)
    }

    /// Doubling `steps` times over: 2^steps paths.
    private func manyWays(_ steps: Int) throws -> (GraphRecord, Int) {
        let graph = Graph()
        let x = Fixture.scalar(graph, 1, "x", .parameter)
        var h = x
        for step in 1...steps {
            let before = h
            let left = Fixture.assign(graph, "l\(step)", "h + 1") { before + 1 }
            let right = Fixture.assign(graph, "r\(step)", "h * 2") { before * 2 }
            h = Fixture.assign(graph, "h\(step)", "l * r") { left * right }
        }
        return (try Fixture.record(graph, "h", h), x.index)
    }

    private func strip(_ drawing: Drawing) -> [String] {
        drawing.strings.filter { $0.contains("=") || $0.contains("←") || $0.hasPrefix("①") }
    }

    @Test func pathsAreNumberedOnEdgesAndInTheSum() throws {
        let (record, x) = try twoWays()
        let drawing = try Fixture.draw(
            ComputationGraphFigure(record, mode: .backward, view: .operation, pathTo: x))
        #expect(drawing.strings.contains("①  "))
        #expect(drawing.strings.contains("③  "))
        // Each edge says on which ways it lies: x * x takes x along two of the three.
        for mark in ["①", "②", "①②"] {
            #expect(drawing.strings.filter { $0 == mark }.count == 1)
        }
        #expect(drawing.strings.filter { $0 == "③" }.count == 2)
        #expect(drawing.strings.filter { $0 == " = 1 · 3 = 3" }.count == 2)
        #expect(drawing.strings.contains(" = 1 · (−0.99) = −0.99"))
        #expect(drawing.strings.contains(" = 3 + 3 + (−0.99) = 5.01"))
        #expect(drawing.problems == [])
    }

    @Test func sixPathsAreWrittenOutAndAddUp() throws {
        let (record, a) = try sixWays()
        let drawing = try Fixture.draw(ComputationGraphFigure(record, mode: .backward, pathTo: a))
        let sum = try #require(drawing.strings.first { $0.hasPrefix(" = 18 + 12") })
        #expect(sum == " = 18 + 12 + (−6) + (−6) + (−4) + 2 = 16")
        let products = (0..<6).map { index in
            drawing.keyedRuns.first { $0.key.hasSuffix("/\(index)/product") }?.text
        }
        #expect(products.prefix(4) == ["18", "12", "−6", "−6"])
        // Each way is a chain of names.
        #expect(drawing.strings.filter { $0 == "f" }.count >= 6)
        #expect(drawing.description.contains("grad(f, a) = 16."))
        #expect(drawing.problems == [])
    }

    @Test func ofManyPathsTheLargestAreWrittenAndAllAreCounted() throws {
        let (record, x) = try manyWays(4)
        let drawing = try Fixture.draw(ComputationGraphFigure(record, mode: .backward, pathTo: x))
        #expect(drawing.keyedRuns.filter { $0.key.hasSuffix("/product") }.count == 4)
        let count = try #require(drawing.keyedRuns.first { $0.key.hasSuffix("/count") })
        #expect(count.text == "16")
        let total = try #require(drawing.keyedRuns.first { $0.key.hasSuffix("/total") })
        let gradient = try #require(record.gradients?[x]).scalarValue
        #expect(total.text == NumberText.short(gradient))
        // Too many to number the edges.
        #expect(!drawing.strings.contains("①"))
        #expect(drawing.problems == [])
    }

    @Test(arguments: FigureSize.presets)
    func keysResolveAndNothingOverlaps(size: FigureSize) throws {
        for (record, goal) in [try twoWays(), try sixWays(), try manyWays(2)] {
            for view in GraphViewKind.allCases {
                let drawing = try Fixture.draw(
                    ComputationGraphFigure(record, mode: .backward, view: view, pathTo: goal), size)
                #expect(drawing.problems == [], "\(record.id) by \(view) on \(size.name)")
                let resolver = TraceResolver(Fixture.trace(record))
                for run in drawing.keyedRuns {
                    let value = try #require(resolver.resolve(run.key)?.double, "\(run)")
                    #expect(run.text == NumberText.short(value), "\(run)")
                }
            }
        }
    }

    @Test func literalsHaveCardsOnlyOnRequest() throws {
        let (record, x) = try manyWays(1)
        func cards(_ hasConstants: Bool) throws -> Int {
            try Fixture.draw(
                ComputationGraphFigure(
                    record, mode: .backward, pathTo: x, hasConstants: hasConstants)
            ).leaves.count { $0.kind == .node }
        }
        #expect(try cards(false) == 4)
        #expect(try cards(true) == 6)
    }
}
