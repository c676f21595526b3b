import Foundation
import GRDB
import GradusDiagnostics
import GradusTrace

/// Writes a trace file while a run goes on.
///
/// Events are gathered and committed in groups of a fixed number, so that the bytes do not
/// depend on how fast the run was. After each commit the file is complete by itself: a process
/// killed at any moment leaves a file that opens and holds everything committed so far.
///
///     let writer = try TraceWriter(path: "run.trace")
///     let recorder = TraceRecorder(sink: writer)
public final class TraceWriter: TraceSink {
    /// The number of events that are committed together.
    public static let groupSize = 64

    /// The file, as it was named.
    public let path: String
    private let queue: DatabaseQueue
    private var group: [TraceEvent] = []
    private var rows = RowWriter()

    /// Makes a new trace file at `path`. An earlier trace file there is replaced; any other
    /// file is left alone unless `force` is given. Throws a `Diagnostic`.
    public init(path: String, force: Bool = false) throws {
        self.path = path
        try Self.makeRoom(at: path, force: force)
        var configuration = Configuration()
        // Someone may be reading the file while the run goes on.
        configuration.busyMode = .timeout(TraceSchema.patience)
        configuration.prepareDatabase { database in
            // Complete by itself after each commit: no write-ahead log beside the file.
            try database.execute(sql: "PRAGMA journal_mode = DELETE; PRAGMA synchronous = NORMAL")
        }
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.write { database in
                try database.execute(
                    sql: """
                        PRAGMA application_id = \(TraceSchema.applicationID);
                        PRAGMA user_version = \(TraceSchema.version);
                        """)
                try database.execute(sql: TraceSchema.statements)
            }
        } catch {
            throw Self.failure(error, path)
        }
    }

    /// Writes the run's description at once.
    public func begin(_ info: RunInfo) throws {
        try writing { database, rows in try rows.write(info, to: database) }
    }

    /// Takes an event; it is on disk when its group of `groupSize` is full, or at `flush`.
    public func record(_ event: TraceEvent) throws {
        group.append(event)
        if group.count >= Self.groupSize { try flush() }
    }

    /// Commits what was gathered.
    public func flush() throws {
        guard !group.isEmpty else { return }
        let events = group
        group = []
        try writing { database, rows in
            for event in events { try rows.write(event, to: database) }
        }
    }

    /// Commits the rest, marks the run as ended and closes the file.
    public func end() throws {
        try flush()
        try writing { database, _ in try database.execute(sql: "UPDATE run SET ended = 1") }
        try close()
    }

    /// Commits the rest and closes the file; the run is not marked as ended.
    public func abandon() throws {
        try flush()
        try close()
    }

    private func close() throws {
        do { try queue.close() } catch { throw Self.failure(error, path) }
    }

    /// Writes a whole trace at once, marked as ended where it is.
    public static func write(_ trace: Trace, to path: String, force: Bool = false) throws {
        let writer = try TraceWriter(path: path, force: force)
        try writer.begin(trace.info)
        for graph in trace.graphs { try writer.record(.graph(graph)) }
        for series in trace.series {
            var declared = series
            declared.points = []
            try writer.record(.series(declared))
        }
        for step in trace.steps { try writer.record(.step(step)) }
        for series in trace.series {
            for point in series.points {
                try writer.record(.metric(series: series.name, point))
            }
        }
        for update in trace.updates { try writer.record(.update(update)) }
        for tensor in trace.tensors { try writer.record(.tensor(tensor)) }
        for value in trace.values { try writer.record(.value(value)) }
        if trace.isEnded { try writer.end() } else { try writer.abandon() }
    }

    private func writing(_ body: (Database, inout RowWriter) throws -> Void) throws {
        do {
            try queue.write { database in try body(database, &rows) }
        } catch {
            throw Self.failure(error, path)
        }
    }

    private static func makeRoom(at path: String, force: Bool) throws {
        let manager = FileManager.default
        guard let facts = try? manager.attributesOfItem(atPath: path) else { return }
        guard facts[.type] as? FileAttributeType == .typeRegular else {
            throw Diagnostic(
                "what is there is not an ordinary file", file: path, fix: "name another file")
        }
        guard force || TraceReader.isTraceFile(path) else {
            throw Diagnostic(
                "the file is there already and is not a trace file", file: path,
                fix: "name another file, or say --force to replace it")
        }
        do {
            try manager.removeItem(atPath: path)
            // A journal left by a killed run belongs to the file that is gone.
            if manager.fileExists(atPath: path + "-journal") {
                try manager.removeItem(atPath: path + "-journal")
            }
        } catch {
            throw Diagnostic("the earlier trace file cannot be replaced", file: path)
        }
    }

    private static func failure(_ error: any Error, _ path: String) -> any Error {
        guard let error = error as? DatabaseError else { return error }
        return Diagnostic(
            "the trace file cannot be written: \(error.message ?? "SQLite error \(error.resultCode)")",
            file: path, fix: "check that its folder exists, may be written and has room")
    }
}
