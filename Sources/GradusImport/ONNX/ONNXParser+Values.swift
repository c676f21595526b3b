import GradusDiagnostics

/// Values with their types, and tensors.
extension ONNXParser {
    mutating func value(_ start: ProtobufMessage) throws(Diagnostic) -> ONNXModel.Value {
        try count(start)
        var message = start
        var value = ONNXModel.Value()
        while let field = try message.next() {
            if field.number == 1 { value.name = try message.string(field) }
            if field.number == 2 {
                var type = try message.message(field)
                while let kind = try type.next() {
                    // Sequences, maps and the like keep no shape.
                    guard kind.number == 1 else { continue }
                    try tensorType(type.message(kind), of: &value)
                }
            }
        }
        return value
    }

    private mutating func tensorType(
        _ start: ProtobufMessage, of value: inout ONNXModel.Value
    ) throws(Diagnostic) {
        var message = start
        while let field = try message.next() {
            if field.number == 1 { value.elementType = Self.name(of: try message.integer(field)) }
            guard field.number == 2 else { continue }
            var shape = try message.message(field)
            var lengths: [ONNXModel.Length] = []
            while let axis = try shape.next() {
                guard axis.number == 1 else { continue }
                guard lengths.count < limits.axes else {
                    throw shape.failure(
                        "a shape has more than \(limits.axes) axes", at: axis.offset)
                }
                var length = try shape.message(axis)
                var result = ONNXModel.Length.unknown
                while let part = try length.next() {
                    if part.number == 1 { result = .fixed(try length.integer(part)) }
                    if part.number == 2 {
                        let name = try length.string(part)
                        result = name.isEmpty ? .unknown : .named(name)
                    }
                }
                lengths.append(result)
            }
            value.shape = lengths
        }
    }

    mutating func tensor(_ start: ProtobufMessage) throws(Diagnostic) -> ONNXModel.Tensor {
        try count(start)
        var message = start
        var tensor = ONNXModel.Tensor()
        var type: Int64 = 0
        var raw: Range<Int>?
        while let field = try message.next() {
            switch field.number {
            case 1: try message.integers(field, into: &tensor.shape, limit: limits.axes)
            case 2: type = try message.integer(field)
            case 8: tensor.name = try message.string(field)
            case 9: raw = try message.bytes(field)
            case 14: tensor.isExternal = try message.integer(field) == 1
            default: break
            }
        }
        tensor.elementType = Self.name(of: type)
        for length in tensor.shape {
            guard length >= 0 else {
                throw start.failure(
                    "tensor '\(tensor.name.prefix(80))' has an axis of length \(length)",
                    at: start.place)
            }
            let (product, isTooLarge) = tensor.elementCount.multipliedReportingOverflow(
                by: Int(length))
            guard !isTooLarge else {
                throw start.failure(
                    "tensor '\(tensor.name.prefix(80))' has more elements than can be counted",
                    at: start.place)
            }
            tensor.elementCount = product
        }
        let size =
            ONNXModel.elementTypes.indices.contains(Int(clamping: type))
            ? ONNXModel.elementTypes[Int(type)].bytes : 0
        if let raw, !tensor.isExternal, size > 0 {
            let (wanted, isTooLarge) = tensor.elementCount.multipliedReportingOverflow(by: size)
            guard !isTooLarge, raw.count == wanted else {
                throw start.failure(
                    "tensor '\(tensor.name.prefix(80))' holds \(raw.count) bytes, but its shape and "
                        + "type need \(isTooLarge ? "more than can be counted" : String(wanted))",
                    at: raw.lowerBound)
            }
        }
        let isSmall = tensor.elementCount <= Self.mostCompared
        if isSmall || tensor.elementType == "INT64", !tensor.isExternal {
            tensor.content = try Self.numbers(of: start)
        }
        return tensor
    }

    /// The most elements of tensors other than `INT64` whose numbers are told apart.
    private static let mostCompared = 8

    /// What tells the numbers of a tensor from others, whichever field holds them.
    private static func numbers(
        of start: ProtobufMessage
    ) throws(Diagnostic) -> ONNXModel.Fingerprint {
        var message = start
        var content = ONNXModel.Fingerprint()
        while let field = try message.next() {
            // Floats, 32-bit integers, strings, 64-bit integers, raw bytes, doubles, unsigned ones.
            guard [4, 5, 6, 7, 9, 10, 11].contains(field.number) else { continue }
            content.append(message.bytes[message.fieldRange])
        }
        return content
    }

    private static func name(of type: Int64) -> String {
        ONNXModel.elementTypes.indices.contains(Int(clamping: type))
            ? ONNXModel.elementTypes[Int(type)].name : "TYPE \(type)"
    }
}
