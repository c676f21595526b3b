import GradusAutodiff
import GradusDiagnostics
import GradusTensors

extension Interpreter {
    /// Losses: targets first, as in Keras and in the formulas of lessons. `reduction` is
    /// `"mean"` unless it is `"sum"` or `"none"`.
    func addLossFunctions() {
        let plain: [([String], Primitive)] = [
            (["mean_squared_error", "mse"], .meanSquaredError),
            (["mean_absolute_error", "mae"], .meanAbsoluteError),
            (["hinge"], .hinge), (["squared_hinge"], .squaredHinge),
        ]
        for (names, primitive) in plain {
            addLoss(names, "") { _ in (primitive, nil) }
        }
        addLoss(["huber"], ", delta=") { call in
            (.huber, [try call["delta"]?.double() ?? 1])
        }
        addLoss(["smooth_l1"], ", beta=") { call in
            (.smoothL1, [try call["beta"]?.double() ?? 1])
        }
        let logits: [([String], Primitive, Primitive)] = [
            (
                ["binary_crossentropy", "binary_cross_entropy"], .binaryCrossEntropy,
                .binaryCrossEntropyWithLogits
            ),
            (
                ["categorical_crossentropy", "categorical_cross_entropy"],
                .categoricalCrossEntropy, .categoricalCrossEntropyWithLogits
            ),
            (
                ["sparse_categorical_crossentropy", "sparse_categorical_cross_entropy"],
                .sparseCategoricalCrossEntropy, .sparseCategoricalCrossEntropyWithLogits
            ),
        ]
        for (names, probabilities, scores) in logits {
            addLoss(names, ", from_logits=") { call in
                (try call.flag("from_logits") ? scores : probabilities, nil)
            }
        }
        // PyTorch's name and order: logarithms of probabilities, then targets.
        define("kl_div", "input, target, reduction=") { call in
            try call.compose(
                .klDivergence, [try call.required("input"), try call.required("target")],
                try Self.attributes(of: call, nil))
        }
    }

    private func addLoss(
        _ names: [String], _ options: String,
        _ choose: @escaping (HostCall) throws -> (Primitive, [Double]?)
    ) {
        for name in names {
            define(name, "y_true, y_pred\(options), reduction=") { call in
                let (primitive, numbers) = try choose(call)
                return try call.compose(
                    primitive, [try call.required("y_pred"), try call.required("y_true")],
                    try Self.attributes(of: call, numbers))
            }
        }
    }

    private static func attributes(
        of call: HostCall, _ numbers: [Double]?
    ) throws(Diagnostic) -> Attributes {
        let word = try call["reduction"]?.choice(LossReduction.allCases.map(\.rawValue))
        let reduction = word.flatMap { LossReduction(rawValue: $0) }
        return Attributes(
            options: .init(numbers: numbers, reduction: reduction == .mean ? nil : reduction))
    }
}
