import GradusDiagnostics
import GradusTensors

/// Makes tensors of nested lists, as `np.array` does.
enum TensorBuilding {
    /// The tensor of a number, an array, or lists of them; `dtype` nil for the narrowest that
    /// holds all. It may share the memory of an array. Throws when the lists do not form a
    /// rectangle, hold something else, something recorded among it, or a Python number does not
    /// fit the dtype.
    static func tensor(
        from value: Value, dtype: DType?, at span: SourceSpan
    ) throws(Diagnostic) -> Tensor {
        switch value {
        case .array(let array): return dtype.map(array.tensor.astype) ?? array.tensor
        case .variable(let variable): return dtype.map(variable.value.astype) ?? variable.value
        default: break
        }
        try value.checkNestedCount(at: span)
        var builder = Builder(span: span, target: dtype)
        try builder.add(value, depth: 0)
        let shape = Shape(builder.shape ?? [])
        let found = dtype ?? builder.dtype ?? .float64
        if !found.isFloating, let integers = builder.integers {
            return Tensor(integers, shape: shape).astype(found)
        }
        return Tensor(builder.numbers, shape: shape).astype(found)
    }

    private struct Builder {
        let span: SourceSpan
        /// The dtype that was asked for.
        let target: DType?
        var numbers: [Double] = []
        /// The same as integers, as long as all are.
        var integers: [Int64]? = []
        var dtype: DType?
        /// The lengths of the axes, once the first leaf was reached.
        var shape: [Int]?
        private var open: [Int] = []

        init(span: SourceSpan, target: DType?) {
            self.span = span
            self.target = target
        }

        mutating func add(_ value: Value, depth: Int) throws(Diagnostic) {
            guard depth <= 64 else {
                throw Diagnostic("lists nested more than 64 deep are no array", at: span)
            }
            switch value {
            case .bool(let flag): try leaf(flag ? 1 : 0, flag ? 1 : 0, .bool)
            case .int(let number):
                if let target, target.isInteger {
                    _ = try located { () throws(TensorError) in
                        try PythonNumber.integer(Int64(number)).checkedTensor(target)
                    }
                }
                try leaf(Double(number), Int64(number), .int64)
            case .float(let number):
                if let target, target.isInteger { try Self.check(number, at: span) }
                try leaf(number, nil, .float64)
            case .array(let array) where !array.isFilledWithRecorded: try add(array.tensor)
            case .array, .variable:
                throw Diagnostic(
                    "a list with recorded values in it would become plain numbers here, and a "
                        + "gradient through it would be wrong", at: span,
                    fix: "join them with np.stack(…), or take the numbers alone with value(…)")
            case .list(let list): try add(list.elements, depth)
            case .tuple(let tuple): try add(tuple.elements, depth)
            case .range(let range):
                guard range.count <= 1 << 28 else {
                    throw Diagnostic("the range is too long for an array", at: span)
                }
                try add((0..<range.count).map { .int(range[$0]) }, depth)
            default:
                throw Diagnostic(
                    "an array holds numbers, found \(value.typeDescription)", at: span)
            }
        }

        static func check(_ number: Double, at span: SourceSpan) throws(Diagnostic) {
            guard number.isFinite else {
                throw Diagnostic(
                    "cannot convert float \(number.isNaN ? "NaN" : "infinity") to integer",
                    at: span, fix: "use a float dtype, which holds nan and inf",
                    kind: number.isNaN ? "ValueError" : "OverflowError")
            }
        }

        private func located<Result>(
            _ body: () throws(TensorError) -> Result
        ) throws(Diagnostic) -> Result {
            do {
                return try body()
            } catch {
                throw Diagnostic(
                    error.message, at: span, fix: error.fix, kind: error.kind.rawValue)
            }
        }

        private mutating func add(_ elements: [Value], _ depth: Int) throws(Diagnostic) {
            open.append(elements.count)
            if elements.isEmpty { try close(open) }
            for element in elements { try add(element, depth: depth + 1) }
            open.removeLast()
        }

        private mutating func leaf(
            _ number: Double, _ integer: Int64?, _ kind: DType
        ) throws(Diagnostic) {
            try close(open)
            numbers.append(number)
            if let integer { integers?.append(integer) } else { integers = nil }
            dtype = dtype.map { DType.promoted($0, kind) } ?? kind
        }

        private mutating func add(_ tensor: Tensor) throws(Diagnostic) {
            try close(open + tensor.shape.dimensions)
            numbers += tensor.doubles()
            if tensor.dtype.isFloating {
                integers = nil
            } else {
                integers?.append(contentsOf: tensor.integers())
            }
            dtype = dtype.map { DType.promoted($0, tensor.dtype) } ?? tensor.dtype
        }

        private mutating func close(_ lengths: [Int]) throws(Diagnostic) {
            guard let shape else {
                self.shape = lengths
                return
            }
            guard shape == lengths else {
                throw Diagnostic(
                    "the lists do not form a rectangle: one part has the shape \(Shape(shape)), "
                        + "another \(Shape(lengths))", at: span,
                    fix: "give every row the same number of elements")
            }
        }
    }
}
