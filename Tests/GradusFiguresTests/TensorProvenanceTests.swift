import GradusFigures
import GradusTensors
import Testing

/// Provenance against the tensor engine: an element of a result comes from exactly those elements of
/// the operands that change it when they are changed.
@Suite struct TensorProvenanceTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var operation: TensorOperation
        var shapes: [Shape]
        var testDescription: String { name }
    }

    static let cases: [Case] = [
        Case(name: "add", operation: .elementwise(.add), shapes: [[2, 3], [2, 3]]),
        Case(name: "add a row", operation: .elementwise(.add), shapes: [[4, 3], [3]]),
        Case(
            name: "add row and column", operation: .elementwise(.add), shapes: [[4, 1], [1, 3]]),
        Case(name: "add a scalar", operation: .elementwise(.add), shapes: [[2, 3], []]),
        Case(name: "add rank 3", operation: .elementwise(.add), shapes: [[2, 1, 3], [4, 1]]),
        Case(name: "negate", operation: .elementwise(.negate), shapes: [[2, 3]]),
        Case(name: "dot vectors", operation: .dot, shapes: [[3], [3]]),
        Case(name: "dot matrix vector", operation: .dot, shapes: [[2, 3], [3]]),
        Case(name: "dot vector matrix", operation: .dot, shapes: [[3], [3, 2]]),
        Case(name: "dot matrices", operation: .dot, shapes: [[2, 3], [3, 4]]),
        Case(name: "dot rank 4 and 1", operation: .dot, shapes: [[2, 2, 2, 3], [3]]),
        Case(name: "dot rank 3 and 2", operation: .dot, shapes: [[2, 2, 3], [3, 2]]),
        Case(name: "dot rank 2 and 3", operation: .dot, shapes: [[2, 3], [2, 3, 4]]),
        Case(name: "dot rank 3 and 3", operation: .dot, shapes: [[2, 2, 3], [2, 3, 2]]),
        Case(name: "reshape", operation: .reshape([3, 2]), shapes: [[2, 3]]),
        Case(name: "reshape a cube", operation: .reshape([4, 6]), shapes: [[2, 3, 4]]),
        Case(name: "transpose", operation: .transpose([1, 0]), shapes: [[2, 3]]),
        Case(name: "transpose a cube", operation: .transpose([2, 0, 1]), shapes: [[2, 3, 4]]),
        Case(name: "expand_dims", operation: .expandDims(axis: 1), shapes: [[2, 3]]),
        Case(name: "broadcast", operation: .broadcast([4, 2, 3]), shapes: [[2, 1]]),
        Case(name: "concatenate", operation: .concatenate(axis: 0), shapes: [[2, 3], [1, 3]]),
        Case(
            name: "concatenate 3", operation: .concatenate(axis: 1),
            shapes: [[2, 1], [2, 3], [2, 2]]),
        Case(name: "sum all", operation: .sum(axis: nil), shapes: [[2, 3]]),
        Case(name: "sum axis 0", operation: .sum(axis: 0), shapes: [[2, 3]]),
        Case(name: "sum axis 1 of 3", operation: .sum(axis: 1), shapes: [[2, 3, 4]]),
        Case(
            name: "slices",
            operation: .index([
                .slice(start: 1, stop: nil, step: nil), .slice(start: nil, stop: nil, step: -2),
            ]), shapes: [[4, 5]]),
        Case(
            name: "integer, ellipsis, new axis",
            operation: .index([.ellipsis, .newAxis, .integer(-1)]),
            shapes: [[2, 3, 4]]),
        Case(
            name: "integers",
            operation: .index([.integers(Tensor([Int64(2), 0, 2], shape: [3]))]), shapes: [[3, 2]]),
    ]

    /// The result of an operation, by the tensor engine alone.
    static func run(_ operation: TensorOperation, _ x: [Tensor]) throws -> Tensor {
        switch operation {
        case .elementwise(.add): try x[0].combining(.add, x[1])
        case .elementwise: try x[0].applying(.negate)
        case .dot: try x[0].dot(x[1])
        case .reshape(let shape): try x[0].reshaped(to: shape)
        case .transpose(let axes): try x[0].transposed(axes: axes)
        case .expandDims(let axis): try x[0].expandedDims(axis: axis)
        case .broadcast(let shape): try x[0].broadcast(to: shape)
        case .concatenate(let axis): try Tensor.concatenate(x, axis: axis)
        case .sum(let axis): try x[0].sum(axis: axis.map { [$0] })
        case .index(let items): try x[0].indexed(by: items)
        }
    }

    @Test(arguments: cases)
    func anElementComesFromWhatChangesIt(_ example: Case) throws {
        let provenance = try Provenance(example.operation, of: example.shapes)
        let operands = example.shapes.enumerated().map { number, shape in
            Tensor(
                (0..<shape.count).map { Double(7 + 13 * number + 3 * $0 % 11) }, shape: shape)
        }
        let result = try Self.run(example.operation, operands)
        #expect(provenance.output == result.shape)
        let before = result.doubles()
        var found = [Set<Provenance.Source>](repeating: [], count: result.size)
        for (number, operand) in operands.enumerated() {
            for element in 0..<operand.size {
                var values = operand.doubles()
                values[element] += 1
                var changed = operands
                changed[number] = Tensor(values, shape: operand.shape)
                let after = try Self.run(example.operation, changed).doubles()
                let source = Provenance.Source(operand: number, element: element)
                var goals: [Int] = []
                for (place, (a, b)) in zip(before, after).enumerated() where a != b {
                    found[place].insert(source)
                    goals.append(place)
                }
                #expect(provenance.contributions(to: source).map(\.output) == goals)
            }
        }
        for element in 0..<result.size {
            let sources = provenance.sources(of: element)
            #expect(Set(sources) == found[element])
            #expect(Set(sources).count == sources.count)
        }
    }

    @Test func theTermsOfADotProductAddUpToIt() throws {
        let x = Tensor((0..<6).map { Double($0) - 2 }, shape: [2, 3])
        let y = Tensor((0..<24).map { Double($0 % 7) }, shape: [2, 3, 4])
        let provenance = try Provenance(.dot, of: [x.shape, y.shape])
        let values = [x.doubles(), y.doubles()]
        let result = try x.dot(y).doubles()
        for element in result.indices {
            let sum = provenance.terms(of: element).reduce(0.0) { sum, term in
                sum + term.reduce(1.0) { $0 * values[$1.operand][$1.element] }
            }
            #expect(sum == result[element])
        }
    }

    @Test func whatHasNoResultIsAnError() {
        #expect(throws: TensorError.self) { try Provenance(.dot, of: [[2, 3], [4, 2]]) }
        #expect(throws: TensorError.self) { try Provenance(.dot, of: [[2, 3], []]) }
        #expect(throws: TensorError.self) { try Provenance(.dot, of: [[2, 3]]) }
        #expect(throws: TensorError.self) {
            try Provenance(.elementwise(.add), of: [[4, 3], [4]])
        }
        #expect(throws: TensorError.self) { try Provenance(.reshape([4, 2]), of: [[2, 3]]) }
        #expect(throws: TensorError.self) { try Provenance(.concatenate(axis: 0), of: []) }
    }

    @Test func nothingComesFromNothing() throws {
        let empty = try Provenance(.dot, of: [[2, 0], [0, 3]])
        #expect(empty.output == [2, 3])
        #expect(empty.sources(of: 5).isEmpty)
        #expect(try Provenance(.sum(axis: 0), of: [[0, 3]]).sources(of: 1).isEmpty)
    }
}
