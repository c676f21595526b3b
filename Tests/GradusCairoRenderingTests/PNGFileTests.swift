import GradusCairoRendering
import GradusGraphics
import Testing

struct PNGFileTests {
    private let picture = PixelBuffer(
        width: 3, height: 2, bytes: (0..<24).map { UInt8($0 * 10) })

    @Test
    func `Pixels come back as they went`() throws {
        #expect(try PNGFile.decode(try PNGFile.encode(picture)) == picture)
        let opaque = PixelBuffer(width: 5, height: 4, red: 1, green: 2, blue: 3)
        let file = try PNGFile.encode(opaque)
        #expect(try PNGFile.decode(file) == opaque)
        #expect(file[25] == 2, "opaque pictures have no opacity")
    }

    @Test
    func `A raster keeps its opacity`() throws {
        let image = PixelImage(
            width: 2, height: 1,
            pixels: [RGBColor(red: 1, green: 0.2, blue: 0, alpha: 0.4), RGBColor(hex: 0x102030)])
        let back = try PNGFile.decode(try Shared.renderer().png(of: image))
        #expect(back.bytes == [255, 51, 0, 102, 0x10, 0x20, 0x30, 255])
    }

    @Test
    func `Every cut and many a flipped bit is refused or read, never worse`() throws {
        let file = try PNGFile.encode(picture)
        for count in 0..<file.count - 12 {
            #expect(throws: RenderingError.self) { try PNGFile.decode(file.prefix(count)) }
        }
        for place in 8..<file.count - 12 {
            var damaged = file
            damaged[place] ^= 0x41
            #expect(throws: RenderingError.self, "byte \(place)") { try PNGFile.decode(damaged) }
        }
        #expect(throws: RenderingError.self) { try PNGFile.decode(Array("GIF89a".utf8)) }
    }

    @Test(arguments: [
        (1_000_000, 1), (20_000, 20_000), (9_999, 9_999), (0, 5), (0x7FFF_FFFF, 0x7FFF_FFFF),
    ])
    func `A small file cannot claim a large picture`(width: Int, height: Int) throws {
        var file = try PNGFile.encode(picture)
        for (place, value) in [(16, width), (20, height)] {
            for offset in 0..<4 { file[place + offset] = UInt8(value >> (24 - 8 * offset) & 255) }
        }
        let sum = crc(file[12..<29])
        for offset in 0..<4 { file[29 + offset] = UInt8(sum >> (24 - 8 * UInt32(offset)) & 255) }
        #expect {
            try PNGFile.decode(file)
        } throws: { error in
            if case RenderingError.png = error { true } else { false }
        }
    }

    /// CRC-32 as PNG defines it.
    private func crc(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        var sum: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }
        return ~sum
    }
}
