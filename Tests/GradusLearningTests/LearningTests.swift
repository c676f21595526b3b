import GradusAutodiff
import GradusLearning
import GradusTensors
import Testing

/// Points of three clouds, one-hot targets.
func clouds(_ count: Int, seed: UInt64) throws -> DataSet {
    var stream = RandomStream(seed: seed)
    let centres = [(-2.0, 0.0), (2.0, 0.5), (0.0, 3.0)]
    var inputs: [Double] = []
    var targets: [Double] = []
    for _ in 0..<count {
        let kind = Int(stream.next(through: 2))
        inputs += [
            centres[kind].0 + 0.5 * stream.nextNormal(),
            centres[kind].1 + 0.5 * stream.nextNormal(),
        ]
        targets += (0..<3).map { $0 == kind ? 1 : 0 }
    }
    return try DataSet(
        inputs: Tensor(inputs, shape: [count, 2]), targets: Tensor(targets, shape: [count, 3]))
}

func model(seed: UInt64 = 7) throws(TensorError) -> Sequential {
    try Sequential(
        [Dense(2, 8, activation: .relu), Dense(8, 3, activation: .softmax)], seed: seed)
}

final class Watcher: TrainingObserver {
    struct Stop: Error {}
    var plan: TrainingPlan?
    var steps: [StepReport] = []
    var epochs: [EpochReport] = []
    var ended = false
    var stopAt: Int?

    func trainingWillBegin(_ plan: TrainingPlan) { self.plan = plan }
    func didFinishStep(_ report: StepReport) throws {
        steps.append(report)
        if report.step == stopAt { throw Stop() }
    }
    func didFinishEpoch(_ report: EpochReport) { epochs.append(report) }
    func trainingDidEnd(_ history: History) { ended = true }
}

@Suite struct TrainingTests {
    @Test func trainingLearnsTheClouds() throws {
        var network = try model()
        #expect(network.parameterCount == 2 * 8 + 8 + 8 * 3 + 3)
        #expect(network.parameters.map(\.name) == ["W1", "b1", "W2", "b2"])
        let (training, validation) = try clouds(110, seed: 1).split(validation: 0.2, seed: 2)
        #expect(training.count == 88 && validation.count == 22)
        let history = try Trainer().fit(
            &network, training, validation: validation, epochs: 20, batchSize: 16,
            optimizer: SGD(learningRate: 0.2), shuffleSeed: 3)
        #expect(history.stepLosses.count == 20 * 6)
        let first = try #require(history.epochs.first)
        let last = try #require(history.epochs.last)
        #expect(last.trainLoss < 0.3 * first.trainLoss)
        #expect(try #require(last.validationAccuracy) > 0.9)
        #expect(history.divergedAtStep == nil)
        let probabilities = try network.predict(validation.inputs)
        #expect(probabilities.shape == [22, 3])
        for sum in try probabilities.sum(axis: 1).doubles() { #expect(abs(sum - 1) < 1e-12) }
        let measured = try Trainer().evaluate(network, on: validation)
        #expect(measured.loss == last.validationLoss)
        #expect(measured.accuracy == last.validationAccuracy)
    }

    @Test func theSameSeedsGiveTheSameBits() throws {
        let data = try clouds(50, seed: 4)
        func run(_ modelSeed: UInt64, _ shuffleSeed: UInt64) throws -> (History, [Double]) {
            var network = try model(seed: modelSeed)
            let history = try Trainer().fit(
                &network, data, epochs: 3, batchSize: 16,
                optimizer: SGD(learningRate: 0.1, momentum: 0.9), shuffleSeed: shuffleSeed)
            return (history, network.parameters.flatMap { $0.value.doubles() })
        }
        let (history, parameters) = try run(1, 2)
        let (again, sameParameters) = try run(1, 2)
        #expect(history == again)
        #expect(parameters == sameParameters)
        #expect(try run(5, 2).1 != parameters)
        #expect(try run(1, 6).1 != parameters)
    }

    @Test func observersSeeEachStepAndTheGraphOfIt() throws {
        var network = try model()
        let watcher = Watcher()
        let data = try clouds(20, seed: 5)
        let history = try Trainer().fit(
            &network, data, epochs: 2, batchSize: 8, optimizer: SGD(learningRate: 0.5),
            shuffleSeed: 1, observers: [watcher])
        #expect(watcher.plan?.stepsPerEpoch == 3)
        #expect(watcher.steps.map(\.step) == [0, 1, 2, 3, 4, 5])
        #expect(watcher.steps.map(\.batch) == [0, 1, 2, 0, 1, 2])
        #expect(watcher.steps.map(\.loss) == history.stepLosses)
        #expect(watcher.epochs.map(\.lastStep) == [2, 5])
        #expect(watcher.ended)
        // The uneven last batch has a topology of its own; the others share theirs.
        let hashes = watcher.steps.map(\.values.topology.contentHash)
        #expect(hashes[0] == hashes[1] && hashes[0] == hashes[3] && hashes[2] == hashes[5])
        #expect(hashes[0] != hashes[2])
        for report in watcher.steps {
            #expect(report.values[report.root].scalarValue == report.loss)
            for (place, node) in report.parameterNodes.enumerated() {
                let gradient = try #require(report.gradients[node])
                let before = report.before[place].value
                #expect(report.values[node] == before)
                let expected = zip(before.doubles(), gradient.doubles()).map { $0 - $1 * 0.5 }
                #expect(report.after[place].value.doubles() == expected)
            }
        }
        let report = watcher.steps[0]
        let checks = report.values.checkGradients(
            root: report.root, gradients: report.gradients, nodes: report.parameterNodes)
        #expect(checks.map(\.verdict) == [.agrees, .agrees, .agrees, .agrees])
    }

    @Test func anObserverMayStop() throws {
        var network = try model()
        let watcher = Watcher()
        watcher.stopAt = 2
        #expect(throws: Watcher.Stop.self) {
            try Trainer().fit(
                &network, clouds(20, seed: 5), epochs: 9, batchSize: 8,
                optimizer: SGD(learningRate: 0.1), shuffleSeed: 1, observers: [watcher])
        }
        #expect(watcher.steps.count == 3 && !watcher.ended)
        #expect(network.parameters[0].value == watcher.steps[2].after[0].value)
    }

    @Test func divergenceIsRecordedWithItsStep() throws {
        var network = try Sequential([Dense(2, 3)], seed: 1)
        let data = try clouds(32, seed: 5)
        let history = try Trainer(loss: .meanSquaredError).fit(
            &network, data, epochs: 1000, batchSize: 32, optimizer: SGD(learningRate: 100),
            shuffleSeed: 1)
        let step = try #require(history.divergedAtStep)
        #expect(history.stepLosses.count == step + 1)
        let infinite = history.stepLosses.dropLast().filter { !$0.isFinite }
        #expect(infinite.isEmpty)
        #expect(history.epochs.last?.lastStep == step)
    }

    @Test func float32ModelsStayFloat32() throws {
        var network = try Sequential([Dense(2, 3, activation: .softmax)], seed: 1, dtype: .float32)
        _ = try Trainer().fit(
            &network, clouds(32, seed: 5), epochs: 2, batchSize: 8,
            optimizer: SGD(learningRate: 0.1, momentum: 0.5), shuffleSeed: 1)
        #expect(network.parameters.allSatisfy { $0.value.dtype == .float32 })
    }
}

@Suite struct MistakeTests {
    @Test func mistakesAreErrorsWithShapes() throws {
        #expect(throws: TensorError.self) { try Dense(0, 3) }
        #expect(throws: TensorError.self) { try Sequential([], seed: 1) }
        let error = #expect(throws: TensorError.self) {
            try Sequential([Dense(2, 8), Dense(9, 3)], seed: 1)
        }
        #expect(error?.message.contains("layer 2") == true)
        #expect(throws: TensorError.self) { try model().predict(Tensor(zeros: [4, 3])) }
        #expect(throws: TensorError.self) { try model().predict(Tensor(zeros: [2])) }
        #expect(throws: TensorError.self) {
            try DataSet(inputs: Tensor(zeros: [3, 2]), targets: Tensor(zeros: [4, 2]))
        }
        #expect(throws: TensorError.self) { try SGD(learningRate: .nan) }
        #expect(throws: TensorError.self) { try SGD(learningRate: 0.1, momentum: 1) }
        var network = try model()
        let wrong = try DataSet(inputs: Tensor(zeros: [4, 2]), targets: Tensor(zeros: [4, 2]))
        #expect(throws: TensorError.self) {
            try Trainer().fit(
                &network, wrong, epochs: 1, batchSize: 2, optimizer: SGD(learningRate: 0.1),
                shuffleSeed: 1)
        }
        #expect(throws: TensorError.self) {
            try Trainer().fit(
                &network, wrong, epochs: 1, batchSize: 0, optimizer: SGD(learningRate: 0.1),
                shuffleSeed: 1)
        }
    }

    @Test func initialWeightsFollowTheirRule() throws {
        var stream = RandomStream(seed: 1)
        let glorot = try Initializer.glorotUniform.weights(
            inputs: 50, outputs: 100, from: &stream)
        let bound = (6.0 / 150).squareRoot()
        let numbers = glorot.doubles()
        #expect(numbers.allSatisfy { abs($0) <= bound })
        #expect(numbers.contains { $0 > 0.9 * bound } && numbers.contains { $0 < -0.9 * bound })
        let he = try Initializer.heNormal.weights(inputs: 50, outputs: 100, from: &stream)
        let variance = he.doubles().reduce(0) { $0 + $1 * $1 } / 5000
        #expect(abs(variance - 0.04) < 0.004)
    }

    /// PyTorch: v = m * v + g beginning with g, w -= lr * v.
    @Test func momentumFollowsPyTorch() throws {
        var optimizer = try SGD(learningRate: 0.1, momentum: 0.5)
        var parameters = [Parameter(name: "w", value: Tensor([1.0], shape: [1]))]
        var positions: [Double] = []
        for gradient in [1.0, 2, -1] {
            try optimizer.update(&parameters, along: [Tensor([gradient], shape: [1])])
            positions.append(parameters[0].value.doubles()[0])
        }
        #expect(zip(positions, [0.9, 0.65, 0.625]).allSatisfy { abs($0 - $1) < 1e-12 })
    }
}
