import GradusCairoRendering
import GradusGraphics
import GradusSnapshots
import Testing

struct ImageComparisonTests {
    @Test
    func `The same pictures are the same under every tolerance`() {
        for tolerance in [ImageTolerance.exact, .standard] {
            let comparison = ImageComparison(
                of: picture(), with: picture(), tolerance: tolerance)
            #expect(comparison.isSame)
            #expect(comparison.worstTile == nil && comparison.differingPixels == 0)
            #expect(comparison.summary == "no pixel differs")
        }
    }

    @Test
    func `A moved box is found and placed`() {
        let comparison = ImageComparison(
            of: picture(), with: picture(box: (70, 40, 5, 4)), tolerance: .standard)
        #expect(!comparison.isSame)
        #expect(comparison.differingPixels == 20 && comparison.pixelCount == 8000)
        #expect(comparison.share == 0.0025)
        #expect(abs(comparison.largestDifference - 1) < 0.05)
        #expect(comparison.worstTile?.frame == Rectangle(x: 64, y: 32, width: 32, height: 32))
        #expect(comparison.summary.hasPrefix("20 of 8000 pixels differ (0.25 %), worst tile 0.0"))
        #expect(comparison.summary.hasSuffix(" at 64,32"))
    }

    @Test
    func `A change of one grey level passes unless all must be exact`() {
        var new = picture()
        for place in stride(from: 0, to: new.bytes.count, by: 4) { new.bytes[place] = 254 }
        #expect(ImageComparison(of: picture(), with: new).isSame)
        #expect(!ImageComparison(of: picture(), with: new, tolerance: .exact).isSame)
        var clear = picture()
        clear.bytes[3] = 254
        #expect(!ImageComparison(of: picture(), with: clear, tolerance: .exact).isSame)
    }

    @Test
    func `Pictures of different sizes are never the same`() {
        let comparison = ImageComparison(
            of: picture(100, 80), with: picture(101, 70),
            tolerance: ImageTolerance(pixelDifference: 1, share: 1, tileDifference: 1))
        #expect(!comparison.isSame)
        #expect(comparison.summary.hasPrefix("size 100×80 is now 101×70, "))
        #expect(comparison.pixelCount == 101 * 80)
        let report = ImageComparison.report(of: picture(100, 80), with: picture(101, 70))
        #expect(report.width == 3 * 101 + 4 * 12 && report.height == 80 + 24)
    }

    @Test
    func `The difference picture fades the reference and marks the pixels`() {
        let reference = picture(box: (10, 10, 20, 20))
        var new = reference
        new.bytes.replaceSubrange(0..<4, with: [255, 0, 0, 255])
        let result = ImageComparison.differencePicture(of: reference, with: new)
        #expect(result[0, 0] == (216, 0, 120, 255))
        #expect(result[50, 50] == (255, 255, 255, 255))
        let faded = result[15, 15]
        #expect(faded.red > 180 && faded.red < 200 && faded.red == faded.blue)
    }

    @Test
    func `One changed digit of the smallest text is found, with its mark`() throws {
        let renderer = try SnapshotRenderer.shared()
        let (old, now) = (sample("0.1251", renderer), sample("0.1257", renderer))
        for scale in [1.0, 2] {
            let comparison = ImageComparison(
                of: try renderer.pixels(of: old, theme: .light, scale: scale),
                with: try renderer.pixels(of: now, theme: .light, scale: scale))
            #expect(!comparison.isSame, "at scale \(scale): \(comparison.summary)")
            #expect(comparison.marksInWorstTile(of: now, scale: scale).contains("node/x/value"))
        }
    }
}

struct LineDifferenceTests {
    @Test
    func `Lines that went and came are listed by number`() {
        let difference = LineDifference(of: "a\nb\nc\n", with: "a\nB\nc\nd\n")
        #expect(difference.text() == "- 2: b\n+ 2: B\n+ 4: d")
        #expect(LineDifference(of: "a\nb", with: "a\nb").isEmpty)
        #expect(difference.text(limit: 1) == "- 2: b\n… and 2 more")
    }

    @Test
    func `Long texts that differ throughout are compared in time`() {
        let old = (0..<20_000).map { "line \($0)" }.joined(separator: "\n")
        let now = (0..<20_000).map { "row \($0)" }.joined(separator: "\n")
        #expect(LineDifference(of: old, with: now).changes.count == 40_000)
    }
}
