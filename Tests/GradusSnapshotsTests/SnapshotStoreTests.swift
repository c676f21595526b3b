import GradusCairoRendering
import GradusGraphics
import GradusSnapshots
import Testing

struct SnapshotStoreTests {
    private func store(_ folder: TemporaryFolder, _ mode: SnapshotStore.Mode) -> SnapshotStore {
        SnapshotStore(
            folder: "\(folder.path)/references", reports: "\(folder.path)/reports", mode: mode)
    }

    private func message(_ outcome: SnapshotStore.Outcome) -> String? {
        if case .failed(let message) = outcome { message } else { nil }
    }

    @Test
    func `A drawing is recorded and then compared`() throws {
        let folder = try TemporaryFolder()
        let renderer = try SnapshotRenderer.shared()
        let (old, now) = (sample("0.1251", renderer), sample("0.1257", renderer))
        func check(_ drawing: Drawing, _ mode: SnapshotStore.Mode) throws -> SnapshotStore.Outcome {
            try store(folder, mode).check(drawing, named: "sample", renderedBy: renderer)
        }
        let first = message(try check(old, .check))
        #expect(first?.contains("'sample' has no reference 'sample.txt'") == true)
        #expect(first?.contains("'sample' has no reference 'sample.png'") == true)
        #expect(folder.has("reports/sample.new.png") && !folder.has("references"))
        #expect(try check(old, .record) == .recorded)
        #expect(folder.has("references/sample.txt") && folder.has("references/sample.png"))
        #expect(try check(old, .check) == .same)
        let failure = message(try check(now, .check))
        #expect(failure?.contains("[0.1251|text 9|ink]") == true)
        #expect(failure?.contains("there: ") == true)
        #expect(folder.has("reports/sample.difference.png"))
    }

    @Test
    func `A damaged reference is a failure, a damaged new picture an error`() throws {
        let folder = try TemporaryFolder()
        let png = try PNGFile.encode(picture())
        try folder.write(Array(png.prefix(50)), "references/a.png")
        let outcome = try store(folder, .check).check(png: png, named: "a")
        #expect(message(outcome)?.hasPrefix("the reference of 'a' cannot be used: PNG: ") == true)
        #expect(throws: RenderingError.self) {
            try store(folder, .record).check(png: Array(png.prefix(50)), named: "a")
        }
    }

    @Test(arguments: [
        "", ".hidden", "../up", "a/b", "a b", "ü", String(repeating: "a", count: 201),
    ])
    func `Names that could leave the folder are refused`(name: String) throws {
        let folder = try TemporaryFolder()
        #expect(throws: SnapshotError.badName(name)) {
            try store(folder, .record).checkText("x", named: name)
        }
    }

    @Test
    func `A test file's store lies beside it and records when told`() {
        let store = SnapshotStore(
            testFile: "/a/Tests/GraphTests.swift",
            environment: ["GRADUS_SNAPSHOT_REPORTS": "/r", "GRADUS_RECORD_SNAPSHOTS": "1"])
        #expect(store.folder == "/a/Tests/__Snapshots__/GraphTests")
        #expect(store.reports == "/r/GraphTests" && store.mode == .record)
        for value in [nil, "0", ""] {
            let environment = value.map { ["GRADUS_RECORD_SNAPSHOTS": $0] } ?? [:]
            #expect(SnapshotStore(testFile: "/a.swift", environment: environment).mode == .check)
        }
    }
}
