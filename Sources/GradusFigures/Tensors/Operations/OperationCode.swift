import GradusTensors

/// Operations as code writes them.
enum OperationCode {
    /// `x + y`, `relu(x)`, `x.reshape(2, 3)`.
    static func text(_ operation: TensorOperation, _ names: [String]) -> String {
        let first = names.first ?? "x"
        switch operation {
        case .elementwise(let function):
            if let symbol = function.symbol, names.count == 2 {
                return "\(names[0]) \(symbol) \(names[1])"
            }
            return function == .negate
                ? "-" + first : "\(function.rawValue)(\(names.joined(separator: ", ")))"
        case .dot: return "dot(\(names.joined(separator: ", ")))"
        case .reshape(let shape): return "\(first).reshape(\(shape))"
        case .transpose(let axes):
            return axes == Array((0..<axes.count).reversed())
                ? "transpose(\(first))" : "transpose(\(first), \(Shape(axes)))"
        case .expandDims(let axis): return "expand_dims(\(first), axis=\(axis))"
        case .broadcast(let shape): return "broadcast_to(\(first), \(shape))"
        case .concatenate(let axis):
            return "concatenate([\(names.joined(separator: ", "))], axis=\(axis))"
        case .sum(let axis):
            return axis.map { "sum(\(first), axis=\($0))" } ?? "sum(\(first))"
        case .index(let items): return "\(first)[\(IndexItemText.text(items))]"
        }
    }

    /// What stands on the arrow from operand to result.
    static func arrowLines(_ operation: TensorOperation) -> [String] {
        switch operation {
        case .elementwise(let function): [function == .negate ? "−" : function.rawValue]
        case .dot: ["dot"]
        case .reshape(let shape): ["reshape", "\(shape)"]
        case .transpose(let axes):
            axes == Array((0..<axes.count).reversed())
                ? ["transpose"] : ["transpose", "\(Shape(axes))"]
        case .expandDims(let axis): ["expand_dims", "axis=\(axis)"]
        case .broadcast(let shape): ["broadcast", "\(shape)"]
        case .concatenate(let axis): ["concatenate", "axis=\(axis)"]
        case .sum(let axis): axis.map { ["sum", "axis=\($0)"] } ?? ["sum"]
        case .index(let items): ["[\(IndexItemText.text(items))]"]
        }
    }
}

/// Indices as they stand between brackets.
enum IndexItemText {
    static func text(_ items: [IndexItem]) -> String {
        items.map { item in
            switch item {
            case .integer(let place): "\(place)"
            case .slice(let start, let stop, let step):
                (start.map(String.init) ?? "") + ":" + (stop.map(String.init) ?? "")
                    + (step.map { $0 == 1 ? "" : ":\($0)" } ?? "")
            case .ellipsis: "..."
            case .newAxis: "None"
            case .integers(let tensor) where tensor.ndim == 1 && tensor.size <= 6:
                "[" + tensor.integers().map(String.init).joined(separator: ", ") + "]"
            case .integers(let tensor): "indices \(tensor.shape)"
            case .mask(let tensor): "mask \(tensor.shape)"
            }
        }.joined(separator: ", ")
    }
}
