import GradusTensors
import Testing

@Suite struct ElementaryTests {
    static let functions: [String: @Sendable (Double) -> Double] = [
        "exp": Elementary.exp, "expm1": Elementary.expm1, "log": Elementary.log,
        "log1p": Elementary.log1p, "log2": Elementary.log2, "log10": Elementary.log10,
        "tanh": Elementary.tanh, "sigmoid": Elementary.sigmoid, "sin": Elementary.sin,
        "cos": Elementary.cos, "tan": Elementary.tan,
    ]

    @Test func errorsStayWithinHalfAUnitAndAHundredth() throws {
        let cases: [[String]] = try Cases.load("elementary")
        #expect(cases.count > 700)
        var worst: [String: Double] = [:]
        for entry in cases {
            let name = entry[0]
            let numbers = entry.dropFirst().compactMap { Double($0) }
            #expect(numbers.count == entry.count - 1)
            let value: Double
            if name == "pow" {
                value = Elementary.pow(numbers[0], numbers[1])
            } else {
                let function = try #require(Self.functions[name])
                value = function(numbers[0])
            }
            let (high, low) = (numbers[numbers.count - 2], numbers[numbers.count - 1])
            if high.isInfinite || value.isInfinite {
                #expect(value == high, "\(entry)")
                continue
            }
            let error = ((value - high) - low).magnitude / high.ulp
            worst[name] = max(worst[name] ?? 0, error)
            #expect(error <= 0.51, "\(entry): \(value), \(error) units")
        }
        #expect(worst.count == 12)
    }

    @Test func exceptionalCases() {
        #expect(Elementary.exp(.infinity) == .infinity && Elementary.exp(-.infinity) == 0)
        #expect(Elementary.exp(0) == 1 && Elementary.exp(.nan).isNaN)
        #expect(Elementary.exp(709.7) < .infinity && Elementary.exp(709.79) == .infinity)
        #expect(Elementary.log(0) == -.infinity && Elementary.log(-1).isNaN)
        #expect(Elementary.log(.infinity) == .infinity && Elementary.log(1) == 0)
        #expect(Elementary.log1p(-1) == -.infinity && Elementary.log1p(-1.5).isNaN)
        #expect(Elementary.log2(8) == 3 && Elementary.log10(1000) == 3)
        #expect(Elementary.tanh(.infinity) == 1 && Elementary.tanh(-.infinity) == -1)
        #expect(Elementary.tanh(-0.0).sign == .minus && Elementary.expm1(-0.0).sign == .minus)
        #expect(Elementary.sigmoid(0) == 0.5 && Elementary.sigmoid(-.infinity) == 0)
        #expect(Elementary.sigmoid(1000) == 1 && Elementary.expm1(-.infinity) == -1)
        #expect(Elementary.sin(.infinity).isNaN && Elementary.cos(0) == 1)
        #expect(Elementary.sin(-0.0).sign == .minus)
    }

    @Test func powersOfIntegersAreExactAndIEEECasesHold() {
        for base in 2...15 {
            for exponent in 0...10 {
                var product = 1.0
                for _ in 0..<exponent { product *= Double(base) }
                #expect(Elementary.pow(Double(base), Double(exponent)) == product)
                #expect(
                    Elementary.pow(-Double(base), Double(exponent))
                        == (exponent % 2 == 0 ? product : -product))
            }
        }
        #expect(Elementary.pow(0, -1) == .infinity && Elementary.pow(-0.0, -1) == -.infinity)
        #expect(Elementary.pow(-8, 1.0 / 3).isNaN && Elementary.pow(.nan, 0) == 1)
        #expect(Elementary.pow(1, .nan) == 1 && Elementary.pow(-1, .infinity) == 1)
        #expect(Elementary.pow(2, 1024) == .infinity && Elementary.pow(2, -1074) == 0x1p-1074)
        #expect(Elementary.pow(2, -1080) == 0 && Elementary.pow(0.5, .infinity) == 0)
        #expect(Elementary.pow(1.0000000000000002, 1e300) == .infinity)
        #expect(
            Elementary.pow(-.infinity, 3) == -.infinity && Elementary.pow(-2, 1e300) == .infinity)
    }
}
