import Foundation
import GradusAutodiff
import GradusLearning
import GradusTensors
import GradusTrace

/// A training step of a two-layer network by itself beside the same step recorded: its loss
/// and accuracy, and the summaries of all parameters and gradients, every step.
struct TracedStepBenchmark {
    private let samples = 1024
    private let turns = 9

    func run() throws {
        let data = try makeData()
        var ratios: [Double] = []
        var plain = 0.0
        for _ in 0..<turns {
            // The two take turns, so that a busy machine slows down both.
            plain = try seconds(data, observers: [])
            let recorder = TraceRecorder()
            try recorder.begin(RunInfo(title: "benchmark"))
            let traced = try seconds(data, observers: [StepRecorder(recorder)])
            ratios.append(traced / plain)
        }
        let steps = Double(samples / 32)
        let middle = ratios.sorted()[ratios.count / 2]
        print("a training step of 64-32-10 with 32 samples (median of \(turns) turns)")
        print("  untraced            \(Timing.text(plain / steps * 1e6)) µs")
        print("  traced              \(Timing.text(middle)) times as long")
    }

    private func makeData() throws -> DataSet {
        var stream = RandomStream(seed: 1)
        let inputs = stream.standardNormal([samples, 64])
        let classes = (0..<samples).map { _ in Int(stream.next(through: 9)) }
        var targets = [Double](repeating: 0, count: samples * 10)
        for (row, place) in classes.enumerated() { targets[row * 10 + place] = 1 }
        return try DataSet(inputs: inputs, targets: Tensor(targets, shape: [samples, 10]))
    }

    private func seconds(
        _ data: DataSet, observers: [any TrainingObserver]
    ) throws -> Double {
        var model = try Sequential(
            [Dense(64, 32, activation: .relu), Dense(32, 10, activation: .softmax)], seed: 1)
        let clock = ContinuousClock()
        let start = clock.now
        _ = try Trainer().fit(
            &model, data, epochs: 1, batchSize: 32, optimizer: SGD(learningRate: 0.05),
            shuffleSeed: 1, observers: observers)
        let elapsed = clock.now - start
        return Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
    }
}

/// Records every step as a run does, with the summaries that runs keep every tenth step.
private final class StepRecorder: TrainingObserver {
    private let recorder: TraceRecorder

    init(_ recorder: TraceRecorder) { self.recorder = recorder }

    func trainingWillBegin(_ plan: TrainingPlan) throws {
        try recorder.declare(series: "loss", label: "each mini-batch")
    }

    func didFinishStep(_ report: StepReport) throws {
        let summaries = zip(report.before, report.parameterNodes).map { parameter, node in
            ParameterSummary(
                name: parameter.name, value: TensorSummary(of: parameter.value),
                gradient: report.gradients[node].map { TensorSummary(of: $0) })
        }
        try recorder.record(
            step: StepRecord(
                step: report.step, epoch: report.epoch, batch: report.batch, loss: report.loss,
                metrics: report.accuracy.map { [NamedMetric("accuracy", $0)] } ?? [],
                learningRate: report.learningRate, graph: nil, parameters: summaries))
        try recorder.record(series: "loss", step: report.step, value: report.loss)
    }
}
