import GradusFigures
import GradusGraphics
import GradusTensors
import GradusTrace
import Testing

/// Tensors with names, and what the tests ask of every drawing of them.
enum TensorFixture {
    static func operand(_ label: String, _ tensor: Tensor) -> TensorOperand {
        TensorOperand(NamedTensor(name: "figure." + label, tensor: tensor), label: label)
    }

    static func matrix(_ label: String, _ values: [Int64], _ shape: Shape) -> TensorOperand {
        operand(label, Tensor(values, shape: shape))
    }

    static let x = matrix("x", [1, -2, 3, 4, 5, -6], [2, 3])
    static let y = matrix("y", [2, 0, 1, -1, 3, 2], [2, 3])

    /// A figure of an operation carried out by the tensor engine.
    static func figure(
        _ operation: TensorOperation, _ operands: [TensorOperand], cell: [Int]? = nil,
        title: String = "An operation"
    ) throws -> OperationFigure {
        let value = try TensorProvenanceTests.run(operation, operands.map(\.record.tensor))
        return OperationFigure(
            operation, operands: operands, result: operand("z", value.copied()), cell: cell,
            text: FigureText(title: title))
    }

    /// Checks that every keyed number of a drawing resolves to a number that reads as it is shown.
    static func checkKeys(
        _ drawing: Drawing, _ tensors: [TensorOperand], values: [NamedValue] = [],
        atLeast: Int = 1, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        var seen: Set<String> = []
        let records = tensors.map(\.record).filter { seen.insert($0.name).inserted }
        let trace = Trace(info: RunInfo(title: "test"), tensors: records, values: values)
        let runs = drawing.keyedRuns
        #expect(runs.count >= atLeast, sourceLocation: sourceLocation)
        for run in runs {
            guard let value = TraceKey(rawValue: run.key).flatMap({ trace.resolve($0) })?.double
            else {
                Issue.record("\(run.key) leads nowhere", sourceLocation: sourceLocation)
                continue
            }
            let texts =
                [
                    NumberText.short(value), "\(Int(exactly: value) ?? 0)",
                    NumberText.integer(Int(exactly: value) ?? 0),
                ]
                + (1...4).flatMap {
                    [
                        NumberText.fixed(value, fractionDigits: $0),
                        NumberText.short(value, significantDigits: $0),
                    ]
                }
            #expect(
                texts.contains(run.text), "\(run.key) is \(value), shown as \(run.text)",
                sourceLocation: sourceLocation)
        }
    }
}

extension Drawing {
    /// Problems of a drawing of a size: contrast does not depend on it and is looked at on pages,
    /// where each figure is drawn as well.
    func problems(at size: FigureSize) -> [String] {
        size == .page ? problems : OverlapCheck().problems(in: self).map(\.description)
    }
}
