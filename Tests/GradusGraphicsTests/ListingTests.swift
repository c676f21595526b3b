import GradusGraphics
import Testing

struct ListingTests {
    @Test
    func `A drawing is listed one mark a line`() {
        let sample = drawing([
            Mark(
                "edge/a-b", .edge,
                .path(
                    .line(from: Point(1, 2), to: Point(3.14159, -0.001)), fill: nil,
                    stroke: Stroke(.role(.forward), width: 2, dashes: [4, 2], cap: .round)),
                opacity: 0.35),
            Mark(
                "node/a", .node,
                .group([
                    label("node/a/name", "x\n1", at: Point(10, 20), rise: -2),
                    Mark(
                        "node/a/map", .data,
                        .image(
                            PixelImage(width: 1, height: 1, pixels: [RGBColor(hex: 0xFFFFFF)]),
                            Rectangle(x: 0, y: 0, width: 10, height: 10))),
                ]), link: "#a"),
        ])
        #expect(
            sample.listing == """
                drawing 200×100 "A title"
                  alt "What it shows."
                edge/a-b edge path stroke=forward/2/4,2/round opacity=0.35 M1 2L3.14 0
                node/a node group link="#a"
                  node/a/name label text 10,20 start 15×11.5 [x\\n1|text 10|ink|rise -2]
                  node/a/map data image 1×1 pixels=\(whitePixelHash) 0,0 10×10

                """)
    }

    /// FNV-1a over the bytes 255, 255, 255, 255.
    private var whitePixelHash: String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for _ in 0..<4 { hash = (hash ^ 255) &* 0x100_0000_01B3 }
        return String(hash, radix: 16)
    }

    @Test
    func `A wrong number is listed as what it is`() {
        let mark = label("a", "b", at: Point(.nan, -.infinity))
        #expect(drawing([mark]).listing.contains("text nan,-inf start"))
    }
}
