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
    mutating func count(_ message: ProtobufMessage) throws(Diagnostic) {
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
        var integer: Int64?
        while let field = try message.next() {
            switch field.number {
            case 1: name = try message.string(field)
            case 3:
                integer = try message.integer(field)
                content.append(message.bytes[message.fieldRange])
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
        node.attributes.append(.init(name: name, content: content, integer: integer))
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
}
