import GradusDiagnostics
import Testing

@testable import GradusLessons

/// Damaged lessons end in a lesson or in diagnostics with places in the file, never in a trap.
@Suite struct MarkdownFuzzTests {
    private struct Generator: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return state
        }
    }

    private static let scraps = [
        "{{", "}}", "{{ x", "`", "``", "```python\n", "```\n", "\n> ", "\n- ", "\n1. ", "|",
        "\n|-|-|\n",
        "---\n", "***", "__", "[a](", "](", "![", "<b>", "<!--", "\\", "\r", "\t", ": ",
        "\u{10FF00}3\u{10FF01}",
        "\u{0}", "é", "🧮", "~~", "#", "&#0;", "&lt;", "www.a.b", "[^1]", "\n\n    ",
    ]

    private func check(_ bytes: [UInt8]) {
        do {
            let lesson = try LessonParser().parse(bytes, file: "f.md")
            #expect(!lesson.title.isEmpty)
            for placeholder in lesson.placeholders { #expect(!placeholder.expression.isEmpty) }
        } catch {
            let count = SourceLines(String(decoding: bytes, as: UTF8.self), file: "f.md").lines
                .count
            for diagnostic in error.diagnostics {
                #expect(!diagnostic.message.isEmpty)
                if let span = diagnostic.span {
                    #expect(span.start.line >= 1 && span.start.line <= count)
                    #expect(span.start.column >= 1)
                }
            }
        }
    }

    @Test(arguments: LessonFiles.names)
    func mutatedLessons(name: String) throws {
        let original = try LessonFiles.bytes(name)
        var random = Generator(state: 0x9E37_79B9_7F4A_7C15)
        for _ in 0..<150 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...12, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.removeSubrange(place..<min(bytes.count, place + 40))
                case 2:
                    let end = min(bytes.count, place + 60)
                    let target = Int.random(in: 0..<bytes.count, using: &random)
                    bytes.insert(contentsOf: Array(bytes[place..<end]), at: target)
                default:
                    let scrap = Self.scraps.randomElement(using: &random) ?? ""
                    bytes.insert(contentsOf: Array(scrap.utf8), at: place)
                }
            }
            check(bytes)
        }
    }

    @Test func scrapsAndRandomBytes() {
        var random = Generator(state: 42)
        for round in 0..<250 {
            var text = round % 3 == 0 ? "" : "---\ntitle: T\n---\n"
            for _ in 0..<Int.random(in: 0...40, using: &random) {
                text += Self.scraps.randomElement(using: &random) ?? ""
            }
            check(Array(text.utf8))
            check(
                (0..<Int.random(in: 0...200, using: &random)).map { _ in
                    UInt8.random(in: 0...255, using: &random)
                })
        }
    }
}
