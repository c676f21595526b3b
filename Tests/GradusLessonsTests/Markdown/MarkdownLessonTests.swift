import Foundation
import GradusDiagnostics
import Testing

@testable import GradusLessons

@Suite struct MarkdownLessonTests {
    @Test(arguments: LessonFiles.names)
    func lessonsOfTheRepositoryHaveExactPlaces(name: String) throws {
        let bytes = try LessonFiles.bytes(name)
        let lesson = try LessonParser().parse(bytes, file: name)
        let lines = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\n")
        #expect(lesson.order == (name == "digits.md" ? 2 : 1))
        #expect(lesson.summary != nil)
        #expect(lesson.codeBlocks.count > 5)
        for code in lesson.codeBlocks {
            for (index, text) in code.text.components(separatedBy: "\n").dropLast().enumerated() {
                #expect(lines[code.firstLine - 1 + index] == text)
            }
        }
        #expect(lesson.placeholders.count >= 7)
        for placeholder in lesson.placeholders {
            let line = lines[placeholder.line - 1].unicodeScalars
            let rest = String(line.dropFirst(placeholder.column - 1))
            #expect(rest.hasPrefix(placeholder.expression))
            let start = String(line.dropFirst(placeholder.span.start.column - 1))
            #expect(start.hasPrefix("{{"))
        }
    }

    @Test func blocksOfEveryKind() throws {
        let lesson = try parse(
            body: """
                # One *two*

                para `code` ~~gone~~ [text](https://a.b "hint")
                next\\
                last

                3. three
                4. four
                   - inner

                > quoted

                | a | b | c |
                |:--|:-:|--:|
                | 1 | 2 | 3 |

                ---

                ```python hidden
                x = 1
                ```

                ## One two

                """)
        let contents = lesson.blocks.map(\.content)
        #expect(
            contents[0]
                == .heading(
                    level: 1, inlines: [.text("One "), .emphasis([.text("two")])], slug: "one-two"))
        #expect(
            contents[1]
                == .paragraph([
                    .text("para "), .code("code"), .text(" "), .strikethrough([.text("gone")]),
                    .text(" "), .link(url: "https://a.b", title: "hint", [.text("text")]),
                    .softBreak, .text("next"), .lineBreak, .text("last"),
                ]))
        guard case .list(let list) = contents[2] else {
            Issue.record("no list")
            return
        }
        #expect(list.isOrdered && list.start == 3 && list.isTight && list.items.count == 2)
        #expect(
            list.items[1].last?.content
                == .list(
                    LessonList(
                        isOrdered: false, start: 0,
                        items: [[LessonBlock(.paragraph([.text("inner")]), line: 12)]])))
        #expect(contents[3] == .quote([LessonBlock(.paragraph([.text("quoted")]), line: 14)]))
        #expect(
            contents[4]
                == .table(
                    LessonTable(
                        alignments: [.leading, .center, .trailing],
                        header: [[.text("a")], [.text("b")], [.text("c")]],
                        rows: [[[.text("1")], [.text("2")], [.text("3")]]])))
        #expect(contents[5] == .rule)
        #expect(
            contents[6]
                == .code(
                    LessonCode(
                        language: "python", attributes: ["hidden"], text: "x = 1\n", firstLine: 23))
        )
        #expect(lesson.codeBlocks[0].isHidden && !lesson.codeBlocks[0].isTranscript)
        #expect(
            contents[7] == .heading(level: 2, inlines: [.text("One two")], slug: "one-two-2"))
        #expect(lesson.blocks.map(\.line) == [4, 6, 10, 14, 16, 20, 22, 26])
    }

    @Test func placeholdersAreReadAsTheyStand() throws {
        let lesson = try parse(
            body: """
                é {{ a * b * c }} and *{{ x[1:2]:.3f }}* `{{ no }}` \\{{ no }}
                > - {{ f("}}", {"k": 1}):>8 }}

                | h | {{ a | b }} |
                |---|---|
                | `{{ no }}` | {{y_1}}, {{y_2}} |

                ## Has {{ n }}

                ```
                {{ no }}
                ```

                """)
        let found = lesson.placeholders.map { [$0.expression, $0.format ?? "-"] }
        #expect(
            found == [
                ["a * b * c", "-"], ["x[1:2]", ".3f"], ["f(\"}}\", {\"k\": 1})", ">8"],
                ["a | b", "-"], ["y_1", "-"], ["y_2", "-"], ["n", "-"],
            ])
        let places = lesson.placeholders.map { [$0.line, $0.column, $0.span.start.column] }
        #expect(
            places == [
                [4, 6, 3], [4, 27, 24], [5, 8, 5], [7, 10, 7], [9, 18, 16], [9, 27, 25],
                [11, 11, 8],
            ])
        #expect(lesson.placeholders[0].span.end.column == 18)
        guard case .paragraph(let inlines) = lesson.blocks[0].content else {
            Issue.record("no paragraph")
            return
        }
        #expect(inlines.contains(.code("{{ no }}")))
        #expect(inlines.last == .text(" {{ no }}"))
    }

    @Test func codeSpansOverLinesHideBraces() throws {
        let lesson = try parse(body: "a ``b\nc {{ no }}`` {{ yes }}\n")
        #expect(lesson.placeholders.map(\.expression) == ["yes"])
        #expect(lesson.placeholders.first?.line == 5)
    }

    @Test func transcriptsAndCodeInLists() throws {
        let lesson = try parse(
            body: "- item\n\n  ```python\n  >>> 1\n  1\n  ```\n\n      indented\n")
        #expect(lesson.codeBlocks.count == 2)
        #expect(lesson.codeBlocks[0].isTranscript)
        #expect(lesson.codeBlocks[0].firstLine == 7)
        #expect(lesson.codeBlocks[0].columnOffset == 2)
        #expect(lesson.codeBlocks[1].language == nil)
        #expect(lesson.codeBlocks[1].text == "indented\n")
        #expect(lesson.codeBlocks[1].firstLine == 11)
        #expect(lesson.codeBlocks[1].columnOffset == 6)
    }

    @Test func lineEndsOfOtherSystemsAndAByteOrderMark() throws {
        let text = "\u{FEFF}---\r\ntitle: T\r\n---\r\na\r\n\r\n{{ x }}\r\n"
        let lesson = try LessonParser().parse(text, file: "t.md")
        #expect(lesson.blocks.map(\.line) == [4, 6])
        #expect(lesson.placeholders.map(\.line) == [6])
    }
}
