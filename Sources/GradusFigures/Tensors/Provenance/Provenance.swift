import GradusTensors

/// Which elements of its operands made an element of an operation's result, and which elements
/// of the result an element of an operand went into. Elements are counted in row-major order.
///
///     let provenance = try Provenance(.dot, of: [[2, 3], [3, 4]])
///     provenance.output                    // (2, 4)
///     provenance.terms(of: 5)              // x[1, 0]·y[0, 1], x[1, 1]·y[1, 1], x[1, 2]·y[2, 1]
///
/// Operations that move elements are carried out on an empty tensor of the operand's shape, by the
/// tensor engine itself: where an element of the view lies in storage is the element it came from.
public struct Provenance: Sendable {
    /// An element of an operand.
    public struct Source: Hashable, Sendable {
        /// The operand, from 0.
        public var operand: Int
        /// The element in row-major order.
        public var element: Int

        /// Names an element of an operand.
        public init(operand: Int, element: Int) {
            self.operand = operand
            self.element = element
        }
    }

    /// What an element of a result's gradient contributes to an operand's element.
    public struct Contribution: Hashable, Sendable {
        /// The element of the result.
        public var output: Int
        /// The elements that stood beside it in the same term.
        public var partners: [Source]
    }

    private enum Rule {
        /// A view of each operand, all of the result's shape.
        case views([Tensor])
        /// The elements of the one operand, one by one.
        case places([Int])
        case dot
        case concatenate(axis: Int)
        case sum(axis: Int?)
    }

    /// The operation.
    public let operation: TensorOperation
    /// The shapes of the operands.
    public let operands: [Shape]
    /// The shape of the result.
    public let output: Shape
    private let rule: Rule

    /// Follows an operation on operands of these shapes; throws where it has no result.
    public init(_ operation: TensorOperation, of operands: [Shape]) throws(TensorError) {
        if let arity = operation.arity, arity != operands.count {
            throw TensorError("the operation takes \(arity) operands, found \(operands.count)")
        }
        guard let first = operands.first else {
            throw TensorError("need at least one array", fix: "give an operand")
        }
        self.operation = operation
        self.operands = operands
        let probes = operands.map { Tensor(zeros: $0, dtype: .bool) }
        switch operation {
        case .elementwise:
            var shape = first
            for other in operands.dropFirst() { shape = try shape.broadcast(with: other) }
            var views: [Tensor] = []
            for probe in probes { views.append(try probe.broadcast(to: shape)) }
            (output, rule) = (shape, .views(views))
        case .dot:
            (output, rule) = (try Self.dotShape(first, operands[1]), .dot)
        case .reshape(let shape):
            (output, rule) = (shape, .views([try probes[0].reshaped(to: shape)]))
        case .transpose(let axes):
            let view = try probes[0].transposed(axes: axes)
            (output, rule) = (view.shape, .views([view]))
        case .expandDims(let axis):
            let view = try probes[0].expandedDims(axis: axis)
            (output, rule) = (view.shape, .views([view]))
        case .broadcast(let shape):
            (output, rule) = (shape, .views([try probes[0].broadcast(to: shape)]))
        case .concatenate(let axis):
            let joined = try Tensor.concatenate(probes, axis: axis)
            (output, rule) = (joined.shape, .concatenate(axis: axis))
        case .sum(let axis):
            let sum = try probes[0].sum(axis: axis.map { [$0] })
            (output, rule) = (sum.shape, .sum(axis: axis))
        case .index(let items):
            let isView = items.allSatisfy {
                switch $0 {
                case .integers, .mask: false
                default: true
                }
            }
            if isView {
                let view = try probes[0].indexed(by: items)
                (output, rule) = (view.shape, .views([view]))
            } else {
                let numbers = Tensor((0..<first.count).map { Int64($0) }, shape: first)
                let picked = try numbers.indexed(by: items)
                (output, rule) = (
                    picked.shape, .places(picked.elements(as: Int64.self).map { Int($0) })
                )
            }
        }
    }

    /// The result's shape: the last axis of `x` and the last but one (or only) axis of `y` go.
    private static func dotShape(_ x: Shape, _ y: Shape) throws(TensorError) -> Shape {
        guard x.rank > 0, y.rank > 0 else {
            throw TensorError("a figure of dot needs operands with axes, found \(x) and \(y)")
        }
        let axis = max(0, y.rank - 2)
        guard x[-1] == y[axis] else {
            throw TensorError(
                "shapes \(x.numpyText) and \(y.numpyText) not aligned: "
                    + "\(x[-1]) (dim \(x.rank - 1)) != \(y[axis]) (dim \(axis))")
        }
        var lengths = y.dimensions
        lengths.remove(at: axis)
        return try Shape.checked(x.dimensions.dropLast() + lengths)
    }

    /// The terms that an element of the result is made of: one for most operations, several whose
    /// sum it is for `dot` and `sum`. O(terms · rank). Traps out of range.
    public func terms(of element: Int) -> [[Source]] {
        precondition(element >= 0 && element < output.count, "no element \(element) in \(output)")
        switch rule {
        case .views(let views):
            let index = output.index(of: element)
            return [
                views.enumerated().map { operand, view in
                    var place = view.offset
                    for (axis, i) in index.enumerated() { place += i * view.strides[axis] }
                    return Source(operand: operand, element: place)
                }
            ]
        case .places(let places):
            return [[Source(operand: 0, element: places[element])]]
        case .dot:
            let (x, y) = (operands[0], operands[1])
            let length = x[-1]
            let row = y.rank == 1 ? 1 : y[-1]
            // The result's index: x's without its last axis, then y's without the summed one.
            let rest = y.count / max(1, length)
            let (left, right) = (element / max(1, rest), element % max(1, rest))
            let (block, column) = (right / row, right % row)
            return (0..<length).map { k in
                [
                    Source(operand: 0, element: left * length + k),
                    Source(operand: 1, element: (block * length + k) * row + column),
                ]
            }
        case .concatenate(let axis):
            var index = output.index(of: element)
            var operand = 0
            while index[axis] >= operands[operand][axis] {
                index[axis] -= operands[operand][axis]
                operand += 1
            }
            return [[Source(operand: operand, element: operands[operand].element(at: index))]]
        case .sum(let axis):
            guard let axis else {
                return (0..<operands[0].count).map { [Source(operand: 0, element: $0)] }
            }
            var index = output.index(of: element)
            index.insert(0, at: axis)
            return (0..<operands[0][axis]).map { place in
                index[axis] = place
                return [Source(operand: 0, element: operands[0].element(at: index))]
            }
        }
    }

    /// The elements that an element of the result is made of, each once, in the order of the terms.
    public func sources(of element: Int) -> [Source] {
        var known: Set<Source> = []
        return terms(of: element).flatMap { $0 }.filter { known.insert($0).inserted }
    }

    /// Where an element of an operand went: the elements of the result's gradient that its own
    /// gradient is the sum of, each with what stood beside it. O(contributions) for `dot`,
    /// `concatenate` and `sum`, O(result) for the others. Traps out of range.
    public func contributions(to source: Source) -> [Contribution] {
        precondition(
            operands.indices.contains(source.operand) && source.element >= 0
                && source.element < operands[source.operand].count, "no such element: \(source)")
        switch rule {
        case .views, .places:
            return (0..<output.count).compactMap { element -> Contribution? in
                var term = terms(of: element)[0]
                guard let place = term.firstIndex(of: source) else { return nil }
                term.remove(at: place)
                return Contribution(output: element, partners: term)
            }
        case .dot: return dotContributions(to: source)
        case .concatenate(let axis):
            var index = operands[source.operand].index(of: source.element)
            index[axis] += operands.prefix(source.operand).reduce(0) { $0 + $1[axis] }
            return [Contribution(output: output.element(at: index), partners: [])]
        case .sum(let axis):
            guard let axis else { return [Contribution(output: 0, partners: [])] }
            var index = operands[0].index(of: source.element)
            index.remove(at: axis)
            return [Contribution(output: output.element(at: index), partners: [])]
        }
    }

    private func dotContributions(to source: Source) -> [Contribution] {
        let length = operands[0][-1]
        let row = operands[1].rank == 1 ? 1 : operands[1][-1]
        let rest = operands[1].count / length
        if source.operand == 0 {
            let (left, k) = (source.element / length, source.element % length)
            return (0..<rest).map { right in
                let partner = (right / row * length + k) * row + right % row
                return Contribution(
                    output: left * rest + right,
                    partners: [Source(operand: 1, element: partner)])
            }
        }
        let (block, k) = (source.element / row / length, source.element / row % length)
        let right = block * row + source.element % row
        return (0..<(operands[0].count / length)).map { left in
            Contribution(
                output: left * rest + right,
                partners: [Source(operand: 0, element: left * length + k)])
        }
    }
}

extension Shape {
    /// The index along each axis of an element in row-major order.
    func index(of element: Int) -> [Int] {
        var rest = element
        var result = [Int](repeating: 0, count: rank)
        for axis in stride(from: rank - 1, through: 0, by: -1) where dimensions[axis] > 0 {
            result[axis] = rest % dimensions[axis]
            rest /= dimensions[axis]
        }
        return result
    }

    /// The row-major number of an element; the index has a place for each axis.
    func element(at index: [Int]) -> Int {
        zip(index, dimensions).reduce(0) { $0 * $1.1 + $1.0 }
    }
}
