import GradusTensors

/// Central differences of a root towards the elements of one leaf.
struct GradientProbe {
    let topology: Topology
    /// Evaluated in float64; probing changes what follows from the leaf.
    var values: NodeValues
    let root: Int
    let leaf: Int
    /// The operations that the root needs and that follow from the leaf.
    let changed: [Bool]
    /// The largest finite number on the way from the leaf to the root: what is left of it after
    /// terms have cancelled carries its rounding errors.
    let magnitude: Double

    mutating func check(against gradient: [Double], elementLimit: Int) -> GradientCheck {
        let elements = values[leaf].doubles()
        let largest = gradient.reduce(0) { max($0, abs($1)) }
        let count = min(elements.count, max(1, elementLimit))
        var measured = 0.0
        var difference = 0.0
        var isAtKink = false
        var isAtBorder = false
        var isCompared = false
        for sample in 0..<count {
            let element = sample * elements.count / count
            guard let slope = slope(at: element, of: elements) else {
                isAtBorder = true
                continue
            }
            isCompared = true
            let scale = max(abs(slope.value), abs(gradient[element]), largest / 1000)
            let found = abs(slope.value - gradient[element])
            let relative = found == 0 ? 0 : found / scale
            measured = relative.isNaN ? .infinity : max(measured, relative)
            guard !slope.isKink else {
                isAtKink = true
                continue
            }
            // An error within the noise of the differences themselves proves nothing, nor does
            // one between the slopes to the left and right where the curvature jumps.
            let isBent = slope.error > 1e-7 * scale && found <= slope.gap
            let certain = found <= slope.noise || isBent ? 0 : relative
            difference = certain.isNaN ? .infinity : max(difference, certain)
        }
        if !isCompared { measured = .infinity }
        let isProven = GradientCheck.digits(of: difference) >= 6
        return GradientCheck(
            node: leaf, largestRelativeDifference: measured,
            digits: GradientCheck.digits(of: measured),
            verdict: !isProven
                ? .differs : isAtKink ? .kink : isAtBorder ? .notComparable : .agrees)
    }

    private struct Slope {
        var value: Double
        var noise: Double
        /// How far the extrapolation is from its end.
        var error = Double.infinity
        /// The difference of the slopes to the left and right at the smallest step.
        var gap = Double.infinity
        var isKink: Bool
    }

    /// Nil where no central difference can be taken.
    private mutating func slope(at element: Int, of elements: [Double]) -> Slope? {
        let centre = evaluate(element, elements, by: 0)
        guard centre.isFinite, let reach = reach(at: element, of: elements) else { return nil }
        var table: [Double] = []
        var best = Slope(value: .nan, noise: .infinity, isKink: false)
        var bestError = Double.infinity
        var gaps: [Double] = []
        for level in 0..<7 {
            // Powers of two: x + h and x − h are then as exact as x allows.
            let step = reach * Double(sign: .plus, exponent: -6 - 2 * level, significand: 1)
            let (above, below) = (
                evaluate(element, elements, by: step), evaluate(element, elements, by: -step)
            )
            gaps.append(abs((above - centre) / step - (centre - below) / step))
            var row = [(above - below) / (2 * step)]
            var power = 16.0
            for (column, previous) in table.enumerated() {
                row.append(row[column] + (row[column] - previous) / (power - 1))
                power *= 16
                let error = max(abs(row[column + 1] - row[column]), abs(row[column + 1] - previous))
                if error < bestError {
                    bestError = error
                    // Values are rounded to some units in their last place.
                    let noise = 8 * max(abs(centre), abs(above), magnitude).ulp / step
                    best = Slope(value: row[column + 1], noise: noise, isKink: false)
                }
            }
            table = row
        }
        // At a smooth point the two slopes draw together as the step shrinks; at a kink not.
        best.error = bestError
        best.gap = gaps.last ?? .infinity
        let size = max(abs(best.value), 1e-9)
        let rounding = 64 * magnitude.ulp * 0x1p16 / reach
        best.isKink =
            gaps.count == 7 && gaps[4] > max(1e-3 * size, rounding) && gaps[4] > 0.5 * gaps[1]
            && gaps[5] > 0.5 * gaps[2]
        return best
    }

    /// The power of two to which distances are in proportion: that of the element, or of 1 where
    /// it is smaller; less where the points at the largest distance leave the domain.
    private mutating func reach(at element: Int, of elements: [Double]) -> Double? {
        let start = max(1, abs(elements[element])).binade
        func isInside(_ reach: Double) -> Bool {
            let step = reach * 0x1p-6
            return elements[element] + step != elements[element]
                && evaluate(element, elements, by: step).isFinite
                && evaluate(element, elements, by: -step).isFinite
        }
        if isInside(start) { return start }
        var reach = start
        for _ in 0..<Self.shrinkings {
            reach *= 0x1p-2
            // Well inside the domain, where the root is smooth on the scale of the distances.
            if isInside(reach) { return reach * 0x1p-2 }
        }
        return nil
    }

    /// How often the distances are quartered before a point counts as lying on the border.
    private static let shrinkings = 24

    /// The root's sum with one element of the leaf moved.
    private mutating func evaluate(_ element: Int, _ elements: [Double], by step: Double) -> Double
    {
        var moved = elements
        moved[element] += step
        values[leaf] = Tensor(moved, shape: values[leaf].shape)
        do {
            try topology.evaluate(&values, where: changed, to: root)
            let result = values[root]
            return result.size == 1
                ? result.scalarValue : try result.astype(.float64).sum().scalarValue
        } catch {
            return .nan
        }
    }
}
