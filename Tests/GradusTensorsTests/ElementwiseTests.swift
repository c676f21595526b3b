import GradusTensors
import Testing

@Suite struct ElementwiseTests {
    struct Case: Decodable {
        let op: String
        let left: CaseTensor
        let right: CaseTensor?
        let result: CaseTensor?
        let error: String?
    }

    @Test func resultsAreNumPys() throws {
        let cases: [Case] = try Cases.load("elementwise")
        #expect(cases.count > 250)
        for entry in cases {
            let left = entry.left.tensor
            do throws(TensorError) {
                let value: Tensor
                if let right = entry.right?.tensor, let op = BinaryOperation(rawValue: entry.op) {
                    value = try left.combining(op, right)
                } else if let op = UnaryOperation(rawValue: entry.op) {
                    value = try left.applying(op)
                } else {
                    Issue.record("no operation \(entry.op)")
                    continue
                }
                let expected = try? #require(entry.result).tensor
                #expect(
                    expected.map { isSame(value, $0) || isExtremeOfZeros(entry, value, $0) }
                        == true,
                    "\(entry.op) \(left) \(entry.right?.tensor as Any): \(value.numpyRepr())")
            } catch {
                let expected = entry.error ?? "a result"
                #expect(
                    error.message == expected || entry.op == "sign" && error.kind == .type,
                    "\(entry.op) \(left.dtype): \(error.message)")
            }
        }
    }

    /// Of 0 and -0 NumPy's extremes are either, depending on the processor.
    private func isExtremeOfZeros(_ entry: Case, _ value: Tensor, _ expected: Tensor) -> Bool {
        guard entry.op == "maximum" || entry.op == "minimum" else { return false }
        return zip(value.doubles(), expected.doubles()).allSatisfy {
            $0 == $1 || ($0.isNaN && $1.isNaN)
        }
    }

    @Test func pythonNumbersAreWeak() throws {
        let single = Tensor([Float(1)], shape: [1])
        #expect(try single.combining(.add, .floating(0.1)).dtype == .float32)
        #expect(try single.combining(.multiply, .integer(2)).dtype == .float32)
        let whole = Tensor([Int64(3)], shape: [1])
        #expect(try whole.combining(.add, .floating(1)).dtype == .float64)
        #expect(try whole.combining(.divide, .integer(2)).doubles() == [1.5])
        #expect(try whole.combining(.add, .bool(true)).elements(as: Int64.self) == [4])
        let truth = Tensor([true], shape: [1])
        #expect(try truth.combining(.add, .integer(1)).dtype == .int64)
        #expect(
            try Tensor.combining(.subtract, .integer(1), whole).elements(as: Int64.self) == [-2])
        #expect(DType.promoted(.float32, weak: .floating) == .float32)
    }

    @Test func integersToNegativePowersAreRefused() {
        let error = #expect(throws: TensorError.self) {
            try Tensor([Int64(2)], shape: [1]).combining(.power, .integer(-1))
        }
        #expect(error?.message == "Integers to negative integer powers are not allowed.")
    }

    @Test func whereSelectsAndBroadcasts() throws {
        let value = try Tensor.whereSelect(
            Tensor([true, false], shape: [2, 1]), Tensor.arange(0, 3), Tensor(scalar: Int64(-1)))
        #expect(isSame(value, Tensor([0, 1, 2, -1, -1, -1] as [Int64], shape: [2, 3])))
    }

    @Test func viewsGiveWhatTheirCopiesGive() throws {
        var stream = RandomStream(seed: 3)
        let base = stream.standardNormal([4, 5, 6])
        let views = [
            try base.transposed(axes: [2, 0, 1]),
            try base.indexed(by: [.slice(start: nil, stop: nil, step: -2), .ellipsis]),
            try base.indexed(by: [.ellipsis, .slice(start: 1, stop: -1, step: 2)]),
            try base.indexed(by: [.integer(1)]).broadcast(to: [3, 5, 6]),
        ]
        for view in views {
            let copy = view.copied()
            #expect(!view.isContiguous)
            for operation in UnaryOperation.allCases where operation != .bitwiseNot {
                #expect(isSame(try view.applying(operation), try copy.applying(operation)))
            }
            let other = try view.combining(.add, .floating(0.5))
            for operation in BinaryOperation.allCases {
                // Operations on bits are refused for floats, by all alike.
                guard (try? Tensor(scalar: 1.0).combining(operation, Tensor(scalar: 1.0))) != nil
                else {
                    #expect(throws: TensorError.self) { try view.combining(operation, other) }
                    continue
                }
                #expect(
                    isSame(
                        try view.combining(operation, other), try copy.combining(operation, other)))
            }
            #expect(isSame(view.flattened(), copy.flattened()))
        }
    }

    /// Every way in which two operands can lie in memory gives what rows give.
    @Test func planesOfAllLayoutsAgree() throws {
        for (rows, columns) in [(3, 5), (40, 33), (64, 100)] {
            let whole = try Tensor.arange(0, Double(rows * columns)).reshaped([rows, columns])
            let across = try Tensor.arange(0, Double(rows * columns)).reshaped([columns, rows])
                .transposed
            let row = try Tensor.arange(0, Double(columns))
            let column = try Tensor.arange(0, Double(rows)).reshaped([rows, 1])
            let one = Tensor([2.5], shape: [1, 1])
            let operands = [whole, across, row, column, one]
            for a in operands {
                for b in operands {
                    let shape = try a.shape.broadcast(with: b.shape)
                    let (x, y) = (try a.broadcast(to: shape), try b.broadcast(to: shape))
                    let found = try a.combining(.subtract, b)
                    let plain = zip(x.doubles(), y.doubles()).map { $0 - $1 }
                    #expect(found.shape == shape && found.doubles() == plain)
                }
            }
        }
    }
}
