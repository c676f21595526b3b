import GradusAutodiff
import GradusTensors

/// The reference cases' expressions, written in Swift.
enum ReferenceExpressions {
    typealias Expression = @Sendable ([String: Variable]) -> Variable?

    static let all: [String: Expression] = unary.merging(binary) { $1 }
        .merging(products) { $1 }.merging(shaping) { $1 }.merging(models) { $1 }
        .merging(activations) { $1 }.merging(layers) { $1 }.merging(networks) { $1 }

    static func one(_ body: @escaping @Sendable (Variable) -> Variable) -> Expression {
        { inputs in inputs["x"].map(body) }
    }

    static func two(
        _ first: String, _ second: String,
        _ body: @escaping @Sendable (Variable, Variable) -> Variable
    ) -> Expression {
        { inputs in
            guard let a = inputs[first], let b = inputs[second] else { return nil }
            return body(a, b)
        }
    }

    static func two(
        _ body: @escaping @Sendable (Variable, Variable) -> Variable
    ) -> Expression {
        two("x", "y", body)
    }

    private static let unary: [String: Expression] = [
        "unary_neg": one { -$0 }, "unary_log": one(log), "unary_square": one(square),
        "unary_reciprocal": one { 1 / $0 }, "unary_pow_half": one { $0.power(0.5) },
        "unary_tanh": one(tanh), "unary_relu": one(relu), "unary_cos": one(cos),
        "stable_sigmoid_large": one(sigmoid), "stable_tanh_large": one(tanh),
        "kink_relu_at_0": one(relu), "kink_maximum_tie": two(maximum),
        "kink_amax_tie": one { $0.max(axes: [1]) },
        "reduce_sum_all": one { $0.sum() }, "reduce_sum_1": one { $0.sum(axes: [1]) * 2 },
        "reduce_sum_02": one { $0.sum(axes: [0, 2]) * 2 }, "reduce_mean_all": one { $0.mean() },
        "reduce_mean_12_keep": one { $0.mean(axes: [1, 2], keepDims: true) * 2 },
        "reduce_amax_all": one { $0.max() },
        "reduce_amax_neg1_keep": one { $0.max(axes: [-1], keepDims: true) * 2 },
        "reduce_norm_l1": one { abs($0).sum(axes: [-1]) * 2 },
        "reduce_center": one { square($0 - $0.mean(axes: [0], keepDims: true)) },
        "log_softmax": one { logSoftmax($0) }, "fanout_x_plus_x": one { $0 + $0 },
        "fanout_reuse_shapes": one {
            $0.sum() * $0 + $0.mean(axes: [0]) * $0.transposed().sum()
        },
        "unused_input": one { $0 * 2 },
    ]

    private static let binary: [String: Expression] = [
        "binary_add": two { $0 + $1 }, "binary_mul": two { $0 * $1 },
        "binary_pow": two { $0.power($1) }, "binary_minimum": two(minimum),
        "where": two { x, y in
            `where`(x .> 0, x * y, y - x)
        },
        "broadcast_add_scalar_vec": two { $0 + $1 },
        "broadcast_sub_vec_scalar": two { $0 - $1 },
        "broadcast_add_col_row": two { $0 + $1 }, "broadcast_add_r4_r2": two { $0 + $1 },
        "broadcast_sub_r4_bias_nchw": two { $0 - $1 }, "broadcast_add_r5_cross": two { $0 + $1 },
        "broadcast_sub_r1_r5": two { $0 - $1 }, "broadcast_add_size1_size1": two { $0 + $1 },
        "broadcast_pow_r3_cross": two { $0.power($1) },
        "broadcast_mul_r5_cross": two { $0 * $1 },
        "broadcast_maximum_r5_cross": two(maximum),
        "broadcast_expand": two("x", "w") { $0.broadcast(to: [3, 2, 4]) * $1 },
        "fanout_many": two { x, y in x * y + sin(x) * x - y / x + x },
        "detach_like": two { $0 * ($1 * 0 + 3) },
    ]

    private static let products: [String: Expression] = [
        "dot_n_n": two(dot), "dot_n_nm": two(dot), "dot_m1_1n": two(dot), "dot_abcd_d": two(dot),
        "dot_abc_c": two(dot), "dot_abcde_ef": two(dot), "dot_scalar": two(dot),
        "matmul_batched": two { $0.applying(.matmul, [$1]) },
        "matmul_self": one { $0.applying(.matmul, [$0.transposed()]) },
        "dense_layer": { inputs in
            guard let x = inputs["x"], let w = inputs["w"], let b = inputs["b"] else { return nil }
            return dot(x, w) + b
        },
        "trace_quadratic_form": two("x", "a") { dot(dot($0, $1), $0) },
        "attention": { inputs in
            guard let q = inputs["q"], let k = inputs["k"], let v = inputs["v"],
                let w = inputs["w"]
            else { return nil }
            let scores = q.applying(.matmul, [k.transposed([0, 2, 1])]) / 2
            return softmax(scores).applying(.matmul, [v]) * w
        },
    ]

    private static let shaping: [String: Expression] = [
        "shape_reshape": two("x", "w") { $0.reshaped([4, 6]) * $1 },
        "shape_flatten": two("x", "w") { $0.reshaped([24]) * $1 },
        "shape_permute_201": two("x", "w") { $0.transposed([2, 0, 1]) * $1 },
        "shape_permute_r5": two("x", "w") { $0.transposed([4, 1, 3, 0, 2]) * $1 },
        "shape_slice_neg": two("x", "w") {
            $0.indexed([.range(start: 2, step: 1, count: 2)]) * $1
        },
        "shape_slice_step_off": two("x", "w") {
            $0.indexed([
                .range(start: 1, step: 3, count: 2), .range(start: 0, step: 2, count: 3),
            ]) * $1
        },
        "shape_index_neg": two("x", "w") { $0.indexed([.index(4)]) * $1 },
        "shape_ellipsis": two("x", "w") {
            $0.indexed([
                .range(start: 0, step: 1, count: 2), .range(start: 0, step: 1, count: 3),
                .index(0),
            ]) * $1
        },
        "shape_flip": two("x", "w") {
            $0.indexed([.range(start: 3, step: -1, count: 4)]) * $1
        },
        "shape_slice_overlap": one {
            $0.indexed([.range(start: 0, step: 1, count: 5)])
                * $0.indexed([.range(start: 1, step: 1, count: 5)])
        },
        "shape_concat0": { inputs in
            guard let x = inputs["x"], let y = inputs["y"], let w = inputs["w"] else { return nil }
            return x.applying(.concatenate, [y], Attributes(axis: 0)) * w
        },
        "embedding": { inputs in
            guard let e = inputs["e"], let i = inputs["i"], let w = inputs["w"] else { return nil }
            return e.applying(.take, [i], Attributes(axis: 0)) * w
        },
        "softmax_weighted": two("x", "w") { softmax($0) * $1 },
        "softmax_axis0": two("x", "w") { softmax($0, axis: 0) * $1 },
    ]

    private static let models: [String: Expression] = [
        "loss_mse": two("p", "t") { meanSquaredError($0, targets: $1) },
        "loss_cce_logits": two("z", "t") {
            categoricalCrossEntropy($0, targets: $1, fromLogits: true)
        },
        "loss_l1_reg": { inputs in
            guard let p = inputs["p"], let t = inputs["t"], let w = inputs["w"] else { return nil }
            return square(p - t).mean() + 0.01 * abs(w).sum()
        },
        "rmsnorm": { inputs in
            guard let x = inputs["x"], let g = inputs["g"], let w = inputs["w"] else { return nil }
            return x * (1 / sqrt(square(x).mean(axes: [-1], keepDims: true) + 1e-6)) * g * w
        },
        "micrograd_readme": two("a", "b") { a, b in
            let c0 = a + b
            let c1 = c0 + (c0 + 1)
            let c = c1 + (1 + c1 + (-a))
            let d0 = a * b + b.power(3)
            let d1 = d0 + (d0 * 2 + relu(b + a))
            let d = d1 + (3 * d1 + relu(b - a))
            let f = square(c - d)
            return f / 2 + 10 / f
        },
        "mlp_2layer_mse": { inputs in
            guard let x = inputs["x"], let t = inputs["t"], let w1 = inputs["w1"],
                let b1 = inputs["b1"], let w2 = inputs["w2"], let b2 = inputs["b2"]
            else { return nil }
            return square(dot(tanh(dot(x, w1) + b1), w2) + b2 - t).mean()
        },
        "rnn_unrolled_10": { inputs in
            guard let x = inputs["x"], let h0 = inputs["h0"], let wx = inputs["wx"],
                let wh = inputs["wh"], let b = inputs["b"]
            else { return nil }
            return (0..<10).reduce(h0) { h, t in
                tanh(dot(x.indexed([.index(t)]), wx) + dot(h, wh) + b)
            }
        },
        "residual_10": two("x", "w") { x, w in
            (0..<10).reduce(x) { h, _ in h + tanh(dot(h, w)) }
        },
        "linreg": { inputs in
            guard let w = inputs["w"], let b = inputs["b"], let x = inputs["x"],
                let t = inputs["t"]
            else { return nil }
            return square(w * x + b - t).mean()
        },
    ]
}
