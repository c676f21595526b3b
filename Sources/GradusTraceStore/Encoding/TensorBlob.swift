import Foundation
import GradusTensors

/// A tensor's elements as the bytes that the file holds: little-endian, row-major.
enum TensorBlob {
    static func data(of tensor: Tensor) -> Data {
        switch tensor.dtype {
        case .bool: Data(tensor.elements(as: Bool.self).map { $0 ? 1 : 0 })
        case .uint8: bytes(tensor.elements(as: UInt8.self))
        case .uint64: bytes(tensor.elements(as: UInt64.self))
        case .int8: bytes(tensor.elements(as: Int8.self))
        case .int16: bytes(tensor.elements(as: Int16.self))
        case .int32: bytes(tensor.elements(as: Int32.self))
        case .int64: bytes(tensor.elements(as: Int64.self))
        case .float16: bytes(tensor.elements(as: Float16.self).map(\.bitPattern))
        case .float64: bytes(tensor.elements(as: Double.self).map(\.bitPattern))
        case .float32: bytes(tensor.elements(as: Float.self).map(\.bitPattern))
        }
    }

    /// The tensor of those bytes; nil when their number is not what dtype and shape ask for.
    static func tensor(_ data: Data, dtype: DType, shape: Shape) -> Tensor? {
        let (size, overflow) = shape.count.multipliedReportingOverflow(by: dtype.itemSize)
        guard !overflow, data.count == size else { return nil }
        switch dtype {
        case .bool:
            guard data.allSatisfy({ $0 <= 1 }) else { return nil }
            return Tensor(data.map { $0 == 1 }, shape: shape)
        case .uint8: return Tensor(words(data, UInt8.self), shape: shape)
        case .uint64: return Tensor(words(data, UInt64.self), shape: shape)
        case .int8: return Tensor(words(data, Int8.self), shape: shape)
        case .int16: return Tensor(words(data, Int16.self), shape: shape)
        case .int32: return Tensor(words(data, Int32.self), shape: shape)
        case .int64: return Tensor(words(data, Int64.self), shape: shape)
        case .float16:
            return Tensor(words(data, UInt16.self).map { Float16(bitPattern: $0) }, shape: shape)
        case .float64:
            return Tensor(words(data, UInt64.self).map { Double(bitPattern: $0) }, shape: shape)
        case .float32:
            return Tensor(words(data, UInt32.self).map { Float(bitPattern: $0) }, shape: shape)
        }
    }

    private static func bytes<Word: FixedWidthInteger>(_ words: [Word]) -> Data {
        words.map(\.littleEndian).withUnsafeBytes { Data($0) }
    }

    private static func words<Word: FixedWidthInteger>(_ data: Data, _: Word.Type) -> [Word] {
        let size = MemoryLayout<Word>.size
        return data.withUnsafeBytes { bytes in
            (0..<data.count / size).map {
                Word(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * size, as: Word.self))
            }
        }
    }
}

/// Lists of whole numbers as JSON arrays, which SQLite's own functions can read.
enum IntegerList {
    static func text(_ values: [Int]) -> String {
        "[" + values.map(String.init).joined(separator: ", ") + "]"
    }

    /// The numbers of such a text, nil for any other text.
    static func values(_ text: String) -> [Int]? {
        guard text.first == "[", text.last == "]", text.count >= 2 else { return nil }
        let inner = text.dropFirst().dropLast()
        if inner.isEmpty { return [] }
        var values: [Int] = []
        for word in inner.split(separator: ",", omittingEmptySubsequences: false) {
            guard let value = Int(word.trimmingCharacters(in: .whitespaces)) else { return nil }
            values.append(value)
        }
        return values
    }
}
