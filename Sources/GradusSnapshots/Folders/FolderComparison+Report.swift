import GradusCairoRendering

extension FolderComparison {
    /// Writes `report.txt` (a line a file that is not the same, and the summary) and, for
    /// each picture that differs, reference, new and difference side by side under the
    /// picture's own path.
    ///
    /// Returns the paths that were written, below `folder`. Throws `SnapshotError`, or
    /// `RenderingError` if a picture changed since it was compared.
    @discardableResult
    public func writeReport(to folder: String) throws -> [String] {
        var written: [String] = []
        for entry in entries {
            guard case .different = entry.state, entry.path.lowercased().hasSuffix(".png") else {
                continue
            }
            let old = try PNGFile.decode(try SnapshotFile.read("\(reference)/\(entry.path)"))
            let now = try PNGFile.decode(try SnapshotFile.read("\(new)/\(entry.path)"))
            let picture = ImageComparison.report(of: old, with: now, tolerance: tolerance)
            try SnapshotFile.write(
                try PNGFile.encode(picture), to: "\(folder)/\(entry.path)")
            written.append(entry.path)
        }
        let text = (lines + [summary]).joined(separator: "\n") + "\n"
        try SnapshotFile.write([UInt8](text.utf8), to: "\(folder)/report.txt")
        return written + ["report.txt"]
    }

    /// Copies every new, different and unreadable file over its reference, each whole or
    /// not at all, and returns their paths. References without a new file stay unless
    /// `removesMissing`.
    ///
    /// A new picture that cannot be decoded is never accepted. Throws `SnapshotError`, or
    /// `RenderingError.png` for such a picture.
    @discardableResult
    public func accept(removesMissing: Bool = false) throws -> [String] {
        var changed: [String] = []
        for entry in entries {
            switch entry.state {
            case .same: continue
            case .missing:
                guard removesMissing else { continue }
                try SnapshotFile.remove("\(reference)/\(entry.path)")
            case .new, .different, .unreadable:
                let bytes = try SnapshotFile.read("\(new)/\(entry.path)")
                if entry.path.lowercased().hasSuffix(".png") { _ = try PNGFile.decode(bytes) }
                try SnapshotFile.write(bytes, to: "\(reference)/\(entry.path)")
            }
            changed.append(entry.path)
        }
        return changed
    }
}
