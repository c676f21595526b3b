import GradusAutodiff
import GradusDiagnostics
import GradusFigures
import GradusScript
import GradusTensors
import GradusTrace

/// The arguments of a figure of tensors: operands that are recorded as they are read, under the
/// names that the script has for them.
struct TensorArguments {
    /// What every figure of an operation takes, as `HostCall` reads parameters.
    static let operation = "cell=, names=, backward=, upstream=, of=, \(FigureArguments.parameters)"

    let call: HostCall
    let figure: FigureArguments
    let recording: RunRecording

    init(_ call: HostCall, in recording: RunRecording) throws(Diagnostic) {
        self.call = call
        self.recording = recording
        figure = try FigureArguments(call, in: recording)
    }

    /// Records a tensor that the figure shows and names it.
    func record(
        _ tensor: Tensor, label: String, recordedAs name: String? = nil
    ) throws -> TensorOperand {
        let record = try recording.record(
            tensor: tensor, named: "\(figure.name).\(name ?? label)",
            provenance: "\(label) in \(call.function), \(call.span.file):\(call.span.start.line)")
        return TensorOperand(record, label: label)
    }

    /// Reads operands and records them: under `names=`, their variables' names, or x, y, …
    func operands(_ arguments: [HostArgument]) throws -> [TensorOperand] {
        let given = try names()
        let letters = ["x", "y", "v", "w"]
        var taken: Set<String> = []
        return try arguments.enumerated().map { place, argument in
            var label = argument.variableName ?? ""
            if place < given.count {
                label = given[place]
            } else if label.isEmpty {
                label = letters.first { !taken.contains($0) } ?? "x\(place)"
            }
            taken.insert(label)
            return try record(try argument.tensor(), label: label)
        }
    }

    /// Names the result: the name behind the operands' in `names=`, else z.
    func resultLabel(behind operands: [TensorOperand]) throws -> String {
        let given = try names()
        if given.count > operands.count { return given[operands.count] }
        return operands.contains { $0.label == "z" } ? "result" : "z"
    }

    func names() throws -> [String] {
        guard let argument = call["names"] else { return [] }
        var names: [String] = []
        for element in try argument.list() { names.append(try element.string()) }
        return names
    }

    /// The cell that is asked for, counted from the front; nil when there is none. It must lie
    /// within `shape`.
    func cell(in shape: Shape, called name: String) throws(Diagnostic) -> [Int]? {
        guard let argument = call["cell"] else { return nil }
        let cell = try argument.integers()
        guard cell.count == shape.rank else {
            throw argument.mismatch(
                "an index for each of the \(shape.rank) axes of \(name), shape \(shape)")
        }
        var result: [Int] = []
        for (axis, place) in cell.enumerated() {
            let length = shape[axis]
            guard place >= -length, place < length else {
                throw Diagnostic(
                    "index \(place) is out of bounds for axis \(axis) of \(name), shape \(shape)",
                    at: argument.span)
            }
            result.append(place < 0 ? place + length : place)
        }
        return result
    }

    /// Runs a computation of tensors; what has no result is an error at the call.
    func computing<Result>(
        _ body: () throws(TensorError) -> Result
    ) throws(Diagnostic) -> Result {
        do {
            return try body()
        } catch {
            throw Diagnostic(error.message, at: call.span, fix: error.fix)
        }
    }

    /// An axis of a tensor of some rank, counted from the front.
    func axis(_ name: String, rank: Int) throws(Diagnostic) -> Int? {
        guard let argument = call[name] else { return nil }
        let axis = try argument.int()
        guard axis >= -rank, axis < rank else {
            throw Diagnostic(
                "axis \(axis) is out of bounds for array of dimension \(rank)", at: argument.span)
        }
        return axis < 0 ? axis + rank : axis
    }

    /// A shape that no tensor has; its lengths are recorded.
    func shape(
        _ argument: HostArgument, label: String, recordedAs name: String
    ) throws -> ShapeOperand {
        let lengths = try argument.integers()
        guard lengths.allSatisfy({ $0 >= 0 }), (try? Shape.checked(lengths)) != nil else {
            throw argument.mismatch("a shape of fewer than 10¹⁸ elements")
        }
        let shape = ShapeOperand(
            label: label, lengths: lengths, recordedAs: "\(figure.name).\(name)")
        try record(shape)
        return shape
    }

    /// Records the lengths of a shape that no tensor has.
    func record(_ shape: ShapeOperand) throws {
        for value in shape.values {
            try recording.recorder.record(
                value: value.value, named: value.name,
                provenance: "\(call.function), \(call.span.file):\(call.span.start.line)")
        }
    }

    /// Adds the figure to the run.
    func add(_ drawn: any Figure) throws -> Value {
        try figure.add(drawn, to: recording, at: call.span)
        return .none
    }
}
