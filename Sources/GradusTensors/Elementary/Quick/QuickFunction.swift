/// A function of one number in two ways that agree to 0.51 units in the last place: quick for
/// almost all arguments and careful for all of them.
///
/// The quick way has no branch and no call, so that a processor can work on several elements at
/// once. Its scheme is the same everywhere (S. Gal, B. Bachelis, "An accurate elementary
/// mathematical library for the IEEE floating point standard", ACM TOMS 17, 1991): the value at
/// a near place of a table, to more digits than a double has, plus a small rest, of which only
/// the leading product has to be exact. Factors are cut to 26 and 27 bits, so that their
/// products are exact without a fused multiply-add.
protocol QuickFunction {
    /// The value where the quick way holds, nan elsewhere.
    static func quick<Number: Lanes>(_ x: Number) -> Number
    /// The value for every argument.
    static func careful(_ x: Double) -> Double
    /// The values of a block of at most 64 numbers, an even count of them, at another place.
    static func fill(
        _ values: UnsafeMutablePointer<Double>, _ x: UnsafePointer<Double>, _ count: Int)
}

extension QuickFunction {
    /// The value for every argument, quickly where that is possible.
    @inline(__always)
    static func value(_ x: Double) -> Double {
        let result = quick(x)
        return result == result ? result : careful(x)
    }
}

/// A function whose quick way has two stages with two numbers between them. In arrays each
/// stage goes over the whole block: shorter chains of steps that wait for each other.
protocol StagedFunction: QuickFunction {
    /// The first stage.
    static func prepare<Number: Lanes>(_ x: Number) -> TwoParts<Number>
    /// The second stage: the value where the quick way holds, nan elsewhere.
    static func finish<Number: Lanes>(_ x: Number, _ prepared: TwoParts<Number>) -> Number
}

extension StagedFunction {
    @inline(__always)
    static func quick<Number: Lanes>(_ x: Number) -> Number { finish(x, prepare(x)) }
}

/// A function of two numbers in the same two ways.
protocol QuickBinaryFunction {
    /// The value where the quick way holds, nan elsewhere.
    static func quick<Number: Lanes>(_ x: Number, _ y: Number) -> Number
    /// The value for every pair of arguments.
    static func careful(_ x: Double, _ y: Double) -> Double
    /// The values of a block of at most 64 pairs of numbers, an even count of them, at another
    /// place.
    static func fill(
        _ values: UnsafeMutablePointer<Double>, _ x: UnsafePointer<Double>,
        _ y: UnsafePointer<Double>, _ count: Int)
}

/// A function of two numbers in two stages.
protocol StagedBinaryFunction: QuickBinaryFunction {
    /// The first stage.
    static func prepare<Number: Lanes>(_ x: Number, _ y: Number) -> TwoParts<Number>
    /// The second stage: the value where the quick way holds, nan elsewhere.
    static func finish<Number: Lanes>(
        _ x: Number, _ y: Number, _ prepared: TwoParts<Number>
    ) -> Number
}

extension StagedBinaryFunction {
    @inline(__always)
    static func quick<Number: Lanes>(_ x: Number, _ y: Number) -> Number {
        finish(x, y, prepare(x, y))
    }
}

extension QuickBinaryFunction {
    /// The value for every pair of arguments, quickly where that is possible.
    @inline(__always)
    static func value(_ x: Double, _ y: Double) -> Double {
        let result = quick(x, y)
        return result == result ? result : careful(x, y)
    }
}
