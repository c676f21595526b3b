import GradusAutodiff
import GradusTrace
import Testing

@Suite struct TraceKeyTests {
    static let keys: [(TraceKey, String)] = [
        (.nodeValue(graph: "loss_val", node: 3, at: 2), "graph/loss_val/node/3/value[2]"),
        (.nodeGradient(graph: "a b/ü", node: 0), "graph/a%20b%2F%C3%BC/node/0/gradient[0]"),
        (.nodeSummary(graph: "g", node: 1, .mean), "graph/g/node/1/value/mean"),
        (.nodeShape(graph: "g", node: 1, axis: 0), "graph/g/node/1/shape/0"),
        (
            .edgeDerivative(graph: "g", edge: Edge(from: 1, to: 4, operand: 1)),
            "graph/g/edge/1-4-1/derivative"
        ),
        (
            .viewEdgeDerivative(graph: "g", view: .statement, from: 5, to: 7),
            "graph/g/view/statement/edge/5-7/derivative"
        ),
        (
            .pathFactor(graph: "g", view: .operation, from: 7, to: 1, index: 0, factor: 2),
            "graph/g/view/operation/path/7-1/0/factor/2"
        ),
        (
            .pathTotal(graph: "g", view: .statement, from: 7, to: 1),
            "graph/g/view/statement/paths/7-1/total"
        ),
        (.checkDigits(graph: "g", node: 1), "graph/g/check/1/digits"),
        (.metric(series: "val_loss", step: 45), "series/val_loss/45"),
        (.metricSummary("loss", .argmin), "series/loss/argmin"),
        (.step(3, .learningRate), "step/3/learning_rate"),
        (.step(3, .metric("top 5")), "step/3/metric/top%205"),
        (.step(3, .parameter("W1", .gradient, .norm)), "step/3/parameter/W1/gradient/norm"),
        (.update(step: 1, parameter: "W1", .after, .norm), "update/1/W1/after/norm"),
        (.tensorElement(name: "digits", at: 64), "tensor/digits[64]"),
        (.tensorShape(name: "digits", axis: 1), "tensor/digits/shape/1"),
        (.tensorSummary(name: "digits", .max), "tensor/digits/summary/max"),
        (.value(name: "lesson/3:5"), "value/lesson%2F3%3A5"),
    ]

    @Test(arguments: keys)
    func printsAndParsesBack(_ key: TraceKey, _ text: String) {
        #expect(key.rawValue == text)
        #expect(TraceKey(rawValue: text) == key)
    }

    @Test(arguments: [
        "", "graph", "graph/g/node/1", "graph/g/node/01/value[0]", "graph/g/node/1/value[0",
        "graph/g/node/1/value", "graph/g/edge/1-2/derivative", "graph/a b/node/1/value[0]",
        "graph/%61/node/1/value[0]", "graph/%zz/node/1/value[0]", "series/loss/", "step/+1/loss",
        "tensor/t[-]", "value", "value/", "graph/g/view/other/edge/1-2/derivative",
    ])
    func refusesWhatNoKeyPrints(_ text: String) {
        if let key = TraceKey(rawValue: text) { #expect(key.rawValue == text) }
        if text != "value/" { #expect(TraceKey(rawValue: text) == nil) }
    }
}
