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
                try WholeFile.write(bytes, to: folder + "f", mayReplace: true)
                #expect(try WholeFile.read(folder + "f", limit: count) == bytes)
            }
            let left = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(left == ["f"])
        }
    }

    @Test func whatIsNoFileOrTooLargeIsNotRead() throws {
        try inFolder { folder in
            try WholeFile.write([1, 2, 3], to: folder + "f", mayReplace: true)
            #expect(throws: WholeFile.ReadingError.isTooLarge) {
                try WholeFile.read(folder + "f", limit: 2)
            }
            #expect(throws: WholeFile.ReadingError.isNoFile) {
                try WholeFile.read(folder, limit: 9)
            }
            #expect(throws: WholeFile.ReadingError.isMissing) {
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
            #expect(throws: WholeFile.WritingError.isFolder) {
                try WholeFile.write([1], to: folder + "d", mayReplace: true)
            }
            #expect(throws: WholeFile.WritingError.failed("No such file or directory")) {
                try WholeFile.write([1], to: folder + "none/f", mayReplace: true)
            }
            let left = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(left == ["d"])
        }
    }

    @Test func whatMayNotBeReplacedAndLinksStay() throws {
        try inFolder { folder in
            try WholeFile.write([1], to: folder + "f", mayReplace: false)
            #expect(throws: WholeFile.WritingError.isTaken) {
                try WholeFile.write([2], to: folder + "f", mayReplace: false)
            }
            #expect(symlink("f", folder + "link") == 0)
            try WholeFile.write([3], to: folder + "link", mayReplace: true)
            #expect(try WholeFile.read(folder + "f", limit: 9) == [3])
            let left = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            #expect(left == ["f", "link"])
            #expect(
                try FileManager.default.destinationOfSymbolicLink(atPath: folder + "link") == "f")
        }
    }
}
