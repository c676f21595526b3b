import GradusAutodiff
import GradusFigures
import GradusGraphics
import GradusTensors
import GradusTrace
import Testing

@Suite struct ComputationGraphFigureTests {
    @Test func forwardPassShowsTheChapterNumbersWithTheirKeys() throws {
        let (record, _) = try Fixture.chapter()
        let drawing = try Fixture.draw(ComputationGraphFigure(record, mode: .forward))
        let numbers = drawing.keyedRuns.map(\.text)
        for number in ["2", "3", "1", "4", "6", "7"] { #expect(numbers.contains(number)) }
        #expect(drawing.keyedRuns.count == 7)
        let trace = Fixture.trace(record)
        for run in drawing.keyedRuns {
            let key = try #require(TraceKey(rawValue: run.key))
            let value = try #require(trace.resolve(key)?.double)
            #expect(run.text == NumberText.short(value))
        }
        #expect(
            drawing.description
                == "Forward pass to loss_val = 3: x (input) = 2; w (parameter) = 3; "
                + "b (parameter) = 1; y_true (target) = 4; x1 = x * w = 6; x2 = x1 + b = 7; "
                + "loss_val = abs(y_true - x2) = 3.")
    }

    @Test func structureShowsNamesAndNoNumbers() throws {
        let (record, _) = try Fixture.chapter()
        let drawing = try Fixture.draw(
            ComputationGraphFigure(record, mode: .structure, text: FigureText(title: "A graph")))
        #expect(drawing.keyedRuns.isEmpty)
        #expect(drawing.title == "A graph")
        #expect(drawing.strings.contains("x1 = x * w"))
        #expect(drawing.string("legend/parameter/label") == "parameter")
        #expect(drawing.string("legend/constant/label") == nil)
    }

    @Test func pathToWCarriesFractionsAndTheProduct() throws {
        let (record, w) = try Fixture.chapter()
        let drawing = try Fixture.draw(
            ComputationGraphFigure(record, mode: .backward, pathTo: w))
        let strings = drawing.strings
        for fraction in ["∂x1", "∂w", "∂x2", "∂loss_val", "∂y_true"] {
            #expect(strings.contains(fraction))
        }
        #expect(strings.contains { $0.contains("1 · 1 · 2 = 2") })
        #expect(strings.contains { $0.hasPrefix("✓ agrees with a central difference to ") })
        let derivatives = drawing.leaves.filter { $0.name.hasSuffix("chip/box") }
        #expect(derivatives.count == 6)
        #expect(
            drawing.description.hasPrefix(
                "Backward pass from loss_val = 3. Along loss_val → x2 → x1 → w: 1 · 1 · 2 = 2. "
                    + "grad(loss_val, w) = 2."))
    }

    @Test func everyKeyLeadsToTheNumberThatIsDrawn() throws {
        let (record, w) = try Fixture.chapter()
        let layers = try Fixture.layers()
        let chain = try Fixture.chain(6)
        let figures = [
            ComputationGraphFigure(record, mode: .backward, view: .operation, pathTo: w),
            ComputationGraphFigure(layers, mode: .backward, view: .operation),
            ComputationGraphFigure(layers, mode: .forward, view: .operation),
            ComputationGraphFigure(chain.record, mode: .backward, pathTo: chain.first),
        ]
        for figure in figures {
            let drawing = try Fixture.draw(figure)
            let resolver = TraceResolver(Fixture.trace(figure.record))
            #expect(drawing.keyedRuns.count > 20)
            for run in drawing.keyedRuns {
                let value = try #require(resolver.resolve(run.key)?.double, "\(run)")
                #expect(
                    [2, 4].contains { run.text == NumberText.short(value, significantDigits: $0) },
                    "\(run) is \(value)")
            }
        }
    }

    @Test func offThePathEverythingIsPaleAndDashed() throws {
        let (record, w) = try Fixture.chapter()
        let drawing = try Fixture.draw(ComputationGraphFigure(record, mode: .backward, pathTo: w))
        var dashed = 0
        for mark in drawing.leaves where mark.name.hasSuffix("/backward") {
            guard case .path(_, _, let stroke?) = mark.content else { continue }
            if stroke.dashes.isEmpty {
                #expect(mark.opacity == 1)
            } else {
                dashed += 1
                #expect(mark.opacity < 1)
            }
        }
        #expect(dashed == 3)
        for mark in drawing.leaves {
            if case .text = mark.content { #expect(mark.opacity == 1) }
        }
    }

    @Test func severalPathsAddUp() throws {
        let graph = Graph()
        let a = Fixture.scalar(graph, 3, "a", .parameter)
        let u = Fixture.assign(graph, "u", "a * 2") { a * 2 }
        let s = Fixture.assign(graph, "s", "u * a") { u * a }
        let drawing = try Fixture.draw(
            ComputationGraphFigure(
                try Fixture.record(graph, "s", s), mode: .backward, pathTo: a.index))
        let sum = try #require(drawing.string("strip/chain/sum/1"))
        #expect(sum == " = 6 + 6 = 12")
        #expect(drawing.problems.isEmpty)
    }

    @Test func tensorEdgesCarryTheirRulesAndCardsTheirShapes() throws {
        let drawing = try Fixture.draw(
            ComputationGraphFigure(try Fixture.layers(), mode: .backward, view: .operation))
        #expect(drawing.strings.contains("W1  (3, 5) float64"))
        #expect(drawing.strings.contains("b1  (5,) float64"))
        #expect(drawing.strings.contains { $0.contains("W2ᵀ") })
    }

    @Test func aNodeOffTheViewIsNoPath() throws {
        let (record, _) = try Fixture.chapter()
        let plain = try Fixture.draw(ComputationGraphFigure(record, mode: .backward))
        let wild = try Fixture.draw(ComputationGraphFigure(record, mode: .backward, pathTo: 99))
        #expect(plain == wild)
    }

    @Test func missingGradientsAreSaid() throws {
        var (record, w) = try Fixture.chapter()
        record.gradients = nil
        record.checks = []
        record.staleNodes = [w]
        let drawing = try Fixture.draw(ComputationGraphFigure(record, mode: .backward))
        #expect(drawing.strings.filter { $0 == "not computed" }.count == 8)
        #expect(drawing.strings.contains("w  stale"))
        #expect(drawing.description.contains("No gradients were computed."))
        #expect(drawing.description.hasSuffix("Stale: w."))
    }

    @Test func anEmptyGraphIsAQuietBox() throws {
        let record = GraphRecord(id: "none", values: Graph().values)
        let drawing = try Fixture.draw(ComputationGraphFigure(record, mode: .backward, pathTo: 0))
        #expect(drawing.description == "An empty computation graph.")
        #expect(drawing.strings == ["the graph is empty"])
    }

    @Test func numbersThatAreNoneAreDrawnAsSuch() throws {
        let graph = Graph()
        let x = graph.leaf(
            Tensor([1.0, Double.nan, -Double.infinity, 4.0], shape: [4]), name: "x",
            role: .parameter)
        let y = Fixture.assign(graph, "y", "sum(x)") { x.sum() }
        let drawing = try Fixture.draw(
            ComputationGraphFigure(try Fixture.record(graph, "y", y), mode: .forward))
        #expect(drawing.keyedRuns.contains { $0.text == "NaN" })
        #expect(drawing.keyedRuns.contains { $0.text == "−∞" })
    }

    @Test(arguments: FigureSize.presets)
    func nothingOverlaps(size: FigureSize) throws {
        let (record, w) = try Fixture.chapter()
        let text = FigureText(title: "The path", subtitle: "Multiply along it.", caption: "A note.")
        for mode in ComputationGraphFigure.Mode.allCases {
            let drawing = try Fixture.draw(
                ComputationGraphFigure(record, mode: mode, pathTo: w, text: text), size)
            #expect(drawing.problems == [])
        }
        let layers = try Fixture.layers()
        #expect(
            try Fixture.draw(
                ComputationGraphFigure(layers, mode: .backward, view: .operation), size
            ).problems == [])
    }

    @Test func aLongChainFitsAPage() throws {
        let (record, first) = try Fixture.chain(16)
        for mode in ComputationGraphFigure.Mode.allCases {
            let drawing = try Fixture.draw(
                ComputationGraphFigure(record, mode: mode, pathTo: first))
            // It needs two columns, a little wider than a page; more with local derivatives.
            let limit = FigureSize.page.width * (mode.showsGradients ? 1.7 : 1.05)
            #expect(drawing.size.width <= limit)
            #expect(drawing.size.height <= 1.6 * drawing.size.width || mode != .backward)
            #expect(drawing.problems == [])
        }
    }

    @Test func largeTensorsAreHeatMapsWithTheirRange() throws {
        let drawing = try Fixture.draw(
            ComputationGraphFigure(
                try Fixture.layers(batch: 90, hidden: 40), mode: .forward, view: .operation))
        #expect(drawing.keyedRuns.contains { $0.key.hasSuffix("/value/min") })
        let images = drawing.leaves.compactMap { mark -> PixelImage? in
            guard case .image(let image, _) = mark.content else { return nil }
            return image
        }
        #expect(images.allSatisfy { $0.width <= 64 && $0.height <= 64 })
        #expect(drawing.problems == [])
    }
}
