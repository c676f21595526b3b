import GradusDiagnostics
import GradusTensors

/// Makes tensors of nested lists, as `np.array` does.
enum TensorBuilding {
    /// The tensor of a number, an array, or lists of them; `dtype` nil for the narrowest that
    /// holds all. Throws when the lists do not form a rectangle or hold something else.
    static func tensor(
        from value: Value, dtype: DType?, at span: SourceSpan
    ) throws(Diagnostic) -> Tensor {
        var builder = Builder(span: span)
        try builder.add(value, depth: 0)
        let shape = Shape(builder.shape ?? [])
        let found = dtype ?? builder.dtype ?? .float64
        switch found {
        case .int64:
            if let integers = builder.integers { return Tensor(integers, shape: shape) }
            return Tensor(builder.numbers, shape: shape).astype(.int64)
        case .float64: return Tensor(builder.numbers, shape: shape)
        default: return Tensor(builder.numbers, shape: shape).astype(found)
        }
    }

    private struct Builder {
        let span: SourceSpan
        var numbers: [Double] = []
        /// The same as integers, as long as all are.
        var integers: [Int64]? = []
        var dtype: DType?
        /// The lengths of the axes, once the first leaf was reached.
        var shape: [Int]?
        private var open: [Int] = []

        init(span: SourceSpan) { self.span = span }

        mutating func add(_ value: Value, depth: Int) throws(Diagnostic) {
            guard depth <= 32 else {
                throw Diagnostic("lists nested more than 32 deep are no array", at: span)
            }
            switch value {
            case .bool(let flag): try leaf(flag ? 1 : 0, flag ? 1 : 0, .bool)
            case .int(let number): try leaf(Double(number), Int64(number), .int64)
            case .float(let number): try leaf(number, nil, .float64)
            case .array(let array): try add(array.tensor)
            case .variable(let variable): try add(variable.value)
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
            if tensor.dtype == .int64 {
                integers?.append(contentsOf: tensor.elements(as: Int64.self))
            } else if tensor.dtype == .bool {
                integers?.append(contentsOf: tensor.doubles().map { Int64($0) })
            } else {
                integers = nil
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
