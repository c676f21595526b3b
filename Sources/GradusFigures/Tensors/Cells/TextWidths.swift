import GradusGraphics

/// Widths of many texts in a style of fixed width.
enum TextWidths {
    /// The width of the widest. Only the longest are measured: in a style of fixed width no shorter
    /// text is wider, give or take a sign that another font must lend.
    static func widest(
        _ texts: Set<String>, _ style: TextStyle, measuredBy measure: any TextMeasuring
    ) -> Double {
        let longest = texts.map(\.count).max() ?? 0
        // Sorted, so that the work does not depend on the order of a set.
        return texts.filter { $0.count >= longest - 1 }.sorted().prefix(12)
            .map { measure.extent(of: $0, in: style).width }.max() ?? 0
    }
}
