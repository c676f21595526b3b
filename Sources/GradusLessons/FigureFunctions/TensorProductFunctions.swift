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
        session.register(
            namespace: "figure", name: "products",
            parameters: "x, y, *, cell=, names=, \(FigureArguments.parameters)"
        ) { try products($0) }
        session.register(
            namespace: "figure", name: "conventions",
            parameters: "points, weights, bias, *, point=, \(FigureArguments.parameters)"
        ) { try conventions($0) }
    }

    private func dot(_ call: HostCall) throws -> Value {
        let arguments = try TensorArguments(call, in: recording)
        let operands = try arguments.operands([try call.required("x"), try call.required("y")])
        let shapes = operands.map { $0.record.tensor.shape }
        for (name, shape) in zip(["x", "y"], shapes) where shape.rank == 0 {
            throw try call.required(name).mismatch(
                "an array with axes",
                fix: "a scalar has no rows and columns that could meet; use '*'")
        }
        if (try? Provenance(.dot, of: shapes)) == nil {
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

    private func products(_ call: HostCall) throws -> Value {
        let arguments = try TensorArguments(call, in: recording)
        let operands = try arguments.operands([try call.required("x"), try call.required("y")])
        let tensors = operands.map(\.record.tensor)
        guard tensors[0].ndim == 2, tensors[1].shape == tensors[0].shape,
            tensors[0].shape[0] == tensors[0].shape[1]
        else {
            throw Diagnostic(
                "figure.products() compares '*' and dot on two square matrices of one shape, found "
                    + "shapes \(tensors[0].shape) and \(tensors[1].shape)", at: call.span)
        }
        let names = operands.map(\.label)
        let elementwise = try arguments.computing { () throws(TensorError) in
            try TensorOperationRun.forward(.elementwise(.multiply), tensors)
        }
        let dot = try arguments.computing { () throws(TensorError) in
            try TensorOperationRun.forward(.dot, tensors)
        }
        return try arguments.add(
            ProductComparisonFigure(
                x: operands[0], y: operands[1],
                elementwise: try arguments.record(
                    elementwise, label: "\(names[0]) * \(names[1])"),
                dot: try arguments.record(dot, label: "dot(\(names[0]), \(names[1]))"),
                cell: try arguments.cell(in: dot.shape, called: "the results"),
                text: arguments.figure.text))
    }

    private func conventions(_ call: HostCall) throws -> Value {
        let arguments = try TensorArguments(call, in: recording)
        let given = try ["points", "weights", "bias"].map { try call.required($0) }
        let labels = zip(given, ["X", "W", "b"]).map { $0.variableName ?? $1 }
        let (x, w, b) = (try given[0].tensor(), try given[1].tensor(), try given[2].tensor())
        guard x.ndim == 2 else { throw given[0].mismatch("points as rows, of shape (n, features)") }
        guard w.ndim == 2, w.shape[0] == x.shape[1] else {
            throw given[1].mismatch("a matrix of \(x.shape[1]) rows, one for each feature")
        }
        guard b.ndim == 1, b.shape[0] == w.shape[1] else {
            throw given[2].mismatch("a vector of \(w.shape[1]) numbers, one for each column of W")
        }
        var point: Int?
        if let argument = call["point"] {
            let number = try argument.int()
            guard number >= 0, number < x.shape[0] else {
                throw argument.mismatch("a point from 0 to \(x.shape[0] - 1)")
            }
            point = number
        }
        let (rows, columns) = try arguments.computing {
            () throws(TensorError) -> (Tensor, [Tensor]) in
            let rows = try (try x.dot(w)).combining(.add, b)
            let turned = [
                try w.transposed(axes: [1, 0]).copied(), try x.transposed(axes: [1, 0]).copied(),
                try b.reshaped([b.shape[0], 1]),
            ]
            let result = try (try turned[0].dot(turned[1])).combining(.add, turned[2])
            return (rows, turned + [result])
        }
        return try arguments.add(
            ConventionsFigure(
                rows: ConventionsFigure.Equation(
                    first: try arguments.record(x, label: labels[0]),
                    second: try arguments.record(w, label: labels[1]),
                    bias: try arguments.record(b, label: labels[2]),
                    result: try arguments.record(rows, label: "Z")),
                columns: ConventionsFigure.Equation(
                    first: try arguments.record(columns[0], label: labels[1] + "ᵀ"),
                    second: try arguments.record(columns[1], label: labels[0] + "ᵀ"),
                    bias: try arguments.record(
                        columns[2], label: labels[2], recordedAs: labels[2] + " as a column"),
                    result: try arguments.record(columns[3], label: "Zᵀ")),
                point: point, text: arguments.figure.text))
    }
}
