/// The assignment in the source that a node was made by.
public struct Statement: Sendable, Hashable, Codable {
    /// The name on the left: `x1`.
    public var name: String
    /// The right side as written: `x * w`.
    public var text: String
    /// The file, relative to what the user named.
    public var file: String?
    /// The line, from 1.
    public var line: Int?
    /// The column, from 1.
    public var column: Int?

    /// Makes a statement.
    public init(
        name: String, text: String, file: String? = nil, line: Int? = nil, column: Int? = nil
    ) {
        self.name = name
        self.text = text
        self.file = file
        self.line = line
        self.column = column
    }
}

/// The function, layer or iteration that a node was made in.
public struct Scope: Sendable, Hashable, Codable {
    /// What it is called.
    public var name: String
    /// The scope around it, by its place in `Topology.scopes`.
    public var parent: Int?

    /// Makes a scope.
    public init(name: String, parent: Int? = nil) {
        self.name = name
        self.parent = parent
    }
}
