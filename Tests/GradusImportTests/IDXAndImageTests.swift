import Foundation
import GradusDiagnostics
import GradusTensors
import Testing

@testable import GradusImport

@Suite struct IDXFileTests {
    @Test func readsImagesAndLabels() throws {
        let images = try IDXFile.parse(try Cases.bytes("images.idx"), called: "images.idx")
        #expect(images.shape == [2, 3, 4])
        #expect(images.doubles() == (0..<24).map { Double($0 * 10) })
        let labels = try IDXFile.parse(try Cases.bytes("labels.idx.gz"), called: "labels.idx.gz")
        #expect(labels.doubles() == [7, 2, 1])
        #expect(
            try IDXFile.parse(try Cases.bytes("shorts.idx"), called: "s").doubles() == [-300, 300])
        let floats = try IDXFile.parse(try Cases.bytes("floats.idx"), called: "f")
        #expect(floats.dtype == .float32)
        #expect(floats.doubles() == [0.5, -1.25])
    }

    /// 5,000 real digits, where `GRADUS_REFERENCE_DATA` names the folder of the reference data.
    @Test(.enabled(if: FileManager.default.fileExists(atPath: digits)))
    func readsRealDigits() throws {
        let folder = URL(fileURLWithPath: Self.digits)
        let images = try IDXFile.read(
            folder.appendingPathComponent("mnist5k-images-idx3-ubyte.gz"), called: "images")
        let labels = try IDXFile.read(
            folder.appendingPathComponent("mnist5k-labels-idx1-ubyte.gz"), called: "labels")
        #expect(images.shape == [5000, 28, 28])
        #expect(labels.shape == [5000])
        #expect(Set(labels.doubles()) == Set((0..<10).map(Double.init)))
    }
    static let digits =
        (ProcessInfo.processInfo.environment["GRADUS_REFERENCE_DATA"] ?? "no folder") + "/digits"

    @Test func refusesWhatIsNone() throws {
        func failure(_ bytes: [UInt8], limit: Int = 1 << 20) -> String? {
            Cases.failure { _ = try IDXFile.parse(bytes, called: "x.idx", limit: limit) }?.message
        }
        let whole = try Cases.bytes("images.idx")
        #expect(
            failure(Array(whole.dropLast()))
                == "the file ends too early: an array of the shape (2, 3, 4) needs 24 bytes, and 23 "
                + "are left, at byte 16")
        #expect(failure(whole + [1]) == "the file goes on for 1 bytes behind its array, at byte 40")
        #expect(
            failure([0, 0, 7, 1, 0, 0, 0, 1, 9])?.contains("unknown type 7, at byte 2") ?? false)
        #expect(failure([1, 2, 3, 4])?.contains("at byte 0") ?? false)
        #expect(failure(try Cases.bytes("bomb.idx"))?.contains("too large") ?? false)
        #expect(failure(whole, limit: 10)?.contains("takes more than 10 bytes") ?? false)
        #expect(failure([])?.contains("no IDX file") ?? false)
    }

    @Test func survivesDamage() throws {
        try Cases.survives(["images.idx", "labels.idx.gz", "floats.idx"], seed: 22) {
            _ = try IDXFile.parse($0, called: "damaged", limit: 1 << 20)
        }
    }
}

@Suite struct ImageFileTests {
    @Test(arguments: [
        ("grey.png", [2, 3], [0.0, 128, 255, 1, 2, 3]),
        ("rgb.png", [1, 2, 3], [255, 0, 10, 1, 2, 3]),
        ("rgba.png", [2, 1, 4], [255, 0, 10, 77, 5, 6, 7, 0]),
        ("grey_opacity.png", [1, 2, 2], [9, 100, 200, 0]),
        ("bits.png", [1, 8], [255, 0, 255, 0, 0, 0, 0, 255]), ("deep.png", [1, 2], [65535, 258]),
        ("deep_rgb.png", [1, 1, 3], [65535, 258, 1]),
        ("palette.png", [1, 4, 3], [40, 50, 60, 10, 20, 30, 70, 80, 90, 40, 50, 60]),
    ])
    func readsPictures(_ name: String, _ shape: [Int], _ values: [Double]) throws {
        let picture = try ImageFile.parse(try Cases.bytes(name), called: name)
        #expect(picture.shape == Shape(shape))
        #expect(picture.doubles() == values)
    }

    @Test(arguments: [
        ("bomb.png", "takes more than"), ("images.idx", "no PNG picture, at byte 0"),
    ])
    func refuses(_ name: String, _ message: String) throws {
        let bytes = try Cases.bytes(name)
        let failure = Cases.failure { _ = try ImageFile.parse(bytes, called: name) }
        #expect(failure?.message.contains(message) ?? false, "\(failure?.message ?? "no error")")
    }

    @Test func shortFilesGetNoMemory() throws {
        let failure = Cases.failure {
            _ = try ImageFile.parse(try Cases.bytes("bomb.png"), called: "bomb.png", limit: 1 << 40)
        }
        #expect(failure?.message.contains("cannot hold 20000 × 20000 pixels") ?? false)
    }

    @Test func survivesDamage() throws {
        try Cases.survives(
            ["grey.png", "rgba.png", "bits.png", "deep.png", "palette.png"], seed: 23
        ) { _ = try ImageFile.parse($0, called: "damaged", limit: 8 << 20) }
    }
}

@Suite struct PackedTableTests {
    @Test func readsPackedTablesWithinTheLimit() throws {
        var options = TextTableOptions()
        options.delimiter = ","
        options.skippedRows = 1
        let url = Cases.folder.appendingPathComponent("table.csv.gz")
        #expect(try TextTable.read(url, called: "t", options: options).doubles() == [1, 2, 3, 4])
        let bomb = try Cases.bytes("bomb.csv.gz")
        options.byteLimit = 1 << 20
        let failure = Cases.failure {
            _ = try TextTable.parse(bomb, called: "bomb", options: options)
        }
        #expect(failure?.message.contains("unpacks to more than") ?? false)
    }

    @Test func survivesDamage() throws {
        try Cases.survives(["table.csv.gz"], seed: 24) {
            var options = TextTableOptions()
            options.delimiter = ","
            options.byteLimit = 1 << 20
            _ = try TextTable.parse($0, called: "damaged", options: options)
        }
    }
}
