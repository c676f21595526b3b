import GradusTensors
import Testing

@Suite struct BroadcastingTests {
    @Test func shapesThatDoNotFitAreNamedWithAFix() throws {
        let error = #expect(throws: TensorError.self) {
            try Tensor(zeros: [3]).combining(.add, Tensor(zeros: [4]))
        }
        #expect(error?.message.hasPrefix(
            "operands could not be broadcast together with shapes (3,) (4,)") == true)
        #expect(error?.fix != nil)
    }
}
