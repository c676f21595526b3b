import GradusGraphics
import GradusTensors
import GradusTrace

/// Shapes as Python writes them, with a key for each length.
enum ShapeText {
    /// `(3, 4)`.
    static func runs(
        _ record: NamedTensor, _ style: TextStyle, paint: Paint = .role(.muted)
    ) -> [TextRun] {
        var runs = [TextRun("(", style, paint: paint)]
        let lengths = record.tensor.shape.dimensions
        for (axis, length) in lengths.enumerated() {
            if axis > 0 { runs.append(TextRun(", ", style, paint: paint)) }
            runs.append(
                TextRun(
                    "\(length)", style, paint: paint,
                    key: TraceKey.tensorShape(name: record.name, axis: axis).rawValue))
        }
        runs.append(TextRun(lengths.count == 1 ? ",)" : ")", style, paint: paint))
        return runs
    }
}

/// Places in a tensor as code writes them.
enum IndexText {
    /// `[1, 2]`; nothing for a scalar.
    static func brackets(_ index: [Int]) -> String {
        index.isEmpty ? "" : "[" + index.map(String.init).joined(separator: ", ") + "]"
    }

    /// `x[1, 2]`, the element of a tensor in row-major order. A name that is no word is put in
    /// brackets of its own.
    static func element(_ operand: TensorOperand, _ element: Int) -> String {
        let brackets = brackets(operand.record.tensor.shape.index(of: element))
        let isWord = operand.label.allSatisfy {
            $0.isLetter || $0.isNumber || $0 == "_" || $0 == "."
        }
        return isWord || brackets.isEmpty
            ? operand.label + brackets : "(\(operand.label))" + brackets
    }
}
