import GradusTensors
import Testing

@Suite struct ProductTests {
    struct Case: Decodable {
        let op: String
        let left: [Int]
        let right: [Int]
        let result: CaseTensor?
        let error: String?
    }

    private func filled(_ shape: [Int]) -> Tensor {
        let shape = Shape(shape)
        return Tensor((0..<shape.count).map { Double($0 * 5 % 7) + 0.5 }, shape: shape)
    }

    @Test func productsAreNumPysForAllRanks() throws {
        let cases: [Case] = try Cases.load("products")
        #expect(cases.count > 30)
        for entry in cases {
            let (left, right) = (filled(entry.left), filled(entry.right))
            do throws(TensorError) {
                let value = entry.op == "dot" ? try left.dot(right) : try left.matmul(right)
                #expect(
                    entry.result.map { isSame(value, $0.tensor) } == true,
                    "\(entry.op) \(entry.left) \(entry.right): \(value)")
            } catch {
                #expect(
                    error.message == trimmed(entry.error ?? "a result"),
                    "\(entry.op) \(entry.left) \(entry.right)")
            }
        }
    }

    @Test func transposedOperandsGiveTheSame() throws {
        var stream = RandomStream(seed: 8)
        let a = stream.standardNormal([4, 3])
        let b = stream.standardNormal([5, 4])
        let straight = try a.transposed.copied().dot(b.transposed.copied())
        #expect(isSame(try a.transposed.dot(b.transposed), straight))
        #expect(isSame(try b.dot(a).transposed.copied(), straight))
    }

    @Test func dtypesOfProducts() throws {
        let whole = try Tensor.arange(0, 4).reshaped([2, 2])
        #expect(try whole.dot(whole).elements(as: Int64.self) == [2, 3, 6, 11])
        #expect(try whole.matmul(whole.astype(.float32)).dtype == .float64)
        let truth = Tensor([true, false, false, true], shape: [2, 2])
        #expect(try truth.dot(truth).elements(as: Bool.self) == [true, false, false, true])
        #expect(
            try Tensor.arange(1, 3).outer(Tensor.arange(1, 4)).elements(as: Int64.self)
                == [1, 2, 3, 2, 4, 6])
    }
}
