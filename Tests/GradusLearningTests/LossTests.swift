import GradusAutodiff
import GradusLearning
import GradusTensors
import Testing

@Suite struct LossTests {
    /// The clouds with targets as a loss wants them.
    private func data(_ loss: Loss) throws -> DataSet {
        let clouds = try clouds(90, seed: 1)
        let classes = try clouds.targets.argmax(axis: 1)
        if loss.takesClasses { return try DataSet(inputs: clouds.inputs, targets: classes) }
        switch loss {
        case .categoricalCrossentropy, .categoricalCrossentropyFromLogits: return clouds
        case .hinge, .squaredHinge:
            let signs = classes.doubles().map { $0 == 0 ? 1.0 : -1 }
            return try DataSet(
                inputs: clouds.inputs, targets: Tensor(signs, shape: [signs.count, 1]))
        default:
            let first = classes.doubles().map { $0 == 0 ? 1.0 : 0 }
            return try DataSet(
                inputs: clouds.inputs, targets: Tensor(first, shape: [first.count, 1]))
        }
    }

    private func output(_ loss: Loss) throws -> Dense {
        switch loss {
        case .categoricalCrossentropy, .sparseCategoricalCrossentropy:
            try Dense(8, 3, activation: .softmax)
        case .categoricalCrossentropyFromLogits, .sparseCategoricalCrossentropyFromLogits:
            try Dense(8, 3)
        case .binaryCrossentropy: try Dense(8, 1, activation: .sigmoid)
        default: try Dense(8, 1)
        }
    }

    @Test(arguments: Loss.allCases)
    func everyLossIsLearned(_ loss: Loss) throws {
        var network = try Sequential(
            [Dense(2, 8, activation: .tanh), LayerNormalization(8), output(loss)], seed: 5)
        let history = try Trainer(loss: loss).fit(
            &network, data(loss), epochs: 40, batchSize: 15, optimizer: SGD(learningRate: 0.1),
            shuffleSeed: 2)
        let first = try #require(history.epochs.first)
        let last = try #require(history.epochs.last)
        #expect(last.trainLoss < 0.5 * first.trainLoss, "\(loss): \(first) \(last)")
        let aboutClasses =
            loss.takesClasses || loss.rawValue.contains("crossentropy")
        #expect((last.trainAccuracy != nil) == aboutClasses)
        if let accuracy = last.trainAccuracy { #expect(accuracy > 0.9) }
    }

    @Test func scoresAndProbabilitiesGiveTheSameLoss() throws {
        let graph = Graph()
        let scores = graph.leaf(Tensor([1.0, -2, 0.5, 3, 0, -1], shape: [2, 3]))
        let classes = graph.leaf(Tensor([Int64(2), 0], shape: [2]))
        let oneHot = graph.leaf(Tensor([0.0, 0, 1, 1, 0, 0], shape: [2, 3]))
        let losses = [
            try Loss.categoricalCrossentropyFromLogits.record(scores, targets: oneHot),
            try Loss.categoricalCrossentropy.record(softmax(scores), targets: oneHot),
            try Loss.sparseCategoricalCrossentropyFromLogits.record(scores, targets: classes),
            try Loss.sparseCategoricalCrossentropy.record(softmax(scores), targets: classes),
        ].map(\.value.scalarValue)
        for loss in losses { #expect(abs(loss - losses[0]) < 1e-14) }
    }

    @Test(arguments: Activation.allCases)
    func everyActivationIsRecorded(_ activation: Activation) throws {
        let graph = Graph()
        let x = graph.leaf(Tensor([0.5, -1], shape: [1, 2]))
        let y = try activation(x)
        #expect(y.shape == [1, 2])
        #expect(try graph.backward(from: y.sum().index)[x.index]?.shape == [1, 2])
    }

    @Test func layerNormalizationRefusesOtherFeatures() throws {
        #expect(throws: TensorError.self) { try LayerNormalization(0) }
        let error = #expect(throws: TensorError.self) {
            try Sequential([Dense(2, 3), LayerNormalization(4)], seed: 1)
        }
        #expect(error?.message == "layer 2: LayerNormalization(4) takes 4 features, found 3")
    }
}
