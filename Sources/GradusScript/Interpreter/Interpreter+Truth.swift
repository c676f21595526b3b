import GradusAutodiff
import GradusDiagnostics
import GradusTensors

extension Interpreter {
    func isTrue(_ value: Value, at span: SourceSpan) throws(Diagnostic) -> Bool {
        switch value {
        case .none: return false
        case .bool(let value): return value
        case .int(let value): return value != 0
        case .float(let value): return value != 0
        case .string(let text): return !text.isEmpty
        case .list(let list): return !list.elements.isEmpty
        case .tuple(let tuple): return !tuple.elements.isEmpty
        case .dict(let dict): return dict.count > 0
        case .range(let range): return range.count > 0
        case .set(let set): return set.count > 0
        case .view(let view): return view.dict.count > 0
        case .instance:
            if let result = try special("__bool__", of: value, at: span) {
                guard case .bool(let flag) = result else {
                    throw error(
                        "TypeError", "__bool__ should return bool, returned \(result.typeName)",
                        at: span)
                }
                return flag
            }
            if let length = try special("__len__", of: value, at: span) {
                return length.integer != 0
            }
            return true
        case .array(let array): return try isTrue(array.tensor, at: span)
        case .variable(let variable): return try isTrue(variable.value, at: span)
        case .host(let object): return object.length.map { $0 > 0 } ?? true
        default: return true
        }
    }

    private func isTrue(_ tensor: Tensor, at span: SourceSpan) throws(Diagnostic) -> Bool {
        guard tensor.size == 1 else {
            throw error(
                "ValueError", "an array of \(tensor.size) elements is neither true nor false",
                at: span, fix: "ask for one answer with .any() or .all()")
        }
        let value = tensor.scalarValue
        return value != 0
    }
}
