import GradusDiagnostics
import GradusFigures
import GradusScript
import GradusTensors

/// `figure.dot`: products of vectors, matrices and tensors of higher rank.
struct TensorProductFunctions {
    let recording: RunRecording

    func register(in session: ScriptSession) {
        session.register(
            namespace: "figure", name: "dot", parameters: "x, y, *, \(TensorArguments.operation)"
        ) { try dot($0) }
        session.register(
            namespace: "figure", name: "dot_shapes",
            parameters: "x, y, *, names=, \(FigureArguments.parameters)"
        ) { try dotShapes($0) }
    }

    private func dot(_ call: HostCall) throws -> Value {
        let arguments = try TensorArguments(call, in: recording)
        let operands = try arguments.operands([try call.required("x"), try call.required("y")])
        let shapes = operands.map { $0.record.tensor.shape }
        if shapes.allSatisfy({ $0.rank > 0 }), (try? Provenance(.dot, of: shapes)) == nil {
            return try arguments.add(
                RefusalFigure(
                    .dot, operands: operands.map { ShapeOperand($0) }, text: arguments.figure.text))
        }
        let value = try arguments.computing { () throws(TensorError) in
            try TensorOperationRun.forward(.dot, operands.map(\.record.tensor))
        }
        let result = try arguments.record(
            value, label: try arguments.resultLabel(behind: operands))
        if try TensorGradientFunctions.isAsked(call) {
            return try TensorGradientFunctions(arguments: arguments).draw(
                .dot, operands, result: result)
        }
        return try arguments.add(
            DotFigure(
                x: operands[0], y: operands[1], result: result,
                cell: try arguments.cell(in: value.shape, called: result.label),
                text: arguments.figure.text))
    }

    private func dotShapes(_ call: HostCall) throws -> Value {
        let arguments = try TensorArguments(call, in: recording)
        let names = try arguments.names() + ["x", "y", "z"].dropFirst(try arguments.names().count)
        let x = try arguments.shape(try call.required("x"), label: names[0], recordedAs: "x")
        let y = try arguments.shape(try call.required("y"), label: names[1], recordedAs: "y")
        guard let lengths = DotShapesFigure.resultShape(x.lengths, y.lengths) else {
            return try arguments.add(
                RefusalFigure(.dot, operands: [x, y], text: arguments.figure.text))
        }
        let result = ShapeOperand(
            label: names[2], lengths: lengths, recordedAs: "\(arguments.figure.name).z")
        try arguments.record(result)
        return try arguments.add(
            DotShapesFigure(x: x, y: y, result: result, text: arguments.figure.text))
    }
}
