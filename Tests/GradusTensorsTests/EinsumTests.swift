import GradusTensors
import Testing

@Suite struct EinsumTests {
    static let a = Tensor((0..<6).map { Double($0) }, shape: [2, 3])
    static let b = Tensor((0..<12).map { Double($0) }, shape: [3, 4])

    @Test func productsAgreeWithDot() throws {
        let product = try Self.a.dot(Self.b)
        #expect(try Tensor.einsum("ij,jk->ik", [Self.a, Self.b]) == product)
        #expect(try Tensor.einsum("ij,jk", [Self.a, Self.b]) == product)
        #expect(try Tensor.einsum("ij,jk->ki", [Self.a, Self.b]) == product.transposed.copied())
        #expect(try Self.a.tensorDot(Self.b, [1], [0]) == product)
        for dtype in [DType.uint8, .int16, .float16, .float32, .float64] {
            let factors = [Self.a.astype(dtype), Self.b.astype(dtype)]
            #expect(try Tensor.einsum("ij,jk->ik", factors) == product.astype(dtype))
        }
    }

    @Test func labelsMayRepeatSpreadAndVanish() throws {
        let square = try Tensor.arange(0, 9).reshaped([3, 3])
        #expect(try Tensor.einsum("ii->i", [square]).integers() == [0, 4, 8])
        #expect(try Tensor.einsum("ii", [square]).scalarInteger == 12)
        #expect(try Tensor.einsum("ij->j", [Self.a]).integers() == [3, 5, 7])
        #expect(try Tensor.einsum("ba", [Self.a]) == Self.a.transposed.copied())
        let stack = try Tensor.arange(0, 12).reshaped([2, 2, 3])
        let row = Tensor([1, 10, 100], shape: [3])
        #expect(
            try Tensor.einsum("...i,i->...", [stack, row]).integers() == [210, 543, 876, 1209])
    }

    @Test func mistakesAreRefused() {
        for (text, operands) in [
            ("ij", [Tensor(scalar: 1.0)]), ("ij,jk", [Self.a, Self.a]), ("i->j", [Self.a]),
            ("ij->ii", [Self.a]), ("ij,jk", [Self.a]), ("i1", [Self.a]), ("i->j->k", [Self.a]),
        ] {
            #expect(throws: TensorError.self) { try Tensor.einsum(text, operands) }
        }
    }
}
