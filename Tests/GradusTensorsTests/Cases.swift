import Foundation
import GradusTensors

/// A tensor as `Cases/make_cases.py` writes it.
struct CaseTensor: Decodable, Sendable {
    let dtype: String
    let shape: [Int]
    let values: [String]

    var tensor: Tensor {
        let shape = Shape(shape)
        switch dtype {
        case "bool": return Tensor(values.map { $0 == "True" }, shape: shape)
        case "int64": return Tensor(values.compactMap { Int64($0) }, shape: shape)
        case "float32": return Tensor(values.compactMap { Float($0) }, shape: shape)
        default: return Tensor(values.compactMap { Double($0) }, shape: shape)
        }
    }
}

enum Cases {
    static func load<Case: Decodable>(_ name: String, as type: Case.Type = Case.self) throws -> Case
    {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let data = try Data(contentsOf: folder.appendingPathComponent("Cases/\(name).json"))
        return try JSONDecoder().decode(Case.self, from: data)
    }
}

/// Whether two tensors are the same to the bit, except that every nan is like any other.
func isSame(_ left: Tensor, _ right: Tensor) -> Bool {
    guard left.dtype == right.dtype, left.shape == right.shape else { return false }
    if left.dtype == .int64 {
        return left.elements(as: Int64.self) == right.elements(as: Int64.self)
    }
    return zip(left.doubles(), right.doubles()).allSatisfy {
        $0.bitPattern == $1.bitPattern || ($0.isNaN && $1.isNaN)
    }
}

/// The message without the blanks at its end that NumPy leaves in some.
func trimmed(_ message: String) -> String {
    message.trimmingCharacters(in: .whitespaces)
}
