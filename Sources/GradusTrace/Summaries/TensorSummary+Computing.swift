import GradusTensors

extension TensorSummary {
    /// Summarises a tensor's elements in row-major order. Sums are pairwise with plain
    /// additions in fixed order, so that the result is the same on every machine.
    /// O(size) time and memory.
    public init(of tensor: Tensor) { self.init(of: tensor.doubles()) }

    /// Summarises numbers in their order.
    public init(of elements: [Double]) {
        var finite: [Double] = []
        finite.reserveCapacity(elements.count)
        var least = Double.nan
        var greatest = Double.nan
        var nanCount = 0
        var low = Double.infinity
        var high = -Double.infinity
        for element in elements {
            if element.isNaN {
                nanCount += 1
                continue
            }
            if !(least <= element) { least = element }
            if !(greatest >= element) { greatest = element }
            if element.isFinite {
                finite.append(element)
                if element < low { low = element }
                if element > high { high = element }
            }
        }
        self.init(
            count: elements.count, min: least, max: greatest, mean: .nan, std: .nan, norm: .nan,
            nanCount: nanCount, infCount: elements.count - nanCount - finite.count,
            histogram: .empty)
        guard !finite.isEmpty else { return }

        // Scaled by a power of two, which is exact, so that squares neither overflow nor vanish.
        let largest = Swift.max(abs(low), abs(high))
        let exponent = largest == 0 ? 0 : Swift.max(-1000, Swift.min(1000, Int(largest.exponent)))
        let scale = Double(sign: .plus, exponent: -exponent, significand: 1)
        let unscale = Double(sign: .plus, exponent: exponent, significand: 1)
        let number = Double(finite.count)
        let centre = Self.pairwiseSum(finite[...]) { $0 * scale } / number
        mean = centre * unscale
        let squares = Self.pairwiseSum(finite[...]) { ($0 * scale) * ($0 * scale) }
        norm = squares.squareRoot() * unscale
        let deviations = Self.pairwiseSum(finite[...]) {
            let deviation = $0 * scale - centre
            return deviation * deviation
        }
        // All equal: the mean may be off by its last bit, the deviation is none.
        std = low == high ? 0 : (deviations / number).squareRoot() * unscale
        histogram = Histogram(of: finite, low: low, high: high)
    }

    /// The sum of a function of the elements, halves first. O(count), depth O(log count).
    static func pairwiseSum(
        _ elements: ArraySlice<Double>, of transform: (Double) -> Double
    ) -> Double {
        if elements.count <= 64 {
            var sum = 0.0
            for element in elements { sum += transform(element) }
            return sum
        }
        let middle = elements.startIndex + elements.count / 2
        return pairwiseSum(elements[..<middle], of: transform)
            + pairwiseSum(elements[middle...], of: transform)
    }
}

extension Histogram {
    /// Counts finite numbers between their bounds.
    init(of finite: [Double], low: Double, high: Double) {
        var counts = [Int](repeating: 0, count: Self.binCount)
        // Halved, so that the width of [-max, max] does not overflow.
        let width = high / 2 - low / 2
        for element in finite {
            guard width > 0 else {
                counts[0] += 1
                continue
            }
            let place = (element / 2 - low / 2) / width * Double(Self.binCount)
            counts[Swift.max(0, Swift.min(Self.binCount - 1, Int(place)))] += 1
        }
        self.init(low: low, high: high, counts: counts)
    }
}
