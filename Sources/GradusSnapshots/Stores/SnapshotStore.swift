import GradusCairoRendering
import GradusGraphics

/// A folder of references that tests compare with or, when told to, record into.
///
/// A drawing is kept twice: as text (`name.txt`, its listing), which says what moved, and
/// as a picture (`name.png`), which says how it looks.
public struct SnapshotStore: Sendable {
    /// Whether references are compared with or written.
    public enum Mode: Hashable, Sendable {
        /// A reference that is missing or differs is a failure.
        case check
        /// References are written.
        case record
    }

    /// What became of a snapshot.
    public enum Outcome: Hashable, Sendable {
        /// It is as its reference.
        case same
        /// Its reference was written.
        case recorded
        /// It differs or has no reference; the message says how and where to look.
        case failed(String)
    }

    /// The folder of references.
    public let folder: String
    /// The folder that pictures of failures are written to.
    public let reports: String
    /// What is done.
    public let mode: Mode

    /// Makes a store.
    public init(folder: String, reports: String, mode: Mode) {
        self.folder = folder
        self.reports = reports
        self.mode = mode
    }

    /// Checks or records a drawing: first its listing, then its picture by `renderer`.
    ///
    /// Throws `SnapshotError` or `RenderingError`.
    public func check(
        _ drawing: Drawing, named name: String, renderedBy renderer: CairoRenderer,
        theme: Theme = .light, scale: Double = 2, tolerance: ImageTolerance = .standard
    ) throws -> Outcome {
        try Self.checkName(name)
        let png = try renderer.png(of: drawing, theme: theme, scale: scale)
        let text = try checkText(drawing.listing, named: name)
        let picture = try check(png: png, named: name, tolerance: tolerance) { comparison in
            let marks = comparison.marksInWorstTile(of: drawing, scale: scale)
            return marks.isEmpty ? "" : "\nthere: " + marks.prefix(8).joined(separator: ", ")
        }
        switch (text, picture) {
        case (.failed(let first), .failed(let second)): return .failed("\(first)\n\(second)")
        case (.failed, _): return text
        default: return picture
        }
    }

    /// Checks or records a PNG file. Throws `SnapshotError`, or `RenderingError.png` if
    /// `png` is not a whole PNG file.
    public func check(
        png: [UInt8], named name: String, tolerance: ImageTolerance = .standard
    ) throws -> Outcome {
        try check(png: png, named: name, tolerance: tolerance) { _ in "" }
    }

    private func check(
        png: [UInt8], named name: String, tolerance: ImageTolerance,
        place: (ImageComparison) -> String
    ) throws -> Outcome {
        try Self.checkName(name)
        let new = try PNGFile.decode(png)
        let file = "\(folder)/\(name).png"
        if mode == .record {
            try SnapshotFile.write(png, to: file)
            return .recorded
        }
        guard SnapshotFile.exists(file) else {
            try SnapshotFile.write(png, to: "\(reports)/\(name).new.png")
            return .failed(
                "'\(name)' has no reference '\(name).png'; the new picture is "
                    + "\(reports)/\(name).new.png")
        }
        let reference: PixelBuffer
        do { reference = try PNGFile.decode(try SnapshotFile.read(file)) } catch {
            return .failed("the reference of '\(name)' cannot be used: \(error)")
        }
        let comparison = ImageComparison(of: reference, with: new, tolerance: tolerance)
        if comparison.isSame { return .same }
        let report = ImageComparison.report(of: reference, with: new, tolerance: tolerance)
        try SnapshotFile.write(png, to: "\(reports)/\(name).new.png")
        try SnapshotFile.write(
            try PNGFile.encode(report), to: "\(reports)/\(name).difference.png")
        return .failed(
            "'\(name)': \(comparison.summary)\(place(comparison))\n"
                + "see \(reports)/\(name).difference.png")
    }

    /// Checks or records a text, line by line. Throws `SnapshotError`.
    public func checkText(_ text: String, named name: String) throws -> Outcome {
        try Self.checkName(name)
        let file = "\(folder)/\(name).txt"
        if mode == .record {
            try SnapshotFile.write([UInt8](text.utf8), to: file)
            return .recorded
        }
        guard SnapshotFile.exists(file) else {
            return .failed("'\(name)' has no reference '\(name).txt'")
        }
        let reference = String(decoding: try SnapshotFile.read(file), as: UTF8.self)
        let difference = LineDifference(of: reference, with: text)
        return difference.isEmpty
            ? .same : .failed("'\(name)' is not as its text:\n\(difference.text())")
    }

    /// Throws `SnapshotError.badName` unless `name` can name a file on every system.
    static func checkName(_ name: String) throws {
        let allowed = name.unicodeScalars.allSatisfy {
            ("a"..."z").contains($0) || ("A"..."Z").contains($0) || ("0"..."9").contains($0)
                || $0 == "-" || $0 == "_" || $0 == "."
        }
        guard allowed, !name.isEmpty, !name.hasPrefix("."), name.utf8.count <= 200 else {
            throw SnapshotError.badName(name)
        }
    }
}
