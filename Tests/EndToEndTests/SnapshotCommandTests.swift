import Foundation
import GradusCairoRendering
import Testing

/// What `gradus snapshot` exits with, and what it leaves alone.
@Suite struct SnapshotCommandTests {
    private static func png(_ shade: UInt8) throws -> Data {
        Data(
            try PNGFile.encode(
                PixelBuffer(width: 40, height: 30, red: shade, green: shade, blue: shade)))
    }

    private func folders() throws -> Scratch {
        let scratch = try Scratch()
        for (path, shade) in [
            ("ref/a.png", 255), ("ref/b.png", 255), ("new/a.png", 255), ("new/b.png", 0),
        ]
            as [(String, UInt8)]
        {
            try scratch.file(path, "")
            try Self.png(shade).write(to: scratch.url(path))
        }
        return scratch
    }

    private func snapshot(_ scratch: Scratch, _ words: String...) throws -> Command.Outcome {
        try Command.run(["snapshot"] + words, in: scratch.folder)
    }

    @Test func checkExitsWithOneOnADifference() throws {
        let scratch = try folders()
        let same = try snapshot(scratch, "check", "ref", "ref", "--report", "out")
        #expect(same.exitCode == 0, "\(same.errors)")
        #expect(!scratch.has("out"))
        let different = try snapshot(scratch, "check", "ref", "new", "--report", "out")
        #expect(different.exitCode == 1)
        #expect(different.output.contains("different   b.png"))
        #expect(scratch.has("out/b.png") && scratch.has("out/report.txt"))
        #expect(try snapshot(scratch, "check", "ref", "none").exitCode == 2)
    }

    @Test func checkRefusesReportFoldersThatHoldOtherThings() throws {
        let scratch = try folders()
        let before = try Scratch.contents(of: scratch.folder)
        for folder in ["ref", "new", ".", "ref/../new/"] {
            let outcome = try snapshot(scratch, "check", "ref", "new", "--report", folder)
            #expect(outcome.exitCode == 2, "\(folder)")
            #expect(outcome.errors.contains("must lie apart"), "\(outcome.errors)")
        }
        #expect(try Scratch.contents(of: scratch.folder) == before)
        try scratch.file("mine/b.png", "mine")
        let refused = try snapshot(scratch, "check", "ref", "new", "--report", "mine")
        #expect(refused.exitCode == 2)
        #expect(refused.errors.contains("--force"), "\(refused.errors)")
        #expect(try scratch.text("mine/b.png") == "mine")
        let forced = try snapshot(scratch, "check", "ref", "new", "--report", "mine", "--force")
        #expect(forced.exitCode == 1)
        #expect(scratch.has("mine/report.txt"))
    }

    @Test func aJobThatDrawsNothingDoesNotPass() throws {
        let scratch = try Scratch()
        for folder in ["ref", "new"] { try scratch.file("\(folder)/notes.md", "") }
        let outcome = try snapshot(scratch, "check", "ref", "new")
        #expect(outcome.exitCode == 1)
        #expect(outcome.output.contains("no pictures in either folder"))
    }

    @Test func acceptChangesAllOrNothing() throws {
        let scratch = try folders()
        try scratch.file("new/c.png", "no picture")
        let before = try Scratch.contents(of: scratch.url("ref"))
        let refused = try snapshot(scratch, "accept", "ref", "new")
        #expect(refused.exitCode == 1)
        #expect(refused.errors.contains("'new/c.png'"), "\(refused.errors)")
        #expect(refused.errors.contains("not a PNG"), "\(refused.errors)")
        #expect(try Scratch.contents(of: scratch.url("ref")) == before)
        try FileManager.default.removeItem(at: scratch.url("new/c.png"))
        let accepted = try snapshot(scratch, "accept", "ref", "new")
        #expect(accepted.exitCode == 0, "\(accepted.errors)")
        #expect(accepted.output == "accepted  b.png\n1 accepted\n")
        #expect(try snapshot(scratch, "check", "ref", "new").exitCode == 0)
    }

    @Test func acceptDoesNotPruneForAnEmptyFolder() throws {
        let scratch = try folders()
        try scratch.file("empty/notes.md", "")
        let before = try Scratch.contents(of: scratch.url("ref"))
        let outcome = try snapshot(scratch, "accept", "ref", "empty", "--prune")
        #expect(outcome.exitCode == 1)
        #expect(outcome.errors.contains("no pictures in 'empty'"), "\(outcome.errors)")
        #expect(try Scratch.contents(of: scratch.url("ref")) == before)
    }
}
