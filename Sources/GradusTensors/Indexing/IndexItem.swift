/// One entry between the brackets of `x[…]`, as NumPy knows them.
public enum IndexItem: Sendable {
    /// One place along an axis, which disappears; negative ones count from the end.
    case integer(Int)
    /// Places from `start` to before `stop`, `step` apart; each may be missing, negative
    /// starts and stops count from the end, and all are cut to the axis.
    case slice(start: Int?, stop: Int?, step: Int?)
    /// As many whole axes as are left over: `...`.
    case ellipsis
    /// A new axis of length 1: `None` or `np.newaxis`.
    case newAxis
    /// The places in an int64 tensor of any shape.
    case integers(Tensor)
    /// The places where a bool tensor, which covers as many axes as it has, is true.
    case mask(Tensor)

    /// A whole axis: `:`.
    public static var all: IndexItem { .slice(start: nil, stop: nil, step: nil) }

    /// How many axes of the indexed tensor it covers.
    var axisCount: Int {
        switch self {
        case .integer, .slice, .integers: 1
        case .ellipsis, .newAxis: 0
        case .mask(let mask): mask.ndim
        }
    }

    /// Whether it picks elements one by one, which needs a copy.
    var isFancy: Bool {
        switch self {
        case .integers, .mask: true
        default: false
        }
    }

    /// The places that Python's slice picks from an axis: the first, their distance and
    /// their number.
    static func places(
        start: Int?, stop: Int?, step: Int?, length: Int
    ) throws(TensorError) -> (first: Int, step: Int, count: Int) {
        let step = step ?? 1
        guard step != 0 else {
            throw TensorError("slice step cannot be zero", fix: "leave it out for a step of 1")
        }
        let lowest = step > 0 ? 0 : -1
        let highest = step > 0 ? length : length - 1
        func cut(_ bound: Int?, _ missing: Int) -> Int {
            guard let bound else { return missing }
            let place = bound < 0 ? (bound < -length ? -1 : bound + length) : bound
            return Swift.min(Swift.max(place, lowest), highest)
        }
        let first = cut(start, step > 0 ? lowest : highest)
        let end = cut(stop, step > 0 ? highest : lowest)
        let distance = step > 0 ? end - first : first - end
        guard distance > 0 else { return (0, 1, 0) }
        let stride = step.magnitude
        let count = 1 + Int(UInt(distance - 1) / stride)
        // A single place needs no step; one so long would leave the numbers we can count in.
        return (first, count == 1 ? 1 : step, count)
    }
}
