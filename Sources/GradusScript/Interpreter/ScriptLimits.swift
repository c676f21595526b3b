/// What a script may use up. Steps and not seconds: whether a lesson builds must not
/// depend on the machine.
public struct ScriptLimits: Hashable, Sendable {
    /// Statements, calls and rounds of loops, over all of the session.
    public var steps: Int
    /// Bytes of the process: of arrays, containers and recorded values that are alive at once,
    /// and 64 MiB (a quarter of smaller limits) that are set aside for the process itself.
    public var memory: Int
    /// Calls of functions inside of one another.
    public var depth: Int

    /// Makes limits.
    public init(steps: Int = 20_000_000, memory: Int = 2 << 30, depth: Int = 500) {
        self.steps = max(0, steps)
        self.memory = max(0, memory)
        self.depth = min(depth, 1000)
    }

    /// The limits of a lesson: 20 million steps, 2 GiB, 500 calls deep.
    public static let standard = ScriptLimits()
}
