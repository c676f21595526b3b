import GradusAutodiff

extension TraceKey {
    /// The key of a number of the run as a whole.
    public static func run(_ field: RunField) -> TraceKey { TraceKey(.run(field)) }

    /// The key of an element of a node's value; `at` is the row-major index, 0 for a scalar.
    public static func nodeValue(graph: String, node: Int, at index: Int = 0) -> TraceKey {
        TraceKey(.graph(id: graph, .element(node: node, .value, index: index)))
    }

    /// The key of an element of a node's gradient; `at` is the row-major index.
    public static func nodeGradient(graph: String, node: Int, at index: Int = 0) -> TraceKey {
        TraceKey(.graph(id: graph, .element(node: node, .gradient, index: index)))
    }

    /// The key of a statistic of a node's value or gradient, for tensors too large to show.
    public static func nodeSummary(
        graph: String, node: Int, of tensor: NodeTensor = .value, _ statistic: SummaryStatistic
    ) -> TraceKey {
        TraceKey(.graph(id: graph, .statistic(node: node, tensor, statistic)))
    }

    /// The key of a length of a node's shape.
    public static func nodeShape(graph: String, node: Int, axis: Int) -> TraceKey {
        TraceKey(.graph(id: graph, .shape(node: node, axis: axis)))
    }

    /// The key of the local derivative of an edge between operations (both ends scalar).
    public static func edgeDerivative(graph: String, edge: Edge) -> TraceKey {
        TraceKey(
            .graph(
                id: graph, .edgeDerivative(from: edge.from, to: edge.to, operand: edge.operand)))
    }

    /// The key of the combined derivative of a view's edge. `from` and `to` are **topology**
    /// node indices: `view.nodes[edge.from].node` and `view.nodes[edge.to].node`.
    public static func viewEdgeDerivative(
        graph: String, view: GraphViewKind, from: Int, to: Int
    ) -> TraceKey {
        TraceKey(.graph(id: graph, .viewEdgeDerivative(view, from: from, to: to)))
    }

    /// The key of the product along one path; `from` and `to` are topology node indices
    /// (root and end), `index` counts the paths from 0 in the order of the view's path set.
    public static func pathProduct(
        graph: String, view: GraphViewKind, from: Int, to: Int, index: Int
    ) -> TraceKey {
        TraceKey(.graph(id: graph, .pathProduct(view, from: from, to: to, path: index)))
    }

    /// The key of one factor of a path, counted from 0 at the root.
    public static func pathFactor(
        graph: String, view: GraphViewKind, from: Int, to: Int, index: Int, factor: Int
    ) -> TraceKey {
        TraceKey(
            .graph(id: graph, .pathFactor(view, from: from, to: to, path: index, factor: factor)))
    }

    /// The key of the sum of the products of all paths.
    public static func pathTotal(
        graph: String, view: GraphViewKind, from: Int, to: Int
    ) -> TraceKey {
        TraceKey(.graph(id: graph, .pathTotal(view, from: from, to: to)))
    }

    /// The key of the number of paths.
    public static func pathCount(
        graph: String, view: GraphViewKind, from: Int, to: Int
    ) -> TraceKey {
        TraceKey(.graph(id: graph, .pathCount(view, from: from, to: to)))
    }

    /// The key of the digits to which a node's gradient agrees with central differences.
    public static func checkDigits(graph: String, node: Int) -> TraceKey {
        TraceKey(.graph(id: graph, .checkDigits(node: node)))
    }

    /// The key of a metric at a step.
    public static func metric(series: String, step: Int) -> TraceKey {
        TraceKey(.metric(series: series, step: step))
    }

    /// The key of a statistic of a metric over all recorded steps.
    public static func metricSummary(_ series: String, _ statistic: MetricStatistic) -> TraceKey {
        TraceKey(.metricSummary(series: series, statistic))
    }

    /// The key of a number of a training step.
    public static func step(_ step: Int, _ field: StepField) -> TraceKey {
        TraceKey(.step(step: step, field))
    }

    /// The key of a statistic of a parameter before or after its update in a step.
    public static func update(
        step: Int, parameter: String, _ side: UpdateSide, _ statistic: SummaryStatistic
    ) -> TraceKey {
        TraceKey(.update(step: step, parameter: parameter, side, statistic))
    }

    /// The key of an element of a named tensor by its row-major index.
    public static func tensorElement(name: String, at index: Int = 0) -> TraceKey {
        TraceKey(.tensorElement(name: name, index: index))
    }

    /// The key of a length of a named tensor.
    public static func tensorShape(name: String, axis: Int) -> TraceKey {
        TraceKey(.tensorShape(name: name, axis: axis))
    }

    /// The key of a statistic of a named tensor.
    public static func tensorSummary(name: String, _ statistic: SummaryStatistic) -> TraceKey {
        TraceKey(.tensorSummary(name: name, statistic))
    }

    /// The key of a named value.
    public static func value(name: String) -> TraceKey { TraceKey(.value(name: name)) }
}
