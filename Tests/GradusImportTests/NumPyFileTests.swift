import GradusDiagnostics
import GradusTensors
import Testing

@testable import GradusImport

@Suite struct NumPyFileTests {
    static func array(_ name: String, limit: Int = 64 << 20) throws -> Tensor {
        guard
            case .array(let tensor) = try NumPyFile.parse(
                try Cases.bytes(name), called: name, limit: limit)
        else { throw Diagnostic("\(name) is no .npy file") }
        return tensor
    }

    @Test(arguments: [
        ("bool", [0.0, 1, 1, 1, 1, 1]), ("uint8", [0, 1, 2, 3, 100, 128]),
        ("int8", [0, 1, -2, 3, 100, -128]), ("int16", [0, 1, -2, 3, 100, -128]),
        ("int32", [0, 1, -2, 3, 100, -128]), ("int64", [0, 1, -2, 3, 100, -128]),
        ("float16", [0.5, 1.5, -1.5, 3.5, 100.5, -127.5]),
        ("float32", [0.5, 1.5, -1.5, 3.5, 100.5, -127.5]),
        ("float64", [0.5, 1.5, -1.5, 3.5, 100.5, -127.5]),
    ])
    func readsEveryType(_ name: String, _ values: [Double]) throws {
        let tensor = try Self.array("\(name).npy")
        #expect(tensor.shape == [2, 3])
        #expect(tensor.doubles() == values)
        if let dtype = DType(rawValue: name) { #expect(tensor.dtype == dtype) }
    }

    @Test func readsOrdersAndVersions() throws {
        #expect(try Self.array("big_endian.npy").doubles() == [0, 1, 2, 3, 4, 5])
        #expect(try Self.array("big_endian_float.npy").doubles() == [0, 0.25, 0.5, 0.75, 1, 1.25])
        let fortran = try Self.array("fortran.npy")
        #expect(fortran.shape == [2, 3, 4])
        #expect(fortran.doubles() == (0..<24).map(Double.init))
        #expect(try Self.array("scalar.npy").shape == [])
        #expect(try Self.array("scalar.npy").scalarValue == 2.5)
        #expect(try Self.array("empty.npy").shape == [0, 3])
        for version in ["version2.npy", "version3.npy"] {
            #expect(try Self.array(version).doubles() == [0, 1, 2, 3])
        }
        let special = try Self.array("special.npy").doubles()
        #expect(special[0].isNaN)
        #expect(special[1...2] == [.infinity, -.infinity])
        #expect(special[3].sign == .minus && special[4] == 5e-324)
        let half = try Self.array("half_special.npy").doubles()
        #expect(half[0].isNaN)
        #expect(half[1...] == [.infinity, -.infinity, 5.960464477539063e-08, 65504])
    }

    @Test func readsArchives() throws {
        guard
            case .archive(let stored) = try NumPyFile.parse(
                try Cases.bytes("stored.npz"), called: "stored.npz"),
            case .archive(let deflated) = try NumPyFile.parse(
                try Cases.bytes("deflated.npz"), called: "deflated.npz")
        else {
            Issue.record("no archive")
            return
        }
        #expect(stored.map(\.name) == ["x", "W"])
        #expect(stored[1].array.doubles() == [0.25, 0.25, 0.25, 0.25])
        #expect(deflated.map(\.array.shape) == [[50, 50], [5]])
        #expect(deflated[1].array.doubles() == [0, 1, 2, 3, 4])
    }

    @Test(arguments: [
        ("unsigned64.npy", "the type '<u8'"), ("records.npy", "records"),
        ("bomb.npy", "takes more than"), ("bomb.npz", "unpacks to 41943040 bytes"),
        ("images.idx", "neither .npy nor .npz, at byte 0"),
    ])
    func refuses(_ name: String, _ message: String) throws {
        let bytes = try Cases.bytes(name)
        let failure = Cases.failure { _ = try NumPyFile.parse(bytes, called: name, limit: 1 << 20) }
        #expect(failure?.message.contains(message) ?? false, "\(failure?.message ?? "no error")")
        #expect(failure?.file == name)
    }

    @Test func sayWhereAFileIsCut() throws {
        let bytes = try Cases.bytes("float64.npy")
        let cut = Cases.failure {
            _ = try NumPyFile.parse(Array(bytes.dropLast(8)), called: "a.npy")
        }
        #expect(
            cut?.message
                == "the file ends too early: an array of the shape (2, 3) needs 48 bytes, and 40 are "
                + "left, at byte 128")
        var archive = try Cases.bytes("stored.npz")
        archive[archive.firstRange(of: Array("NUMPY".utf8))?.lowerBound ?? 0] ^= 1
        let broken = Cases.failure { _ = try NumPyFile.parse(archive, called: "a.npz") }
        #expect(broken?.message.contains("the checksum of 'x.npy' is wrong, at byte") ?? false)
    }

    @Test func survivesDamage() throws {
        try Cases.survives(
            [
                "float64.npy", "fortran.npy", "bool.npy", "version3.npy", "stored.npz",
                "deflated.npz",
            ],
            seed: 21
        ) { _ = try NumPyFile.parse($0, called: "damaged", limit: 1 << 20) }
    }
}
