/// Why snapshots could not be read or written.
public enum SnapshotError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A folder that was named is not there or is no folder.
    case noFolder(String)
    /// A file or folder cannot be read.
    case unreadable(file: String, reason: String)
    /// A file or folder cannot be written.
    case unwritable(file: String, reason: String)
    /// A snapshot's name cannot be a file's name.
    case badName(String)

    /// What went wrong, with the path as it was given.
    public var description: String {
        switch self {
        case .noFolder(let folder): "'\(folder)' is not a folder"
        case .unreadable(let file, let reason): "'\(file)' cannot be read: \(reason)"
        case .unwritable(let file, let reason): "'\(file)' cannot be written: \(reason)"
        case .badName(let name):
            "'\(name)' cannot name a snapshot: use letters, digits, '-', '_' and '.', "
                + "not at the beginning '.'"
        }
    }
}
