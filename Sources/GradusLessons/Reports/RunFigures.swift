import GradusAutodiff
import GradusFigures
import GradusTrace

/// The figures that a trace alone can give.
struct RunFigures {
    struct Section {
        var title: String
        var identifier: String
        var figures: [ExecutedFigure]
    }

    /// Graphs larger than this are not drawn whole.
    static let largestGraph = 60
    /// Graphs of fewer nodes than this show nothing that a sentence would not.
    static let smallestGraph = 3
    /// How many graphs a report draws.
    static let graphLimit = 12

    /// The scale of each family of metrics, the same in all trainings of all runs of a report.
    private let scales: [String: ScaleKind]

    init(of traces: [Trace]) {
        var series: [String: [MetricSeries]] = [:]
        for one in traces.flatMap(\.series) {
            series[MetricName(one.name).family, default: []].append(one)
        }
        scales = series.mapValues {
            LineChartFigure(series: $0).isLogarithmic ? .logarithmic : .linear
        }
    }

    func sections(of trace: Trace) -> [Section] {
        var sections: [Section] = []
        let curves = curves(of: trace)
        if !curves.isEmpty {
            sections.append(Section(title: "Metrics", identifier: "metrics", figures: curves))
        }
        for (place, record) in Self.drawnGraphs(of: trace).enumerated() {
            sections.append(
                Section(
                    title: record.title.isEmpty ? "The graph of \(record.id)" : record.title,
                    identifier: "graph-\(place + 1)", figures: Self.figures(of: record, place)))
        }
        return sections
    }

    private static func drawnGraphs(of trace: Trace) -> ArraySlice<GraphRecord> {
        trace.graphs.filter { (smallestGraph...largestGraph).contains($0.topology.count) }
            .prefix(graphLimit)
    }

    /// Says which graphs a report does not draw and why; nil when it draws all.
    static func note(onGraphsLeftOutOf trace: Trace) -> String? {
        let small = trace.graphs.count { $0.topology.count < smallestGraph }
        let large = trace.graphs.count { $0.topology.count > largestGraph }
        let more = trace.graphs.count - small - large - drawnGraphs(of: trace).count
        let reasons = [
            (small, "with fewer than \(smallestGraph) nodes"),
            (large, "with more than \(largestGraph) nodes"),
            (more, "beyond the first \(graphLimit)"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.0 == 1 ? "graph" : "graphs") \($0.1)" }
        return reasons.isEmpty ? nil : "Not drawn: " + reasons.joined(separator: ", ") + "."
    }

    /// One chart for each family of metrics and training: `loss` with `epoch_loss` and
    /// `val_loss`. Several trainings are compared first.
    private func curves(of trace: Trace) -> [ExecutedFigure] {
        var groups: [(name: MetricName, series: [MetricSeries])] = []
        for series in trace.series where !series.points.isEmpty {
            let name = MetricName(series.name)
            let place = groups.firstIndex {
                $0.name.family == name.family && $0.name.training == name.training
            }
            if let place {
                groups[place].series.append(series)
            } else {
                groups.append((name, [series]))
            }
        }
        var figures = comparisons(of: groups)
        let isTrained =
            trace.series("epoch_loss") != nil
            || trace.series.contains { $0.label == MetricLabel.eachStep }
        for group in groups {
            let name = group.name
            let number =
                name.training > 1
                ? (isTrained
                    ? ", training \(name.training)" : ", recorded again (\(name.training))")
                : ""
            figures.append(
                figure(
                    figures.count,
                    LineChartFigure(
                        series: group.series,
                        text: FigureText(title: Self.capitalized(name.family) + number),
                        scale: scales[name.family] ?? .automatic),
                    showing: group.series))
        }
        return figures
    }

    /// A chart of each family that several trainings have in common.
    private func comparisons(
        of groups: [(name: MetricName, series: [MetricSeries])]
    ) -> [ExecutedFigure] {
        var families: [(name: String, contestants: [LineChartFigure.Contestant])] = []
        for (name, series) in groups {
            // The means over epochs, and what was measured after them.
            let isLoop = series.allSatisfy { $0.label == MetricLabel.eachStep }
            let means = isLoop ? series : series.filter { MetricName($0.name).plain != "loss" }
            guard isLoop || series.count > means.count || name.family == "accuracy", !means.isEmpty
            else {
                continue
            }
            let contestant = LineChartFigure.Contestant(
                label: "training \(name.training)", series: Array(means.prefix(1)))
            if let place = families.firstIndex(where: { $0.name == name.family }) {
                families[place].contestants.append(contestant)
            } else {
                families.append((name.family, [contestant]))
            }
        }
        return families.filter {
            (2...LineChartFigure.contestantLimit).contains($0.contestants.count)
        }.enumerated().map { place, family in
            figure(
                place,
                LineChartFigure(
                    comparing: family.contestants,
                    text: FigureText(
                        title: Self.capitalized(family.name) + " of all trainings"),
                    scale: scales[family.name] ?? .automatic),
                showing: family.contestants.flatMap(\.series))
        }
    }

    private func figure(
        _ place: Int, _ figure: LineChartFigure, showing series: [MetricSeries]
    ) -> ExecutedFigure {
        ExecutedFigure(
            name: "metric-\(place + 1)", figure: figure, size: .page,
            caption: "The recorded values of "
                + series.map { "`\($0.name)`" }.joined(separator: ", ") + ".")
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

    private static func capitalized(_ word: String) -> String {
        word.prefix(1).uppercased() + word.dropFirst()
    }
}
