import Foundation
import GradusTrace

/// What recorded runs hold, for programs.
public struct RunSummary: Codable {
    /// A metric in short.
    struct Metric: Codable {
        var name: String
        var count: Int
        var first: Double?
        var last: Double?
        var min: Double?
        var max: Double?
    }

    var file: String
    var title: String
    var source: String?
    var seed: UInt64?
    var ended: Bool
    var steps: Int
    /// The epochs that were recorded whole.
    var epochs: Int
    var graphs: [String]
    var metrics: [Metric]
    var tensors: [String]
    var updates: Int

    init(_ run: RecordedRun) {
        let trace = run.trace
        file = run.path
        title = trace.info.title
        source = trace.info.source
        seed = trace.info.seed
        ended = trace.isEnded
        steps = trace.steps.count
        epochs = trace.completeEpochCount
        updates = trace.updates.count
        graphs = trace.graphs.map(\.id)
        tensors = trace.tensors.map(\.name)
        metrics = trace.series.map { series in
            Metric(
                name: series.name, count: series.points.count,
                first: series[.first]?.double, last: series[.last]?.double,
                min: series[.min]?.double, max: series[.max]?.double)
        }
    }

    /// The summaries as a JSON array; numbers that JSON has not are written as texts.
    public static func json(of runs: [RecordedRun]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        return String(decoding: try encoder.encode(runs.map(RunSummary.init)), as: UTF8.self)
    }
}
