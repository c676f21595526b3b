import GRDB

/// The tables of a trace file, an ordinary SQLite 3 database.
///
/// Conventions: a shape is a JSON array (`[4, 3]`, `[]` for a scalar); elements are a blob of
/// little-endian numbers in row-major order, a byte each for bool; nan is stored as NULL,
/// because SQLite has no nan; whole numbers that name a node are indices into its topology.
/// Tables are in the order in which data enters them.
///
/// | table | a row is |
/// |---|---|
/// | `run` | the run itself (one row): title, source file, seed, version, whether it ended |
/// | `topologies` | a computation graph, once however often it was evaluated |
/// | `nodes`, `edges` | its nodes and edges, for people who query; Gradus reads `topologies.encoding` |
/// | `graphs` | one evaluation of a topology |
/// | `graph_tensors` | the value or the gradient of one node of one evaluation |
/// | `gradient_checks` | what central differences said about the gradient of one node |
/// | `steps` | a training step: epoch, batch, loss, learning rate |
/// | `step_metrics` | a further metric of a step |
/// | `parameter_summaries` | how a parameter, or its gradient, was spread in a step |
/// | `series`, `metrics` | a metric over the steps, and its points |
/// | `updates`, `update_tensors` | an update of a parameter, and the parameter before and after |
/// | `tensors` | a tensor kept by name |
/// | `named_values` | a single value kept by name |
public enum TraceSchema {
    /// `GRAD` in ASCII: what `PRAGMA application_id` says of a trace file.
    public static let applicationID: Int32 = 0x4752_4144
    /// What `PRAGMA user_version` says; a reader refuses files with a higher one.
    public static let version: Int32 = 1

    /// How long to wait, in seconds, while another program reads or writes the file.
    static let patience = 60.0

    /// The statements that make an empty trace file.
    public static let statements = """
        CREATE TABLE run (
            id INTEGER PRIMARY KEY CHECK (id = 1), title TEXT NOT NULL, source TEXT, seed TEXT,
            program_version TEXT NOT NULL, ended INTEGER NOT NULL);
        CREATE TABLE topologies (
            hash TEXT PRIMARY KEY, encoding BLOB NOT NULL) WITHOUT ROWID;
        CREATE TABLE nodes (
            topology TEXT NOT NULL REFERENCES topologies, node INTEGER NOT NULL, name TEXT,
            version INTEGER NOT NULL, role TEXT NOT NULL, operation TEXT, statement TEXT,
            line INTEGER, dtype TEXT NOT NULL, shape TEXT NOT NULL,
            PRIMARY KEY (topology, node)) WITHOUT ROWID;
        CREATE TABLE edges (
            topology TEXT NOT NULL REFERENCES topologies, consumer INTEGER NOT NULL,
            operand INTEGER NOT NULL, source INTEGER NOT NULL,
            PRIMARY KEY (topology, consumer, operand)) WITHOUT ROWID;
        CREATE TABLE graphs (
            position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL,
            topology TEXT NOT NULL REFERENCES topologies, root INTEGER, gradients_root INTEGER,
            step INTEGER, stale TEXT NOT NULL);
        CREATE TABLE graph_tensors (
            graph INTEGER NOT NULL REFERENCES graphs, node INTEGER NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('value', 'gradient')), dtype TEXT NOT NULL,
            shape TEXT NOT NULL, data BLOB NOT NULL,
            PRIMARY KEY (graph, node, kind)) WITHOUT ROWID;
        CREATE TABLE gradient_checks (
            graph INTEGER NOT NULL REFERENCES graphs, position INTEGER NOT NULL,
            node INTEGER NOT NULL, largest_relative_difference REAL, digits REAL,
            verdict TEXT NOT NULL, PRIMARY KEY (graph, position)) WITHOUT ROWID;
        CREATE TABLE steps (
            step INTEGER PRIMARY KEY, epoch INTEGER NOT NULL, batch INTEGER NOT NULL, loss REAL,
            learning_rate REAL, graph TEXT);
        CREATE TABLE step_metrics (
            step INTEGER NOT NULL REFERENCES steps, position INTEGER NOT NULL,
            name TEXT NOT NULL, value REAL, PRIMARY KEY (step, position)) WITHOUT ROWID;
        CREATE TABLE parameter_summaries (
            step INTEGER NOT NULL REFERENCES steps, position INTEGER NOT NULL,
            parameter TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('value', 'gradient')),
            count INTEGER NOT NULL, min REAL, max REAL, mean REAL, std REAL, norm REAL,
            nan_count INTEGER NOT NULL, inf_count INTEGER NOT NULL, low REAL, high REAL,
            histogram TEXT NOT NULL, PRIMARY KEY (step, position, kind)) WITHOUT ROWID;
        CREATE TABLE series (
            position INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, label TEXT NOT NULL,
            unit TEXT NOT NULL);
        CREATE TABLE metrics (
            series TEXT NOT NULL, step INTEGER NOT NULL, value REAL,
            PRIMARY KEY (series, step)) WITHOUT ROWID;
        CREATE TABLE updates (
            position INTEGER PRIMARY KEY, step INTEGER NOT NULL, parameter TEXT NOT NULL,
            version INTEGER NOT NULL);
        CREATE TABLE update_tensors (
            update_position INTEGER NOT NULL REFERENCES updates,
            side TEXT NOT NULL CHECK (side IN ('before', 'after')), dtype TEXT NOT NULL,
            shape TEXT NOT NULL, count INTEGER NOT NULL, min REAL, max REAL, mean REAL,
            std REAL, norm REAL, nan_count INTEGER NOT NULL, inf_count INTEGER NOT NULL,
            low REAL, high REAL, histogram TEXT NOT NULL, data BLOB,
            PRIMARY KEY (update_position, side)) WITHOUT ROWID;
        CREATE TABLE tensors (
            position INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, dtype TEXT NOT NULL,
            shape TEXT NOT NULL, provenance TEXT NOT NULL, data BLOB NOT NULL);
        CREATE TABLE named_values (
            position INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL CHECK (kind IN ('number', 'integer', 'text')), value,
            provenance TEXT NOT NULL, inline INTEGER NOT NULL);
        """
}

extension TraceSchema {
    /// The version of the SQLite library that reads and writes trace files.
    public static var sqliteVersion: String {
        (try? DatabaseQueue().read { try String.fetchOne($0, sql: "SELECT sqlite_version()") })
            .flatMap(\.self) ?? "unknown"
    }
}
