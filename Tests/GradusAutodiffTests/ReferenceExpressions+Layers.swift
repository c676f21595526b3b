import GradusAutodiff
import GradusTensors

extension ReferenceExpressions {
    static let activations: [String: Expression] = [
        "unary_elu": one { elu($0) }, "unary_softplus": one { softplus($0) },
        "unary_gelu_tanh": one { gelu($0, approximate: .tanh) }, "unary_softsign": one(softsign),
        "unary_log1p": one(log1p), "unary_sinh": one(sinh), "unary_atan": one(arctan),
        "unary_acos": one(arccos), "unary_logsigmoid": one(logSigmoid),
        "stable_logsumexp_large": one { $0.logSumExp(axes: [-1]) },
        "kink_clamp_bounds": one { clip($0, low: -1, high: 1) },
        "broadcast_sub_mat_row1": two { $0 - $1 }, "broadcast_add_r3_r1": two { $0 + $1 },
        "broadcast_sub_r3_size1_mid": two { $0 - $1 }, "broadcast_mul_col_row": two { $0 * $1 },
        "broadcast_maximum_col_row": two(maximum), "outer": two(outer),
        "reduce_var_sample": one { $0.variance(axes: [-1], ddof: 1) * 2 },
        "reduce_prod_all": one { $0.prod() }, "reduce_prod_with_zero": one { $0.prod(axes: [1]) },
        "reduce_logsumexp": one { $0.logSumExp(axes: [-1]) * 2 },
        "shape_squeeze": two("x", "w") { $0.squeezed(axes: [1]) * $1 },
        "shape_pad": two("x", "w") { $0.padded([(0, 0), (1, 2)]) * $1 },
        "shape_roll": two("x", "w") { $0.rolled(1, axis: 0) * $1 },
        "shape_stack": { inputs in
            guard let x = inputs["x"], let y = inputs["y"], let w = inputs["w"] else { return nil }
            return stack([x, y], axis: 1) * w
        },
    ]

    static let layers: [String: Expression] = [
        "loss_huber_1": two("p", "t") { huberLoss($0, targets: $1) },
        "loss_smooth_l1": two("p", "t") { smoothL1Loss($0, targets: $1, beta: 0.5) },
        "loss_bce_logits": two("z", "t") {
            binaryCrossEntropy($0, targets: $1, fromLogits: true)
        },
        "loss_sparse_cce_probs": two("p", "i") { sparseCategoricalCrossEntropy($0, targets: $1) },
        "loss_squared_hinge": two("p", "t") { squaredHingeLoss($0, targets: $1) },
        "loss_kl": two("z", "t") {
            klDivergence(logSoftmax($0), targets: $1, reduction: .sum) / Double($0.shape[0])
        },
        "layernorm": { inputs in
            guard let x = inputs["x"], let g = inputs["g"], let b = inputs["b"],
                let w = inputs["w"]
            else { return nil }
            return layerNorm(x, scale: g, shift: b) * w
        },
        "batchnorm_train": { inputs in
            guard let x = inputs["x"], let g = inputs["g"], let b = inputs["b"],
                let w = inputs["w"]
            else { return nil }
            return batchNorm(x, scale: g, shift: b, epsilon: 1e-3) * w
        },
        "conv2d_valid": { inputs in
            guard let x = inputs["x"], let k = inputs["k"], let b = inputs["b"] else { return nil }
            return conv2d(x, k, bias: b) * 1.5
        },
        "maxpool2d": two("x", "w") { maxPool($0, [2, 2]) * $1 },
        "avgpool2d": two("x", "w") { averagePool($0, [2, 2]) * $1 },
        "conv1d": two("x", "k") { conv1d($0, $1, padding: 1) },
    ]

    static let networks: [String: Expression] = [
        "mlp_2_16_16_1_bce": { inputs in
            guard let x = inputs["x"], let t = inputs["t"], let w1 = inputs["w1"],
                let b1 = inputs["b1"], let w2 = inputs["w2"], let b2 = inputs["b2"],
                let w3 = inputs["w3"], let b3 = inputs["b3"]
            else { return nil }
            let hidden = relu(dot(relu(dot(x, w1) + b1), w2) + b2)
            return binaryCrossEntropy(dot(hidden, w3) + b3, targets: t, fromLogits: true)
        },
        "chain_50": two { x, y in
            (0..<10).reduce(x) { h, _ in tanh(sin(h)) * 1.1 + 0.1 - 0.5 * y }
        },
        "lstm_cell": { inputs in
            guard let x = inputs["x"], let h0 = inputs["h0"], let c0 = inputs["c0"],
                let wx = inputs["wx"], let wh = inputs["wh"], let b = inputs["b"]
            else { return nil }
            let gates = (dot(x, wx) + dot(h0, wh) + b).split(4, axis: 1)
            let cell = sigmoid(gates[1]) * c0 + sigmoid(gates[0]) * tanh(gates[2])
            return sigmoid(gates[3]) * tanh(cell)
        },
    ]
}
