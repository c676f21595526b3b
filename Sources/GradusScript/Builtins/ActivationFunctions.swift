import GradusAutodiff
import GradusDiagnostics
import GradusTensors

extension Interpreter {
    /// What networks do to their sums, under the names that PyTorch and Keras give them.
    func addActivationFunctions() {
        let plain: [(String, Primitive)] = [
            ("softsign", .softsign), ("log_sigmoid", .logSigmoid), ("logsigmoid", .logSigmoid),
            ("silu", .silu), ("swish", .silu), ("mish", .mish), ("selu", .selu),
            ("hard_sigmoid", .hardSigmoid), ("hard_swish", .hardSwish), ("hard_silu", .hardSwish),
            ("erf", .erf),
        ]
        for (name, primitive) in plain {
            define(name, "x") { call in try call.compose(primitive, [try call.required("x")]) }
        }
        let shaped: [(String, Primitive, [(String, Double)])] = [
            ("softplus", .softplus, [("beta", 1), ("threshold", 20)]),
            ("leaky_relu", .leakyReLU, [("negative_slope", 0.01)]),
            ("elu", .elu, [("alpha", 1)]), ("celu", .celu, [("alpha", 1)]),
            ("hardtanh", .hardtanh, [("min_val", -1), ("max_val", 1)]),
        ]
        for (name, primitive, numbers) in shaped {
            let options = numbers.map { $0.0 + "=" }.joined(separator: ", ")
            define(name, "x, " + options) { call in
                try call.compose(primitive, [try call.required("x")], try call.numbers(numbers))
            }
        }
        define("relu6", "x") { call in
            let bounds = Attributes(options: .init(numbers: [0, 6]))
            return try call.compose(.hardtanh, [try call.required("x")], bounds)
        }
        define("gelu", "x, approximate=") { call in
            var isTanh = false
            if let argument = call["approximate"] {
                if case .bool(let flag) = argument.value {
                    isTanh = flag
                } else {
                    isTanh = try argument.choice(["none", "tanh"]) == "tanh"
                }
            }
            return try call.compose(isTanh ? .geluTanh : .gelu, [try call.required("x")])
        }
        for (name, primitive) in [("softmax", Primitive.softmax), ("log_softmax", .logSoftmax)] {
            define(name, "x, axis=") { call in
                let axis = try call.int("axis", default: -1)
                return try call.compose(
                    primitive, [try call.required("x")], Attributes(axis: axis))
            }
        }
        define("logsumexp", "x, axis=, keepdims=") { call in
            let attributes = Attributes(
                axes: try call.axes(), keepDims: try call.flag("keepdims"))
            return try call.compose(.logSumExp, [try call.required("x")], attributes)
        }
    }
}
