import GradusDiagnostics
import GradusLearning
import GradusScript
import GradusTensors

/// What lessons build and train models with: `Sequential`, `Dense`, `LayerNormalization`, `SGD`.
struct LearningFunctions {
    let recording: RunRecording

    func register(in session: ScriptSession) {
        session.register(name: "Dense", parameters: "inputs, units, *, activation=") { call in
            let activation = try call["activation"]?.choice(Activation.allCases.map(\.rawValue))
            let inputs = try call.required("inputs").int()
            let units = try call.required("units").int()
            return try located(call) { () throws(TensorError) in
                .host(
                    LayerObject(
                        try Dense(
                            inputs, units,
                            activation: activation.flatMap(Activation.init(rawValue:)) ?? .linear)))
            }
        }
        session.register(
            name: "LayerNormalization", parameters: "features, *, epsilon="
        ) { call in
            let features = try call.required("features").int()
            let epsilon = try call["epsilon"]?.double() ?? 1e-5
            return try located(call) { () throws(TensorError) in
                .host(LayerObject(try LayerNormalization(features, epsilon: epsilon)))
            }
        }
        session.register(name: "Sequential", parameters: "layers, *, seed=") { call in
            var layers: [any Layer] = []
            for element in try call.required("layers").list() {
                layers.append(try element.host(LayerObject.self, called: "layer").layer)
            }
            let seed = try HostNumbers.seed(call["seed"])
            let recording = self.recording
            return try located(call) { () throws(TensorError) in
                .host(ModelObject(try Sequential(layers, seed: seed), recording))
            }
        }
        session.register(name: "SGD", parameters: "learning_rate=, momentum=") { call in
            let rate = try call["learning_rate"]?.double() ?? 0.01
            let momentum = try call["momentum"]?.double() ?? 0
            return try located(call) { () throws(TensorError) in
                .host(OptimizerObject(try SGD(learningRate: rate, momentum: momentum)))
            }
        }
    }

    private func located(
        _ call: HostCall, _ body: () throws(TensorError) -> Value
    ) throws(Diagnostic) -> Value {
        do {
            return try body()
        } catch {
            throw Diagnostic(error.message, at: call.span, fix: error.fix)
        }
    }
}

/// Numbers that host functions take in the same way.
enum HostNumbers {
    /// A seed: an integer from 0, and 0 when left out.
    static func seed(_ argument: HostArgument?) throws(Diagnostic) -> UInt64 {
        guard let argument else { return 0 }
        guard let seed = UInt64(exactly: try argument.int()) else {
            throw argument.mismatch("an integer from 0")
        }
        return seed
    }
}

/// A layer in a script.
final class LayerObject: HostObject {
    let typeName = "layer"
    let layer: any Layer

    init(_ layer: any Layer) { self.layer = layer }
}

/// An optimizer in a script.
final class OptimizerObject: HostObject {
    let typeName = "optimizer"
    let optimizer: any Optimizer

    init(_ optimizer: any Optimizer) { self.optimizer = optimizer }

    var shown: String { "<\(optimizer.description)>" }
    var attributeNames: [String] { ["learning_rate"] }

    func attribute(_ name: String) -> Value? {
        name == "learning_rate" ? .float(optimizer.learningRate) : nil
    }
}
