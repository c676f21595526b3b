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
        }
    }

    @Test func thereAreLessons() {
        #expect(Self.names.contains("backpropagation.md"))
        #expect(Self.names.contains("digits.md"))
    }
}
