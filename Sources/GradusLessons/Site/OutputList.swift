import Foundation

/// What a file in an output folder belongs to. Building one thing anew leaves the files of all
/// others alone.
public enum OutputOwner: Hashable, Sendable, Comparable {
    /// The front page of a site.
    case site
    /// A lesson of that name.
    case lesson(String)
    /// The figures of a script of that name.
    case script(String)
    /// A report of recorded runs.
    case report

    /// The owner as written in a list.
    var text: String {
        switch self {
        case .site: "site"
        case .report: "report"
        case .lesson(let name): "lesson:" + name
        case .script(let name): "script:" + name
        }
    }

    /// Reads what `text` wrote; nil for anything else.
    init?(text: Substring) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        switch (parts[0], parts.count) {
        case ("site", 1): self = .site
        case ("report", 1): self = .report
        case ("lesson", 2): self = .lesson(String(parts[1]))
        case ("script", 2): self = .script(String(parts[1]))
        default: return nil
        }
    }

    /// The order in which lists are written.
    public static func < (left: OutputOwner, right: OutputOwner) -> Bool { left.text < right.text }
}

/// The list of files that Gradus wrote into a folder (`.gradus-files`), a line each: what the
/// file belongs to, a tab, its path. It tells Gradus's own files from a user's.
struct OutputList {
    /// The name of the list's file.
    static let fileName = ".gradus-files"

    /// Each file's owner, by path.
    var owners: [String: OutputOwner] = [:]

    /// An empty list.
    init() {}

    /// The list of a folder; empty when there is none. Lines that do not name a file below the
    /// folder in the plainest way are passed over: a damaged list must lead nowhere.
    init(of folder: URL) {
        let file = folder.appendingPathComponent(Self.fileName)
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return }
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, let owner = OutputOwner(text: parts[0]),
                Self.isPlain(parts[1])
            else { continue }
            owners[String(parts[1])] = owner
        }
    }

    /// Writes the list, all of it or nothing.
    func write(to folder: URL) throws {
        let lines = owners.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
            .map { "\($0.value.text)\t\($0.key)\n" }
        try Data(lines.joined().utf8).write(
            to: folder.appendingPathComponent(Self.fileName), options: .atomic)
    }

    /// Whether a path goes down only, from folder to folder, and is written in one way only.
    private static func isPlain(_ path: Substring) -> Bool {
        path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy {
            !$0.isEmpty && $0 != "." && $0 != ".."
        }
    }
}
