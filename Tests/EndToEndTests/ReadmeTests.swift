import Foundation
import GradusCairoRendering
import GradusTraceStore
import Testing

/// What the README shows works as it stands there.
@Suite struct ReadmeTests {
    static func readme() throws -> String {
        try String(
            contentsOf: Command.sources.appendingPathComponent("README.md"), encoding: .utf8)
    }

    @Test func theLessonBuildsWhenPasted() throws {
        let readme = try Self.readme()
        let start = try #require(readme.range(of: "````markdown\n"))
        let end = try #require(readme[start.upperBound...].range(of: "````"))
        let scratch = try Scratch()
        try scratch.file("lessons/first.md", String(readme[start.upperBound..<end.lowerBound]))
        let outcome = try Command.run("build", in: scratch.folder)
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        for path in [
            "index.html", "first.html", "first.pdf", "first.trace", "figures/first/slope.png",
            "figures/first/slope.pdf", "figures/first/slope.svg",
        ] { #expect(scratch.has("output/" + path), "\(path) is missing") }
        let page = try scratch.text("output/first.html")
        #expect(page.contains(">7.0</span>"))
    }

    @Test func theSwiftExampleIsTheOneThatRuns() throws {
        let readme = try Self.readme()
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("ReadmeExample.swift")
        let source = try String(contentsOf: file, encoding: .utf8)
        let start = try #require(source.range(of: "// begin README\n"))
        let end = try #require(source.range(of: "        // end README"))
        let lines = source[start.upperBound..<end.lowerBound].split(
            separator: "\n", omittingEmptySubsequences: false)
        let example = lines.map { $0.hasPrefix("        ") ? $0.dropFirst(8) : $0 }
            .joined(separator: "\n")
        #expect(
            readme.contains(
                "```swift\nimport Foundation\nimport Gradus\n\nlet folder = \".\"\n" + example
                    + "```"))

        let scratch = try Scratch()
        try ReadmeExample.run(writing: scratch.folder.path)
        let png = try Data(contentsOf: scratch.url("backward.png"))
        let picture = try PNGFile.decode([UInt8](png))
        #expect(picture.width > 1000)
        let trace = try TraceReader(path: scratch.url("step.trace").path).trace()
        #expect(trace.graphs.first?.gradients?[1]?.scalarValue == 8)
    }

    @Test func everyPictureOfItIsThere() throws {
        let readme = try Self.readme()
        let names = readme.matches(of: /\]\((output\/gallery\/[a-z-]+\.png)\)/).map(\.output.1)
        #expect(names.count >= 3)
        for name in names {
            #expect(
                FileManager.default.fileExists(
                    atPath: Command.sources.appendingPathComponent(String(name)).path))
        }
    }
}
