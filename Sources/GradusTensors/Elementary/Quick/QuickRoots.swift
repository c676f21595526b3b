extension DoubleDouble {
    /// The root of a positive number as two parts, the first of 26 bits.
    @inline(__always)
    var coarseRoot: DoubleDouble {
        let square = normalized
        let root = square.high.squareRoot()
        let upper = root.upper
        return DoubleDouble(upper, ((square.high - upper * upper) + square.low) / (root + upper))
    }
}

enum QuickHypotenuse: QuickBinaryFunction {
    @inline(__always)
    static func quick(_ x: Double, _ y: Double) -> Double {
        let (a, b) = (x.magnitude, y.magnitude)
        let large = a > b ? a : b
        let small = a > b ? b : a
        let coarse = large.upper
        let fine = small.upper
        let sum = DoubleDouble.fastSum(coarse * coarse, fine * fine)
        let rest = sum.low + ((large - coarse) * (large + coarse) + (small - fine) * (small + fine))
        let root = DoubleDouble(sum.high, rest).coarseRoot
        let holds = large < 0x1p500 && small > 0x1p-450
        return holds ? root.rounded : .nan
    }

    @inline(never)
    static func careful(_ x: Double, _ y: Double) -> Double { Elementary.carefulHypot(x, y) }
}

enum QuickCubeRoot: QuickFunction {
    /// An estimate t of 17 bits, whose cube is exact, and t · (1 + e)^(1/3) - t.
    @inline(__always)
    static func quick(_ x: Double) -> Double {
        let size = x.magnitude
        let bits = size.bitPattern
        // The exponent + 1023 as 3 · third + phase.
        let biased = Int(truncatingIfNeeded: bits >> 52)
        let third = (biased &* 21846) >> 16
        let phase = biased &- 3 &* third
        let m = Double(bitPattern: bits & 0x000f_ffff_ffff_ffff | 0x3ff0_0000_0000_0000)
        let squared = m * m
        let estimate =
            (0x1.04bc2bde493b9p-1 + m * 0x1.6c697f83452edp-1)
            + squared
            * ((m * 0x1.544aaec5e4624p-4 - 0x1.2d024eeecb9cbp-2) - squared * 0x1.4b077fcd0882bp-7)
        let factor =
            phase == 0 ? 1 : phase == 1 ? 0x1.428a2f98d728bp+0 : 0x1.965fea53d6e3dp+0
        let t = Double(
            bitPattern: (estimate * factor).bitPattern & 0xffff_fff0_0000_0000)
        let scaled = Double(bitPattern: m.bitPattern &+ UInt64(truncatingIfNeeded: phase) << 52)
        let cube = t * t * t
        let e = (scaled - cube) / cube
        let root = t + t * (e * (1.0 / 3 - e * (1.0 / 9 - e * (5.0 / 81 - e * (10.0 / 243)))))
        // -1023 = 3 · -341.
        let power = Double(bitPattern: UInt64(truncatingIfNeeded: third &+ 682) << 52)
        let holds = size.isPositiveNormal
        return holds ? (root * power).flipped(by: x) : .nan
    }

    @inline(never)
    static func careful(_ x: Double) -> Double { Elementary.carefulCbrt(x) }
}
