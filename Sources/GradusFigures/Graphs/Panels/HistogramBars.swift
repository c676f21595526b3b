import GradusGraphics
import GradusTrace

/// A histogram, small: bars on a line, those below zero in blue, those above in orange, as the
/// colours of a heat map; a tick where zero is.
struct HistogramBars {
    private let histogram: Histogram

    init(_ histogram: Histogram) { self.histogram = histogram }

    /// Draws the bars into a frame; the tallest one fills it.
    func draw(
        _ name: String, in frame: Rectangle, opacity: Double, into list: inout MarkList
    ) {
        list.path(
            name + "/ground", .panel, .rectangle(frame), fill: .role(.surface),
            stroke: Stroke(.role(.rule), width: 0.5))
        guard let most = histogram.counts.max(), most > 0 else { return }
        let inner = frame.insetBy(1.5)
        // Equal elements stand in the first bin; their bar stands in the middle.
        let isSingle = histogram.low == histogram.high
        let width = inner.width / Double(Histogram.binCount)
        var sides: [(path: Path, color: RGBColor)] = [
            (Path(), HeatMap.negative), (Path(), HeatMap.positive),
        ]
        for (bin, count) in histogram.counts.enumerated() where count > 0 {
            let place = isSingle ? Double(Histogram.binCount - 1) / 2 : Double(bin)
            let part = (Double(bin) + 0.5) / Double(Histogram.binCount)
            let middle = histogram.low + (histogram.high - histogram.low) * part
            // A single element among thousands is still seen.
            let height = max(0.7, inner.height * Double(count) / Double(most))
            let (left, right) = (inner.x + width * place, inner.x + width * (place + 1))
            let top = inner.maxY - height
            let side = middle < 0 ? 0 : 1
            sides[side].path.move(to: Point(left, inner.maxY))
            for corner in [Point(left, top), Point(right, top), Point(right, inner.maxY)] {
                sides[side].path.line(to: corner)
            }
            sides[side].path.close()
        }
        for (word, side) in zip(["below", "above"], sides) where !side.path.elements.isEmpty {
            list.add(
                Mark(
                    "\(name)/\(word)", .data,
                    .path(side.path, fill: .fixed(side.color), stroke: nil), opacity: opacity))
        }
        guard histogram.low < 0, histogram.high > 0 else { return }
        let zero = inner.x + inner.width * (-histogram.low / (histogram.high - histogram.low))
        list.path(
            name + "/zero", .decoration,
            .line(from: Point(zero, frame.y), to: Point(zero, frame.maxY)),
            stroke: Stroke(.role(.muted), width: 0.6, dashes: [1.5, 1.5]))
    }
}
