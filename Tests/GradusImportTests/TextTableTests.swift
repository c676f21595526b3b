import Foundation
import GradusDiagnostics
import GradusTensors
import Testing

@testable import GradusImport

@Suite struct TextTableTests {
    static func parse(
        _ text: String, _ change: (inout TextTableOptions) -> Void = { _ in }
    ) throws(Diagnostic) -> Tensor {
        var options = TextTableOptions()
        change(&options)
        return try TextTable.parse(Array(text.utf8), called: "t.csv", options: options)
    }

    static func failure(
        _ text: String, _ change: (inout TextTableOptions) -> Void = { _ in }
    ) -> Diagnostic? {
        do throws(Diagnostic) { _ = try parse(text, change) } catch { return error }
        return nil
    }

    @Test func readsWhatNumPyReads() throws {
        let plain = try Self.parse("# head\n1 2\t3\r\n\n4 5 -6.5e1 # tail\n")
        #expect(plain == Tensor([1, 2, 3, 4, 5, -65.0], shape: [2, 3]))
        let table = try Self.parse("a,b,c\n1, 2,nan\n3,4,inf") {
            $0.delimiter = ","
            $0.skippedRows = 1
            $0.columns = [2, 0]
        }
        #expect(table.shape == [2, 2])
        #expect(table.doubles()[1...] == [1, .infinity, 3])
        #expect(try Self.parse("1\n2\n3").shape == [3])
        #expect(try Self.parse("1 2 3").shape == [3])
        #expect(try Self.parse("").shape == [0])
        #expect(try Self.parse("1 2\n3 4\n5 6") { $0.rowLimit = 2 }.shape == [2, 2])
    }

    @Test func mistakesHaveLineAndColumn() throws {
        let word = try #require(Self.failure("1,2\n3,é,x") { $0.delimiter = "," })
        #expect(word.message == "'é' is not a number")
        #expect(word.span?.start == SourcePosition(line: 2, column: 3))
        let heading = try #require(Self.failure("a,b\n1,2") { $0.delimiter = "," })
        #expect(heading.fix == "pass over heading lines with skiprows=1")
        let ragged = try #require(Self.failure("1 2\n3 4 5"))
        #expect(ragged.message == "line 2 has 3 columns, but line 1 has 2")
        let missing = try #require(Self.failure("1,,3") { $0.delimiter = "," })
        #expect(missing.message == "a number is missing")
        #expect(missing.span?.start.column == 3)
        #expect(Self.failure("0x1p3") != nil)
        #expect(Self.failure("1 2") { $0.columns = [5] } != nil)
    }

    /// A gzip file of a million zeros, a thousand times smaller than what it holds.
    static func packed(_ text: [UInt8]) -> [UInt8] {
        // Stored blocks: the format without compression.
        var bytes: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in text {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? (crc >> 1) ^ 0xEDB8_8320 : crc >> 1 }
        }
        crc ^= 0xFFFF_FFFF
        let size = UInt16(text.count)
        bytes += [1, UInt8(size & 255), UInt8(size >> 8), UInt8(~size & 255), UInt8(~size >> 8)]
        bytes += text
        for shift in [0, 8, 16, 24] { bytes.append(UInt8(crc >> UInt32(shift) & 255)) }
        for shift in [0, 8, 16, 24] {
            bytes.append(UInt8(UInt32(text.count) >> UInt32(shift) & 255))
        }
        return bytes
    }

    @Test func unpacksWithinALimit() throws {
        let bytes = Self.packed(Array("1 2\n3 4\n".utf8))
        #expect(try TextTable.parse(bytes, called: "t.gz").shape == [2, 2])
        #expect(try TextTable.parse(bytes + bytes, called: "t.gz").shape == [4, 2])
        var options = TextTableOptions()
        options.byteLimit = 7
        #expect(throws: Diagnostic.self) {
            try TextTable.parse(bytes, called: "t.gz", options: options)
        }
        for length in [0, 2, 9, 12, 20, bytes.count - 1] where length >= 2 {
            #expect(throws: Diagnostic.self) {
                try TextTable.parse(Array(bytes.prefix(length)), called: "t.gz")
            }
        }
        var damaged = bytes
        damaged[17] ^= 1
        #expect(throws: Diagnostic.self) { try TextTable.parse(damaged, called: "t.gz") }
    }

    @Test func readsTheDigits() throws {
        let url = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("lessons/data/digits_8x8_1797.csv.gz")
        var options = TextTableOptions()
        options.delimiter = ","
        options.skippedRows = 1
        #expect(try TextTable.read(url, called: "digits", options: options).shape == [1797, 65])
        options.byteLimit = 100_000
        #expect(throws: Diagnostic.self) {
            try TextTable.read(url, called: "digits", options: options)
        }
    }
}
