import Foundation
import GRDB
import GradusAutodiff
import GradusTensors
import GradusTrace

/// Turns records into rows; it counts the positions and knows which topologies are written.
struct RowWriter {
    private var topologies: Set<String> = []
    private var graphs = 0
    private var series = 0
    private var updates = 0
    private var tensors = 0
    private var values = 0

    mutating func write(_ info: RunInfo, to database: Database) throws {
        try database.insert(
            "INSERT INTO run VALUES (1, ?, ?, ?, ?, 0)",
            [info.title, info.source, info.seed.map { String($0) }, info.programVersion])
    }

    mutating func write(_ event: TraceEvent, to database: Database) throws {
        switch event {
        case .graph(let graph): try write(graph, to: database)
        case .step(let step): try write(step, to: database)
        case .series(let record):
            try database.insert(
                "INSERT INTO series VALUES (?, ?, ?, ?)",
                [series, record.name, record.label, record.unit])
            series += 1
        case .metric(let name, let point):
            try database.insert(
                "INSERT INTO metrics VALUES (?, ?, ?)", [name, point.step, point.value])
        case .update(let update): try write(update, to: database)
        case .tensor(let record):
            try database.insert(
                "INSERT INTO tensors VALUES (?, ?, ?, ?, ?, ?)",
                [tensors, record.name] + Self.columns(record.tensor.dtype, record.tensor.shape)
                    + [record.provenance, TensorBlob.data(of: record.tensor)])
            tensors += 1
        case .value(let record): try write(record, to: database)
        }
    }

    private mutating func write(_ graph: GraphRecord, to database: Database) throws {
        let hash = try write(graph.topology, to: database)
        try database.insert(
            "INSERT INTO graphs VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                graphs, graph.id, graph.title, hash, graph.root, graph.gradients?.root,
                graph.step, IntegerList.text(graph.staleNodes),
            ])
        for (node, value) in graph.values.values.enumerated() {
            try write(value, kind: "value", of: node, to: database)
            if let gradient = graph.gradients?[node] {
                try write(gradient, kind: "gradient", of: node, to: database)
            }
        }
        for (position, check) in graph.checks.enumerated() {
            try database.insert(
                "INSERT INTO gradient_checks VALUES (?, ?, ?, ?, ?, ?)",
                [
                    graphs, position, check.node, check.largestRelativeDifference, check.digits,
                    check.verdict.rawValue,
                ])
        }
        graphs += 1
    }

    private func write(
        _ tensor: Tensor, kind: String, of node: Int, to database: Database
    ) throws {
        try database.insert(
            "INSERT INTO graph_tensors VALUES (?, ?, ?, ?, ?, ?)",
            [graphs, node, kind] + Self.columns(tensor.dtype, tensor.shape)
                + [TensorBlob.data(of: tensor)])
    }

    private mutating func write(_ topology: Topology, to database: Database) throws -> String {
        let hash = Self.hexadecimal(topology.contentHash)
        guard topologies.insert(hash).inserted else { return hash }
        try database.insert(
            "INSERT INTO topologies VALUES (?, ?)", [hash, Data(topology.encoded())])
        for (index, node) in topology.nodes.enumerated() {
            let statement = node.statement.map { topology.statements[$0] }
            try database.insert(
                "INSERT INTO nodes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    hash, index, node.name, node.version, node.role.rawValue,
                    node.primitive?.rawValue, statement?.text, statement?.line,
                ] + Self.columns(node.dtype, node.shape))
            for (operand, source) in topology.inputs(of: index).enumerated() {
                try database.insert(
                    "INSERT INTO edges VALUES (?, ?, ?, ?)", [hash, index, operand, source])
            }
        }
        return hash
    }

    private func write(_ step: StepRecord, to database: Database) throws {
        try database.insert(
            "INSERT INTO steps VALUES (?, ?, ?, ?, ?, ?)",
            [step.step, step.epoch, step.batch, step.loss, step.learningRate, step.graph])
        for (position, metric) in step.metrics.enumerated() {
            try database.insert(
                "INSERT INTO step_metrics VALUES (?, ?, ?, ?)",
                [step.step, position, metric.name, metric.value])
        }
        for (position, parameter) in step.parameters.enumerated() {
            for (kind, summary) in [("value", parameter.value), ("gradient", parameter.gradient)] {
                guard let summary else { continue }
                try database.insert(
                    "INSERT INTO parameter_summaries VALUES "
                        + "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    [step.step, position, parameter.name, kind] + Self.columns(summary))
            }
        }
    }

    private mutating func write(_ update: UpdateRecord, to database: Database) throws {
        try database.insert(
            "INSERT INTO updates VALUES (?, ?, ?, ?)",
            [updates, update.step, update.parameter, update.version])
        for (side, tensor) in [("before", update.before), ("after", update.after)] {
            try database.insert(
                "INSERT INTO update_tensors VALUES "
                    + "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [updates, side] + Self.columns(tensor.dtype, tensor.shape)
                    + Self.columns(tensor.summary) + [tensor.tensor.map(TensorBlob.data)])
        }
        updates += 1
    }

    private mutating func write(_ record: NamedValue, to database: Database) throws {
        let (kind, value): (String, (any DatabaseValueConvertible)?) =
            switch record.value {
            case .number(let number): ("number", number)
            case .integer(let integer): ("integer", integer)
            case .text(let text): ("text", text)
            }
        try database.insert(
            "INSERT INTO named_values VALUES (?, ?, ?, ?, ?, ?)",
            [values, record.name, kind, value, record.provenance, record.isInline])
        values += 1
    }

    private static func columns(
        _ dtype: DType, _ shape: Shape
    ) -> [(any DatabaseValueConvertible)?] {
        [dtype.rawValue, IntegerList.text(shape.dimensions)]
    }

    private static func columns(_ summary: TensorSummary) -> [(any DatabaseValueConvertible)?] {
        [
            summary.count, summary.min, summary.max, summary.mean, summary.std, summary.norm,
            summary.nanCount, summary.infCount, summary.histogram.low, summary.histogram.high,
            IntegerList.text(summary.histogram.counts),
        ]
    }

    static func hexadecimal(_ hash: UInt64) -> String {
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

extension Database {
    /// Inserts a row by a statement that is compiled once.
    fileprivate func insert(_ sql: String, _ values: [(any DatabaseValueConvertible)?]) throws {
        try cachedStatement(sql: sql).execute(arguments: StatementArguments(values))
    }
}
