import Foundation
import GRDB
import GradusAutodiff
import GradusDiagnostics
import GradusTensors
import GradusTrace
import GradusTraceStore
import Testing

@Suite final class TraceFileTests {
    let folder: URL
    var path: String { folder.appendingPathComponent("run.trace").path }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "gradus-trace-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    static func trace() throws -> Trace {
        let graph = Graph()
        let x = graph.leaf(
            Tensor([1.5, -0.0, .nan, .infinity], shape: [2, 2]), name: "x", role: .input)
        let w = graph.leaf(Tensor([0.5, 2], shape: [2, 1]), name: "w", role: .parameter)
        let product = try graph.apply(.dot, [x, w])
        graph.setName("y", of: product.index, statement: Statement(name: "y", text: "dot(x, w)"))
        let sum = try graph.apply(.sum, [product])
        let gradients = try graph.backward(from: sum.index)
        let weights = Tensor([1, 2, 3] as [Float], shape: [3])
        let large = Tensor((0..<2000).map { Double($0) }, shape: [2000])
        return Trace(
            info: RunInfo(title: "a run", source: "run.py", seed: .max, programVersion: "9"),
            graphs: [
                GraphRecord(
                    id: "g", title: "dot", values: graph.values, root: sum.index,
                    gradients: gradients,
                    checks: [
                        GradientCheck(
                            node: 1, largestRelativeDifference: 0.5, digits: 0.3, verdict: .differs)
                    ], staleNodes: [1])
            ],
            steps: (0..<150).map {
                StepRecord(
                    step: $0, epoch: $0 / 50, batch: $0 % 50,
                    loss: $0 == 149 ? .nan : 1 / Double($0 + 1),
                    metrics: [NamedMetric("accuracy", 0.25)], learningRate: 0.1,
                    graph: $0 == 0 ? "g" : nil,
                    parameters: [
                        ParameterSummary(
                            name: "w", value: TensorSummary(of: weights),
                            gradient: $0 == 1 ? nil : TensorSummary(of: large))
                    ])
            },
            series: [
                MetricSeries(
                    name: "loss", label: "Loss", unit: "nats",
                    points: (0..<150).map { .init(step: $0, value: -Double($0)) }),
                MetricSeries(name: "none"),
            ],
            tensors: [
                NamedTensor(
                    name: "digits", tensor: Tensor([true, false], shape: [1, 2]),
                    provenance: "data/d.csv"),
                NamedTensor(name: "empty", tensor: Tensor([] as [Int64], shape: [0, 3])),
                NamedTensor(name: "whole", tensor: Tensor([Int64.min, .max], shape: [2])),
            ],
            updates: [
                UpdateRecord(
                    step: 0, parameter: "w", version: 1,
                    before: RecordedTensor(weights, keepsElements: true),
                    after: RecordedTensor(large, keepsElements: false))
            ],
            values: [
                NamedValue(name: "a", value: .number(.nan)),
                NamedValue(name: "b", value: .integer(.min)),
                NamedValue(name: "c", value: .text("über"), provenance: "line 3"),
            ])
    }

    @Test func readsBackBitForBit() throws {
        var trace = try Self.trace()
        try TraceWriter.write(trace, to: path)
        let read = try TraceReader(path: path).trace()
        // SQLite keeps no sign of zero in a column of numbers; the first loss is −0 here.
        trace.series[0].points[0].value = 0
        #expect(read.firstDifference(from: trace) == nil)
    }

    @Test func sameTraceSameBytes() throws {
        let other = folder.appendingPathComponent("other.trace").path
        try TraceWriter.write(try Self.trace(), to: path)
        try TraceWriter.write(try Self.trace(), to: other)
        #expect(
            try Data(contentsOf: URL(fileURLWithPath: path))
                == Data(contentsOf: URL(fileURLWithPath: other)))
    }

    @Test func anyoneCanQueryIt() throws {
        try TraceWriter.write(try Self.trace(), to: path)
        let queue = try DatabaseQueue(path: path)
        let names = try queue.read {
            try String.fetchAll(
                $0, sql: "SELECT name FROM nodes WHERE name IS NOT NULL ORDER BY node")
        }
        #expect(names == ["x", "w", "y"])
        let steps = try queue.read {
            try Int.fetchOne(
                $0,
                sql: "SELECT count(*) FROM steps JOIN metrics USING (step) WHERE series = 'loss'")
        }
        #expect(steps == 150)
        let check = try queue.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") }
        #expect(check == "ok")
    }

    @Test func committedStepsAreThereBeforeTheEnd() throws {
        let trace = try Self.trace()
        let writer = try TraceWriter(path: path)
        try writer.begin(trace.info)
        for step in trace.steps { try writer.record(.step(step)) }
        let seen = try TraceReader(path: path).trace()
        #expect(seen.steps.count == 150 / TraceWriter.groupSize * TraceWriter.groupSize)
        try writer.end()
        #expect(try TraceReader(path: path).trace().steps == trace.steps)
    }

    @Test func refusesForeignAndNewerFiles() throws {
        try Data("a text".utf8).write(to: URL(fileURLWithPath: path))
        let notTrace = #expect(throws: Diagnostic.self) { try TraceReader(path: path) }
        #expect(notTrace?.message == "this is not a trace file")
        let kept = #expect(throws: Diagnostic.self) { try TraceWriter(path: path) }
        #expect(kept?.fix?.contains("--force") == true)
        try TraceWriter.write(try Self.trace(), to: path, force: true)
        try TraceWriter.write(try Self.trace(), to: path)
        try DatabaseQueue(path: path).write { try $0.execute(sql: "PRAGMA user_version = 99") }
        let newer = #expect(throws: Diagnostic.self) { try TraceReader(path: path) }
        #expect(newer?.message.contains("format 99") == true)
        let missing = #expect(throws: Diagnostic.self) { try TraceReader(path: path + "x") }
        #expect(missing?.message == "there is no such file")
    }

    @Test(arguments: [
        "UPDATE graph_tensors SET data = x'00'", "UPDATE graph_tensors SET shape = '[9'",
        "UPDATE graph_tensors SET dtype = 'complex'", "DELETE FROM graph_tensors WHERE node = 0",
        "UPDATE graphs SET root = 77", "UPDATE graphs SET stale = '[-1]'", "DELETE FROM topologies",
        "UPDATE topologies SET encoding = x'1234'", "DELETE FROM run", "DROP TABLE steps",
        "UPDATE tensors SET shape = '[99999999999, 99999999999]'",
        "UPDATE tensors SET data = NULL; UPDATE tensors SET dtype = 7",
        "UPDATE parameter_summaries SET histogram = '[1]'", "UPDATE steps SET epoch = 'first'",
        "UPDATE named_values SET value = NULL WHERE kind = 'integer'",
        "UPDATE gradient_checks SET verdict = 'perhaps'", "UPDATE gradient_checks SET node = 88",
        "DELETE FROM update_tensors WHERE side = 'after'",
    ])
    func damagedRowsEndInADiagnostic(_ damage: String) throws {
        try TraceWriter.write(try Self.trace(), to: path)
        try DatabaseQueue(path: path).write { database in
            try database.execute(sql: "PRAGMA ignore_check_constraints = 1")
            try database.execute(sql: "PRAGMA defer_foreign_keys = 1")
        }
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        try? DatabaseQueue(path: path, configuration: configuration).write {
            try $0.execute(sql: damage)
        }
        do {
            _ = try TraceReader(path: path).trace()
            // A constraint refused the damage.
            #expect(damage.contains("data = NULL"))
        } catch let error as Diagnostic {
            #expect(error.file == path)
        }
    }

    @Test func damagedBytesNeverTrap() throws {
        try TraceWriter.write(try Self.trace(), to: path)
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        var state: UInt64 = 7
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        for _ in 0..<40 {
            var damaged = bytes
            for _ in 0..<20 { damaged[100 + random(bytes.count - 100)] = UInt8(random(256)) }
            if random(4) == 0 { damaged.removeLast(random(bytes.count / 2)) }
            try Data(damaged).write(to: URL(fileURLWithPath: path))
            do {
                _ = try TraceReader(path: path).trace()
            } catch {
                #expect(error is Diagnostic, "\(error)")
            }
        }
    }

    /// Reading a trace while it is written must not end the run.
    @Test func aReaderDoesNotStopTheWriter() throws {
        let writer = try TraceWriter(path: path)
        try writer.begin(RunInfo(title: "a run"))
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let reader = try DatabaseQueue(path: path, configuration: configuration)
        try reader.inDatabase { database in
            try database.beginTransaction(.deferred)
            _ = try Row.fetchAll(database, sql: "SELECT * FROM run")
        }
        Thread.detachNewThread {
            usleep(300_000)
            try? reader.inDatabase { try $0.commit() }
        }
        try writer.record(.value(NamedValue(name: "a", value: .integer(1))))
        try writer.end()
        #expect(try TraceReader(path: path).trace().values.count == 1)
    }
}
