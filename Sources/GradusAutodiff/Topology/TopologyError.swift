/// Why bytes are no topology.
public struct TopologyError: Error, Hashable, Sendable {
    /// What was found and what was expected.
    public var message: String

    /// Makes an error.
    public init(_ message: String) { self.message = message }
}
