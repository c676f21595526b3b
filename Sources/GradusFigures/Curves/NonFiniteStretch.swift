import GradusTrace

/// Points of a series next to one another that are all NaN, all ∞ or all −∞.
struct NonFiniteStretch {
    /// What they are.
    var value: Double
    /// The steps of the first and the last of them.
    var first: Int
    var last: Int
    /// Whether nothing finite comes behind it: there training diverged.
    var isFinal: Bool

    /// `from step 4` where it does not end, `at step 4` of one, `at steps 4 to 6` of several; in
    /// front of and behind the first number.
    func words(_ step: String) -> (before: String, after: String) {
        if isFinal { return ("from \(step) ", "") }
        return first == last ? ("at \(step) ", "") : ("at \(step)s ", " to \(last)")
    }

    /// Those of a series, in order.
    static func all(in points: [MetricPoint]) -> [NonFiniteStretch] {
        let end = points.lastIndex { $0.value.isFinite } ?? -1
        var stretches: [NonFiniteStretch] = []
        var isOpen = false
        for (place, point) in points.enumerated() {
            guard !point.value.isFinite else {
                isOpen = false
                continue
            }
            if isOpen, let last = stretches.last, isSame(last.value, point.value) {
                stretches[stretches.count - 1].last = point.step
            } else {
                stretches.append(
                    NonFiniteStretch(
                        value: point.value, first: point.step, last: point.step,
                        isFinal: place > end))
            }
            isOpen = true
        }
        // Infinite first and NaN from then on: only the last of them has no end.
        for place in stretches.indices.dropLast() { stretches[place].isFinal = false }
        return stretches
    }

    private static func isSame(_ a: Double, _ b: Double) -> Bool { a.isNaN && b.isNaN || a == b }
}
