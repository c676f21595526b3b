import GradusCairoRendering

extension FolderComparison {
    /// The first line of `report.txt`: by it a later report knows a folder as its own.
    private static let reportTitle = "Gradus snapshot report"

    /// Throws unless a report may be written to `folder`: it must lie apart from both folders
    /// of pictures, and be new, empty or an earlier report's unless `force`.
    public func checkReport(folder: String, force: Bool = false) throws {
        for pictures in [reference, new] where SnapshotFile.overlap(folder, pictures) {
            throw SnapshotError.reportAmongPictures(report: folder, folder: pictures)
        }
        guard SnapshotFile.exists(folder), !force else { return }
        if let text = try? SnapshotFile.read("\(folder)/report.txt"),
            text.starts(with: Array(Self.reportTitle.utf8))
        {
            return
        }
        let files = try SnapshotFile.paths(below: folder, extensions: Self.extensions)
        if let first = files.first {
            throw SnapshotError.foreignReport(folder: folder, file: first)
        }
    }

    /// Writes `report.txt` (a line a file that is not the same, and the summary) and, for
    /// each picture that differs, reference, new and difference side by side under the
    /// picture's own path.
    ///
    /// Returns the paths that were written, below `folder`. Throws what `checkReport` throws,
    /// `SnapshotError`, or `RenderingError` if a picture changed since it was compared.
    @discardableResult
    public func writeReport(to folder: String, force: Bool = false) throws -> [String] {
        try checkReport(folder: folder, force: force)
        var written: [String] = []
        for entry in entries {
            guard case .different = entry.state, Self.isPicture(entry.path) else { continue }
            let old = try PNGFile.decode(try SnapshotFile.read("\(reference)/\(entry.path)"))
            let now = try PNGFile.decode(try SnapshotFile.read("\(new)/\(entry.path)"))
            let picture = ImageComparison.report(of: old, with: now, tolerance: tolerance)
            try SnapshotFile.write(
                try PNGFile.encode(picture), to: "\(folder)/\(entry.path)")
            written.append(entry.path)
        }
        let text = ([Self.reportTitle] + lines + [summary]).joined(separator: "\n") + "\n"
        try SnapshotFile.write([UInt8](text.utf8), to: "\(folder)/report.txt")
        return written + ["report.txt"]
    }

    /// Copies every new, different and unreadable file over its reference, each whole or
    /// not at all, and returns their paths. References without a new file stay unless
    /// `removesMissing`.
    ///
    /// Nothing is changed unless everything can be accepted: throws `SnapshotError` when a new
    /// picture cannot be decoded, and when there is no new file at all.
    @discardableResult
    public func accept(removesMissing: Bool = false) throws -> [String] {
        guard entries.contains(where: { $0.state != .missing }) else {
            throw SnapshotError.noPictures(new)
        }
        for entry in entries {
            switch entry.state {
            case .same, .missing: continue
            case .new, .different, .unreadable: try checkNew(entry.path)
            }
        }
        var changed: [String] = []
        for entry in entries {
            switch entry.state {
            case .same: continue
            case .missing:
                guard removesMissing else { continue }
                try SnapshotFile.remove("\(reference)/\(entry.path)")
            case .new, .different, .unreadable:
                try SnapshotFile.write(
                    try SnapshotFile.read("\(new)/\(entry.path)"),
                    to: "\(reference)/\(entry.path)")
            }
            changed.append(entry.path)
        }
        return changed
    }

    /// Throws unless a new file can be read and, if it is a picture, decoded.
    private func checkNew(_ path: String) throws {
        let file = "\(new)/\(path)"
        let bytes = try SnapshotFile.read(file)
        guard Self.isPicture(path) else { return }
        do {
            _ = try Self.decoded(bytes)
        } catch RenderingError.png(let reason) {
            throw SnapshotError.unreadable(file: file, reason: reason)
        }
    }

    private static func isPicture(_ path: String) -> Bool { path.lowercased().hasSuffix(".png") }
}
