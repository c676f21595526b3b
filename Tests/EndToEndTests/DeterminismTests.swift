import Foundation
import Testing

/// The same input, the same bytes: whatever the folder, locale, time zone, home, number of jobs
/// and the vector instructions that the C library may use.
@Suite struct DeterminismTests {
    @Test func buildsAreIdentical() throws {
        let first = try build(
            folder: "first", jobs: "1",
            environment: ["LANG": "C", "LC_ALL": "C", "TZ": "UTC", "HOME": "/nonexistent"])
        let second = try build(
            folder: "a second folder/below", jobs: "2",
            environment: [
                "LANG": "de_DE.UTF-8", "LC_ALL": "de_DE.UTF-8", "TZ": "Asia/Tokyo",
                "HOME": NSTemporaryDirectory(),
                "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA,-AVX512F",
            ])
        #expect(first.count >= 2 * 3 + 1 + 3 * 11)
        #expect(first.keys.sorted() == second.keys.sorted())
        for path in first.keys.sorted() {
            #expect(first[path] == second[path], "\(path) differs")
        }
    }

    private func build(
        folder: String, jobs: String, environment: [String: String]
    ) throws -> [String: Data] {
        let scratch = try Scratch()
        let place = scratch.url(folder)
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            at: Command.sources.appendingPathComponent("lessons"),
            to: place.appendingPathComponent("lessons"))
        let outcome = try Command.run(
            ["build", "--jobs", jobs], in: place, environment: environment)
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        return try Scratch.contents(of: place.appendingPathComponent("output"))
    }
}
