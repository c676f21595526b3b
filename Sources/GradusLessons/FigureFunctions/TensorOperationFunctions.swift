import GradusAutodiff
import GradusDiagnostics
import GradusFigures
import GradusScript
import GradusTensors
import GradusTrace

/// `figure.elementwise`, `figure.reshape`, `figure.transpose`, `figure.expand_dims`,
/// `figure.concatenate` and `figure.sum`: an operation, cell by cell, forward or backward.
struct TensorOperationFunctions {
    let recording: RunRecording

    func register(in session: ScriptSession) {
        func register(
            _ name: String, _ parameters: String,
            _ draw: @escaping (HostCall) throws -> Value
        ) {
            session.register(
                namespace: "figure", name: name, parameters: parameters, body: draw)
        }
        let common = TensorArguments.operation
        register("elementwise", "operation, *operands, \(common)") { try elementwise($0) }
        register("reshape", "x, shape, *, \(common)") { try reshape($0) }
        register("transpose", "x, *, axes=, \(common)") { try transpose($0) }
        register("expand_dims", "x, *, axis=, \(common)") { try expandDims($0) }
        register("concatenate", "arrays, *, axis=, \(common)") { try concatenate($0) }
        register("sum", "x, *, axis=, \(common)") { try sum($0) }
    }

    private func elementwise(_ call: HostCall) throws -> Value {
        let arguments = try TensorArguments(call, in: recording)
        let argument = try call.required("operation")
        let words = ElementwiseFunction.allCases.map(\.codeName)
        let word = try argument.choice(
            words.enumerated().filter { !words[..<$0.offset].contains($0.element) }.map(\.element))
        let function = zip(words, ElementwiseFunction.allCases).first {
            $0.0 == word && (word != "-" || $0.1.arity == call.rest.count)
        }?.1
        guard let function, function.arity == call.rest.count else {
            throw Diagnostic(
                "'\(word)' takes \(function?.arity ?? 1) operands, found \(call.rest.count)",
                at: call.span)
        }
        return try draw(.elementwise(function), call.rest, arguments)
    }

    private func reshape(_ call: HostCall) throws -> Value {
        let arguments = try TensorArguments(call, in: recording)
        let x = try call.required("x")
        let lengths = try call.required("shape").integers()
        let shape = try arguments.computing { () throws(TensorError) in
            try (try tensor(x)).reshaped(lengths).shape
        }
        return try draw(.reshape(shape), [x], arguments)
    }

    private func transpose(_ call: HostCall) throws -> Value {
        let arguments = try TensorArguments(call, in: recording)
        let x = try call.required("x")
        let rank = try x.tensor().ndim
        var axes = Array((0..<rank).reversed())
        if let argument = call["axes"] {
            axes = try argument.integers().map { $0 < 0 ? $0 + rank : $0 }
        }
        return try draw(.transpose(axes), [x], arguments)
    }

    private func expandDims(_ call: HostCall) throws -> Value {
        let arguments = try TensorArguments(call, in: recording)
        let x = try call.required("x")
        let axis = try arguments.axis("axis", rank: try x.tensor().ndim + 1) ?? 0
        return try draw(.expandDims(axis: axis), [x], arguments)
    }

    private func concatenate(_ call: HostCall) throws -> Value {
        let arguments = try TensorArguments(call, in: recording)
        let parts = try call.required("arrays").list()
        guard let first = parts.first else {
            throw Diagnostic("need at least one array to concatenate", at: call.span)
        }
        let axis = try arguments.axis("axis", rank: try first.tensor().ndim) ?? 0
        return try draw(.concatenate(axis: axis), parts, arguments)
    }

    private func sum(_ call: HostCall) throws -> Value {
        let arguments = try TensorArguments(call, in: recording)
        let x = try call.required("x")
        return try draw(
            .sum(axis: try arguments.axis("axis", rank: try x.tensor().ndim)), [x], arguments)
    }

    private func tensor(_ argument: HostArgument) throws(TensorError) -> Tensor {
        do {
            return try argument.tensor()
        } catch {
            throw TensorError(error.message)
        }
    }

    private func draw(
        _ operation: TensorOperation, _ given: [HostArgument], _ arguments: TensorArguments
    ) throws -> Value {
        let operands = try arguments.operands(given)
        let tensors = operands.map(\.record.tensor)
        let value = try arguments.computing { () throws(TensorError) in
            try TensorOperationRun.forward(operation, tensors)
        }
        let result = try arguments.record(
            value, label: try arguments.resultLabel(behind: operands))
        if try TensorGradientFunctions.isAsked(arguments.call) {
            return try TensorGradientFunctions(arguments: arguments).draw(
                operation, operands, result: result)
        }
        let cell = try arguments.cell(in: value.shape, called: result.label)
        return try arguments.add(
            OperationFigure(
                operation, operands: operands, result: result, cell: cell,
                text: arguments.figure.text))
    }
}
