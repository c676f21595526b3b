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
}

extension QuickFunction {
    /// The value for every argument, quickly where that is possible.
    @inline(__always)
    static func value(_ x: Double) -> Double {
        let result = quick(x)
        return result == result ? result : careful(x)
    }
}

/// A function of two numbers in the same two ways.
protocol QuickBinaryFunction {
    /// The value where the quick way holds, nan elsewhere.
    static func quick(_ x: Double, _ y: Double) -> Double
    /// The value for every pair of arguments.
    static func careful(_ x: Double, _ y: Double) -> Double
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
