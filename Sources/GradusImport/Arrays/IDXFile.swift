import Foundation
import GradusDiagnostics
import GradusTensors

/// Reads IDX files, the format of the MNIST digits: images `[samples, height, width]` and
/// labels `[samples]`, packed with gzip or not.
///
/// Source: Y. LeCun, C. Cortes, C. J. C. Burges, "The MNIST database of handwritten digits".
public enum IDXFile {
    /// Reads a file; `name` is what messages call it, `limit` the most bytes, unpacked.
    public static func read(
        _ url: URL, called name: String, limit: Int = 512 << 20
    ) throws(Diagnostic) -> Tensor {
        try parse(
            try FileBytes.read(url, called: name, limit: limit), called: name, limit: limit)
    }

    /// The same for bytes in memory.
    public static func parse(
        _ bytes: [UInt8], called name: String, limit: Int = 512 << 20
    ) throws(Diagnostic) -> Tensor {
        let plain = try FileBytes.unpacked(bytes, called: name, limit: limit)
        var reader = ByteReader(plain[...], file: name)
        guard plain.starts(with: [0, 0]) else {
            throw Diagnostic(
                "the file is no IDX file: it begins with other bytes than 0, 0, at byte 0",
                file: name, fix: "read .npy with np.load, text with np.loadtxt", kind: "ValueError")
        }
        try reader.skip(to: 2, for: "the type")
        let code = try reader.integer(bytes: 1, for: "the type")
        let kinds: [Int: ElementFormat.Kind] = [
            0x08: .uint8, 0x09: .int8, 0x0B: .int16, 0x0C: .int32, 0x0D: .float32, 0x0E: .float64,
        ]
        guard let kind = kinds[code] else {
            throw reader.damaged(
                "the file is no IDX file: it names the unknown type \(code)", behind: 1)
        }
        let rank = try reader.integer(bytes: 1, for: "the number of axes")
        guard (1...64).contains(rank) else {
            throw reader.damaged("the file names \(rank) axes, not 1 to 64", behind: 1)
        }
        var lengths: [Int] = []
        for axis in 0..<rank {
            lengths.append(
                try reader.integer(bytes: 4, bigEndian: true, for: "the length of axis \(axis)"))
        }
        let shape = try ArraySize.shape(
            lengths, itemSize: kind.size, available: reader.left, limit: limit, reader)
        let data = try reader.take(shape.count * kind.size, for: "the array")
        guard reader.left == 0 else {
            throw reader.damaged("the file goes on for \(reader.left) bytes behind its array")
        }
        return ElementFormat(kind: kind, isBigEndian: true).tensor(data, shape: shape)
    }
}
