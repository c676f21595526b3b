import GradusSnapshots
import Testing
import XCTest

/// Where in a test something is expected, and how a failure is told there.
struct TestPlace {
    let fileID: StaticString
    let filePath: StaticString
    let line: Int
    let column: Int

    /// Runs an expectation on the test file's store and tells a failure.
    func expect(_ body: (SnapshotStore) throws -> SnapshotStore.Outcome) -> Bool {
        do {
            switch try body(SnapshotStore(testFile: "\(filePath)")) {
            case .same, .recorded: return true
            case .failed(let message):
                fail(message + "\nrecord it anew with \(SnapshotStore.recordVariable)=1")
            }
        } catch {
            fail("\(error)")
        }
        return false
    }

    /// Tells a failure to the framework whose test is running.
    func fail(_ message: String) {
        if Test.current != nil {
            Issue.record(
                Comment(rawValue: message),
                sourceLocation: SourceLocation(
                    fileID: "\(fileID)", filePath: "\(filePath)", line: line, column: column))
        } else {
            XCTFail(message, file: filePath, line: UInt(max(0, line)))
        }
    }
}
