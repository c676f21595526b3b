import Foundation
import GradusDiagnostics
import Testing

@testable import GradusImport

@Suite struct ONNXFileTests {
    private static var folder: URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Cases/onnx")
    }

    static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
    }

    /// What the onnx package reads; see `Cases/onnx/expected.json`.
    private struct Expected: Decodable {
        struct Node: Decodable {
            var op, name, domain: String
            var inputs, outputs, attributes: [String]
        }
        struct Graph: Decodable {
            var name: String
            var nodes: [Node]
            var inputs, outputs, initializers: [[Part]]
        }
        /// A name, a shape with null for what is not known, or numbers.
        enum Part: Decodable, Equatable {
            case text(String)
            case names([String?])
            case numbers([Int64])
            case none

            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                if container.decodeNil() {
                    self = .none
                } else if let text = try? container.decode(String.self) {
                    self = .text(text)
                } else if let numbers = try? container.decode([Int64].self) {
                    self = .numbers(numbers)
                } else {
                    self = .names(try container.decode([String?].self))
                }
            }

            /// The lengths as texts; empty lists of both kinds are the same.
            var lengths: [String] {
                switch self {
                case .names(let names): names.map { $0 ?? "?" }
                case .numbers(let numbers): numbers.map { String($0) }
                default: []
                }
            }
        }
        var ir_version: Int64
        var producer, producer_version: String
        var opsets: [String: Int64]
        var functions: [String]
        var initializer_elements: Int
        var graph: Graph
    }

    @Test func modelsAreReadAsTheOnnxPackageReadsThem() throws {
        let cases = try JSONDecoder().decode(
            [String: Expected].self, from: Data(try Self.bytes("expected.json")))
        #expect(cases.count == 8)
        for (name, expected) in cases {
            let model = try ONNXFile.parse(try Self.bytes(name), called: name)
            #expect(model.irVersion == expected.ir_version)
            #expect(model.producer == expected.producer)
            #expect(model.producerVersion == expected.producer_version)
            let sets = model.operatorSets.map { ($0.domain, $0.version) }
            #expect(Dictionary(uniqueKeysWithValues: sets) == expected.opsets)
            #expect(model.functions.map(\.name) == expected.functions)
            let graph = model.graph
            #expect(graph.name == expected.graph.name)
            #expect(graph.nodes.count == expected.graph.nodes.count)
            for (node, wanted) in zip(graph.nodes, expected.graph.nodes) {
                #expect(node.operation == wanted.op && node.name == wanted.name)
                #expect(node.domain == wanted.domain)
                #expect(node.inputs == wanted.inputs && node.outputs == wanted.outputs)
                #expect(node.attributes.map(\.name) == wanted.attributes)
            }
            for (values, wanted) in [
                (graph.inputs, expected.graph.inputs), (graph.outputs, expected.graph.outputs),
            ] {
                #expect(values.map { .text($0.name) } == wanted.map { $0[0] })
                #expect(
                    values.map { $0.elementType.map(Expected.Part.text) ?? .none }
                        == wanted.map { $0[1] })
                #expect(values.map { ($0.shape ?? []).map(\.text) } == wanted.map { $0[2].lengths })
            }
            let weights = expected.graph.initializers
            #expect(graph.initializers.map { .text($0.name) } == weights.map { $0[0] })
            #expect(graph.initializers.map { .text($0.elementType) } == weights.map { $0[1] })
            #expect(
                graph.initializers.map { $0.shape.map { String($0) } }
                    == weights.map { $0[2].lengths })
            #expect(
                graph.initializers.map(\.isExternal) == weights.map { $0[3] == .text("external") })
            #expect(
                graph.initializers.reduce(0) { $0 + $1.elementCount }
                    == expected.initializer_elements)
        }
    }

    @Test func functionsHaveBodies() throws {
        let model = try ONNXFile.parse(try Self.bytes("local_function.onnx"), called: "m")
        let function = try #require(model.functions.first)
        #expect(function.name == "Twice" && function.domain == "local")
        #expect(!function.nodes.isEmpty && !function.inputs.isEmpty && !function.outputs.isEmpty)
    }

    @Test(arguments: [
        ("bad_empty.onnx", "the file is empty, expected an ONNX model"),
        ("bad_huge_len_2e63.onnx", "begins where"),
        ("bad_varint_11_bytes.onnx", "a number is longer than 10 bytes"),
        ("bad_wire_type_7.onnx", "there is no wire type 7"),
        ("bad_group_unclosed.onnx", "a group has no end"),
        ("bad_invalid_utf8_name.onnx", "a text is not UTF-8"),
        ("bad_deep_nesting.onnx", "graphs are nested deeper than 24"),
        ("bad_tensor_dims_overflow.onnx", "more elements than can be counted"),
        ("bad_truncated_1byte_short.onnx", "begins where"),
        ("bad_random_1k.onnx", "byte "), ("bad_bitflips.onnx", "byte "),
        ("bad_text_not_protobuf.onnx", "byte "),
    ])
    func damagedModelsEndInAClearError(name: String, message: String) throws {
        let bytes = try Self.bytes(name)
        do {
            _ = try ONNXFile.parse(bytes, called: name)
            Issue.record("\(name) was read")
        } catch {
            #expect(error.message.contains(message), "\(name): \(error.message)")
            #expect(error.file == name)
        }
    }
}

/// Damaged models end in a model or a `Diagnostic`, never in a trap.
@Suite struct ONNXFuzzTests {
    @Test(arguments: ["mlp.dynamo.onnx", "local_function.onnx", "all_dtypes.onnx"])
    func damagedBytes(name: String) throws {
        let whole = try ONNXFileTests.bytes(name)
        var state: UInt64 = 7
        func below(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        for _ in 0..<1500 {
            var bytes = whole
            for _ in 0..<(1 + below(6)) {
                let place = below(bytes.count)
                switch below(4) {
                case 0, 1: bytes[place] = UInt8(below(256))
                case 2: bytes.insert(UInt8(below(256)), at: place)
                default: bytes.removeSubrange(place...)
                }
                if bytes.isEmpty { break }
            }
            do {
                let model = try ONNXFile.parse(bytes, called: "f")
                #expect(model.irVersion > 0)
            } catch { #expect(!error.message.isEmpty) }
        }
    }
}
