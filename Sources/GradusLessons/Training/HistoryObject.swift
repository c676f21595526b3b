import GradusLearning
import GradusScript

/// What `model.fit` gives: the metrics of each epoch.
final class HistoryObject: HostObject {
    let typeName = "history"
    private let history: History
    private let recorder: TrainingRecorder

    init(_ history: History, _ recorder: TrainingRecorder) {
        self.history = history
        self.recorder = recorder
    }

    /// The metrics that were measured.
    var metricNames: [String] {
        metrics.filter { !$0.values.isEmpty }.map(\.name)
    }

    var attributeNames: [String] { metrics.map(\.name) + ["epochs", "batch_loss"] }

    func attribute(_ name: String) -> Value? {
        switch name {
        case "epochs": .int(history.epochs.count)
        case "batch_loss": .makeList(history.stepLosses.map { .float($0) })
        default:
            metrics.first { $0.name == name }.map { .makeList($0.values.map { .float($0) }) }
        }
    }

    /// How many epochs were trained.
    var epochCount: Int { history.epochs.count }

    /// The recorded series that show a metric: the loss of each batch lies behind that of
    /// each epoch.
    func seriesNames(of metric: String) -> [String] {
        (metric == "loss" ? ["loss", "epoch_loss"] : [metric]).map(recorder.seriesName)
    }

    private var metrics: [(name: String, values: [Double])] {
        [
            ("loss", history.epochs.map(\.trainLoss)),
            ("val_loss", history.epochs.compactMap(\.validationLoss)),
            ("accuracy", history.epochs.compactMap(\.trainAccuracy)),
            ("val_accuracy", history.epochs.compactMap(\.validationAccuracy)),
        ]
    }
}
