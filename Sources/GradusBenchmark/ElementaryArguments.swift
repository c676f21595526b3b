import GradusTensors

/// The arguments an elementary function is checked at: evenly spread ones, ones of every
/// magnitude, ones where the function is hard, and the special values.
struct ElementaryArguments {
    private var stream: RandomStream

    init(seed: UInt64) {
        stream = RandomStream(seed: seed)
    }

    /// So many arguments between two limits, even.
    mutating func even(_ count: Int, _ low: Double, _ high: Double) -> [Double] {
        (0..<count).map { _ in low + (high - low) * stream.nextDouble() }
    }

    /// So many arguments whose binary exponents are even, of both signs.
    mutating func scaled(_ count: Int, _ low: Int, _ high: Int) -> [Double] {
        (0..<count).map { _ in
            let exponent = low + Int(stream.nextDouble() * Double(high - low))
            let significand = (1 + stream.nextDouble()) * (stream.nextDouble() < 0.5 ? -1 : 1)
            return Double(sign: .plus, exponent: exponent, significand: significand)
        }
    }

    /// Numbers so near 1 that few digits of the difference are left, and farther ones.
    mutating func aboutOne(_ count: Int) -> [Double] { scaled(count, -53, -2).map { 1 + $0 } }

    /// The numbers nearest to multiples of π/256 and their neighbours, some very large.
    mutating func turns(_ count: Int) -> [Double] {
        (0..<count).map { place in
            let near = Double(place) * (Double.pi / 256)
            return place % 3 == 0 ? near : place % 3 == 1 ? near.nextUp : near * 4096
        }
    }

    /// Zeros, infinities, nan, the smallest and largest numbers, the limits of functions.
    static let special: [Double] = [
        0, 1, 2, 0.5, 3, 4, 10, 1e22, .infinity, .nan, .leastNonzeroMagnitude, 0x1p-1022,
        0x1p-1022.nextDown, .greatestFiniteMagnitude, 1.5, 709.782712893384,
        709.7827128933841, 708.3964185322641, 708.3964185322642, 745.1332191019411,
        745.1332191019412, 1022, 1023, 1024, 1074, 1075, 1e-300, 1e300, 0x1p52, 0x1p53, 1e5, 51_000,
        1.0000000000000002, 0.9999999999999999, 0x1p-28, 0x1p-54, Double.pi, Double.pi / 2, 20,
        710.4758600739439,
        710.475860073944, 100, 1000, 27, 64, 1e15, 0.25,
    ].flatMap { [$0, -$0] }
}
