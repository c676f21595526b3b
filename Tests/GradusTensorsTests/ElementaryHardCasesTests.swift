import Testing

@testable import GradusTensors

/// Each elementary function at random arguments and at ones whose results are hard to round,
/// made by MPFR: alone and as an element of a tensor, quickly and carefully.
@Suite struct ElementaryHardCasesTests {
    static let unary: [String: (UnaryOperation, @Sendable (Double) -> Double)] = [
        "exp": (.exp, Elementary.exp), "exp2": (.exp2, Elementary.exp2),
        "expm1": (.expm1, Elementary.expm1), "sigmoid": (.sigmoid, Elementary.sigmoid),
        "log": (.log, Elementary.log), "log2": (.log2, Elementary.log2),
        "log10": (.log10, Elementary.log10), "log1p": (.log1p, Elementary.log1p),
        "sin": (.sin, Elementary.sin), "cos": (.cos, Elementary.cos),
        "tan": (.tan, Elementary.tan), "asin": (.arcsin, Elementary.asin),
        "acos": (.arccos, Elementary.acos), "atan": (.arctan, Elementary.atan),
        "sinh": (.sinh, Elementary.sinh), "cosh": (.cosh, Elementary.cosh),
        "tanh": (.tanh, Elementary.tanh), "asinh": (.arcsinh, Elementary.asinh),
        "acosh": (.arccosh, Elementary.acosh), "atanh": (.arctanh, Elementary.atanh),
        "cbrt": (.cbrt, Elementary.cbrt),
    ]
    static let binary: [String: (BinaryOperation, @Sendable (Double, Double) -> Double)] = [
        "pow": (.power, Elementary.pow), "atan2": (.arctan2, Elementary.atan2),
        "hypot": (.hypot, Elementary.hypot),
    ]

    @Test func errorsStayWithinHalfAUnitAndAHundredth() throws {
        let cases: [[String]] = try Cases.load("elementary_hard")
        let groups = Dictionary(grouping: cases) { $0[0] }
        #expect(groups.count == 24)
        for (name, rows) in groups {
            #expect(rows.count >= 150, "\(name)")
            let numbers = rows.map { row in row.dropFirst().compactMap { Double($0) } }
            func column(_ place: Int) -> Tensor {
                Tensor(numbers.map { $0[place] }, shape: [numbers.count])
            }
            let values: [Double]
            let scalars: [Double]
            if let (operation, function) = Self.binary[name] {
                values = try column(0).combining(operation, column(1)).doubles()
                scalars = numbers.map { function($0[0], $0[1]) }
            } else {
                let (operation, function) = try #require(Self.unary[name])
                values = try column(0).applying(operation).doubles()
                scalars = numbers.map { function($0[0]) }
            }
            for (place, row) in numbers.enumerated() {
                let (high, low) = (row[row.count - 2], row[row.count - 1])
                let error = ((values[place] - high) - low).magnitude / high.ulp
                #expect(error <= 0.51, "\(name) \(row): \(values[place]), \(error) units")
                #expect(values[place].bitPattern == scalars[place].bitPattern, "\(name) \(row)")
            }
        }
    }

    /// Blocks with elements that the quick way does not cover, strides, broadcasting and
    /// the narrower types give what single numbers give.
    @Test func arraysGiveWhatNumbersGive() throws {
        let special: [Double] = [
            0, -0.0, 1, -1, 2, 0.5, .infinity, -.infinity, .nan, .leastNonzeroMagnitude, 1e300,
            -1e300, 1e-300,
            1e5, 710, -746, 0.25, 3,
        ]
        let numbers = (0..<150).map { (place: Int) -> Double in
            if place % 7 == 3 { return special[place % 18] }
            return Double(place) / 16 - 3
        }
        let plain = Tensor(numbers, shape: [150])
        let strided = Tensor(numbers, shape: [75, 2]).transposed
        for (name, (operation, function)) in Self.unary {
            let rows: [(Tensor, [Double])] = [
                (plain, numbers), (strided, strided.doubles()),
                (plain.astype(.float32), plain.astype(.float32).doubles()),
            ]
            for (tensor, arguments) in rows {
                let values = try tensor.applying(operation)
                let wanted = Tensor(arguments.map(function), shape: [150]).astype(tensor.dtype)
                for (value, number) in zip(values.doubles(), wanted.doubles()) {
                    #expect(
                        value == number && value.sign == number.sign
                            || value.isNaN && number.isNaN, "\(name)")
                }
            }
        }
        for (name, (operation, function)) in Self.binary {
            for other in special {
                let values = try plain.combining(operation, Tensor(scalar: other)).doubles()
                for (x, value) in zip(numbers, values) {
                    let wanted = function(x, other)
                    #expect(
                        value == wanted && value.sign == wanted.sign
                            || value.isNaN && wanted.isNaN, "\(name)(\(x), \(other))")
                }
            }
        }
    }
}
