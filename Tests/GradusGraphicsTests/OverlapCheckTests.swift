import GradusGraphics
import Testing

struct OverlapCheckTests {
    private func problems(_ marks: [Mark], themes: [Theme] = []) -> [OverlapProblem] {
        OverlapCheck().problems(in: drawing(marks), themes: themes)
    }

    private func box(
        _ name: String, _ frame: Rectangle, _ kind: MarkKind = .node,
        fill: Paint? = .role(.inputFill), opacity: Double = 1
    ) -> Mark {
        Mark(
            name, kind,
            .path(.rectangle(frame, cornerRadius: 4), fill: fill, stroke: Stroke(.role(.input))),
            opacity: opacity)
    }

    private func line(
        _ name: String, _ a: Point, _ b: Point, _ kind: MarkKind = .edge
    ) -> Mark {
        Mark(
            name, kind, .path(.line(from: a, to: b), fill: nil, stroke: Stroke(.role(.forward))))
    }

    @Test
    func `A clean figure has no problems`() {
        #expect(
            problems(
                [
                    box("node/x/box", Rectangle(x: 10, y: 10, width: 80, height: 40)),
                    label("node/x/name", "name", at: Point(20, 30)),
                    label("node/x/value", "2.5", at: Point(20, 44)),
                    line("edge/x-y", Point(90, 30), Point(190, 30)),
                    label("edge/x-y/derivative", "1", at: Point(130, 33)),
                    label("title", "Title", at: Point(20, 80), size: 14),
                ], themes: Theme.all) == [])
    }

    @Test
    func `Two labels on one another are named once`() {
        let found = problems([
            label("a", "first", at: Point(20, 30)), label("b", "second", at: Point(30, 34)),
        ])
        #expect(found.map(\.kind) == [.labelOnLabel])
        #expect(found.first?.mark == "b" && found.first?.other == "a")
        // Baselines as far apart as the size are the closest that reads well.
        #expect(
            problems([
                label("a", "first", at: Point(20, 30)), label("b", "second", at: Point(20, 40)),
            ]) == [])
    }

    @Test
    func `Turned labels are judged by their turned boxes`() {
        // Their upright rectangles overlap, they do not.
        let apart = [
            label("a", "aaaaaaaa", at: Point(40, 90), rotation: -45),
            label("b", "bbbbbbbb", at: Point(60, 90), rotation: -45),
        ]
        #expect(problems(apart) == [])
        let crossing = [
            label("a", "aaaaaaaa", at: Point(40, 80), rotation: -45),
            label("b", "bbbbbbbb", at: Point(40, 60)),
        ]
        #expect(problems(crossing).map(\.kind) == [.labelOnLabel])
    }

    @Test
    func `A label on another's node or line is found, on its own it is not`() {
        let frame = Rectangle(x: 10, y: 10, width: 80, height: 40)
        let foreign = problems([
            box("node/x/box", frame), label("node/y/value", "2.5", at: Point(60, 30)),
        ])
        #expect(foreign.map(\.kind) == [.labelOnNode])
        #expect(foreign.first?.other == "node/x/box")
        let crossed = problems([
            line("edge/a-b", Point(0, 0), Point(200, 100)),
            label("node/y/value", "2.5", at: Point(95, 52)),
        ])
        #expect(crossed.map(\.kind) == [.labelOnLine])
        let own = problems([
            line("edge/a-b", Point(0, 0), Point(200, 100)),
            label("edge/a-b/derivative", "2.5", at: Point(95, 52)),
        ])
        #expect(own == [])
        let grouped = Mark(
            "axis", .axis,
            .group([
                line("frame", Point(0, 50), Point(200, 50), .axis),
                label("tick", "2.5", at: Point(95, 52)),
            ]))
        #expect(problems([grouped]) == [])
    }

    @Test
    func `A ground between a line and a label hides the line`() {
        let edge = line("edge/a-b", Point(0, 50), Point(200, 50))
        let text = label("chip/value", "2.5", at: Point(95, 52))
        let chip = Rectangle(x: 90, y: 40, width: 25, height: 18)
        #expect(problems([edge, box("chip/box", chip, .panel), text]) == [])
        #expect(
            problems([edge, box("chip/box", chip, .panel, opacity: 0.5), text]).map(\.kind)
                == [.labelOnLine])
        #expect(
            problems([box("chip/box", chip, .panel), text, edge]).map(\.kind) == [.labelOnLine])
    }

    @Test
    func `Text that leaves its node or the drawing is found`() {
        let found = problems([
            box("node/x/box", Rectangle(x: 150, y: 10, width: 30, height: 20)),
            label("node/x/name", "too long", at: Point(152, 24)),
        ])
        #expect(found.map(\.kind) == [.labelOutsideNode])
        let clipped = problems([label("a", "aaaa", at: Point(185, 50))])
        #expect(clipped.map(\.kind) == [.clipped])
        #expect(clipped.first?.detail == "5 pt beyond the right")
        #expect(problems([line("e", Point(-3, 5), Point(9, 5))]).map(\.kind) == [.clipped])
    }

    @Test
    func `Small text is found, scripts may be smaller`() {
        #expect(
            problems([label("a", "b", at: Point(9, 50), size: 8.5)]).map(\.kind) == [.smallText])
        #expect(problems([label("a", "b", at: Point(9, 50), size: 9)]) == [])
        #expect(problems([label("a", "b", at: Point(9, 50), size: 7, rise: -2)]) == [])
        #expect(
            problems([label("a", "b", at: Point(9, 50), size: 6, rise: -2)]).map(\.kind)
                == [.smallText])
    }

    @Test
    func `Contrast is measured against what lies behind`() {
        let pale = label("a", "b", at: Point(50, 50), paint: .role(.grid))
        #expect(
            problems([pale], themes: Theme.all).map(\.kind)
                == .init(repeating: .lowContrast, count: 3))
        let white = label("a", "b", at: Point(50, 50), paint: .fixed(RGBColor(hex: 0xFFFFFF)))
        #expect(problems([white], themes: [.light]).map(\.kind) == [.lowContrast])
        let ground = box(
            "ground", Rectangle(x: 0.5, y: 0.5, width: 199, height: 99), .panel,
            fill: .fixed(RGBColor(hex: 0x202020)))
        #expect(problems([ground, white], themes: [.light]) == [])
        let picture = Mark(
            "map", .data,
            .image(
                PixelImage(
                    width: 2, height: 1,
                    pixels: [RGBColor(hex: 0xFFFFFF), RGBColor(hex: 0x000000)]),
                Rectangle(x: 0, y: 0, width: 200, height: 100)))
        #expect(problems([picture, white], themes: [.light]).map(\.kind) == [.lowContrast])
        let onBlack = label("a", "b", at: Point(150, 50), paint: .fixed(RGBColor(hex: 0xFFFFFF)))
        #expect(problems([picture, onBlack], themes: [.light]) == [])
        var faded = label("a", "b", at: Point(50, 50))
        faded.opacity = 0.3
        #expect(problems([faded], themes: [.light]).map(\.kind) == [.lowContrast])
    }

    @Test
    func `Every text role is readable on the grounds it is meant for`() {
        let pairs: [(ColorRole, [ColorRole])] = [
            (
                .ink,
                [
                    .surface, .panel, .inputFill, .parameterFill, .operationFill, .lossFill,
                    .targetFill, .backwardFill,
                ]
            ),
            (
                .muted,
                [
                    .surface, .panel, .inputFill, .parameterFill, .operationFill, .lossFill,
                    .targetFill,
                ]
            ),
            (
                .backward,
                [.surface, .backwardFill, .inputFill, .parameterFill, .operationFill, .lossFill]
            ),
            (.success, [.surface]), (.failure, [.surface]), (.loss, [.surface, .lossFill]),
            (.parameter, [.surface]), (.input, [.surface]), (.target, [.surface]),
        ]
        for theme in Theme.all {
            for (ink, grounds) in pairs {
                for ground in grounds {
                    let contrast = theme[ink].contrast(with: theme[ground])
                    #expect(contrast >= 4.5, "\(ink) on \(ground) in \(theme.name)")
                }
            }
        }
    }
}
