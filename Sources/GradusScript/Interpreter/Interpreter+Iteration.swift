import GradusAutodiff
import GradusDiagnostics
import GradusTensors

extension Interpreter {
    /// What goes through a value's elements.
    func iterator(over value: Value, at span: SourceSpan) throws(Diagnostic) -> IteratorObject {
        var place = 0
        func counted(_ count: @escaping () -> Int, _ element: @escaping (Int) throws -> Value)
            -> IteratorObject
        {
            IteratorObject(kind: "iterator") {
                guard place < count() else { return nil }
                place += 1
                return try element(place - 1)
            }
        }
        switch value {
        case .iterator(let iterator): return iterator
        case .list(let list): return counted({ list.elements.count }) { list.elements[$0] }
        case .tuple(let tuple): return counted({ tuple.elements.count }) { tuple.elements[$0] }
        case .range(let range):
            let count = range.count
            return counted({ count }) { .int(range[$0]) }
        case .string(let text):
            let scalars = Array(text.unicodeScalars)
            return counted({ scalars.count }) { .string(String(scalars[$0])) }
        case .dict(let dict):
            let keys = dict.entries.map(\.key)
            return counted({ keys.count }) { keys[$0] }
        case .array(let array):
            guard array.tensor.ndim > 0 else {
                throw Diagnostic("a single number cannot be gone through", at: span)
            }
            return counted({ array.tensor.shape[0] }) { [unowned self] place in
                try element(of: value, .int(place), at: span)
            }
        case .variable(let variable):
            guard variable.shape.rank > 0 else {
                throw Diagnostic("a single number cannot be gone through", at: span)
            }
            return counted({ variable.shape[0] }) { [unowned self] place in
                try element(of: value, .int(place), at: span)
            }
        case .host(let object):
            guard let count = object.length else { break }
            return counted({ count }) { [unowned self] place in
                try element(of: value, .int(place), at: span)
            }
        default: break
        }
        throw Diagnostic(
            "\(value.typeDescription) cannot be gone through", at: span,
            fix: value.integer.map { "write range(\($0))" })
    }

    /// All elements of a value; stops early when more than `atMost` are of no use.
    func elements(
        of value: Value, at span: SourceSpan, atMost: Int? = nil
    ) throws(Diagnostic) -> [Value] {
        switch value {
        case .list(let list): return list.elements
        case .tuple(let tuple): return tuple.elements
        default: break
        }
        let iterator = try iterator(over: value, at: span)
        var result: [Value] = []
        while result.count < atMost ?? .max, let element = try iterator.next() {
            try countStep(at: span)
            if result.count % 1024 == 0 { try checkMemory(result.count * 32, at: span) }
            result.append(element)
        }
        return result
    }
}
