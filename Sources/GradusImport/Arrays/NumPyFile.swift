import Foundation
import GradusDiagnostics
import GradusTensors

/// Reads the arrays that NumPy saves: `.npy` (formats 1 to 3) and `.npz`.
///
/// Source: NumPy Enhancement Proposal 1 and `numpy.lib.format`.
public enum NumPyFile {
    /// What a file holds.
    public enum Content {
        /// The array of a `.npy` file.
        case array(Tensor)
        /// The arrays of a `.npz` file by name, in the file's order.
        case archive([(name: String, array: Tensor)])
    }

    /// Reads a file; `name` is what messages call it, `limit` the most bytes of all arrays.
    public static func read(
        _ url: URL, called name: String, limit: Int = 512 << 20
    ) throws(Diagnostic) -> Content {
        try parse(
            try FileBytes.read(url, called: name, limit: limit), called: name, limit: limit)
    }

    /// The same for bytes in memory.
    public static func parse(
        _ bytes: [UInt8], called name: String, limit: Int = 512 << 20
    ) throws(Diagnostic) -> Content {
        if bytes.starts(with: magic) {
            return .array(try array(bytes[...], called: name, limit: limit))
        }
        guard bytes.starts(with: [0x50, 0x4B]) else {
            throw Diagnostic(
                "the file is neither .npy nor .npz, at byte 0", file: name,
                fix: "save the array with np.save or np.savez; read text with np.loadtxt",
                kind: "ValueError")
        }
        var left = limit
        var arrays: [(name: String, array: Tensor)] = []
        for entry in try ZipArchive.entries(of: bytes, file: name) {
            let data = try ZipArchive.unpack(entry, of: bytes, file: name, limit: left)
            let isArray = data.starts(with: magic)
            guard isArray else { continue }
            let array = try array(data[...], called: "\(name): \(entry.name)", limit: left)
            left -= max(0, array.nbytes)
            let plain = entry.name.hasSuffix(".npy") ? String(entry.name.dropLast(4)) : entry.name
            arrays.append((plain, array))
        }
        return .archive(arrays)
    }

    private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

    private static func array(
        _ bytes: ArraySlice<UInt8>, called name: String, limit: Int
    ) throws(Diagnostic) -> Tensor {
        var reader = ByteReader(bytes, file: name)
        try reader.skip(to: magic.count, for: "the version")
        let version = try reader.integer(bytes: 1, for: "the version")
        _ = try reader.integer(bytes: 1, for: "the version")
        guard (1...3).contains(version) else {
            throw reader.damaged("the format has the unknown version \(version)", behind: 2)
        }
        let length = try reader.integer(bytes: version == 1 ? 2 : 4, for: "the header's length")
        let start = reader.offset
        let text = try reader.take(length, for: "the header")
        var header = NumPyHeader(text, reader: reader, start: start)
        try header.read()
        let shape = try ArraySize.shape(
            header.shape, itemSize: header.format.kind.size, available: reader.left,
            limit: limit, reader)
        let data = try reader.take(shape.count * header.format.kind.size, for: "the array")
        guard header.isFortranOrder, shape.rank > 1 else {
            return header.format.tensor(data, shape: shape)
        }
        let turned = header.format.tensor(data, shape: Shape(header.shape.reversed()))
        return turned.transposed.copied()
    }
}

/// The header of a `.npy` file: a dict as Python writes it.
private struct NumPyHeader {
    private let text: [UInt8]
    private let reader: ByteReader
    private let start: Int
    private var place = 0
    private(set) var format = ElementFormat(kind: .float64, isBigEndian: false)
    private(set) var isFortranOrder = false
    private(set) var shape: [Int] = []

    init(_ text: ArraySlice<UInt8>, reader: ByteReader, start: Int) {
        self.text = Array(text)
        self.reader = reader
        self.start = start
    }

    private func damaged(_ message: String) -> Diagnostic {
        Diagnostic(
            "\(message), at byte \(start + place)", file: reader.file,
            fix: "save the array again with np.save", kind: "ValueError")
    }

    mutating func read() throws(Diagnostic) {
        var seen: Set<String> = []
        try expect("{")
        while !at("}") {
            let key = try string()
            try expect(":")
            guard seen.insert(key).inserted else {
                throw damaged("the header names '\(key)' twice")
            }
            switch key {
            case "descr":
                if at("[") {
                    throw damaged("the file holds records, and a tensor holds numbers of one type")
                }
                format = try Self.format(try string()) { damaged($0) }
            case "fortran_order": isFortranOrder = try word() == "True"
            case "shape": shape = try tuple()
            default: throw damaged("the header has the unknown entry '\(key)'")
            }
            guard at(",") else { break }
            place += 1
        }
        try expect("}")
        guard seen.count == 3 else {
            throw damaged("the header needs 'descr', 'fortran_order' and 'shape'")
        }
    }

    private static func format(
        _ descr: String, _ damaged: (String) -> Diagnostic
    ) throws(Diagnostic) -> ElementFormat {
        let kinds: [String: ElementFormat.Kind] = [
            "b1": .bool, "u1": .uint8, "i1": .int8, "i2": .int16, "i4": .int32, "i8": .int64,
            "f2": .float16, "f4": .float32, "f8": .float64,
        ]
        guard let order = descr.first, "<>|=".contains(order),
            let kind = kinds[String(descr.dropFirst())]
        else {
            throw damaged(
                "the file holds numbers of the type '\(descr)', which tensors do not have")
        }
        return ElementFormat(kind: kind, isBigEndian: order == ">")
    }

    // MARK: words

    private mutating func skipBlanks() {
        while place < text.count, text[place] == 0x20 || text[place] == 0x0A { place += 1 }
    }

    private mutating func at(_ symbol: Unicode.Scalar) -> Bool {
        skipBlanks()
        return place < text.count && text[place] == UInt8(ascii: symbol)
    }

    private mutating func expect(_ symbol: Unicode.Scalar) throws(Diagnostic) {
        guard at(symbol) else { throw damaged("the header needs '\(symbol)' here") }
        place += 1
    }

    private mutating func string() throws(Diagnostic) -> String {
        guard at("'") || at("\"") else { throw damaged("the header needs a string here") }
        let quote = text[place]
        place += 1
        let first = place
        while place < text.count, text[place] != quote { place += 1 }
        guard place < text.count else { throw damaged("the header ends in a string") }
        place += 1
        return String(decoding: text[first..<(place - 1)], as: UTF8.self)
    }

    private mutating func word() throws(Diagnostic) -> String {
        skipBlanks()
        let first = place
        while place < text.count, (0x41...0x7A).contains(text[place]) { place += 1 }
        let word = String(decoding: text[first..<place], as: UTF8.self)
        guard word == "True" || word == "False" else {
            throw damaged("the header needs True or False here")
        }
        return word
    }

    private mutating func tuple() throws(Diagnostic) -> [Int] {
        var lengths: [Int] = []
        try expect("(")
        while !at(")") {
            skipBlanks()
            let first = place
            while place < text.count, (0x30...0x39).contains(text[place]) { place += 1 }
            guard let length = Int(String(decoding: text[first..<place], as: UTF8.self)) else {
                throw damaged("the header needs the length of an axis here")
            }
            lengths.append(length)
            guard lengths.count <= 64 else { throw damaged("the array has more than 64 axes") }
            if at("L") { place += 1 }
            guard at(",") else { break }
            place += 1
        }
        try expect(")")
        return lengths
    }
}
