import Foundation
import GradusAutodiff
import GradusTensors

/// A gradient that PyTorch computed in float64: the gradient of sum(output).
struct ReferenceCase: Decodable, Sendable {
    struct Array: Decodable, Sendable {
        var name: String?
        var shape: [Int]
        var dtype: String?
        var values: [Number]

        var tensor: Tensor {
            let numbers = Tensor(values.map(\.value), shape: Shape(shape))
            return dtype == "int64" ? numbers.astype(.int64) : numbers
        }
    }

    /// A number; non-finite ones and -0.0 are texts.
    struct Number: Decodable, Sendable {
        var value: Double

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(Double.self) {
                value = number
            } else {
                value = Double(try container.decode(String.self)) ?? .nan
            }
        }
    }

    var name: String
    var code: String
    var inputs: [Array]
    var output: Array
    var gradients: [Array]

    static func load() throws -> [ReferenceCase] {
        struct File: Decodable { var records: [ReferenceCase] }
        let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Cases/gradients.json")
        return try JSONDecoder().decode(File.self, from: Data(contentsOf: url)).records
    }
}

/// Whether numbers agree to a relative or an absolute error; nan agrees with nan.
func agree(_ left: [Double], _ right: [Double], relative: Double = 1e-12) -> Bool {
    guard left.count == right.count else { return false }
    return zip(left, right).allSatisfy { a, b in
        if a.isNaN || b.isNaN { return a.isNaN && b.isNaN }
        if a == b { return true }
        return abs(a - b) <= relative * Swift.max(abs(a), abs(b)) + 1e-14
    }
}

/// Whether numbers agree to 1e-9 · max(1, |expected|); nan with nan, infinities with themselves.
func near(_ found: [Double], _ expected: [Double]) -> Bool {
    guard found.count == expected.count else { return false }
    return zip(found, expected).allSatisfy { a, b in
        if a.isNaN || b.isNaN { return a.isNaN && b.isNaN }
        return a == b || abs(a - b) <= 1e-9 * Swift.max(1, abs(b))
    }
}
