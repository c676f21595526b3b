/// How far each item reaches to the left and the right of its place, and what stays free between.
struct ItemExtents {
    var left: [Double]
    var right: [Double]
    private let isNode: [Bool]
    private let nodeSpacing: Double

    init(items: [RowItem], nodeSpacing: Double) {
        left = [Double](repeating: 0, count: items.count)
        right = left
        isNode = items.map(\.isNode)
        self.nodeSpacing = nodeSpacing
    }

    /// The least distance of the places of two neighbours, `a` left of `b`.
    func separation(_ a: Int, _ b: Int) -> Double {
        let gap =
            switch (isNode[a], isNode[b]) {
            case (true, true): nodeSpacing
            case (false, false): max(nodeSpacing / 3, 6)
            default: max(nodeSpacing / 2, 6)
            }
        return right[a] + gap + left[b]
    }
}
