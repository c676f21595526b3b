import GradusTensors

/// A leaf or an operation of a graph. Its operands are in `Topology.inputs(of:)`.
public struct Node: Sendable, Hashable {
    /// What it computes; nil for a leaf.
    public var primitive: Primitive?
    /// What the primitive is told besides its operands.
    public var attributes: Attributes
    /// The name it was bound to; nil for a result inside an expression and for literals.
    public var name: String?
    /// How often its name was bound before: 0, 1, 2 …
    public var version: Int
    /// What it is to the one who wrote the code.
    public var role: Role
    /// Where it was made, by its place in `Topology.scopes`.
    public var scope: Int?
    /// Which assignment made it, by its place in `Topology.statements`.
    public var statement: Int?
    /// The lengths of the value's axes.
    public var shape: Shape
    /// The type of the value's elements.
    public var dtype: DType

    /// Makes a node.
    public init(
        primitive: Primitive?, attributes: Attributes = .none, name: String? = nil,
        version: Int = 0, role: Role, scope: Int? = nil, statement: Int? = nil, shape: Shape,
        dtype: DType
    ) {
        self.primitive = primitive
        self.attributes = attributes
        self.name = name
        self.version = version
        self.role = role
        self.scope = scope
        self.statement = statement
        self.shape = shape
        self.dtype = dtype
    }

    /// What a reader calls it: its name with the version as subscript (`W`, `W₁`, `W₂`),
    /// the primitive's word where it has none, of an unnamed leaf its role: `const`, `parameter`.
    public var displayName: String {
        guard let name else {
            return primitive?.word ?? (role == .constant ? "const" : role.rawValue)
        }
        return version == 0 ? name : name + Self.subscripted(version)
    }

    /// Whether it is called by its operation alone.
    public var isUnnamedOperation: Bool { primitive != nil && name == nil }

    /// A whole number in subscript digits.
    static func subscripted(_ number: Int) -> String {
        var text = ""
        for digit in String(number).unicodeScalars {
            text.unicodeScalars.append(Unicode.Scalar(0x2080 + digit.value - 0x30) ?? digit)
        }
        return text
    }
}

/// The use of a node by another.
public struct Edge: Sendable, Hashable, Codable {
    /// The operand's node.
    public var from: Int
    /// The consumer's node.
    public var to: Int
    /// Which of the consumer's operands it is, from 0.
    public var operand: Int

    /// Makes an edge.
    public init(from: Int, to: Int, operand: Int) {
        self.from = from
        self.to = to
        self.operand = operand
    }
}
