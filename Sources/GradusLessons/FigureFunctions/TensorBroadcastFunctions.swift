import GradusDiagnostics
import GradusFigures
import GradusScript
import GradusTensors

/// `figure.broadcasting`: two tensors of different shapes become of one shape, or do not.
struct TensorBroadcastFunctions {
    let recording: RunRecording

    func register(in session: ScriptSession) {
        session.register(
            namespace: "figure", name: "broadcasting",
            parameters: "x, y, *, operation=, \(TensorArguments.operation)"
        ) { try broadcasting($0) }
    }

    private func broadcasting(_ call: HostCall) throws -> Value {
        let arguments = try TensorArguments(call, in: recording)
        let functions = ElementwiseFunction.allCases.filter { $0.arity == 2 }
        let word = try call["operation"]?.choice(functions.map(\.codeName)) ?? "+"
        let function = functions.first { $0.codeName == word } ?? .add
        let operands = try arguments.operands([try call.required("x"), try call.required("y")])
        let shapes = operands.map { $0.record.tensor.shape }
        guard let target = try? shapes[0].broadcast(with: shapes[1]) else {
            return try arguments.add(
                RefusalFigure(
                    .broadcasting(function), operands: operands.map { ShapeOperand($0) },
                    text: arguments.figure.text))
        }
        let value = try arguments.computing { () throws(TensorError) in
            try TensorOperationRun.forward(
                .elementwise(function), operands.map(\.record.tensor))
        }
        let result = try arguments.record(
            value, label: try arguments.resultLabel(behind: operands))
        if try TensorGradientFunctions.isAsked(call) {
            return try TensorGradientFunctions(arguments: arguments).draw(
                .elementwise(function), operands, result: result)
        }
        let steps = try operands.map { try spread($0, to: target, arguments) }
        return try arguments.add(
            BroadcastingFigure(
                function, operands: steps, result: result,
                cell: try arguments.cell(in: value.shape, called: result.label),
                text: arguments.figure.text))
    }

    /// An operand with axes added, then repeated.
    private func spread(
        _ operand: TensorOperand, to target: Shape, _ arguments: TensorArguments
    ) throws -> BroadcastingFigure.Operand {
        let tensor = operand.record.tensor
        var step = BroadcastingFigure.Operand(given: operand)
        var current = tensor
        if tensor.ndim < target.rank {
            let ones = [Int](repeating: 1, count: target.rank - tensor.ndim)
            current = try arguments.computing { () throws(TensorError) in
                try tensor.reshaped(ones + tensor.shape.dimensions)
            }
            step.expanded = try arguments.record(
                current, label: operand.label, recordedAs: operand.label + ".expanded")
        }
        if current.shape != target {
            let repeated = try arguments.computing { () throws(TensorError) in
                try current.broadcast(to: target).copied()
            }
            // The chapter's way: y becomes Y.
            let capital = operand.label.uppercased()
            step.repeated = try arguments.record(
                repeated, label: capital == operand.label ? operand.label + "′" : capital,
                recordedAs: operand.label + ".repeated")
        }
        return step
    }
}
