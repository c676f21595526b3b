import GradusCZlib

/// Collects the chunks of a PNG file with their lengths and check sums.
struct PNGChunks {
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    /// The file so far.
    private(set) var bytes = Self.signature

    mutating func write(_ type: String, _ data: [UInt8]) {
        bytes += Self.big(UInt32(data.count))
        let start = bytes.count
        bytes += type.utf8
        bytes += data
        let check = bytes.withUnsafeBufferPointer { bytes in
            crc32(0, bytes.baseAddress.map { $0 + start }, UInt32(bytes.count - start))
        }
        bytes += Self.big(UInt32(truncatingIfNeeded: check))
    }

    /// A number as PNG writes it: four bytes, the highest first.
    static func big(_ number: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(number >> $0 & 255) }
    }
}
