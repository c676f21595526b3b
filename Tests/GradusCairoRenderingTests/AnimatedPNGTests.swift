import GradusCairoRendering
import Testing

/// Animated PNG files, read back by hand.
@Suite struct AnimatedPNGTests {
    private struct Chunk {
        var type: String
        var data: [UInt8]
    }

    private func chunks(_ file: [UInt8]) -> [Chunk] {
        var chunks: [Chunk] = []
        var place = 8
        while place + 12 <= file.count {
            let length = file[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
            chunks.append(
                Chunk(
                    type: String(decoding: file[place + 4..<place + 8], as: UTF8.self),
                    data: Array(file[place + 8..<place + 8 + length])))
            place += 12 + length
        }
        return chunks
    }

    private func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }

    /// A grey picture with a square of a colour at a place.
    private func frame(_ x: Int, _ red: UInt8) -> PixelBuffer {
        var picture = PixelBuffer(width: 40, height: 20, red: 200, green: 200, blue: 200)
        for y in 4..<9 {
            for column in x..<x + 5 {
                let place = 4 * (y * 40 + column)
                picture.bytes[place] = red
                picture.bytes[place + 1] = 0
            }
        }
        return picture
    }

    @Test func firstFrameIsAnOrdinaryPicture() throws {
        let frames = [frame(2, 10), frame(12, 20), frame(12, 20)]
        let file = try AnimatedPNG.encode(frames, delays: [100, 200, 3000])
        // A reader of plain PNG, which checks every chunk's sum, sees the first frame.
        #expect(try PNGFile.decode(file) == frames[0])
        let parts = chunks(file)
        #expect(
            parts.map(\.type) == [
                "IHDR", "acTL", "fcTL", "IDAT", "fcTL", "fdAT", "fcTL", "fdAT", "IEND",
            ])
        #expect(number(parts[1].data[0..<4]) == 3)
        #expect(number(parts[1].data[4..<8]) == 0)
    }

    @Test func everyFrameHoldsWhatChanged() throws {
        let frames = [frame(2, 10), frame(12, 20), frame(12, 20)]
        let parts = chunks(try AnimatedPNG.encode(frames, delays: [100, 200, 3000]))
        let controls = parts.filter { $0.type == "fcTL" }.map(\.data)
        func area(_ control: [UInt8]) -> [Int] {
            [4, 8, 12, 16].map { number(control[$0..<$0 + 4]) }
        }
        #expect(area(controls[0]) == [40, 20, 0, 0])
        #expect(area(controls[1]) == [15, 5, 2, 4])
        #expect(area(controls[2]) == [1, 1, 0, 0])
        #expect(controls.map { number($0[20..<22]) } == [100, 200, 3000])
        #expect(controls.map { number($0[22..<24]) } == [1000, 1000, 1000])
        // Numbers of control and data chunks run on without a gap.
        let sequence = parts.filter { $0.type == "fcTL" || $0.type == "fdAT" }
            .map { number($0.data[0..<4]) }
        #expect(sequence == Array(0..<5))
    }

    @Test func theSameBytesEveryTime() throws {
        let frames = [frame(2, 10), frame(30, 99)]
        let first = try AnimatedPNG.encode(frames, delays: [1, 1])
        #expect(first == (try AnimatedPNG.encode(frames, delays: [1, 1])))
    }

    @Test func whatIsNoAnimationIsRefused() {
        let small = PixelBuffer(width: 4, height: 4, red: 0, green: 0, blue: 0)
        let clear = PixelBuffer(width: 40, height: 20, red: 0, green: 0, blue: 0, alpha: 3)
        #expect(throws: RenderingError.self) { try AnimatedPNG.encode([], delays: []) }
        #expect(throws: RenderingError.self) { try AnimatedPNG.encode([frame(1, 1)], delays: []) }
        #expect(throws: RenderingError.self) {
            try AnimatedPNG.encode([frame(1, 1), small], delays: [1, 1])
        }
        #expect(throws: RenderingError.self) { try AnimatedPNG.encode([clear], delays: [1]) }
    }
}
