import Foundation
import Testing

@Suite struct UsageTests {
    @Test(arguments: ["build", "run", "report", "snapshot", "doctor"])
    func helpShowsAnExample(_ word: String) throws {
        let outcome = try Command.run(word, "--help")
        #expect(outcome.exitCode == 0)
        #expect(outcome.output.contains("Example"), "\(outcome.output)")
        #expect(outcome.output.contains("gradus \(word)"))
    }

    @Test func badUsageExitsWithTwo() throws {
        let unknownWord = try Command.run("biuld")
        #expect(unknownWord.exitCode == 2)
        let unknownFlag = try Command.run("build", "--fast")
        #expect(unknownFlag.exitCode == 2)
        #expect(unknownFlag.errors.contains("--fast"))
        #expect(unknownFlag.output.isEmpty)
    }

    @Test func unreadableInputExitsWithTwo() throws {
        let scratch = try Scratch()
        let missing = try Command.run("report", "none.trace", "-o", "out", in: scratch.folder)
        #expect(missing.exitCode == 2)
        #expect(missing.errors.contains("none.trace"), "\(missing.errors)")
        try scratch.file("text.trace", "no trace at all, only a text that someone called so\n")
        let text = try Command.run("report", "text.trace", "-o", "out", in: scratch.folder)
        #expect(text.exitCode == 2)
        #expect(text.errors.contains("not a trace file"), "\(text.errors)")
        let noLessons = try Command.run("build", "nowhere", "-o", "out", in: scratch.folder)
        #expect(noLessons.exitCode == 2)
        #expect(noLessons.errors.contains("nowhere"))
        #expect(!scratch.has("out"))
    }

    @Test func doctorSpeaksToPeopleAndPrograms() throws {
        let text = try Command.run("doctor")
        #expect(text.exitCode == 0)
        #expect(text.output.contains("Cairo") && text.output.contains("Roboto"))
        let json = try Command.run("doctor", "--json")
        let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8))
        let report = try #require(object as? [String: Any])
        #expect(report["gradus"] as? String == "0.1.0")
        #expect((report["fonts"] as? [Any])?.isEmpty == false)
    }
}
