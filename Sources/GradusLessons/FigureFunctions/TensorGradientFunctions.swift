import GradusDiagnostics
import GradusFigures
import GradusScript
import GradusTensors

/// The backward pass of an operation: what `backward=True` asks of its figure.
struct TensorGradientFunctions {
    let arguments: TensorArguments

    /// Whether the call asks for the backward pass.
    static func isAsked(_ call: HostCall) throws(Diagnostic) -> Bool {
        try call["backward"]?.bool() ?? false
    }

    /// Computes, records and draws the gradients of an operation.
    func draw(
        _ operation: TensorOperation, _ operands: [TensorOperand], result: TensorOperand
    ) throws -> Value {
        let call = arguments.call
        let shape = result.record.tensor.shape
        var gradient = Tensor.ones(shape, dtype: .float64)
        if let argument = call["upstream"] {
            let given = try argument.tensor()
            guard given.shape == shape else {
                throw argument.mismatch("a gradient of \(result.label)'s shape \(shape)")
            }
            gradient = given
        }
        let upstream = try arguments.record(gradient, label: "grad \(result.label)")
        let tensors = operands.map(\.record.tensor)
        let found = try arguments.computing { () throws(TensorError) in
            try TensorGradientRun.gradients(operation, tensors, upstream: gradient)
        }
        var rows: [GradientFigure.Row] = []
        for (number, operand) in operands.enumerated() {
            let gradient = try arguments.record(found[number], label: "grad \(operand.label)")
            rows.append(try row(operation, operands, number, gradient, shape))
        }
        return try arguments.add(
            GradientFigure(
                operation, operands: operands, upstream: upstream, rows: rows,
                cell: try asked(operands), text: arguments.figure.text))
    }

    /// The cell of an operand's gradient that `cell=` and `of=` ask for.
    private func asked(_ operands: [TensorOperand]) throws -> (operand: Int, index: [Int])? {
        guard arguments.call["cell"] != nil else { return nil }
        var number = 0
        if let argument = arguments.call["of"] {
            let word = try argument.choice(operands.map(\.label))
            number = operands.firstIndex { $0.label == word } ?? 0
        }
        let operand = operands[number]
        let cell = try arguments.cell(
            in: operand.record.tensor.shape, called: "grad \(operand.label)")
        return cell.map { (number, $0) }
    }

    private func row(
        _ operation: TensorOperation, _ operands: [TensorOperand], _ number: Int,
        _ gradient: TensorOperand, _ output: Shape
    ) throws -> GradientFigure.Row {
        var row = GradientFigure.Row(operand: number, gradient: gradient)
        let shape = operands[number].record.tensor.shape
        switch operation {
        case .elementwise(let function):
            row.factor = try localFactor(function, operands, number, output)
            row.then = Self.summed(shape, output)
        case .dot:
            try product(&row, operands)
        case .reshape, .expandDims:
            row.then = ["reshape", "\(shape)"]
        case .transpose(let axes):
            let back = axes.indices.sorted { axes[$0] < axes[$1] }
            row.then =
                axes == Array((0..<axes.count).reversed())
                ? ["transpose"] : ["transpose", "\(Shape(back))"]
        case .broadcast:
            row.then = Self.summed(shape, output)
        case .concatenate(let axis):
            let before = operands.prefix(number).reduce(0) { $0 + $1.record.tensor.shape[axis] }
            let places =
                [String](repeating: ":", count: axis) + ["\(before):\(before + shape[axis])"]
            row.then = ["split", "[\(places.joined(separator: ", "))]"]
        case .sum:
            row.then = ["broadcast", "\(shape)"]
        case .index:
            row.then = ["put back", "into zeros"]
        }
        return row
    }

    /// The sum over the axes along which an operand was repeated, in lines; empty for none.
    private static func summed(_ shape: Shape, _ output: Shape) -> [String] {
        let missing = output.rank - shape.rank
        let axes = (0..<output.rank).filter {
            $0 < missing || (shape[$0 - missing] == 1 && output[$0] != 1)
        }
        guard !axes.isEmpty else { return [] }
        return ["sum", axes.count == 1 ? "axis=\(axes[0])" : "axis=\(Shape(axes))"]
    }

    /// What the result's gradient is multiplied with, cell by cell; nil for a factor of 1.
    private func localFactor(
        _ function: ElementwiseFunction, _ operands: [TensorOperand], _ number: Int,
        _ output: Shape
    ) throws -> GradientFigure.Factor? {
        if function == .add || (function == .subtract && number == 0) { return nil }
        let names = operands.map(\.label)
        if function == .multiply, operands[1 - number].record.tensor.shape == output {
            return GradientFigure.Factor(
                .operand(1 - number, axes: nil), operands[1 - number])
        }
        let local = try arguments.computing { () throws(TensorError) in
            try TensorGradientRun.localDerivatives(
                function, operands.map(\.record.tensor), shape: output)
        }
        let x = names[0]
        let label =
            switch function {
            case .relu: "\(x) > 0"
            case .multiply: names[1 - number]
            case .maximum: number == 0 ? "\(x) > \(names[1])" : "\(names[1]) > \(x)"
            case .minimum: number == 0 ? "\(x) < \(names[1])" : "\(names[1]) < \(x)"
            case .divide: number == 0 ? "1 / \(names[1])" : "−\(x) / \(names[1])²"
            case .square: "2 · \(x)"
            case .exp: "exp(\(x))"
            case .log: "1 / \(x)"
            case .abs: "sign(\(x))"
            case .sqrt: "1 / (2 · sqrt(\(x)))"
            case .tanh: "1 − tanh(\(x))²"
            case .sigmoid: "s · (1 − s)"
            case .negate, .subtract: "−1"
            case .add: "1"
            }
        return GradientFigure.Factor(
            .local,
            try arguments.record(
                local[number], label: label, recordedAs: "local derivative \(number)"))
    }

    /// The two dot products that a dot product becomes.
    private func product(
        _ row: inout GradientFigure.Row, _ operands: [TensorOperand]
    ) throws {
        let (x, y) = (operands[0].record.tensor, operands[1].record.tensor)
        if y.ndim > 2 || (x.ndim > 2 && row.operand == 1) {
            // Above rank 2 the axes that are not the operand's own are summed over.
            let other = 1 - row.operand
            row.factor = GradientFigure.Factor(
                .operand(other, axes: nil), operands[other], isFirst: row.operand == 1)
            row.sign = "·"
            let axes = (0..<(x.ndim - 1)).map(String.init).joined(separator: ", ")
            row.then =
                row.operand == 1 && y.ndim <= 2
                ? ["sum over", "axes \(axes)"] : ["tensordot"]
            return
        }
        func factor(_ number: Int, transposed: Bool, isFirst: Bool) throws -> GradientFigure.Factor
        {
            let operand = operands[number]
            guard transposed else {
                return GradientFigure.Factor(
                    .operand(number, axes: nil), operand, isFirst: isFirst)
            }
            let turned = try arguments.computing { () throws(TensorError) in
                try operand.record.tensor.transposed(axes: [1, 0]).copied()
            }
            return GradientFigure.Factor(
                .operand(number, axes: [1, 0]),
                try arguments.record(turned, label: operand.label + "ᵀ"), isFirst: isFirst)
        }
        switch (x.ndim, y.ndim, row.operand) {
        case (1, 1, let number):
            row.factor = try factor(1 - number, transposed: false, isFirst: false)
            row.sign = "*"
        case (_, 2, 0):
            row.factor = try factor(1, transposed: true, isFirst: false)
            row.sign = "·"
        case (2, _, 1):
            row.factor = try factor(0, transposed: true, isFirst: true)
            row.sign = "·"
        case (2..., 1, 0):
            row.factor = try factor(1, transposed: false, isFirst: false)
            row.sign = "⊗"
        default:
            row.factor = try factor(0, transposed: false, isFirst: true)
            row.sign = "⊗"
        }
    }
}
