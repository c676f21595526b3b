/// What a node is to the one who wrote the code.
public enum Role: String, Sendable, Codable, CaseIterable {
    /// Data that enters from outside.
    case input
    /// A trained number: what gradients are asked for.
    case parameter
    /// What the output is compared with.
    case target
    /// A literal, or data that was declared as nothing else.
    case constant
    /// A result of a primitive.
    case operation
    /// The result from which gradients were asked.
    case loss
}
