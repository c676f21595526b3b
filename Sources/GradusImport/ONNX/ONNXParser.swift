import GradusDiagnostics

/// Reads the messages of an ONNX model. Field numbers are those of `onnx.proto`.
struct ONNXParser {
    let limits: ONNXLimits
    private var elements = 0

    init(limits: ONNXLimits) { self.limits = limits }

    mutating func model(_ start: ProtobufMessage) throws(Diagnostic) -> ONNXModel {
        var message = start
        var model = ONNXModel()
        var hasGraph = false
        while let field = try message.next() {
            switch field.number {
            case 1: model.irVersion = try message.integer(field)
            case 2: model.producer = try message.string(field)
            case 3: model.producerVersion = try message.string(field)
            case 7:
                model.graph = try graph(message.message(field), depth: 1)
                hasGraph = true
            case 8: model.operatorSets.append(try operatorSet(message.message(field)))
            case 25: model.functions.append(try function(message.message(field)))
            default: break
            }
        }
        guard hasGraph else { throw message.failure("the model holds no graph", at: message.end) }
        guard model.irVersion > 0 else {
            throw message.failure("the model does not say the version of its format", at: 0)
        }
        return model
    }

    /// Counts one more node, value or tensor.
    private mutating func count(_ message: ProtobufMessage) throws(Diagnostic) {
        elements += 1
        guard elements <= limits.elements else {
            throw message.failure(
                "the model holds more than \(limits.elements) nodes and values", at: message.place)
        }
    }

    private mutating func operatorSet(
        _ start: ProtobufMessage
    ) throws(Diagnostic) -> ONNXModel.OperatorSet {
        try count(start)
        var message = start
        var result = ONNXModel.OperatorSet()
        while let field = try message.next() {
            if field.number == 1 { result.domain = try message.string(field) }
            if field.number == 2 { result.version = try message.integer(field) }
        }
        return result
    }

    private mutating func graph(
        _ start: ProtobufMessage, depth: Int
    ) throws(Diagnostic) -> ONNXModel.Graph {
        guard depth <= limits.depth else {
            throw start.failure(
                "graphs are nested deeper than \(limits.depth)", at: start.place)
        }
        var message = start
        var graph = ONNXModel.Graph()
        while let field = try message.next() {
            switch field.number {
            case 1: graph.nodes.append(try node(message.message(field), depth: depth))
            case 2: graph.name = try message.string(field)
            case 5: graph.initializers.append(try tensor(message.message(field)))
            case 11: graph.inputs.append(try value(message.message(field)))
            case 12: graph.outputs.append(try value(message.message(field)))
            case 13: graph.values.append(try value(message.message(field)))
            default: break
            }
        }
        return graph
    }

    private mutating func node(
        _ start: ProtobufMessage, depth: Int
    ) throws(Diagnostic) -> ONNXModel.Node {
        try count(start)
        var message = start
        var node = ONNXModel.Node()
        while let field = try message.next() {
            switch field.number {
            case 1:
                node.inputs.append(try message.string(field))
                try count(message)
            case 2:
                node.outputs.append(try message.string(field))
                try count(message)
            case 3: node.name = try message.string(field)
            case 4: node.operation = try message.string(field)
            case 5: try attribute(message.message(field), of: &node, depth: depth)
            case 7: node.domain = try message.string(field)
            default: break
            }
        }
        return node
    }

    private mutating func attribute(
        _ start: ProtobufMessage, of node: inout ONNXModel.Node, depth: Int
    ) throws(Diagnostic) {
        try count(start)
        var message = start
        var name = ""
        var graphs: [ONNXModel.Graph] = []
        var content = ONNXModel.Fingerprint()
        while let field = try message.next() {
            switch field.number {
            case 1: name = try message.string(field)
            case 5, 10:
                _ = try tensor(message.message(field))
                // A tensor's own name and description are no part of the value.
                var parts = try message.message(field)
                while let part = try parts.next() {
                    guard part.number != 8, part.number != 12 else { continue }
                    content.append(parts.bytes[parts.fieldRange])
                }
            case 6, 11: graphs.append(try graph(message.message(field), depth: depth + 1))
            case 13: break
            default: content.append(message.bytes[message.fieldRange])
            }
        }
        node.attributes.append(.init(name: name, content: content))
        for graph in graphs { node.subgraphs.append(.init(attribute: name, graph: graph)) }
    }

    private mutating func function(
        _ start: ProtobufMessage
    ) throws(Diagnostic) -> ONNXModel.Function {
        try count(start)
        var message = start
        var function = ONNXModel.Function()
        while let field = try message.next() {
            switch field.number {
            case 1: function.name = try message.string(field)
            case 4: function.inputs.append(try message.string(field))
            case 5: function.outputs.append(try message.string(field))
            case 7: function.nodes.append(try node(message.message(field), depth: 1))
            case 10: function.domain = try message.string(field)
            default: continue
            }
            try count(message)
        }
        return function
    }

    // MARK: Values

    private mutating func value(_ start: ProtobufMessage) throws(Diagnostic) -> ONNXModel.Value {
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

    private mutating func tensor(_ start: ProtobufMessage) throws(Diagnostic) -> ONNXModel.Tensor {
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
