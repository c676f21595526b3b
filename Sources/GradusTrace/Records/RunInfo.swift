/// What a run was. It has no clock and no machine: the same run says the same.
public struct RunInfo: Sendable, Hashable, Codable {
    /// What a reader calls the run.
    public var title: String
    /// The file that ran, as the user named it.
    public var source: String?
    /// The seed of the run's random streams.
    public var seed: UInt64?
    /// The version of the program that recorded it.
    public var programVersion: String

    /// Makes a run's description.
    public init(
        title: String, source: String? = nil, seed: UInt64? = nil, programVersion: String = ""
    ) {
        self.title = title
        self.source = source
        self.seed = seed
        self.programVersion = programVersion
    }
}
