import Foundation
import GradusCairoRendering
import GradusGraphics
import GradusLessons
import Testing

/// Every figure of the project's own lessons, in every theme: nothing overlaps, nothing is cut,
/// and every text is large enough and stands out from its ground.
@Suite struct LessonFigureTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("lessons")

    static let names: [String] = {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        return (names ?? []).filter { $0.hasSuffix(".md") }.sorted()
    }()

    @Test(arguments: names)
    func figuresAreClear(_ name: String) throws {
        let renderer = try CairoRenderer(fonts: try FontCatalog.installed())
        let files = try GradusLessons.LessonFiles.found(in: [
            Self.folder.appendingPathComponent(name).path
        ])
        let site = try SiteBuilder(renderer: renderer).build(files)
        let figures = site.lessons.flatMap(\.document.figures)
        #expect(!figures.isEmpty)
        for figure in figures {
            let problems = OverlapCheck().problems(in: figure.drawing, themes: Theme.all)
            #expect(problems == [], "\(figure.name)")
            let labels = EdgeLabels(figure.drawing)
            #expect(labels.misleading == [], "\(figure.name)")
            #expect(labels.hiding == [], "\(figure.name)")
        }
    }

    @Test func thereAreLessons() {
        #expect(Self.names.contains("backpropagation.md"))
        #expect(Self.names.contains("digits.md"))
    }
}

/// The labels of a graph's edges, and how near they are to lines.
private struct EdgeLabels {
    /// The names of labels that hide the line of another edge or are nearer to one than to their
    /// own.
    private(set) var misleading: [String] = []
    /// The grounds of frames' names that hide a part of a line.
    private(set) var hiding: [String] = []

    init(_ drawing: Drawing) {
        var lines: [(edge: String, points: [Point])] = []
        var boxes: [(edge: String, box: Rectangle)] = []
        var grounds: [(name: String, box: Rectangle)] = []
        for mark in drawing.leaves {
            guard case .path(let path, _, _) = mark.content else { continue }
            if mark.name.hasPrefix("scope/"), mark.name.hasSuffix("/ground"), let box = path.bounds
            {
                grounds.append((mark.name, box))
            }
            guard mark.name.hasPrefix("edge/") else { continue }
            if mark.kind == .edge, let end = mark.name.lastIndex(of: "/") {
                lines.append((String(mark.name[..<end]), Self.points(path)))
            } else if mark.name.hasSuffix("/chip/box"), let box = path.bounds {
                boxes.append((String(mark.name.dropLast(9)), box))
            }
        }
        for ground in grounds
        where lines.contains(where: { $0.points.contains(where: ground.box.contains) }) {
            hiding.append(ground.name)
        }
        for (edge, box) in boxes {
            func nearest(_ isOwn: Bool) -> Double {
                lines.filter { ($0.edge == edge) == isOwn }.flatMap(\.points).reduce(.infinity) {
                    min(
                        $0,
                        Vector(
                            max(box.x - $1.x, 0, $1.x - box.maxX),
                            max(box.y - $1.y, 0, $1.y - box.maxY)
                        ).length)
                }
            }
            if nearest(false) <= min(nearest(true), 40) { misleading.append(edge) }
        }
    }

    /// Points of a path, none farther than a few points from the next.
    private static func points(_ path: Path) -> [Point] {
        var points: [Point] = []
        func add(_ count: Double, _ point: (Double) -> Point) {
            let parts = max(1, Int(count.rounded(.up)))
            for part in 1...parts { points.append(point(Double(part) / Double(parts))) }
        }
        for element in path.elements {
            switch element {
            case .move(let p): points.append(p)
            case .line(let p):
                guard let last = points.last else { continue }
                add((p - last).length) { last.interpolated(to: p, $0) }
            case .curve(let a, let b, let c):
                guard let last = points.last else { continue }
                add((a - last).length + (b - a).length + (c - b).length) { t in
                    let ab = a.interpolated(to: b, t)
                    return last.interpolated(to: a, t).interpolated(to: ab, t)
                        .interpolated(to: ab.interpolated(to: b.interpolated(to: c, t), t), t)
                }
            case .close: break
            }
        }
        return points
    }
}
