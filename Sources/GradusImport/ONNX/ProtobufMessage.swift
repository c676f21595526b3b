import GradusDiagnostics

/// A message in the wire format of Protocol Buffers: its fields one after the other, without
/// copying what they hold.
struct ProtobufMessage {
    /// A field's number and value.
    struct Field {
        var number: Int
        var value: Value
        /// Where its value begins.
        var offset: Int
    }

    enum Value {
        case varint(UInt64)
        case fixed64(UInt64)
        case fixed32(UInt32)
        /// Bytes from the first place up to but not including the second.
        case bytes(Range<Int>)
    }

    let bytes: [UInt8]
    let file: String
    private(set) var place: Int
    let end: Int
    /// Where the field that was read last lies, its key included.
    var fieldRange: Range<Int> { fieldStart..<place }
    private var fieldStart: Int

    init(_ bytes: [UInt8], file: String, range: Range<Int>? = nil) {
        self.bytes = bytes
        self.file = file
        place = range?.lowerBound ?? 0
        end = range?.upperBound ?? bytes.count
        fieldStart = place
    }

    /// The next field; nil at the message's end.
    mutating func next() throws(Diagnostic) -> Field? {
        while place < end {
            let start = place
            fieldStart = start
            let key = try varint()
            let number = key >> 3
            guard number >= 1, number <= 0x1FFF_FFFF else {
                throw failure("there is no field \(number)", at: start)
            }
            let offset = place
            switch key & 7 {
            case 0: return Field(number: Int(number), value: .varint(try varint()), offset: offset)
            case 1:
                return Field(number: Int(number), value: .fixed64(try fixed(8)), offset: offset)
            case 2:
                let range = try lengthDelimited()
                return Field(number: Int(number), value: .bytes(range), offset: range.lowerBound)
            case 3: try skipGroup(number, at: start)
            case 5:
                let value = UInt32(truncatingIfNeeded: try fixed(4))
                return Field(number: Int(number), value: .fixed32(value), offset: offset)
            case 4: throw failure("a group ends that has not begun", at: start)
            default: throw failure("there is no wire type \(key & 7)", at: start)
            }
        }
        return nil
    }

    /// An error with its place in the file.
    func failure(_ message: String, at offset: Int) -> Diagnostic {
        Diagnostic(
            "byte \(offset): \(message)", file: file,
            fix: "the file is damaged or no ONNX model; export or download it again")
    }

    private mutating func varint() throws(Diagnostic) -> UInt64 {
        let start = place
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), through: 63, by: 7) {
            guard place < end else { throw failure("a number ends too early", at: start) }
            let byte = bytes[place]
            place += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
        }
        throw failure("a number is longer than 10 bytes", at: start)
    }

    private mutating func fixed(_ count: Int) throws(Diagnostic) -> UInt64 {
        guard end - place >= count else { throw failure("a number ends too early", at: place) }
        var value: UInt64 = 0
        for index in 0..<count { value |= UInt64(bytes[place + index]) << UInt64(8 * index) }
        place += count
        return value
    }

    private mutating func lengthDelimited() throws(Diagnostic) -> Range<Int> {
        let start = place
        let length = try varint()
        guard length <= UInt64(end - place) else {
            throw failure(
                "a field of \(length) bytes begins where \(end - place) are left", at: start)
        }
        let range = place..<(place + Int(length))
        place = range.upperBound
        return range
    }

    /// Passes over a group, an old kind of message that no field of interest uses.
    private mutating func skipGroup(_ number: UInt64, at start: Int) throws(Diagnostic) {
        var open = [number]
        while let last = open.last {
            guard place < end else { throw failure("a group has no end", at: start) }
            let inner = place
            let key = try varint()
            switch key & 7 {
            case 0: _ = try varint()
            case 1: _ = try fixed(8)
            case 2: _ = try lengthDelimited()
            case 3:
                guard open.count < 100 else {
                    throw failure("groups are nested deeper than 100", at: inner)
                }
                open.append(key >> 3)
            case 4:
                guard key >> 3 == last else {
                    throw failure("a group ends inside another", at: inner)
                }
                open.removeLast()
            case 5: _ = try fixed(4)
            default: throw failure("there is no wire type \(key & 7)", at: inner)
            }
        }
    }
}

extension ProtobufMessage {
    /// A field's text; throws where it is not UTF-8.
    func string(_ field: Field) throws(Diagnostic) -> String {
        let range = try bytes(field)
        guard let text = String(validating: bytes[range], as: UTF8.self) else {
            throw failure("a text is not UTF-8", at: field.offset)
        }
        return text
    }

    /// A field's integer.
    func integer(_ field: Field) throws(Diagnostic) -> Int64 {
        guard case .varint(let value) = field.value else {
            throw failure("field \(field.number) is no integer", at: field.offset)
        }
        return Int64(bitPattern: value)
    }

    /// Where a field's bytes lie.
    func bytes(_ field: Field) throws(Diagnostic) -> Range<Int> {
        guard case .bytes(let range) = field.value else {
            throw failure("field \(field.number) holds no bytes", at: field.offset)
        }
        return range
    }

    /// A field that is a message.
    func message(_ field: Field) throws(Diagnostic) -> ProtobufMessage {
        ProtobufMessage(bytes, file: file, range: try bytes(field))
    }

    /// Adds a repeated integer, packed or single, to a list of at most `limit`.
    func integers(
        _ field: Field, into list: inout [Int64], limit: Int
    ) throws(Diagnostic) {
        if case .varint(let value) = field.value {
            list.append(Int64(bitPattern: value))
        } else {
            var packed = try message(field)
            while packed.place < packed.end {
                list.append(Int64(bitPattern: try packed.varint()))
                guard list.count <= limit else { break }
            }
        }
        guard list.count <= limit else {
            throw failure("there are more than \(limit) numbers", at: field.offset)
        }
    }
}
