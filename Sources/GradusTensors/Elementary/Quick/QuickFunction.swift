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
    static func quick(_ x: Double) -> Double
    /// The value for every argument.
    static func careful(_ x: Double) -> Double
    /// The values of a block of at most 64 numbers.
    static func fill(
        _ values: UnsafeMutablePointer<Double>, _ x: UnsafeMutablePointer<Double>, _ count: Int)
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
/// stage goes over the whole block: shorter chains of steps that wait for each other, and one
/// stage without tables, of which the compiler makes vector instructions.
protocol StagedFunction: QuickFunction {
    /// The first stage.
    static func prepare(_ x: Double) -> DoubleDouble
    /// The second stage: the value where the quick way holds, nan elsewhere.
    static func finish(_ x: Double, _ prepared: DoubleDouble) -> Double
}

extension StagedFunction {
    @inline(__always)
    static func quick(_ x: Double) -> Double { finish(x, prepare(x)) }
}

/// A function of two numbers in the same two ways.
protocol QuickBinaryFunction {
    /// The value where the quick way holds, nan elsewhere.
    static func quick(_ x: Double, _ y: Double) -> Double
    /// The value for every pair of arguments.
    static func careful(_ x: Double, _ y: Double) -> Double
    /// The values of a block of at most 64 pairs of numbers.
    static func fill(
        _ values: UnsafeMutablePointer<Double>, _ x: UnsafeMutablePointer<Double>,
        _ y: UnsafeMutablePointer<Double>, _ count: Int)
}

/// A function of two numbers in two stages.
protocol StagedBinaryFunction: QuickBinaryFunction {
    /// The first stage.
    static func prepare(_ x: Double, _ y: Double) -> DoubleDouble
    /// The second stage: the value where the quick way holds, nan elsewhere.
    static func finish(_ x: Double, _ y: Double, _ prepared: DoubleDouble) -> Double
}

extension StagedBinaryFunction {
    @inline(__always)
    static func quick(_ x: Double, _ y: Double) -> Double { finish(x, y, prepare(x, y)) }
}

extension QuickBinaryFunction {
    /// The value for every pair of arguments, quickly where that is possible.
    @inline(__always)
    static func value(_ x: Double, _ y: Double) -> Double {
        let result = quick(x, y)
        return result == result ? result : careful(x, y)
    }
}

extension Double {
    /// The first 26 bits of the number, cut.
    @inline(__always)
    var upper: Double { Double(bitPattern: bitPattern & 0xffff_ffff_f800_0000) }

    /// The number, negated where the sign of another is negative.
    @inline(__always)
    func flipped(by other: Double) -> Double {
        Double(bitPattern: bitPattern ^ (other.bitPattern & 0x8000_0000_0000_0000))
    }
}

extension ElementaryTables {
    /// Adding it leaves the integer nearest to a number of less than 2^51 in the lowest bits,
    /// halves rounded to the even one.
    static var integerShift: Double {
        @inline(__always) get { 0x1.8p52 }
    }

    /// An entry of a table at a place that is known to be there: no bound is checked.
    @inline(__always)
    static func entry(_ table: [Double], _ place: Int) -> Double {
        table.withUnsafeBufferPointer { $0[place] }
    }
}
