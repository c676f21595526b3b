import GradusAutodiff
import GradusTensors
import GradusTrace
import Testing

@Suite struct TraceResolverTests {
    let trace: Trace

    init() throws {
        trace = Trace(
            info: RunInfo(title: "sample", seed: 1), graphs: [try Sample.scalarGraph()],
            steps: [StepRecord(step: 4, epoch: 1, batch: 0, loss: 0.5, learningRate: 0.1)],
            series: [
                MetricSeries(
                    name: "loss",
                    points: [
                        .init(step: 0, value: 2), .init(step: 2, value: .nan),
                        .init(step: 4, value: 0.5),
                    ])
            ],
            tensors: [NamedTensor(name: "t", tensor: Tensor([1, 2, 3] as [Int64], shape: [3]))],
            values: [NamedValue(name: "greeting", value: .text("hello"))])
    }

    @Test(arguments: [
        ("graph/loss_val/node/4/value[0]", 6.0), ("graph/loss_val/node/5/value[0]", 7),
        ("graph/loss_val/node/7/value[0]", 3), ("graph/loss_val/node/1/gradient[0]", 2),
        ("graph/loss_val/edge/3-6-0/derivative", 1), ("graph/loss_val/edge/5-6-1/derivative", -1),
        ("graph/loss_val/edge/6-7-0/derivative", -1),
        ("graph/loss_val/view/statement/edge/5-7/derivative", 1),
        ("graph/loss_val/view/statement/edge/1-4/derivative", 2),
        ("graph/loss_val/view/statement/path/7-1/0/product", 2),
        ("graph/loss_val/view/statement/path/7-1/0/factor/0", 1),
        ("graph/loss_val/view/statement/path/7-1/0/factor/2", 2),
        ("graph/loss_val/view/statement/paths/7-1/total", 2),
        ("graph/loss_val/view/statement/paths/7-1/count", 1),
        ("graph/loss_val/view/operation/path/7-1/0/factor/1", -1),
        ("series/loss/4", 0.5), ("series/loss/min", 0.5), ("series/loss/count", 3),
        ("series/loss/argmax", 0), ("step/4/learning_rate", 0.1), ("step/4/epoch", 1),
        ("tensor/t[2]", 3), ("tensor/t/shape/0", 3), ("tensor/t/summary/mean", 2),
    ])
    func resolves(_ key: String, _ expected: Double) throws {
        let resolver = TraceResolver(trace)
        #expect(try #require(resolver.resolve(key)).double == expected)
        #expect(trace.resolve(try #require(TraceKey(rawValue: key)))?.double == expected)
    }

    @Test func textsResolveToo() {
        #expect(trace.resolve(.value(name: "greeting")) == .text("hello"))
    }

    @Test(arguments: [
        "graph/other/node/4/value[0]", "graph/loss_val/node/9/value[0]",
        "graph/loss_val/node/4/value[1]", "graph/loss_val/edge/1-6-0/derivative",
        "graph/loss_val/view/statement/edge/1-7/derivative",
        "graph/loss_val/view/statement/path/7-1/1/product", "graph/loss_val/check/0/digits",
        "series/loss/3", "series/none/last", "step/3/loss", "step/4/metric/top", "tensor/t[3]",
        "tensor/t/shape/1", "value/none", "update/4/W/after/norm", "graph/loss_val/node/6/shape/0",
    ])
    func leadsNowhere(_ key: String) throws {
        #expect(trace.resolve(try #require(TraceKey(rawValue: key))) == nil)
    }

    @Test func checksAgree() throws {
        let digits = trace.resolve(.checkDigits(graph: "loss_val", node: 1))?.double
        #expect(try #require(digits) >= 6)
    }
}
