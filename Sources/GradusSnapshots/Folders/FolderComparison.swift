import GradusCairoRendering

/// A folder of reference pictures compared with a folder of new ones.
///
/// PNG files are compared by pixels, SVG and text files by lines; other files and names
/// that begin with a dot are left out. Files belong together by their path below the folder.
public struct FolderComparison: Sendable {
    /// What became of a file.
    public enum State: Hashable, Sendable {
        /// In both folders, the same within the tolerance.
        case same
        /// In both folders, not the same.
        case different(String)
        /// In the reference alone.
        case missing
        /// In the new folder alone.
        case new
        /// In both folders, but one cannot be read or decoded.
        case unreadable(String)

        /// The state's name, as reports print it.
        public var name: String {
            switch self {
            case .same: "same"
            case .different: "different"
            case .missing: "missing"
            case .new: "new"
            case .unreadable: "unreadable"
            }
        }
    }

    /// A file and its state.
    public struct Entry: Hashable, Sendable {
        /// The path below both folders, slash-separated.
        public let path: String
        /// What became of it.
        public let state: State

        /// One line: `different  graph/a.png  312 of 186000 pixels differ …`.
        public var line: String {
            let word = state.name.padding(to: 10)
            switch state {
            case .different(let what), .unreadable(let what): return "\(word)  \(path)  \(what)"
            case .same, .missing, .new: return "\(word)  \(path)"
            }
        }
    }

    /// The endings of the files that are compared.
    public static let extensions: Set<String> = ["png", "svg", "txt"]

    /// The folder of references, as it was given.
    public let reference: String
    /// The folder of new files, as it was given.
    public let new: String
    /// What was allowed.
    public let tolerance: ImageTolerance
    /// All files by path.
    public let entries: [Entry]

    /// Compares two folders. Throws `SnapshotError` if one is not there or cannot be listed;
    /// a damaged picture is an entry's state.
    public init(reference: String, new: String, tolerance: ImageTolerance = .standard) throws {
        self.reference = reference
        self.new = new
        self.tolerance = tolerance
        let old = try SnapshotFile.paths(below: reference, extensions: Self.extensions)
        let now = try SnapshotFile.paths(below: new, extensions: Self.extensions)
        let (oldSet, nowSet) = (Set(old), Set(now))
        let all = (old + now.filter { !oldSet.contains($0) })
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        entries = all.map { path in
            let state: State =
                if !nowSet.contains(path) {
                    .missing
                } else if !oldSet.contains(path) {
                    .new
                } else {
                    Self.state(of: path, reference, new, tolerance)
                }
            return Entry(path: path, state: state)
        }
    }

    private static func state(
        of path: String, _ reference: String, _ new: String, _ tolerance: ImageTolerance
    ) -> State {
        do {
            let old = try SnapshotFile.read("\(reference)/\(path)")
            let now = try SnapshotFile.read("\(new)/\(path)")
            if old == now, !path.hasSuffix(".png") { return .same }
            guard path.lowercased().hasSuffix(".png") else {
                let changes = LineDifference(
                    of: String(decoding: old, as: UTF8.self),
                    with: String(decoding: now, as: UTF8.self)
                ).changes
                let lost = changes.count { !$0.isAdded }
                let first = changes.first.map { ", the first is line \($0.number)" } ?? ""
                return .different("\(lost) lines went, \(changes.count - lost) came\(first)")
            }
            let comparison = ImageComparison(
                of: try decoded(old, "reference"), with: try decoded(now, "new"),
                tolerance: tolerance)
            return comparison.isSame ? .same : .different(comparison.summary)
        } catch let error as SnapshotError {
            return .unreadable(error.description)
        } catch RenderingError.png(let reason) {
            return .unreadable(reason)
        } catch {
            return .unreadable("\(error)")
        }
    }

    private static func decoded(_ bytes: [UInt8], _ which: String) throws -> PixelBuffer {
        do {
            return try decoded(bytes)
        } catch RenderingError.png(let reason) {
            throw RenderingError.png(reason: "\(which): \(reason)")
        }
    }

    /// The pixels of a PNG file; says of anything else that it is none.
    static func decoded(_ bytes: [UInt8]) throws -> PixelBuffer {
        // The signature of every PNG file: "PNG (Portable Network Graphics) Specification", 5.2.
        guard bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) else {
            throw RenderingError.png(reason: "it is not a PNG file")
        }
        return try PNGFile.decode(bytes)
    }

    /// The number of entries in a state, by the state's name.
    private func count(_ name: String) -> Int { entries.count { $0.state.name == name } }

    /// Whether there are files, and each is there twice and the same.
    public var isSame: Bool { !entries.isEmpty && entries.allSatisfy { $0.state == .same } }

    /// The entries that are not `same`, one a line.
    public var lines: [String] { entries.filter { $0.state != .same }.map(\.line) }

    /// `12 same, 1 different, 0 missing, 2 new`, and how many are unreadable if any is.
    public var summary: String {
        guard !entries.isEmpty else { return "no pictures in either folder" }
        var names = ["same", "different", "missing", "new"]
        if count("unreadable") > 0 { names.append("unreadable") }
        return names.map { "\(count($0)) \($0)" }.joined(separator: ", ")
    }
}

extension String {
    func padding(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
