import GradusDiagnostics
import GradusTensors

/// How a file writes the numbers of an array.
struct ElementFormat {
    /// The kinds of numbers that files hold and tensors can.
    enum Kind: String {
        case bool, uint8, int8, int16, int32, int64, float16, float32, float64

        var size: Int {
            switch self {
            case .bool, .uint8, .int8: 1
            case .int16, .float16: 2
            case .int32, .float32: 4
            case .int64, .float64: 8
            }
        }

        var isFloating: Bool { self == .float16 || self == .float32 || self == .float64 }

        /// The dtype that tensors have for it.
        var dtype: DType {
            DType(rawValue: rawValue) ?? (self == .float16 ? .float32 : .int64)
        }
    }
    var kind: Kind
    var isBigEndian: Bool

    /// How many numbers are turned into a tensor at once: what a file holds may be larger
    /// than twice what fits into memory.
    private static let chunk = 1 << 18

    /// The tensor of `bytes`, which hold exactly `shape.count` numbers row by row.
    func tensor(_ bytes: ArraySlice<UInt8>, shape: Shape) -> Tensor {
        let flat = Tensor(zeros: [shape.count], dtype: kind.dtype)
        var place = 0
        while place < shape.count {
            let end = min(shape.count, place + Self.chunk)
            let start = bytes.startIndex + place * kind.size
            let part = bytes[start..<(start + (end - place) * kind.size)]
            let values = decoded(part, count: end - place).astype(kind.dtype)
            // The slice has the part's own length, so that this cannot fail.
            try? flat.assign(values, at: [.slice(start: place, stop: end, step: nil)])
            place = end
        }
        return (try? flat.reshaped(to: shape)) ?? flat
    }

    private func decoded(_ bytes: ArraySlice<UInt8>, count: Int) -> Tensor {
        bytes.withUnsafeBytes { source in
            func load<Raw: FixedWidthInteger>(_ type: Raw.Type, _ place: Int) -> Raw {
                let raw = source.loadUnaligned(
                    fromByteOffset: place * MemoryLayout<Raw>.size, as: Raw.self)
                return isBigEndian ? Raw(bigEndian: raw) : Raw(littleEndian: raw)
            }
            func integers<Raw: FixedWidthInteger>(_ type: Raw.Type) -> Tensor {
                Tensor(
                    (0..<count).map { Int64(truncatingIfNeeded: load(type, $0)) }, shape: [count])
            }
            switch kind {
            case .bool: return Tensor((0..<count).map { source[$0] != 0 }, shape: [count])
            case .uint8: return integers(UInt8.self)
            case .int8: return integers(Int8.self)
            case .int16: return integers(Int16.self)
            case .int32: return integers(Int32.self)
            case .int64: return integers(Int64.self)
            case .float16:
                return Tensor(
                    (0..<count).map { Self.half(load(UInt16.self, $0)) }, shape: [count])
            case .float32:
                return Tensor(
                    (0..<count).map { Float(bitPattern: load(UInt32.self, $0)) }, shape: [count])
            case .float64:
                return Tensor(
                    (0..<count).map { Double(bitPattern: load(UInt64.self, $0)) }, shape: [count])
            }
        }
    }

    /// IEEE 754 half precision, by hand: not every processor's compiler has the type.
    private static func half(_ bits: UInt16) -> Float {
        let exponent = Int(bits >> 10 & 31)
        let fraction = Float(bits & 1023)
        let size: Float =
            switch exponent {
            case 0: fraction * 0x1p-24
            case 31: fraction == 0 ? .infinity : .nan
            default:
                (1 + fraction / 1024) * Float(sign: .plus, exponent: exponent - 15, significand: 1)
            }
        return bits >> 15 == 0 ? size : -size
    }
}

/// What stands between a file's header and memory: the number of bytes of a shape.
enum ArraySize {
    /// Checks lengths that a file names against what it holds and what is allowed.
    static func shape(
        _ lengths: [Int], itemSize: Int, available: Int, limit: Int, _ reader: ByteReader
    ) throws(Diagnostic) -> Shape {
        var count = 1
        for length in lengths {
            let (product, overflow) = count.multipliedReportingOverflow(by: length)
            guard length >= 0, !overflow else {
                throw reader.damaged("the shape \(lengths.shown) is too large")
            }
            count = product
        }
        let (bytes, overflow) = count.multipliedReportingOverflow(by: itemSize)
        guard !overflow, bytes <= limit else {
            throw Diagnostic(
                "an array of the shape \(lengths.shown) takes more than \(limit) bytes",
                file: reader.file, kind: "MemoryError")
        }
        guard bytes <= available else {
            throw reader.damaged(
                "the file ends too early: an array of the shape \(lengths.shown) needs \(bytes) "
                    + "bytes, and \(available) are left")
        }
        return Shape(lengths)
    }
}

extension [Int] {
    /// As Python writes a shape.
    fileprivate var shown: String {
        "(" + map(String.init).joined(separator: ", ") + (count == 1 ? ",)" : ")")
    }
}
