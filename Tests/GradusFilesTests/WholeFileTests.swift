import Foundation
import GradusFiles
import Testing

/// Files read and written whole.
@Suite struct WholeFileTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
        "gradus-files-\(UUID().uuidString)")

    private func inFolder(_ body: (String) throws -> Void) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.path + "/")
    }

    @Test func whatIsWrittenIsRead() throws {
        try inFolder { folder in
            for count in [0, 1, 4096, 300_000] {
                let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
                try WholeFile.replace(folder + "f", with: bytes)
                #expect(try WholeFile.read(folder + "f", limit: count) == bytes)
            }
            let left = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(left == ["f"])
        }
    }

    @Test func whatIsNoFileOrTooLargeIsNotRead() throws {
        try inFolder { folder in
            try WholeFile.replace(folder + "f", with: [1, 2, 3])
            #expect(throws: WholeFile.ReadingError.isTooLarge) {
                try WholeFile.read(folder + "f", limit: 2)
            }
            #expect(throws: WholeFile.ReadingError.isNoFile) {
                try WholeFile.read(folder, limit: 9)
            }
            #expect(throws: WholeFile.ReadingError.isUnreadable) {
                try WholeFile.read(folder + "none", limit: 9)
            }
            // A pipe without a writer would be waited for.
            #expect(mkfifo(folder + "pipe", 0o600) == 0)
            #expect(throws: WholeFile.ReadingError.isNoFile) {
                try WholeFile.read(folder + "pipe", limit: 9)
            }
            #expect(symlink("f", folder + "link") == 0)
            #expect(try WholeFile.read(folder + "link", limit: 9) == [1, 2, 3])
        }
    }

    @Test func whatCannotBeReplacedStays() throws {
        try inFolder { folder in
            #expect(mkdir(folder + "d", 0o700) == 0)
            #expect(throws: WholeFile.WritingError.self) {
                try WholeFile.replace(folder + "d", with: [1])
            }
            #expect(throws: WholeFile.WritingError.self) {
                try WholeFile.replace(folder + "none/f", with: [1])
            }
            let left = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(left == ["d"])
        }
    }
}
