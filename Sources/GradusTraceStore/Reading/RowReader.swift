import Foundation
import GRDB
import GradusAutodiff
import GradusTensors
import GradusTrace

/// Turns rows back into records, and checks everything on the way: a file is input from outside.
struct RowReader {
    private let database: Database

    init(_ database: Database) { self.database = database }

    func trace() throws -> Trace {
        guard let run = try Row.fetchOne(database, sql: "SELECT * FROM run") else {
            throw DamagedRow("it does not say what was run")
        }
        var trace = Trace(info: try info(run), isEnded: try run.value("ended"))
        trace.graphs = try graphs()
        trace.steps = try steps()
        trace.series = try series()
        trace.updates = try updates()
        trace.tensors = try tensors()
        trace.values = try values()
        return trace
    }

    private func info(_ row: Row) throws -> RunInfo {
        let seed: String? = try row.optional("seed")
        return RunInfo(
            title: try row.value("title"), source: try row.optional("source"),
            seed: seed.flatMap { UInt64($0) }, programVersion: try row.value("program_version"))
    }

    private func graphs() throws -> [GraphRecord] {
        var topologies: [String: Topology] = [:]
        for row in try Row.fetchAll(database, sql: "SELECT * FROM topologies") {
            let encoding: Data = try row.value("encoding")
            let hash: String = try row.value("hash")
            do {
                topologies[hash] = try Topology(decoding: [UInt8](encoding))
            } catch {
                throw DamagedRow("topology \(hash) cannot be read: \(error)")
            }
        }
        return try Row.fetchAll(database, sql: "SELECT * FROM graphs ORDER BY position").map {
            let hash: String = try $0.value("topology")
            guard let topology = topologies[hash] else {
                throw DamagedRow("topology \(hash) is missing")
            }
            return try graph($0, topology)
        }
    }

    private func graph(_ row: Row, _ topology: Topology) throws -> GraphRecord {
        let position: Int = try row.value("position")
        let id: String = try row.value("id")
        let count = topology.nodes.count
        func checked(_ node: Int) throws -> Int {
            guard node >= 0, node < count else {
                throw DamagedRow("graph '\(id)' has \(count) nodes and no node \(node)")
            }
            return node
        }
        var values = [Tensor?](repeating: nil, count: count)
        var gradients = [Tensor?](repeating: nil, count: count)
        let rows = try Row.fetchCursor(
            database, sql: "SELECT * FROM graph_tensors WHERE graph = ?", arguments: [position])
        while let row = try rows.next() {
            let node = try checked(try row.value("node"))
            let tensor = try tensor(row, whose: "node \(node) of graph '\(id)'")
            let expected = topology.nodes[node]
            guard tensor.shape == expected.shape, tensor.dtype == expected.dtype else {
                throw DamagedRow(
                    "node \(node) of graph '\(id)' is \(expected.dtype) of shape \(expected.shape), "
                        + "but its row is \(tensor.dtype) of shape \(tensor.shape)")
            }
            let kind: String = try row.value("kind")
            if kind == "value" { values[node] = tensor } else { gradients[node] = tensor }
        }
        let complete = values.compactMap(\.self)
        guard complete.count == count else {
            throw DamagedRow("graph '\(id)' lacks the values of \(count - complete.count) nodes")
        }
        guard let stale = IntegerList.values(try row.value("stale")) else {
            throw DamagedRow("the stale nodes of graph '\(id)' are no list")
        }
        let root: Int? = try row.optional("root")
        let gradientsRoot: Int? = try row.optional("gradients_root")
        return GraphRecord(
            id: id, title: try row.value("title"),
            values: Values(topology: topology, values: complete),
            root: try root.map(checked),
            gradients: try gradientsRoot.map {
                Gradients(root: try checked($0), tensors: gradients)
            },
            checks: try checks(position).map { check in
                _ = try checked(check.node)
                return check
            },
            step: try row.optional("step"), staleNodes: try stale.map(checked))
    }

    private func checks(_ graph: Int) throws -> [GradientCheck] {
        let rows = try Row.fetchAll(
            database, sql: "SELECT * FROM gradient_checks WHERE graph = ? ORDER BY position",
            arguments: [graph])
        return try rows.map { row in
            guard let verdict = GradientCheck.Verdict(rawValue: try row.value("verdict")) else {
                throw DamagedRow("a gradient check of graph \(graph) has an unknown verdict")
            }
            return GradientCheck(
                node: try row.value("node"),
                largestRelativeDifference: try row.number("largest_relative_difference"),
                digits: try row.number("digits"), verdict: verdict)
        }
    }

    private func steps() throws -> [StepRecord] {
        var records = try Row.fetchAll(database, sql: "SELECT * FROM steps ORDER BY step").map {
            StepRecord(
                step: try $0.count("step"), epoch: try $0.count("epoch"),
                batch: try $0.count("batch"), loss: try $0.number("loss"),
                learningRate: try $0.number("learning_rate"), graph: try $0.optional("graph"))
        }
        var places: [Int: Int] = [:]
        for (place, record) in records.enumerated() {
            guard places.updateValue(place, forKey: record.step) == nil else {
                throw DamagedRow("step \(record.step) is there twice")
            }
        }
        func place(_ row: Row) throws -> Int {
            guard let place = places[try row.value("step")] else {
                throw DamagedRow("a metric or summary belongs to no step")
            }
            return place
        }
        let metrics = try Row.fetchCursor(
            database, sql: "SELECT * FROM step_metrics ORDER BY step, position")
        while let row = try metrics.next() {
            records[try place(row)].metrics.append(
                NamedMetric(try row.value("name"), try row.number("value")))
        }
        let summaries = try Row.fetchCursor(
            database,
            sql: "SELECT * FROM parameter_summaries ORDER BY step, position, kind DESC")
        while let row = try summaries.next() {
            let place = try place(row)
            let name: String = try row.value("parameter")
            let kind: String = try row.value("kind")
            if kind == "value" {
                records[place].parameters.append(
                    ParameterSummary(name: name, value: try summary(row)))
            } else if let last = records[place].parameters.indices.last,
                records[place].parameters[last].name == name
            {
                records[place].parameters[last].gradient = try summary(row)
            } else {
                throw DamagedRow("the gradient of '\(name)' has no parameter")
            }
        }
        return records
    }

    private func series() throws -> [MetricSeries] {
        var records = try Row.fetchAll(database, sql: "SELECT * FROM series ORDER BY position").map
        {
            MetricSeries(
                name: try $0.value("name"), label: try $0.value("label"),
                unit: try $0.value("unit"))
        }
        for place in records.indices {
            records[place].points = try Row.fetchAll(
                database, sql: "SELECT step, value FROM metrics WHERE series = ? ORDER BY step",
                arguments: [records[place].name]
            ).map { MetricPoint(step: try $0.value("step"), value: try $0.number("value")) }
        }
        return records
    }

    private func updates() throws -> [UpdateRecord] {
        try Row.fetchAll(database, sql: "SELECT * FROM updates ORDER BY position").map { row in
            let position: Int = try row.value("position")
            func side(_ side: String) throws -> RecordedTensor {
                let found = try Row.fetchOne(
                    database,
                    sql: "SELECT * FROM update_tensors WHERE update_position = ? AND side = ?",
                    arguments: [position, side])
                guard let found else { throw DamagedRow("update \(position) has no '\(side)'") }
                return try recorded(found, whose: "update \(position)")
            }
            return UpdateRecord(
                step: try row.value("step"), parameter: try row.value("parameter"),
                version: try row.value("version"), before: try side("before"),
                after: try side("after"))
        }
    }

    private func tensors() throws -> [NamedTensor] {
        try Row.fetchAll(database, sql: "SELECT * FROM tensors ORDER BY position").map { row in
            let name: String = try row.value("name")
            return NamedTensor(
                name: name, tensor: try tensor(row, whose: "tensor '\(name)'"),
                provenance: try row.value("provenance"))
        }
    }

    private func values() throws -> [NamedValue] {
        try Row.fetchAll(database, sql: "SELECT * FROM named_values ORDER BY position").map { row in
            let kind: String = try row.value("kind")
            let value: RecordedNumber =
                switch kind {
                case "number": .number(try row.number("value"))
                case "integer": .integer(try row.value("value"))
                default: .text(try row.value("value"))
                }
            return NamedValue(
                name: try row.value("name"), value: value,
                provenance: try row.value("provenance"), isInline: try row.value("inline"))
        }
    }
}

extension RowReader {
    private func form(_ row: Row, whose: String) throws -> (DType, Shape) {
        guard let dtype = DType(rawValue: try row.value("dtype")) else {
            throw DamagedRow("\(whose) has an unknown dtype")
        }
        guard let lengths = IntegerList.values(try row.value("shape")),
            let shape = try? Shape.checked(lengths)
        else { throw DamagedRow("\(whose) has no valid shape") }
        return (dtype, shape)
    }

    private func tensor(_ row: Row, whose: String) throws -> Tensor {
        let (dtype, shape) = try form(row, whose: whose)
        guard let tensor = TensorBlob.tensor(try row.value("data"), dtype: dtype, shape: shape)
        else { throw DamagedRow("\(whose) holds another number of elements than its shape") }
        return tensor
    }

    private func recorded(_ row: Row, whose: String) throws -> RecordedTensor {
        let (dtype, shape) = try form(row, whose: whose)
        let data: Data? = try row.optional("data")
        guard data == nil else {
            return RecordedTensor(try tensor(row, whose: whose), keepsElements: true)
        }
        return RecordedTensor(dtype: dtype, shape: shape, summary: try summary(row))
    }

    private func summary(_ row: Row) throws -> TensorSummary {
        guard let counts = IntegerList.values(try row.value("histogram")),
            counts.count == Histogram.binCount, counts.allSatisfy((0...1 << 53).contains)
        else { throw DamagedRow("a histogram has not \(Histogram.binCount) counts") }
        return TensorSummary(
            count: try row.count("count"), min: try row.number("min"), max: try row.number("max"),
            mean: try row.number("mean"), std: try row.number("std"),
            norm: try row.number("norm"), nanCount: try row.count("nan_count"),
            infCount: try row.count("inf_count"),
            histogram: Histogram(
                low: try row.number("low"), high: try row.number("high"), counts: counts))
    }
}

extension Row {
    /// A column as a value of the asked type; throws where GRDB's own subscript would trap.
    fileprivate func value<Value: DatabaseValueConvertible>(_ column: String) throws -> Value {
        let stored: DatabaseValue? = self[column]
        guard let stored, let value = Value.fromDatabaseValue(stored) else {
            throw DamagedRow("column '\(column)' holds something unexpected")
        }
        return value
    }

    fileprivate func optional<Value: DatabaseValueConvertible>(
        _ column: String
    ) throws -> Value? {
        let stored: DatabaseValue? = self[column]
        guard let stored else { throw DamagedRow("column '\(column)' is missing") }
        if stored.isNull { return nil }
        guard let value = Value.fromDatabaseValue(stored) else {
            throw DamagedRow("column '\(column)' holds something unexpected")
        }
        return value
    }

    /// A whole number from 0 that is small enough to be counted on from.
    fileprivate func count(_ column: String) throws -> Int {
        let number: Int = try value(column)
        guard (0...1 << 53).contains(number) else {
            throw DamagedRow("column '\(column)' holds \(number)")
        }
        return number
    }

    /// A number whose NULL means nan.
    fileprivate func number(_ column: String) throws -> Double {
        let value: Double? = try optional(column)
        return value ?? .nan
    }
}
