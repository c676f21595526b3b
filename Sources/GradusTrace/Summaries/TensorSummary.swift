/// What is kept of a tensor that is too large, or too unimportant, to keep whole.
///
/// Mean, standard deviation and norm are those of the finite elements, so that one nan
/// does not hide all others; how many were left out is counted. All are nan when there is
/// no finite element, `min` and `max` also when there are only nan.
public struct TensorSummary: Sendable, Hashable, Codable {
    /// The number of elements.
    public var count: Int
    /// The smallest element that is not nan; it may be infinite.
    public var min: Double
    /// The largest element that is not nan; it may be infinite.
    public var max: Double
    /// The mean of the finite elements.
    public var mean: Double
    /// The standard deviation of the finite elements (population: divided by their number).
    public var std: Double
    /// The Euclidean norm of the finite elements.
    public var norm: Double
    /// How many elements are nan.
    public var nanCount: Int
    /// How many elements are infinite.
    public var infCount: Int
    /// How the finite elements are spread.
    public var histogram: Histogram

    /// Makes a summary of numbers known already, for example read from a file.
    public init(
        count: Int, min: Double, max: Double, mean: Double, std: Double, norm: Double,
        nanCount: Int, infCount: Int, histogram: Histogram
    ) {
        self.count = count
        self.min = min
        self.max = max
        self.mean = mean
        self.std = std
        self.norm = norm
        self.nanCount = nanCount
        self.infCount = infCount
        self.histogram = histogram
    }

    /// One of the numbers by name.
    public subscript(statistic: SummaryStatistic) -> RecordedNumber {
        switch statistic {
        case .count: .integer(count)
        case .min: .number(min)
        case .max: .number(max)
        case .mean: .number(mean)
        case .std: .number(std)
        case .norm: .number(norm)
        case .nan: .integer(nanCount)
        case .inf: .integer(infCount)
        }
    }

    /// Whether both are the same bit for bit, nan included.
    public static func == (left: TensorSummary, right: TensorSummary) -> Bool {
        left.count == right.count && left.nanCount == right.nanCount
            && left.infCount == right.infCount && left.histogram == right.histogram
            && left.bits == right.bits
    }

    /// Hashes what `==` compares.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(count)
        hasher.combine(bits)
    }

    private var bits: [UInt64] { [min, max, mean, std, norm].map(\.bitPattern) }
}

/// How numbers are spread over 32 bins of equal width between two bounds.
///
/// The rule is fixed, so that histograms of one run are the same everywhere: the bounds are
/// the smallest and largest finite element; bin k holds x with k = ⌊32·(x − low)/(high − low)⌋,
/// the last bin its upper bound too. When all are equal, they are in bin 0.
public struct Histogram: Sendable, Hashable, Codable {
    /// The number of bins of every histogram.
    public static let binCount = 32

    /// The lower bound of the first bin; nan when nothing was counted.
    public var low: Double
    /// The upper bound of the last bin; nan when nothing was counted.
    public var high: Double
    /// How many elements each bin holds; `binCount` numbers.
    public var counts: [Int]

    /// Makes a histogram from its bounds and counts; traps unless there are 32 counts.
    public init(low: Double, high: Double, counts: [Int]) {
        precondition(counts.count == Self.binCount, "a histogram has \(Self.binCount) counts")
        self.low = low
        self.high = high
        self.counts = counts
    }

    /// A histogram of nothing.
    public static var empty: Histogram {
        Histogram(low: .nan, high: .nan, counts: [Int](repeating: 0, count: binCount))
    }

    /// Whether both are the same bit for bit, nan included.
    public static func == (left: Histogram, right: Histogram) -> Bool {
        left.counts == right.counts && left.low.bitPattern == right.low.bitPattern
            && left.high.bitPattern == right.high.bitPattern
    }

    /// Hashes what `==` compares.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(counts)
        hasher.combine(low.bitPattern)
        hasher.combine(high.bitPattern)
    }
}
