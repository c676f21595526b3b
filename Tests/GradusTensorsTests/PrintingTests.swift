import GradusTensors
import Testing

@Suite struct PrintingTests {
    struct Options: Decodable {
        let precision: Int?
        let suppressSmall: Bool?
        let threshold: Int?
        let edgeItems: Int?
        let lineWidth: Int?
        let floatMode: String?

        var options: PrintOptions {
            var result = PrintOptions()
            result.precision = precision ?? result.precision
            result.suppressSmall = suppressSmall ?? false
            result.threshold = threshold ?? result.threshold
            result.edgeItems = edgeItems ?? result.edgeItems
            result.lineWidth = lineWidth ?? result.lineWidth
            result.floatMode = floatMode.flatMap(PrintOptions.FloatMode.init) ?? .maxprec
            return result
        }
    }

    struct Ramp: Decodable {
        let dtype: String
        let shape: [Int]
        let step: String?

        var tensor: Tensor {
            let shape = Shape(shape)
            let places = Tensor((0..<shape.count).map { Int64($0) }, shape: shape)
            switch dtype {
            case "bool":
                return Tensor(
                    places.doubles().map { $0.remainder(dividingBy: 3) == 0 }, shape: shape)
            case "int64": return places
            case "float32": return places.astype(.float32)
            default:
                // Every step is 0, 1 or 1/7: i / 7 as NumPy divided it.
                let isSeventh = step.flatMap(Double.init) == 1.0 / 7
                return Tensor(
                    places.doubles().map {
                        isSeventh ? $0 / 7 : $0 * (step.flatMap(Double.init) ?? 0)
                    }, shape: shape)
            }
        }
    }

    struct Case: Decodable {
        let tensor: CaseTensor?
        let ramp: Ramp?
        let options: Options?
        let str: String
        let repr: String?
    }

    @Test func arraysPrintAsInNumPy() throws {
        let cases: [Case] = try Cases.load("printing")
        #expect(cases.count > 80)
        for entry in cases {
            let tensor = try #require(entry.tensor?.tensor ?? entry.ramp?.tensor)
            if let options = entry.options?.options {
                #expect(tensor.numpyText(options: options) == entry.str)
            } else {
                #expect(tensor.numpyString() == entry.str)
                #expect(tensor.numpyRepr() == entry.repr)
            }
        }
    }

    @Test func numbersPrintAsInPython() throws {
        let cases: [[String]] = try Cases.load("numbers")
        #expect(cases.count > 40)
        for entry in cases {
            let value = try #require(Double(entry[0]))
            #expect(NumberPrinting.pythonRepr(value) == entry[1])
            if !entry[2].isEmpty {
                #expect(NumberPrinting.fixed(value, places: 3) == entry[2])
                #expect(NumberPrinting.fixed(value, places: 0) == entry[3])
            }
            #expect(NumberPrinting.scientific(value, places: 4) == entry[4])
            #expect(NumberPrinting.general(value, digits: 6) == entry[5])
            // The cases hold the single that NumPy's conversion gives.
            if Float(value).isFinite {
                #expect(NumberPrinting.pythonRepr(Float(value)) == entry[6])
            }
        }
        #expect(NumberPrinting.pythonRepr(Double.nan) == "nan")
        #expect(NumberPrinting.pythonRepr(-Double.infinity) == "-inf")
    }

    @Test func shortestTextReadsBack() throws {
        var stream = RandomStream(seed: 77)
        for _ in 0..<2000 {
            let value = Double(bitPattern: stream.next(through: .max))
            guard value.isFinite else { continue }
            #expect(Double(NumberPrinting.pythonRepr(value)) == value)
            #expect(NumberPrinting.scientific(value, places: 16).count >= 22)
            #expect(Double(NumberPrinting.scientific(value, places: 16)) == value)
        }
    }
}
