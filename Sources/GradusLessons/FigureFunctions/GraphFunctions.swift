import GradusAutodiff
import GradusDiagnostics
import GradusFigures
import GradusScript
import GradusTensors
import GradusTrace

/// `figure.graph`, `figure.forward` and `figure.backward`.
struct GraphFunctions {
    let recording: RunRecording

    func register(in session: ScriptSession) {
        let common = FigureArguments.parameters
        let look = "view=, fold=, direction=, cells="
        session.register(
            namespace: "figure", name: "graph",
            parameters: "root, *, \(look), merge=, constants=, \(common)"
        ) { try draw(.structure, $0) }
        session.register(
            namespace: "figure", name: "forward",
            parameters: "root, *, \(look), merge=, constants=, \(common)"
        ) { try draw(.forward, $0) }
        session.register(
            namespace: "figure", name: "backward",
            parameters: "root, *, path_to=, \(look), merge=, constants=, \(common)"
        ) { try draw(.backward, $0) }
        session.register(
            namespace: "figure", name: "frames",
            parameters: "root, *, \(look), \(common)"
        ) { try frames($0) }
    }

    /// `figure.frames`.
    private func frames(_ call: HostCall) throws -> Value {
        let arguments = try FigureArguments(call, in: recording)
        let argument = try call.required("root")
        do {
            let (record, _) = try recording.record(
                graphOf: try argument.variable(), withGradients: true)
            let figure = GraphFramesFigure(
                record, view: try Self.view(call, record), fold: try Self.fold(call, record),
                direction: try Self.direction(call), cells: try Self.cells(call),
                text: arguments.text)
            guard figure.frameCount <= Self.frameLimit else {
                throw Diagnostic(
                    "figure.frames() would take \(figure.frameCount) frames, and shows at most "
                        + "\(Self.frameLimit)", at: argument.span,
                    fix: "fold functions and loops with fold=True, or draw a smaller graph")
            }
            try arguments.add(figure, to: recording, at: call.span)
        } catch let error as TensorError {
            throw Diagnostic(error.message, at: argument.span, fix: error.fix)
        }
        return .none
    }

    /// The most frames of a sequence.
    private static let frameLimit = 120

    private static func view(
        _ call: HostCall, _ record: GraphRecord
    ) throws(Diagnostic) -> GraphViewKind {
        let view = try call["view"]?.choice(GraphViewKind.allCases.map(\.rawValue))
        return view.flatMap(GraphViewKind.init(rawValue:))
            ?? (isScalar(record) ? .statement : .operation)
    }

    private func draw(_ mode: ComputationGraphFigure.Mode, _ call: HostCall) throws -> Value {
        let arguments = try FigureArguments(call, in: recording)
        let argument = try call.required("root")
        let root = try argument.variable()
        let (record, places): (GraphRecord, [Int?])
        do {
            (record, places) = try recording.record(
                graphOf: root, withGradients: mode == .backward)
        } catch let error as TensorError {
            throw Diagnostic(error.message, at: argument.span, fix: error.fix)
        }
        let kind = try Self.view(call, record)
        let figure = ComputationGraphFigure(
            record, mode: mode, view: kind, pathTo: try target(call, root, record, places),
            fold: try Self.fold(call, record), mergesRepeats: try call["merge"]?.bool() ?? true,
            hasConstants: try call["constants"]?.bool() ?? false,
            direction: try Self.direction(call), cells: try Self.cells(call),
            text: arguments.text)
        try arguments.add(figure, to: recording, at: call.span)
        return .none
    }

    /// The node of `path_to`, in the record.
    private func target(
        _ call: HostCall, _ root: Variable, _ record: GraphRecord, _ places: [Int?]
    ) throws(Diagnostic) -> Int? {
        guard let argument = call["path_to"] else { return nil }
        let variable = try argument.variable()
        guard let version = call.version(of: variable, in: root), let place = places[version.index]
        else {
            let name = root.name.map { "'\($0)'" } ?? "what is drawn"
            let names = CardNames(record, preferring: .statement).names.prefix(24)
            throw Diagnostic(
                "\(name) does not depend on \(argument.value.typeDescription): there is no path",
                at: argument.span,
                fix: names.isEmpty
                    ? "compute with it" : "it depends on " + names.joined(separator: ", "))
        }
        return place
    }

    /// A node for each statement is the default where all values are single numbers.
    static func isScalar(_ record: GraphRecord) -> Bool {
        record.topology.nodes.allSatisfy { $0.shape.count == 1 }
    }

    /// `fold=True`, `fold=False`, `fold="layer"` or `fold=["layer", "head"]`.
    static func fold(
        _ call: HostCall, _ record: GraphRecord
    ) throws(Diagnostic) -> GraphFold {
        guard let argument = call["fold"] else { return .automatic }
        let fold = resolved(try fold(argument), in: record) { call.scopes(ofClass: $0) }
        try check(fold, in: record, at: argument.span)
        return fold
    }

    /// Names of classes among the names to fold are replaced by those of what they stand for.
    static func resolved(
        _ fold: GraphFold, in record: GraphRecord, _ scopes: (String) -> [String]
    ) -> GraphFold {
        guard case .named(let names) = fold else { return fold }
        return .named(
            names.flatMap { name -> [String] in
                let known = scopes(name).filter {
                    GraphFold.named([$0]).unknownName(in: record) == nil
                }
                let isScope = GraphFold.named([name]).unknownName(in: record) == nil
                return isScope || known.isEmpty ? [name] : known
            })
    }

    /// Throws where a name is none of a function or loop of the graph.
    static func check(
        _ fold: GraphFold, in record: GraphRecord, at span: SourceSpan? = nil, file: String? = nil
    ) throws(Diagnostic) {
        guard let name = fold.unknownName(in: record) else { return }
        let known = GraphFold.names(in: record)
        let nearest = Suggestion.nearest(to: name, among: known)
        let list = known.prefix(24).map { "'\($0)'" }.joined(separator: ", ")
        throw Diagnostic(
            "no function or loop of the graph is called '\(name)'", at: span, file: file,
            fix: known.isEmpty
                ? "nothing in it was computed in a function or a loop, so nothing can be folded"
                : (nearest.map { "did you mean '\($0)'? " } ?? "") + "it has \(list)"
                    + (known.count > 24 ? ", …" : ""))
    }

    private static func fold(_ argument: HostArgument) throws(Diagnostic) -> GraphFold {
        switch argument.value {
        case .bool(let folds): return folds ? .all : .none
        case .string(let name): return .named([name])
        case .list, .tuple:
            var names: [String] = []
            for element in try argument.list() { names.append(try element.string()) }
            return .named(names)
        default:
            throw argument.mismatch(
                "True, False, or the names of functions and loops",
                fix: "fold=\"dense\" folds what the function dense computes")
        }
    }

    /// `direction="left-right"`.
    static func direction(_ call: HostCall) throws(Diagnostic) -> GraphDirection? {
        let word = try call["direction"]?.choice(GraphDirection.allCases.map(\.rawValue))
        return word.flatMap(GraphDirection.init(rawValue:))
    }

    /// `cells="histogram"`.
    static func cells(_ call: HostCall) throws(Diagnostic) -> TensorCells {
        let word = try call["cells"]?.choice(TensorCells.allCases.map(\.rawValue))
        return word.flatMap(TensorCells.init(rawValue:)) ?? .auto
    }
}
