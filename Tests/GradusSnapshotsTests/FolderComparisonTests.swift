import Foundation
import GradusCairoRendering
import GradusSnapshots
import Testing

struct FolderComparisonTests {
    private func folders() throws -> (reference: TemporaryFolder, new: TemporaryFolder) {
        let (old, now) = (try TemporaryFolder(), try TemporaryFolder())
        let plain = try PNGFile.encode(picture())
        let changed = try PNGFile.encode(picture(box: (5, 5, 20, 20)))
        for folder in [old, now] {
            try folder.write(plain, "b/same.png")
            try folder.write(Array("notes".utf8), "ignored.md")
            try folder.write(plain, ".hidden/x.png")
        }
        try old.write(plain, "a/changed.png")
        try now.write(changed, "a/changed.png")
        try old.write(plain, "gone.png")
        try now.write(plain, "fresh.png")
        try old.write(Array("<svg>\n1\n</svg>".utf8), "z.svg")
        try now.write(Array("<svg>\n2\n</svg>".utf8), "z.svg")
        try old.write(plain, "damaged.png")
        try now.write(Array(plain.prefix(60)), "damaged.png")
        return (old, now)
    }

    @Test
    func `Files are sorted into same, different, missing, new and unreadable`() throws {
        let (old, now) = try folders()
        let comparison = try FolderComparison(reference: old.path, new: now.path)
        #expect(
            comparison.entries.map { "\($0.state.name) \($0.path)" } == [
                "different a/changed.png", "same b/same.png", "unreadable damaged.png",
                "new fresh.png", "missing gone.png", "different z.svg",
            ])
        #expect(comparison.summary == "1 same, 2 different, 1 missing, 1 new, 1 unreadable")
        #expect(!comparison.isSame)
        #expect(comparison.lines.count == 5)
        #expect(
            comparison.lines[0].hasPrefix(
                "different   a/changed.png  400 of 8000 pixels differ (5 %)"))
        #expect(
            comparison.lines[4] == "different   z.svg  1 lines went, 1 came, the first is line 2")
        #expect(comparison.lines[1].contains("new: "))
        #expect(comparison.lines.allSatisfy { !$0.contains(old.path) && !$0.contains(now.path) })
    }

    @Test
    func `A report holds the pictures that differ`() throws {
        let (old, now) = try folders()
        let report = try TemporaryFolder()
        let comparison = try FolderComparison(reference: old.path, new: now.path)
        #expect(try comparison.writeReport(to: report.path) == ["a/changed.png", "report.txt"])
        let side = try PNGFile.decode(try report.read("a/changed.png"))
        #expect(side.width == 3 * 100 + 4 * 12)
        #expect(side[0, 0] == (128, 128, 128, 255))
        let text = String(decoding: try report.read("report.txt"), as: UTF8.self)
        #expect(text.hasSuffix("\n\(comparison.summary)\n"))
    }

    @Test
    func `Accepting copies what is new, never what is damaged`() throws {
        let (old, now) = try folders()
        let comparison = try FolderComparison(reference: old.path, new: now.path)
        #expect(
            throws: SnapshotError.unreadable(
                file: "\(now.path)/damaged.png",
                reason: "end of stream")
        ) { try comparison.accept() }
        // Nothing was accepted, not even what could have been.
        #expect(!old.has("fresh.png"))
        try now.write(try PNGFile.encode(picture(10, 10)), "damaged.png")
        let second = try FolderComparison(reference: old.path, new: now.path)
        #expect(try second.accept() == ["a/changed.png", "damaged.png", "fresh.png", "z.svg"])
        #expect(old.has("gone.png"))
        let third = try FolderComparison(reference: old.path, new: now.path)
        #expect(third.lines == ["missing     gone.png"])
        #expect(try third.accept(removesMissing: true) == ["gone.png"])
        #expect(!old.has("gone.png"))
        #expect(try FolderComparison(reference: old.path, new: now.path).isSame)
    }

    @Test
    func `A folder that is not there is named`() throws {
        let folder = try TemporaryFolder()
        try folder.write([1], "file")
        for path in ["\(folder.path)/none", "\(folder.path)/file"] {
            #expect(throws: SnapshotError.noFolder(path)) {
                try FolderComparison(reference: path, new: folder.path)
            }
        }
    }

    @Test
    func `Two empty folders are no success`() throws {
        let folder = try TemporaryFolder()
        let comparison = try FolderComparison(reference: folder.path, new: folder.path)
        #expect(!comparison.isSame && comparison.lines == [])
        #expect(comparison.summary == "no pictures in either folder")
    }

    @Test
    func `A report never lies among the pictures nor over other files`() throws {
        let (old, now) = try folders()
        let comparison = try FolderComparison(reference: old.path, new: now.path)
        let parent = (old.path as NSString).deletingLastPathComponent
        for folder in [old.path, now.path, old.path + "/inner/deep", parent] {
            #expect(throws: SnapshotError.self) { try comparison.writeReport(to: folder) }
        }
        let link = try TemporaryFolder()
        try FileManager.default.createSymbolicLink(
            atPath: link.path + "/ref", withDestinationPath: old.path)
        #expect(
            throws: SnapshotError.reportAmongPictures(
                report: link.path + "/ref", folder: old.path)
        ) { try comparison.writeReport(to: link.path + "/ref") }
        let report = try TemporaryFolder()
        try report.write(Array("mine".utf8), "report.txt")
        #expect(throws: SnapshotError.foreignReport(folder: report.path, file: "report.txt")) {
            try comparison.writeReport(to: report.path)
        }
        #expect(try report.read("report.txt") == Array("mine".utf8))
        try comparison.writeReport(to: report.path, force: true)
        // Its own earlier report may be replaced.
        try comparison.writeReport(to: report.path)
        #expect(try old.read("a/changed.png") == PNGFile.encode(picture()))
    }

    @Test
    func `Accepting an empty folder deletes nothing`() throws {
        let (old, empty) = (try TemporaryFolder(), try TemporaryFolder())
        try old.write(try PNGFile.encode(picture()), "a.png")
        let comparison = try FolderComparison(reference: old.path, new: empty.path)
        #expect(throws: SnapshotError.noPictures(empty.path)) {
            try comparison.accept(removesMissing: true)
        }
        #expect(old.has("a.png"))
    }

    @Test
    func `Links to files are followed, texts are no pictures`() throws {
        let (old, now, elsewhere) = (
            try TemporaryFolder(), try TemporaryFolder(), try TemporaryFolder()
        )
        let plain = try PNGFile.encode(picture())
        try elsewhere.write(plain, "real.png")
        try old.write(plain, "a.png")
        try old.write(plain, "b.png")
        try old.write(plain, "c.png")
        for (name, target) in [("a.png", "real.png"), ("c.png", "none.png"), ("round.png", "")] {
            try FileManager.default.createSymbolicLink(
                atPath: "\(now.path)/\(name)",
                withDestinationPath: "\(elsewhere.path)/\(target)")
        }
        try now.write(Array("a text that someone called so".utf8), "b.png")
        let comparison = try FolderComparison(reference: old.path, new: now.path)
        #expect(
            comparison.entries.map(\.line) == [
                "same        a.png", "unreadable  b.png  new: it is not a PNG file",
                "unreadable  c.png  '\(now.path)/c.png' cannot be read: "
                    + "what it should lead to is not there",
            ])
    }
}
