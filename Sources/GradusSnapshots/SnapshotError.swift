/// Why snapshots could not be read or written.
public enum SnapshotError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A folder that was named is not there or is no folder.
    case noFolder(String)
    /// A file or folder cannot be read.
    case unreadable(file: String, reason: String)
    /// A file or folder cannot be written.
    case unwritable(file: String, reason: String)
    /// A report would be written among the pictures that it is about.
    case reportAmongPictures(report: String, folder: String)
    /// A report would be written over files that are not from an earlier report.
    case foreignReport(folder: String, file: String)
    /// There is nothing to accept.
    case noPictures(String)
    /// A snapshot's name cannot be a file's name.
    case badName(String)

    /// What went wrong, with the path as it was given.
    public var description: String {
        switch self {
        case .noFolder(let folder): "'\(folder)' is not a folder"
        case .unreadable(let file, let reason): "'\(file)' cannot be read: \(reason)"
        case .unwritable(let file, let reason): "'\(file)' cannot be written: \(reason)"
        case .reportAmongPictures(let report, let folder):
            "the report folder '\(report)' must lie apart from '\(folder)', whose pictures it is about"
        case .foreignReport(let folder, let file):
            "'\(folder)' holds '\(file)', which no earlier report wrote; "
                + "name another folder, or say --force"
        case .noPictures(let folder):
            "there are no pictures in '\(folder)', so nothing was accepted or deleted"
        case .badName(let name):
            "'\(name)' cannot name a snapshot: use letters, digits, '-', '_' and '.', "
                + "not at the beginning '.'"
        }
    }
}
