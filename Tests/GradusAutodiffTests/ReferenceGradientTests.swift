import GradusAutodiff
import GradusTensors
import Testing

@Suite struct ReferenceGradientTests {
    /// Values and gradients as PyTorch's, a case for each rule, broadcast and kink.
    @Test func valuesAndGradientsAgreeWithPyTorch() throws {
        let cases = try ReferenceCase.load()
        #expect(cases.count == 120)
        for reference in cases {
            let (output, inputs) = try Self.record(reference)
            #expect(output.shape.dimensions == reference.output.shape, "\(reference.name)")
            #expect(
                near(output.value.doubles(), reference.output.values.map(\.value)),
                "value of \(reference.name): \(reference.code)")
            let gradients = try output.graph.backward(from: output.index)
            for expected in reference.gradients {
                let variable = try #require(inputs[expected.name ?? ""])
                let numbers =
                    gradients[variable.index]?.doubles()
                    ?? [Double](repeating: 0, count: variable.shape.count)
                #expect(
                    near(numbers, expected.values.map(\.value)),
                    "gradient of \(reference.name) towards \(expected.name ?? "")")
            }
        }
    }

    /// The backward pass recorded as nodes gives what the backward pass on tensors gives.
    @Test func recordedGradientsAgreeToo() throws {
        for reference in try ReferenceCase.load() {
            let (output, inputs) = try Self.record(reference)
            let names = reference.gradients.compactMap(\.name)
            let variables = names.compactMap { inputs[$0] }
            let recorded = try grad(output, variables, cotangent: .ones)
            for (expected, gradient) in zip(reference.gradients, recorded) {
                #expect(gradient.shape.dimensions == expected.shape, "\(reference.name)")
                #expect(
                    near(gradient.value.doubles(), expected.values.map(\.value)),
                    "recorded gradient of \(reference.name) towards \(expected.name ?? "")")
            }
        }
    }

    /// The expression of a case on its inputs.
    static func record(
        _ reference: ReferenceCase
    ) throws -> (output: Variable, inputs: [String: Variable]) {
        let expression = try #require(
            ReferenceExpressions.all[reference.name], "\(reference.name) is not written")
        let graph = Graph()
        var inputs: [String: Variable] = [:]
        for input in reference.inputs {
            inputs[input.name ?? ""] = graph.leaf(input.tensor, name: input.name)
        }
        return (try #require(expression(inputs)), inputs)
    }

    /// What a replay computes is what recording computes.
    @Test func replayingGivesTheSameValuesAndGradients() throws {
        for reference in try ReferenceCase.load() {
            let expression = try #require(ReferenceExpressions.all[reference.name])
            let (first, second) = (Graph(), Graph())
            var inputs: [String: Variable] = [:]
            var moved: [String: Variable] = [:]
            var leaves: [Int: Tensor] = [:]
            for input in reference.inputs {
                let tensor = input.tensor
                let other =
                    tensor.dtype.isFloating
                    ? Tensor(tensor.doubles().map { abs($0) + 0.25 }, shape: tensor.shape)
                    : tensor
                let leaf = first.leaf(tensor, name: input.name)
                inputs[input.name ?? ""] = leaf
                moved[input.name ?? ""] = second.leaf(other, name: input.name)
                leaves[leaf.index] = other
            }
            let output = try #require(expression(inputs))
            let expected = try #require(expression(moved))
            let replayed = try first.values.replay(with: leaves)
            #expect(
                agree(replayed[output.index].doubles(), expected.value.doubles(), relative: 0),
                "\(reference.name)")
            #expect(first.topology.contentHash == second.topology.contentHash)
        }
    }
}
