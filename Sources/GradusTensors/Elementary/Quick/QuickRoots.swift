enum QuickHypotenuse: QuickBinaryFunction {
    @inline(__always)
    static func quick<Number: Lanes>(_ x: Number, _ y: Number) -> Number {
        let (a, b) = (x.magnitude, y.magnitude)
        let isSteep = a > b
        let large = Number.select(isSteep, a, b)
        let small = Number.select(isSteep, b, a)
        let coarse = large.upper
        let fine = small.upper
        let sum = TwoParts<Number>.fastSum(coarse * coarse, fine * fine)
        let rest = sum.low + ((large - coarse) * (large + coarse) + (small - fine) * (small + fine))
        let root = TwoParts(sum.high, rest).coarseRoot
        let holds = (large < 0x1p500).and(small > 0x1p-450)
        return (root.rounded).where(holds)
    }

    @inline(never)
    static func careful(_ x: Double, _ y: Double) -> Double { Elementary.carefulHypot(x, y) }
}

enum QuickCubeRoot: QuickFunction {
    /// An estimate t of 17 bits, whose cube is exact, and t · (1 + e)^(1/3) - t.
    @inline(__always)
    static func quick<Number: Lanes>(_ x: Number) -> Number {
        let size = x.magnitude
        let bits = size.lanes
        // The exponent + 1023 as 3 · third + phase.
        let biased = bits.shiftedRight(52)
        let third = biased.times(21846).shiftedRight(16)
        let phase = biased &- third &- third.shiftedLeft(1)
        let m = Number(lanes: bits & 0x000f_ffff_ffff_ffff | 0x3ff0_0000_0000_0000)
        let squared = m * m
        let estimate =
            m.line(0x1.04bc2bde493b9p-1, 0x1.6c697f83452edp-1)
            + squared
            * (m.line(-0x1.2d024eeecb9cbp-2, 0x1.544aaec5e4624p-4)
                + squared * Number(-0x1.4b077fcd0882bp-7))
        let factor =
            Number.entry(ElementaryTables.cubeRoots, 1, phase, 0)
        let t = Number(
            lanes: (estimate * factor).lanes & 0xffff_fff0_0000_0000)
        let scaled = Number(lanes: m.lanes &+ phase.shiftedLeft(52))
        let cube = t * t * t
        let e = (scaled - cube) / cube
        let root =
            t + t
            * (e * (Number(1.0 / 3) - e * (Number(1.0 / 9) - e * e.line(5.0 / 81, -10.0 / 243))))
        // -1023 = 3 · -341.
        let power = Number(lanes: (third &+ 682).shiftedLeft(52))
        let holds = (size.isPositiveNormal)
        return ((root * power).flipped(by: x)).where(holds)
    }

    @inline(never)
    static func careful(_ x: Double) -> Double { Elementary.carefulCbrt(x) }
}

extension ElementaryTables {
    /// The cube roots of 1, 2 and 4.
    static let cubeRoots: [Double] = [1, 0x1.428a2f98d728bp+0, 0x1.965fea53d6e3dp+0, 0]
}
