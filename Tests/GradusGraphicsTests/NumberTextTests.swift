import GradusGraphics
import Testing

struct NumberTextTests {
    @Test(
        arguments: [
            (0, "0"), (-0.0, "0"), (1, "1"), (-2, "−2"), (0.5, "0.5"), (1.0 / 3, "0.3333"),
            (-2.0 / 3, "−0.6667"), (0.1 + 0.2, "0.3"), (9999, "9999"), (12345, "12\u{2009}345"),
            (12_345_678, "12\u{2009}345\u{2009}678"), (12345.6, "12\u{2009}346"),
            (1234.56, "1235"), (999.96, "1000"), (99999.7, "100\u{2009}000"), (0.0001, "0.0001"),
            (0.00012345, "0.0001235"), (0.0000123, "1.23×10⁻⁵"), (1.2e-7, "1.2×10⁻⁷"),
            (-1e-10, "−1×10⁻¹⁰"), (1234567.5, "1.235×10⁶"), (1e9, "1×10⁹"),
            (6.02214e23, "6.022×10²³"),
            (9.99996e-5, "0.0001"), (.leastNonzeroMagnitude, "5×10⁻³²⁴"),
            (1.7976931348623157e308, "1.798×10³⁰⁸"),
            (Double(Float(0.1)), "0.1"), (0.05, "0.05"), (2.5, "2.5"), (100.25, "100.3"),
        ] as [(Double, String)])
    func `The fewest digits that tell the truth`(value: Double, text: String) {
        #expect(NumberText.short(value) == text)
    }

    @Test
    func `What is not a number is named`() {
        #expect(NumberText.short(.nan) == "NaN")
        #expect(NumberText.short(.infinity) == "∞")
        #expect(NumberText.short(-.infinity) == "−∞")
    }

    @Test
    func `Significant digits are a wish for the part behind the point`() {
        #expect(NumberText.short(3.14159, significantDigits: 2) == "3.1")
        #expect(NumberText.short(3.14159, significantDigits: 1) == "3")
        #expect(NumberText.short(1234.5, significantDigits: 2) == "1235")
        #expect(NumberText.short(1234, significantDigits: 2) == "1234")
        #expect(
            NumberText.short(0.30000000000000004, significantDigits: 17) == "0.30000000000000004")
    }

    @Test(
        arguments: [
            (0.5, 2, "0.50"), (-0.004, 2, "0.00"), (-0.006, 2, "−0.01"), (2, 0, "2"), (2.5, 0, "3"),
            (0.5, 0, "1"), (0.04, 1, "0.0"), (0.06, 1, "0.1"), (99.999, 2, "100.00"),
            (12345.678, 1, "12\u{2009}345.7"), (1e-300, 3, "0.000"), (1e20, 1, "1×10²⁰"),
            (.nan, 2, "NaN"), (0, 3, "0.000"), (0.96, 1, "1.0"), (9.96, 1, "10.0"),
        ] as [(Double, Int, String)])
    func `Digits after the point can be fixed`(value: Double, digits: Int, text: String) {
        #expect(NumberText.fixed(value, fractionDigits: digits) == text)
    }

    @Test
    func `Whole numbers keep every digit`() {
        #expect(NumberText.integer(.min) == "−9 223 372 036 854 775 808".replacingSpaces)
        #expect(NumberText.integer(25_557_032) == "25 557 032".replacingSpaces)
        #expect(NumberText.integer(1000) == "1000")
        #expect(NumberText.superscript(-120) == "⁻¹²⁰")
    }
}

extension String {
    fileprivate var replacingSpaces: String {
        String(map { $0 == " " ? "\u{2009}" : $0 })
    }
}
