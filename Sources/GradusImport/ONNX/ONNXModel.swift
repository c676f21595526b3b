/// A model in the ONNX format: its graph with operators, tensors and functions, without the
/// tensors' numbers.
public struct ONNXModel: Sendable, Hashable {
    /// The version of the format.
    public var irVersion: Int64 = 0
    /// The program that wrote the model.
    public var producer = ""
    /// That program's version.
    public var producerVersion = ""
    /// The operator sets: domain (empty for ONNX's own) and version.
    public var operatorSets: [OperatorSet] = []
    /// The graph.
    public var graph = Graph()
    /// Functions that nodes may use as operators.
    public var functions: [Function] = []

    /// A set of operators.
    public struct OperatorSet: Sendable, Hashable {
        /// Its name; empty for ONNX's own.
        public var domain = ""
        /// Its version.
        public var version: Int64 = 0
    }

    /// A graph of operators.
    public struct Graph: Sendable, Hashable {
        /// Its name.
        public var name = ""
        /// What it is given.
        public var inputs: [Value] = []
        /// What it yields.
        public var outputs: [Value] = []
        /// What else is known of values inside.
        public var values: [Value] = []
        /// Its operators, in an order in which they can be run.
        public var nodes: [Node] = []
        /// Tensors that are part of the model: weights.
        public var initializers: [Tensor] = []
    }

    /// An operator in a graph.
    public struct Node: Sendable, Hashable {
        /// Its name; often empty.
        public var name = ""
        /// What it does, such as `Conv`.
        public var operation = ""
        /// The operator set; empty for ONNX's own.
        public var domain = ""
        /// The values that it takes; an empty name stands for one left out.
        public var inputs: [String] = []
        /// The values that it yields.
        public var outputs: [String] = []
        /// Its attributes, in the file's order.
        public var attributes: [Attribute] = []
        /// Graphs that it runs, such as the branches of `If`, with their attributes' names.
        public var subgraphs: [Subgraph] = []
    }

    /// A setting of an operator.
    public struct Attribute: Sendable, Hashable {
        /// Its name.
        public var name: String
        /// What tells its value from others; graphs are left out, they are among `subgraphs`.
        public var content: Fingerprint
        /// Its value where that is one integer.
        public var integer: Int64?
    }

    /// Bytes as a file holds them, or what tells long ones from others. Equal bytes have equal
    /// fingerprints.
    public struct Fingerprint: Sendable, Hashable {
        /// The first bytes, at most 64.
        public private(set) var start: [UInt8] = []
        /// How many bytes there are.
        public private(set) var count = 0
        /// The FNV-1a hash of all of them.
        public private(set) var hash: UInt64 = 0xCBF2_9CE4_8422_2325

        /// Makes the fingerprint of no bytes.
        public init() {}

        /// Adds bytes at the end.
        mutating func append(_ bytes: ArraySlice<UInt8>) {
            start += bytes.prefix(64 - start.count)
            count += bytes.count
            for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        }

        /// All of it in hexadecimal digits.
        public var text: String {
            start.map { String($0, radix: 16) }.joined(separator: ".")
                + (count > start.count ? "…\(count):" + String(hash, radix: 16) : "")
        }
    }

    /// A graph that belongs to a node.
    public struct Subgraph: Sendable, Hashable {
        /// The attribute's name, such as `then_branch`.
        public var attribute: String
        /// The graph.
        public var graph: Graph
    }

    /// A function: operators under a name.
    public struct Function: Sendable, Hashable {
        /// Its name.
        public var name = ""
        /// The operator set that it belongs to.
        public var domain = ""
        /// The values that it takes.
        public var inputs: [String] = []
        /// The values that it yields.
        public var outputs: [String] = []
        /// Its operators.
        public var nodes: [Node] = []

        /// The function as a graph whose inputs and outputs have no types.
        public var body: Graph {
            Graph(
                name: name, inputs: inputs.map { Value(name: $0) },
                outputs: outputs.map { Value(name: $0) }, nodes: nodes)
        }
    }

    /// A value's name and type.
    public struct Value: Sendable, Hashable {
        /// Its name.
        public var name = ""
        /// The type of its elements by ONNX's name, such as `FLOAT`; nil where it is no tensor.
        public var elementType: String?
        /// The length of each axis; nil where the number of axes is not known.
        public var shape: [Length]?
    }

    /// The length of an axis.
    public enum Length: Sendable, Hashable {
        /// A number.
        case fixed(Int64)
        /// A name for a number that is not known yet.
        case named(String)
        /// Nothing is known.
        case unknown

        /// As it is shown.
        public var text: String {
            switch self {
            case .fixed(let number): String(number)
            case .named(let name): name
            case .unknown: "?"
            }
        }
    }

    /// A tensor of the model.
    public struct Tensor: Sendable, Hashable {
        /// Its name.
        public var name = ""
        /// The type of its elements by ONNX's name.
        public var elementType = "UNDEFINED"
        /// The length of each axis.
        public var shape: [Int64] = []
        /// How many elements the shape has.
        public var elementCount = 1
        /// Whether the numbers are in a file of their own.
        public var isExternal = false
        /// What tells the numbers of a tensor in the model from others: of every `INT64` tensor,
        /// which says axes, shapes and the like as attributes do, and of tensors of a few
        /// elements, which may be bounds, scales or factors. Nil for the others.
        public var content: Fingerprint?
    }

    /// ONNX's names of element types by their numbers, and the bytes that an element takes in raw
    /// data (0 where that is not a whole number or differs).
    static let elementTypes: [(name: String, bytes: Int)] = [
        ("UNDEFINED", 0), ("FLOAT", 4), ("UINT8", 1), ("INT8", 1), ("UINT16", 2), ("INT16", 2),
        ("INT32", 4), ("INT64", 8), ("STRING", 0), ("BOOL", 1), ("FLOAT16", 2), ("DOUBLE", 8),
        ("UINT32", 4), ("UINT64", 8), ("COMPLEX64", 8), ("COMPLEX128", 16), ("BFLOAT16", 2),
        ("FLOAT8E4M3FN", 1), ("FLOAT8E4M3FNUZ", 1), ("FLOAT8E5M2", 1), ("FLOAT8E5M2FNUZ", 1),
        ("UINT4", 0), ("INT4", 0), ("FLOAT4E2M1", 0), ("FLOAT8E8M0", 1),
    ]
}
