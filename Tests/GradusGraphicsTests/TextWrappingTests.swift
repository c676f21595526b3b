import GradusGraphics
import Testing

struct TextWrappingTests {
    private func wrap(_ text: String, _ width: Double) -> [String] {
        // Five points a character.
        TextWrapping.lines(
            of: text, in: TextStyle(size: 10), width: width, measuredBy: FixedMeasure())
    }

    @Test
    func `Lines are filled and break at spaces`() {
        #expect(wrap("one two three", 40) == ["one two", "three"])
        #expect(wrap("one two three", 34) == ["one", "two", "three"])
        #expect(wrap("one two three", 35) == ["one two", "three"])
        #expect(wrap("one", 1000) == ["one"])
        #expect(wrap("", 10) == [""])
    }

    @Test
    func `Line breaks in the text hold`() {
        #expect(wrap("a\n\nb", 100) == ["a", "", "b"])
        #expect(wrap("a\r\nb", 100) == ["a", "b"])
    }

    @Test
    func `A word wider than a line is broken between characters`() {
        #expect(wrap("abcdefgh", 15) == ["abc", "def", "gh"])
        #expect(wrap("x abcdefgh y", 15) == ["x", "abc", "def", "gh", "y"])
        #expect(wrap("abc", 0) == ["a", "b", "c"])
    }

    @Test
    func `Runs keep their style and a recorded number stays whole`() {
        let bold = TextStyle(size: 10, weight: .bold)
        let runs = [
            TextRun("the loss is ", TextStyle(size: 10)), TextRun("1 234.5", bold, key: "loss@3"),
            TextRun(" now", TextStyle(size: 10)),
        ]
        let lines = TextWrapping.lines(of: runs, width: 65, measuredBy: FixedMeasure())
        #expect(lines.map { $0.map(\.text).joined() } == ["the loss is", "1 234.5 now"])
        #expect(lines[1].map(\.key) == ["loss@3", nil])
        #expect(lines[1][0].style == bold)
        let narrow = TextWrapping.lines(of: runs, width: 20, measuredBy: FixedMeasure())
        #expect(narrow.joined().filter { $0.key != nil }.map(\.text) == ["1 234.5"])
    }

    @Test
    func `A word made of two runs is not parted`() {
        let runs = [TextRun("aa W", TextStyle(size: 10)), TextRun("T x", TextStyle(size: 10))]
        let lines = TextWrapping.lines(of: runs, width: 20, measuredBy: FixedMeasure())
        #expect(lines.map { $0.map(\.text) } == [["aa"], ["W", "T x"]])
    }
}
