import GradusTensors

/// Functions of one number that the tensors do not have, made of `Elementary`'s so that they
/// are the same on every machine. Errors stay within some units in the last place.
enum ScalarFunctions {
    static func sinh(_ x: Double) -> Double {
        let size = x.magnitude
        if size > 36 {
            let half = Elementary.exp(size / 2)
            return x < 0 ? -(half / 2 * half) : half / 2 * half
        }
        let e = Elementary.expm1(size)
        let value = (e + e / (e + 1)) / 2
        return x < 0 ? -value : x == 0 ? x : value
    }

    static func cosh(_ x: Double) -> Double {
        let size = x.magnitude
        if size > 36 {
            let half = Elementary.exp(size / 2)
            return half / 2 * half
        }
        let e = Elementary.exp(size)
        return (e + 1 / e) / 2
    }

    /// A rough angle, made exact by the addition theorem: tan(y − y₀) is small and known.
    static func arctan(_ x: Double) -> Double {
        if x.isNaN || x == 0 { return x }
        let size = x.magnitude
        if size > 1 {
            let angle = Double.pi / 2 - (size > 1e17 ? 0 : arctan(1 / size))
            return x < 0 ? -angle : angle
        }
        let rough = size * (Double.pi / 4 + 0.273 * (1 - size))
        let (sine, cosine) = (Elementary.sin(rough), Elementary.cos(rough))
        let rest = (size * cosine - sine) / (cosine + size * sine)
        let square = rest * rest
        let angle = rough + rest * (1 - square * (1 / 3 - square * (1 / 5 - square / 7)))
        return x < 0 ? -angle : angle
    }

    static func arctan2(_ y: Double, _ x: Double) -> Double {
        if y.isNaN || x.isNaN { return .nan }
        let upper: Double
        if y == 0 {
            upper = x.sign == .minus ? Double.pi : 0
        } else if y.isInfinite {
            upper =
                x.isInfinite
                ? (x < 0 ? 3 * Double.pi / 4 : Double.pi / 4) : Double.pi / 2
        } else if x == 0 {
            upper = Double.pi / 2
        } else if x.isInfinite {
            upper = x < 0 ? Double.pi : 0
        } else {
            let angle = arctan(y.magnitude / x.magnitude)
            upper = x < 0 ? Double.pi - angle : angle
        }
        return y.sign == .minus ? -upper : upper
    }

    static func arcsin(_ x: Double) -> Double {
        x.magnitude > 1 ? .nan : x == 0 ? x : arctan2(x, ((1 - x) * (1 + x)).squareRoot())
    }

    static func arccos(_ x: Double) -> Double {
        x.magnitude > 1 ? .nan : 2 * arctan2((1 - x).squareRoot(), (1 + x).squareRoot())
    }

    static func arcsinh(_ x: Double) -> Double {
        let size = x.magnitude
        let value: Double
        if size > 1e150 {
            value = Elementary.log(size) + 0.6931471805599453
        } else {
            let square = size * size
            value = Elementary.log1p(size + square / (1 + (1 + square).squareRoot()))
        }
        return x < 0 ? -value : x == 0 ? x : value
    }

    static func arccosh(_ x: Double) -> Double {
        if !(x >= 1) { return .nan }
        if x > 1e150 { return Elementary.log(x) + 0.6931471805599453 }
        let above = x - 1
        return Elementary.log1p(above + (above * (above + 2)).squareRoot())
    }

    static func arctanh(_ x: Double) -> Double {
        if x.magnitude > 1 { return .nan }
        if x.magnitude == 1 { return x * .infinity }
        let size = x.magnitude
        let value = Elementary.log1p(2 * size / (1 - size)) / 2
        return x < 0 ? -value : x == 0 ? x : value
    }

    /// 1 − erf(x), exact where it is small. A series of positive terms near 0, a continued
    /// fraction (Abramowitz and Stegun 7.1.6, 7.1.14) beyond.
    static func erfc(_ x: Double) -> Double {
        if x.isNaN { return x }
        if x < 2 { return 1 - erf(x) }
        if x > 27.3 { return 0 }
        var fraction = 0.0
        for term in stride(from: 120, through: 1, by: -1) {
            fraction = Double(term) / 2 / (x + fraction)
        }
        return gaussian(x) / (1.772453850905516 * (x + fraction))
    }

    static func erf(_ x: Double) -> Double {
        if x.isNaN { return x }
        let size = x.magnitude
        let value: Double
        if size >= 2 {
            value = size > 6 ? 1 : 1 - erfc(size)
        } else {
            var (term, sum) = (size, size)
            var factor = 1.0
            while term > sum * 1e-18 {
                factor += 2
                term *= 2 * size * size / factor
                sum += term
            }
            value = 1.1283791670955126 * gaussian(size) * sum
        }
        return x < 0 ? -value : x == 0 ? x : value
    }

    /// e^(−x²) with x² to more digits than a double has: x is split so that the product of
    /// its upper part is exact.
    private static func gaussian(_ x: Double) -> Double {
        let upper = Double(bitPattern: x.bitPattern & 0xffff_ffff_f800_0000)
        let lower = x - upper
        return Elementary.exp(-upper * upper) * Elementary.exp(-lower * (x + upper))
    }

    /// log(1 + eˣ) without overflow.
    static func softplus(_ x: Double) -> Double {
        Swift.max(x, 0) + Elementary.log1p(Elementary.exp(-x.magnitude))
    }

    /// x · Φ(x), exact in the left tail too.
    static func gelu(_ x: Double) -> Double {
        if x == -.infinity { return 0 }
        return x * 0.5 * erfc(-x * 0.7071067811865476)
    }
}
