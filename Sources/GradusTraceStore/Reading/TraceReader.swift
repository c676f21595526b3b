import Foundation
import GRDB
import GradusDiagnostics
import GradusTrace

/// Reads a trace file, also one whose run was killed.
public struct TraceReader: Sendable {
    /// The file, as it was named.
    public let path: String

    /// Checks that the file is there and a trace of a version known to this program.
    /// Throws a `Diagnostic` that names the file.
    public init(path: String) throws {
        self.path = path
        guard FileManager.default.fileExists(atPath: path) else {
            throw Diagnostic("there is no such file", file: path)
        }
        guard let header = Self.header(path) else {
            throw Diagnostic(
                "this is not a trace file", file: path,
                notes: [.init("a trace is an SQLite database that Gradus recorded")],
                fix: "make one with: gradus run SCRIPT.py --trace run.trace")
        }
        guard header.version <= TraceSchema.version else {
            throw Diagnostic(
                "this trace has format \(header.version), and this program reads formats up to "
                    + "\(TraceSchema.version)",
                file: path, fix: "use the version of Gradus that recorded it, or a newer one")
        }
    }

    /// Whether the file is an SQLite database that says it is a trace, of any version.
    public static func isTraceFile(_ path: String) -> Bool { header(path) != nil }

    /// The whole recorded run. Throws a `Diagnostic` when the file is damaged.
    public func trace() throws -> Trace {
        var configuration = Configuration()
        configuration.busyMode = .timeout(TraceSchema.patience)
        // A run killed within a commit leaves a journal; only a writer may roll it back.
        configuration.readonly = !FileManager.default.fileExists(atPath: path + "-journal")
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            defer { try? queue.close() }
            return try queue.read { database in try RowReader(database).trace() }
        } catch let error as DatabaseError {
            throw damaged(error.message ?? "SQLite error \(error.resultCode)")
        } catch let error as DamagedRow {
            throw damaged(error.message)
        }
    }

    private func damaged(_ reason: String) -> Diagnostic {
        Diagnostic("this trace file is damaged: \(reason)", file: path)
    }

    /// The two numbers by which SQLite files say whose they are, at the offsets that
    /// "Database File Format" (sqlite.org/fileformat2.html) gives.
    private static func header(_ path: String) -> (applicationID: Int32, version: Int32)? {
        guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? handle.close() }
        guard let bytes = try? handle.read(upToCount: 100), bytes.count == 100,
            bytes.starts(with: Data("SQLite format 3\0".utf8))
        else { return nil }
        func number(at place: Int) -> Int32 {
            bytes[place..<place + 4].reduce(into: Int32(0)) { $0 = $0 << 8 | Int32($1) }
        }
        let applicationID = number(at: 68)
        return applicationID == TraceSchema.applicationID
            ? (applicationID, number(at: 60)) : nil
    }
}

/// A row that no writer wrote.
struct DamagedRow: Error {
    var message: String
    init(_ message: String) { self.message = message }
}
