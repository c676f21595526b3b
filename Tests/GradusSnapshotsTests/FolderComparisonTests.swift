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
        #expect(throws: RenderingError.self) { try comparison.accept() }
        try now.write(try PNGFile.encode(picture(10, 10)), "damaged.png")
        let second = try FolderComparison(reference: old.path, new: now.path)
        #expect(try second.accept() == ["damaged.png", "fresh.png", "z.svg"])
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
    func `Two empty folders are the same`() throws {
        let folder = try TemporaryFolder()
        let comparison = try FolderComparison(reference: folder.path, new: folder.path)
        #expect(comparison.isSame && comparison.lines == [])
        #expect(comparison.summary == "0 same, 0 different, 0 missing, 0 new")
    }
}
