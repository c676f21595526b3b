import GradusFigures
import Testing

@Suite struct ScaleTests {
    @Test(arguments: [
        (0.0, 100.0, ["0", "25", "50", "75", "100"]),
        (0, 1, ["0", "0.25", "0.50", "0.75", "1.00"]),
        (-1, 1, ["−1.0", "−0.5", "0", "0.5", "1.0"]),
        (8.1, 14.1, ["8", "10", "12", "14"]),
    ])
    func linearTicksAreRound(low: Double, high: Double, labels: [String]) {
        let ticks = LinearScale(low: low, high: high, start: 0, end: 1).ticks(count: 5)
        // Ticks outside the domain are left out.
        #expect(ticks.map(\.label) == labels.filter { $0 != "8" })
    }

    /// Powers of ten that ten times ten does not give, and a domain as wide as Double's range.
    @Test(arguments: [
        (0.0, 2e304, ["0", "5×10³⁰³", "10³⁰⁴", "1.5×10³⁰⁴", "2×10³⁰⁴"]),
        (-1e308, 1.7e308, ["−10³⁰⁸", "0", "10³⁰⁸"]),
    ])
    func enormousNumbersHavePlainLabels(low: Double, high: Double, labels: [String]) {
        let found = LinearScale(low: low, high: high, start: 0, end: 1).ticks(count: 5)
            .map(\.label)
        #expect(Set(labels).isSubset(of: found), "\(found)")
        #expect(!found.contains { $0.hasPrefix("10×") || $0.hasPrefix("−10×") })
    }

    @Test func ticksLieWithinAnyDomain() {
        for exponent in stride(from: -300.0, through: 300, by: 37) {
            var size = 1.0
            for _ in 0..<Int(abs(exponent)) { size = exponent < 0 ? size / 10 : size * 10 }
            let ticks = LinearScale(low: -size, high: 3 * size, start: 0, end: 1).ticks(count: 5)
            #expect((2...9).contains(ticks.count))
            #expect(ticks.allSatisfy { $0.value >= -size && $0.value <= 3 * size })
            #expect(Set(ticks.map(\.label)).count == ticks.count)
        }
    }

    @Test func placesAreProportional() {
        let scale = LinearScale(low: 10, high: 20, start: 100, end: 0)
        #expect(scale.place(of: 10) == 100)
        #expect(scale.place(of: 15) == 50)
        #expect(scale.place(of: 25) == -50)
        #expect(LinearScale(low: 3, high: 3, start: 0, end: 10).place(of: 3) == 5)
        #expect(LinearScale(low: .nan, high: .infinity, start: 0, end: 10).place(of: 1) == 10)
    }

    @Test func logarithmicScaleHasDecades() {
        let scale = LogScale(low: 0.001, high: 1000, start: 0, end: 6)
        #expect(abs(scale.place(of: 1) - 3) < 1e-12)
        #expect(scale.place(of: 0).isNaN)
        #expect(scale.ticks(count: 8).map(\.value) == [0.001, 0.01, 0.1, 1, 10, 100, 1000])
        #expect(scale.ticks(count: 4).count == 4)
        #expect(LogScale(low: 2, high: 9, start: 0, end: 1).ticks(count: 5).count >= 2)
    }

    @Test func bandsFillTheirRange() {
        let scale = BandScale(count: 4, start: 0, end: 100, gap: 0.2)
        #expect(scale.place(of: 0) == 0)
        #expect(abs(scale.place(of: 3) + scale.bandwidth - 100) < 1e-9)
        #expect(BandScale(count: 0, start: 0, end: 100).count == 0)
    }
}
