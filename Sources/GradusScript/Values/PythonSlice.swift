import GradusDiagnostics
import GradusTensors

/// Python's rules for `a:b:c`.
enum PythonSlice {
    /// The first place, the distance and the number of places that a slice picks out of
    /// `length`; the step is not 0.
    static func places(
        start: Int?, stop: Int?, step: Int, length: Int
    ) -> (first: Int, step: Int, count: Int) {
        let lowest = step > 0 ? 0 : -1
        let highest = step > 0 ? length : length - 1
        func cut(_ bound: Int?, _ missing: Int) -> Int {
            guard let bound else { return missing }
            let place = bound < 0 ? (bound < -length ? -1 : bound + length) : bound
            return min(max(place, lowest), highest)
        }
        let first = cut(start, step > 0 ? lowest : highest)
        let end = cut(stop, step > 0 ? highest : lowest)
        let distance = step > 0 ? end - first : first - end
        guard distance > 0 else { return (0, 1, 0) }
        let count = 1 + Int(UInt(distance - 1) / step.magnitude)
        return (first, count == 1 ? 1 : step, count)
    }
}

extension SliceObject {
    /// The bounds as integers; throws when one is something else or the step is 0.
    func bounds(at span: SourceSpan) throws(Diagnostic) -> (start: Int?, stop: Int?, step: Int) {
        func bound(_ value: Value) throws(Diagnostic) -> Int? {
            if case .none = value { return nil }
            guard let number = value.integer else {
                throw Diagnostic(
                    "slice indices must be integers or None, not \(value.typeName)", at: span,
                    fix: value.number == nil ? nil : "round it: use '//' to divide, or int(…)",
                    kind: "TypeError")
            }
            return number
        }
        let step = try bound(step) ?? 1
        guard step != 0 else {
            throw Diagnostic(
                "slice step cannot be zero", at: span, fix: "leave it out for a step of 1",
                kind: "ValueError")
        }
        return (try bound(start), try bound(stop), step)
    }
}

/// `np.s_`: what stands between its brackets is an index that has a name.
final class IndexExpression: HostObject {
    let typeName = "IndexExpression"

    func element(_ index: Value) throws -> Value? { index }
}

extension HostCall {
    /// An argument as what stands between the brackets of an array: integers, slices, `...`,
    /// None, arrays of places, masks, or a tuple of those, as `np.s_[...]` gives.
    public func index(_ argument: HostArgument) throws(Diagnostic) -> [IndexItem] {
        try interpreter.indexItems(argument.value, at: argument.span)
    }
}
