import GradusAutodiff
import GradusDiagnostics
import GradusFigures
import GradusGraphics
import GradusTensors
import GradusTrace

/// A figure that a run asked for, with the words around it.
public struct ExecutedFigure: Sendable {
    /// The name, unique in the run: the name of its files.
    public var name: String
    /// What will be drawn.
    public var figure: any Figure
    /// How much room it asked for.
    public var size: FigureSize
    /// The caption as written in the call.
    public var caption: String
    /// Where it was asked for; nil in a report of a trace alone.
    public var span: SourceSpan?

    /// The figure as marks.
    public func drawing(measuredBy measure: any TextMeasuring) -> Drawing {
        figure.drawing(in: FigureContext(measure: measure, size: size))
    }

    /// Its frames where it happens step by step.
    public func frames(measuredBy measure: any TextMeasuring) -> DrawingFrames? {
        (figure as? any FramedFigure)?.frames(in: FigureContext(measure: measure, size: size))
    }
}

/// What a run leaves behind: its trace and its figures. It belongs to the run's thread.
final class RunRecording {
    let recorder: TraceRecorder
    /// What the script trains in loops of its own.
    let loops: LoopRecorder
    /// The leaves of the session's graph whose parameter has a later version.
    var updatedNodes: () -> Set<Int> = { [] }
    /// Why the gradients of a root would be wrong; nil for most.
    var missingDerivative: (Variable) -> Diagnostic? = { _ in nil }
    private(set) var figures: [ExecutedFigure] = []
    /// Where named nodes of the session's graph were recorded first.
    private var places: [Int: (graph: String, node: Int)] = [:]
    /// Where roots with gradients were recorded first.
    private var roots: [Int: (graph: String, places: [Int?])] = [:]

    init(recorder: TraceRecorder) {
        self.recorder = recorder
        loops = LoopRecorder(recorder)
    }

    /// Adds a figure; its name must be a file's and not taken.
    func add(_ figure: ExecutedFigure, at span: SourceSpan) throws(Diagnostic) {
        let isPlain = figure.name.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "-" || $0 == "_"
        }
        guard !figure.name.isEmpty, isPlain, figure.name.utf8.count <= 100 else {
            throw Diagnostic(
                "'\(figure.name)' cannot name a figure", at: span,
                fix: "use letters, digits, '-' and '_'")
        }
        guard !figures.contains(where: { $0.name == figure.name }) else {
            throw Diagnostic(
                "there is a figure '\(figure.name)' already", at: span,
                fix: "give this one another name=…")
        }
        var figure = figure
        figure.span = span
        figures.append(figure)
    }

    /// The name of the next figure that is given none.
    var nextFigureName: String { "figure-\(figures.count + 1)" }

    /// Records the part of a graph that a variable was computed from, with gradients and their
    /// check where they exist. Gives the record and where the graph's nodes are in it.
    func record(
        graphOf root: Variable, withGradients: Bool
    ) throws -> (record: GraphRecord, places: [Int?]) {
        let part = root.graph.values.subgraph(of: [root.index])
        let values = part.values
        guard let place = part.places[root.index] else {
            throw TraceError("a variable is not part of its own graph")
        }
        var gradients: Gradients?
        var checks: [GradientCheck] = []
        let missing = missingDerivative(root)
        if let missing, withGradients { throw TensorError(missing.message, fix: missing.fix) }
        if root.dtype.isFloating, root.shape.count == 1, missing == nil {
            let found = try values.backward(from: place)
            gradients = found
            checks = Self.checks(of: found, values)
        } else if withGradients {
            throw TensorError(
                "only a single floating-point number has a backward pass to draw, found "
                    + "\(root.dtype) of shape \(root.shape)",
                fix: "draw the loss, or a sum: figure.backward(np.sum(y))")
        }
        var record = GraphRecord(
            id: root.graph.topology.nodes[root.index].displayName, values: values, root: place,
            gradients: gradients, checks: checks,
            staleNodes: updatedNodes().sorted().compactMap {
                part.places.indices.contains($0) ? part.places[$0] : nil
            })
        // Names that mean something else by now get a number.
        var number = 1
        let name = record.id
        while let taken = recorder.trace.graph(record.id),
            taken.firstDifference(from: record) != nil
        {
            number += 1
            record.id = "\(name)~\(number)"
        }
        try recorder.record(graph: record)
        remember(root, record, part.places)
        return (record, part.places)
    }

    /// Where a node's value is recorded; it is recorded now when it was not before.
    func place(ofNode node: Int, in graph: Graph) throws -> (graph: String, node: Int) {
        if let known = places[node] { return known }
        let (record, found) = try record(
            graphOf: Variable(graph: graph, index: node), withGradients: false)
        return (record.id, found[node] ?? 0)
    }

    /// The key of a scalar gradient; nil when the root does not depend on the node.
    func gradientKey(root: Int, node: Int, in graph: Graph) throws -> TraceKey? {
        if roots[root] == nil {
            _ = try record(graphOf: Variable(graph: graph, index: root), withGradients: true)
        }
        guard let known = roots[root], let place = known.places[node] else { return nil }
        return .nodeGradient(graph: known.graph, node: place)
    }

    /// Unnamed nodes may be freed and their indices used again, so only named ones count.
    private func remember(_ root: Variable, _ record: GraphRecord, _ found: [Int?]) {
        guard root.name != nil else { return }
        for (node, place) in found.enumerated() {
            guard let place, places[node] == nil, root.graph.topology.nodes[node].name != nil
            else { continue }
            places[node] = (record.id, place)
        }
        if record.gradients != nil, roots[root.index] == nil {
            roots[root.index] = (record.id, found)
        }
    }

    /// Follows nodes that moved when a loop forgot others.
    func didForget(since mark: Int, places moved: [Int?]) {
        func followed<Kept>(_ known: [Int: Kept]) -> [Int: Kept] {
            var result: [Int: Kept] = [:]
            for (node, kept) in known {
                if node < mark {
                    result[node] = kept
                } else if node - mark < moved.count, let place = moved[node - mark] {
                    result[place] = kept
                }
            }
            return result
        }
        places = followed(places)
        // Where a root's nodes are recorded is listed by node: it is recorded anew.
        roots = roots.filter { $0.key < mark }
    }

    /// Records a tensor under a name of its own; a number is added when the name is taken by
    /// another tensor.
    func record(tensor: Tensor, named name: String, provenance: String) throws -> NamedTensor {
        var number = 1
        var unique = name
        while let taken = recorder.trace.tensor(unique), !taken.tensor.isIdentical(to: tensor) {
            number += 1
            unique = "\(name)~\(number)"
        }
        try recorder.record(tensor: tensor, named: unique, provenance: provenance)
        return NamedTensor(name: unique, tensor: tensor.contiguous(), provenance: provenance)
    }

    /// Central differences for the floating-point leaves that are small enough to afford them,
    /// parameters first; of large parameters some elements are compared where that is affordable,
    /// and of a parameter that is not the check says so.
    private static func checks(of gradients: Gradients, _ values: Values) -> [GradientCheck] {
        let nodeCount = max(1, values.topology.count)
        let affordable = 2_000_000 / nodeCount
        let leaves = values.topology.leaves.filter {
            gradients[$0] != nil && values[$0].size <= min(256, affordable)
        }
        func isParameter(_ leaf: Int) -> Bool { values.topology.nodes[leaf].role == .parameter }
        // In all, so that a sum of thousands of parameters does not take the square of its length.
        var left = 40_000_000 / nodeCount
        let chosen = (leaves.filter(isParameter) + leaves.filter { !isParameter($0) }).prefix {
            left -= min(32, values[$0].size)
            return left >= 0
        }
        let parameters = values.topology.leaves.filter {
            isParameter($0) && gradients[$0] != nil && values.topology.nodes[$0].dtype.isFloating
        }
        // An evaluation at each of some 17 points for an element.
        let price = values.evaluationCost.multipliedReportingOverflow(
            by: 17 * GradientCheck.elementLimit)
        let count = price.overflow ? 0 : Self.largeChecks / max(1, price.partialValue)
        let known = Set(chosen)
        let large = parameters.filter { !known.contains($0) && values[$0].size > 0 }.prefix(count)
        let nodes = (chosen + large).sorted()
        let unchecked = Set(parameters).subtracting(nodes)
        let checks = values.checkGradients(
            root: gradients.root, gradients: gradients, nodes: nodes)
        return (checks + unchecked.sorted().map { .none(of: $0) }).sorted { $0.node < $1.node }
    }

    /// How many multiplications and additions checks of large parameters may take in all.
    private static let largeChecks = 100_000_000
}
