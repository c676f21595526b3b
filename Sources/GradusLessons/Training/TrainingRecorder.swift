import GradusAutodiff
import GradusLearning
import GradusTensors
import GradusTrace

/// Records a training while it goes on: its steps, its metrics and the graph of its first step.
///
/// The run's steps count on from those of an earlier training; the metrics of a second
/// training have `~2` behind their names and count its own steps from 0. The step of the run
/// at which a training began is the one of epoch 0 and batch 0.
final class TrainingRecorder: TrainingObserver {
    private let recorder: TraceRecorder
    private let firstStep: Int
    private let number: Int

    init(_ recorder: TraceRecorder) {
        self.recorder = recorder
        firstStep = recorder.trace.steps.last.map { $0.step + 1 } ?? 0
        var number = 1
        while recorder.trace.series(number == 1 ? "loss" : "loss~\(number)") != nil { number += 1 }
        self.number = number
    }

    /// The name under which a metric of this training is recorded.
    func seriesName(_ metric: String) -> String {
        number == 1 ? metric : "\(metric)~\(number)"
    }

    func trainingWillBegin(_ plan: TrainingPlan) throws {
        try recorder.declare(series: seriesName("loss"), label: "each mini-batch")
        try recorder.declare(series: seriesName("epoch_loss"), label: "training")
        if plan.validationSamples > 0 {
            try recorder.declare(series: seriesName("val_loss"), label: "validation")
        }
        if plan.loss == .categoricalCrossentropy {
            try recorder.declare(series: seriesName("accuracy"), label: "training")
            if plan.validationSamples > 0 {
                try recorder.declare(series: seriesName("val_accuracy"), label: "validation")
            }
        }
    }

    func didFinishStep(_ report: StepReport) throws {
        let step = firstStep + report.step
        var graph: String?
        if report.step == 0 || recorder.policy.keepsGraph(ofStep: step) {
            let id = "step_\(step)"
            try recorder.record(
                graph: GraphRecord(
                    id: id, title: title(ofStep: report.step), values: report.values,
                    root: report.root, gradients: report.gradients, step: step))
            graph = id
        }
        try recorder.record(
            step: StepRecord(
                step: step, epoch: report.epoch, batch: report.batch, loss: report.loss,
                metrics: report.accuracy.map { [NamedMetric("accuracy", $0)] } ?? [],
                learningRate: report.learningRate, graph: graph,
                parameters: summaries(report, step)))
        try recorder.record(series: seriesName("loss"), step: report.step, value: report.loss)
    }

    func didFinishEpoch(_ report: EpochReport) throws {
        let metrics: [(String, Double?)] = [
            ("epoch_loss", report.trainLoss), ("val_loss", report.validationLoss),
            ("accuracy", report.trainAccuracy), ("val_accuracy", report.validationAccuracy),
        ]
        for case (let name, let value?) in metrics {
            try recorder.record(series: seriesName(name), step: report.lastStep, value: value)
        }
    }

    private func title(ofStep step: Int) -> String {
        number == 1
            ? "The graph of training step \(step)"
            : "The graph of step \(step) of training \(number)"
    }

    private func summaries(_ report: StepReport, _ step: Int) -> [ParameterSummary] {
        guard recorder.policy.keepsSummaries(ofStep: step) else { return [] }
        return zip(report.before, report.parameterNodes).map { parameter, node in
            ParameterSummary(
                name: parameter.name, value: TensorSummary(of: parameter.value),
                gradient: report.gradients[node].map { TensorSummary(of: $0) })
        }
    }
}
