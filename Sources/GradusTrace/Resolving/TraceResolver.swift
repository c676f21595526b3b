import GradusAutodiff
import GradusTensors

/// Resolves many keys of one trace: views, paths and statistics are computed once and kept.
/// It belongs to one thread.
public final class TraceResolver {
    /// The trace whose keys it resolves.
    public let trace: Trace

    private let graphs: [String: Int]
    private let series: [String: Int]
    private let steps: [Int: Int]
    private let tensors: [String: Int]
    private let values: [String: Int]
    private var views: [ViewName: ResolvedView] = [:]
    private var paths: [PathName: PathSet?] = [:]
    private var summaries: [SummaryName: TensorSummary] = [:]

    private struct ViewName: Hashable {
        var graph: Int
        var kind: GraphViewKind
    }
    private struct PathName: Hashable {
        var view: ViewName
        var from: Int
        var to: Int
    }
    private enum SummaryName: Hashable {
        case node(graph: Int, node: Int, TraceKey.NodeTensor)
        case tensor(Int)
    }

    /// Makes a resolver. O(records).
    public init(_ trace: Trace) {
        self.trace = trace
        graphs = Self.index(trace.graphs, by: \.id)
        series = Self.index(trace.series, by: \.name)
        steps = Self.index(trace.steps, by: \.step)
        tensors = Self.index(trace.tensors, by: \.name)
        values = Self.index(trace.values, by: \.name)
    }

    /// The number that a key names; nil when the key leads nowhere: nothing was recorded under
    /// its names, an index is out of range, a gradient was never computed, a derivative is not
    /// a single number.
    public func resolve(_ key: TraceKey) -> RecordedNumber? {
        switch key.target {
        case .run(let field):
            return trace[field]
        case .graph(let id, let target):
            return graphs[id].flatMap { resolve(target, in: $0) }
        case .metric(let name, let step):
            return series[name].flatMap { trace.series[$0].value(at: step) }.map { .number($0) }
        case .metricSummary(let name, let statistic):
            return series[name].flatMap { trace.series[$0][statistic] }
        case .step(let step, let field):
            return steps[step].flatMap { resolve(field, of: trace.steps[$0]) }
        case .update(let step, let parameter, let side, let statistic):
            let update = trace.updates.last { $0.step == step && $0.parameter == parameter }
            guard let update else { return nil }
            return (side == .before ? update.before : update.after).summary[statistic]
        case .tensorElement(let name, let index):
            return tensors[name].flatMap { trace.tensors[$0].tensor.recordedElement(at: index) }
        case .tensorShape(let name, let axis):
            return tensors[name].flatMap { Self.length(trace.tensors[$0].tensor.shape, axis) }
        case .tensorSummary(let name, let statistic):
            guard let index = tensors[name] else { return nil }
            return summary(.tensor(index), of: trace.tensors[index].tensor)[statistic]
        case .value(let name):
            return values[name].map { trace.values[$0].value }
        }
    }

    /// Resolves a key in its written form; nil also for a text that is no key.
    public func resolve(_ rawKey: String) -> RecordedNumber? {
        TraceKey(rawValue: rawKey).flatMap { resolve($0) }
    }

    private func resolve(_ target: TraceKey.GraphTarget, in graph: Int) -> RecordedNumber? {
        switch target {
        case .element(let node, let which, let index):
            return tensor(which, of: node, in: graph)?.recordedElement(at: index)
        case .statistic(let node, let which, let statistic):
            guard let tensor = tensor(which, of: node, in: graph) else { return nil }
            return summary(.node(graph: graph, node: node, which), of: tensor)[statistic]
        case .shape(let node, let axis):
            return tensor(.value, of: node, in: graph).flatMap { Self.length($0.shape, axis) }
        case .edgeDerivative(let from, let to, let operand):
            return edgeDerivative(Edge(from: from, to: to, operand: operand), in: graph)
        case .viewEdgeDerivative(let kind, let from, let to):
            let view = view(ViewName(graph: graph, kind: kind))
            return view?.derivative(from: from, to: to).map { .number($0) }
        case .pathProduct(let kind, let from, let to, let path):
            let set = pathSet(kind, from: from, to: to, in: graph)
            guard let set, set.paths.indices.contains(path) else { return nil }
            return set.paths[path].product.map { .number($0) }
        case .pathFactor(let kind, let from, let to, let path, let factor):
            let set = pathSet(kind, from: from, to: to, in: graph)
            guard let set, set.paths.indices.contains(path),
                set.paths[path].factors.indices.contains(factor)
            else { return nil }
            return set.paths[path].factors[factor].map { .number($0) }
        case .pathTotal(let kind, let from, let to):
            return pathSet(kind, from: from, to: to, in: graph)?.total.map { .number($0) }
        case .pathCount(let kind, let from, let to):
            return pathSet(kind, from: from, to: to, in: graph).map { .integer($0.count) }
        case .checkDigits(let node):
            let check = trace.graphs[graph].checks.first { $0.node == node }
            return check.map { .number(Double($0.digits)) }
        }
    }

    private func resolve(_ field: TraceKey.StepField, of step: StepRecord) -> RecordedNumber? {
        switch field {
        case .loss: .number(step.loss)
        case .epoch: .integer(step.epoch)
        case .batch: .integer(step.batch)
        case .learningRate: .number(step.learningRate)
        case .metric(let name):
            step.metrics.first { $0.name == name }.map { .number($0.value) }
        case .parameter(let name, let tensor, let statistic):
            step.parameters.first { $0.name == name }
                .flatMap { tensor == .value ? $0.value : $0.gradient }?[statistic]
        }
    }

    private func tensor(
        _ which: TraceKey.NodeTensor, of node: Int, in graph: Int
    ) -> Tensor? {
        let record = trace.graphs[graph]
        guard record.values.values.indices.contains(node) else { return nil }
        return which == .value ? record.values.values[node] : record.gradients?[node]
    }

    private func edgeDerivative(_ edge: Edge, in graph: Int) -> RecordedNumber? {
        let values = trace.graphs[graph].values
        guard values.values.indices.contains(edge.to) else { return nil }
        let inputs = values.topology.inputs(of: edge.to)
        guard edge.operand >= 0, edge.operand < inputs.count,
            inputs[inputs.startIndex + edge.operand] == edge.from
        else { return nil }
        return values.localDerivative(of: edge).value.map { .number($0) }
    }

    private func view(_ name: ViewName) -> ResolvedView? {
        if let known = views[name] { return known }
        let record = trace.graphs[name.graph]
        guard let root = record.viewRoot else { return nil }
        let view = ResolvedView(GraphView(name.kind, values: record.values, root: root))
        views[name] = view
        return view
    }

    private func pathSet(
        _ kind: GraphViewKind, from: Int, to: Int, in graph: Int
    ) -> PathSet? {
        let name = PathName(view: ViewName(graph: graph, kind: kind), from: from, to: to)
        if let known = paths[name] { return known }
        let found = view(name.view)?.paths(from: from, to: to)
        paths[name] = .some(found)
        return found
    }

    private func summary(_ name: SummaryName, of tensor: Tensor) -> TensorSummary {
        if let known = summaries[name] { return known }
        let summary = TensorSummary(of: tensor)
        summaries[name] = summary
        return summary
    }

    private static func length(_ shape: Shape, _ axis: Int) -> RecordedNumber? {
        shape.dimensions.indices.contains(axis) ? .integer(shape.dimensions[axis]) : nil
    }

    private static func index<Record, Name: Hashable>(
        _ records: [Record], by name: KeyPath<Record, Name>
    ) -> [Name: Int] {
        var places: [Name: Int] = [:]
        for (place, record) in records.enumerated() where places[record[keyPath: name]] == nil {
            places[record[keyPath: name]] = place
        }
        return places
    }
}

/// A view with its nodes found by their topology index.
private struct ResolvedView {
    let view: GraphView
    private var places: [Int: Int] = [:]
    /// The edges between two cards: several where one operation takes the other's result twice.
    private var edges: [[Int]: [Int]] = [:]

    init(_ view: GraphView) {
        self.view = view
        for (place, node) in view.nodes.enumerated() { places[node.node] = place }
        for (place, edge) in view.edges.enumerated() {
            edges[[edge.from, edge.to], default: []].append(place)
        }
    }

    func derivative(from: Int, to: Int) -> Double? {
        guard let first = places[from], let last = places[to], let found = edges[[first, last]]
        else { return nil }
        let derivatives = found.compactMap { view.edges[$0].derivative }
        return derivatives.isEmpty ? nil : derivatives.dropFirst().reduce(derivatives[0], +)
    }

    func paths(from: Int, to: Int) -> PathSet? {
        guard let first = places[from], let last = places[to] else { return nil }
        return view.paths(from: first, to: last)
    }
}

extension Tensor {
    /// The element at a row-major index as its kind of number; nil out of range.
    /// O(rank).
    public func recordedElement(at index: Int) -> RecordedNumber? {
        guard index >= 0, index < size else { return nil }
        var place = offset
        var rest = index
        for axis in stride(from: ndim - 1, through: 0, by: -1) {
            place += rest % shape[axis] * strides[axis]
            rest /= shape[axis]
        }
        let element = Tensor(storage: sharedStorage, shape: [], strides: [], offset: place)
        return dtype.isFloating
            ? .number(element.scalarValue) : .integer(Int(element.scalarInteger))
    }
}
