import GradusAutodiff
import GradusFigures
import GradusTrace

/// The figures that a trace alone can give.
enum RunFigures {
    struct Section {
        var title: String
        var identifier: String
        var figures: [ExecutedFigure]
    }

    /// Graphs larger than this are not drawn whole.
    static let largestGraph = 60
    /// How many graphs a report draws.
    static let graphLimit = 12

    static func sections(of trace: Trace) -> [Section] {
        var sections: [Section] = []
        let curves = curves(of: trace)
        if !curves.isEmpty {
            sections.append(Section(title: "Metrics", identifier: "metrics", figures: curves))
        }
        let graphs = trace.graphs.filter { $0.topology.count <= largestGraph }.prefix(graphLimit)
        for (place, record) in graphs.enumerated() {
            sections.append(
                Section(
                    title: record.title.isEmpty ? "The graph of \(record.id)" : record.title,
                    identifier: "graph-\(place + 1)", figures: self.figures(of: record, place)))
        }
        return sections
    }

    /// One chart for each family of metrics: `loss` with `epoch_loss` and `val_loss`.
    private static func curves(of trace: Trace) -> [ExecutedFigure] {
        var families: [(name: String, series: [MetricSeries])] = []
        for series in trace.series where !series.points.isEmpty {
            let name = family(series.name)
            if let place = families.firstIndex(where: { $0.name == name }) {
                families[place].series.append(series)
            } else {
                families.append((name, [series]))
            }
        }
        return families.enumerated().map { place, family in
            ExecutedFigure(
                name: "metric-\(place + 1)",
                figure: LineChartFigure(
                    series: family.series, text: FigureText(title: capitalized(family.name))),
                size: .page,
                caption: "The recorded values of "
                    + family.series.map { "`\($0.name)`" }.joined(separator: ", ") + ".")
        }
    }

    private static func figures(of record: GraphRecord, _ place: Int) -> [ExecutedFigure] {
        let isScalar = record.topology.nodes.allSatisfy { $0.shape.count == 1 }
        let view: GraphViewKind = isScalar ? .statement : .operation
        var figures = [
            ExecutedFigure(
                name: "graph-\(place + 1)-forward",
                figure: ComputationGraphFigure(
                    record, mode: .forward, view: view, text: FigureText(title: "Forward pass")),
                size: .page, caption: "The value of every node of `\(record.id)`.")
        ]
        if record.gradients != nil {
            figures.append(
                ExecutedFigure(
                    name: "graph-\(place + 1)-backward",
                    figure: ComputationGraphFigure(
                        record, mode: .backward, view: view,
                        text: FigureText(title: "Backward pass")),
                    size: .page, caption: "The gradients that flow back from `\(record.id)`."))
        }
        return figures
    }

    private static func family(_ name: String) -> String {
        for prefix in ["val_", "epoch_", "train_"] where name.hasPrefix(prefix) {
            return String(name.dropFirst(prefix.count))
        }
        return name
    }

    private static func capitalized(_ word: String) -> String {
        word.prefix(1).uppercased() + word.dropFirst()
    }
}
