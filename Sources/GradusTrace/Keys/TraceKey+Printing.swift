import GradusAutodiff

extension TraceKey {
    /// The key as a path of words.
    public var rawValue: String {
        switch target {
        case .run(let field):
            "run/\(field.rawValue)"
        case .graph(let id, let inner):
            "graph/\(NameEscaping.escaped(id))/" + Self.text(inner)
        case .metric(let series, let step):
            "series/\(NameEscaping.escaped(series))/\(step)"
        case .metricSummary(let series, let statistic):
            "series/\(NameEscaping.escaped(series))/\(statistic.rawValue)"
        case .step(let step, let field):
            "step/\(step)/" + Self.text(field)
        case .update(let step, let parameter, let side, let statistic):
            "update/\(step)/\(NameEscaping.escaped(parameter))/\(side.rawValue)/"
                + statistic.rawValue
        case .tensorElement(let name, let index):
            "tensor/\(NameEscaping.escaped(name))[\(index)]"
        case .tensorShape(let name, let axis):
            "tensor/\(NameEscaping.escaped(name))/shape/\(axis)"
        case .tensorSummary(let name, let statistic):
            "tensor/\(NameEscaping.escaped(name))/summary/\(statistic.rawValue)"
        case .value(let name):
            "value/\(NameEscaping.escaped(name))"
        }
    }

    private static func text(_ target: GraphTarget) -> String {
        switch target {
        case .element(let node, let tensor, let index):
            "node/\(node)/\(tensor.rawValue)[\(index)]"
        case .statistic(let node, let tensor, let statistic):
            "node/\(node)/\(tensor.rawValue)/\(statistic.rawValue)"
        case .shape(let node, let axis):
            "node/\(node)/shape/\(axis)"
        case .edgeDerivative(let from, let to, let operand):
            "edge/\(from)-\(to)-\(operand)/derivative"
        case .viewEdgeDerivative(let view, let from, let to):
            "view/\(view.rawValue)/edge/\(from)-\(to)/derivative"
        case .pathProduct(let view, let from, let to, let path):
            "view/\(view.rawValue)/path/\(from)-\(to)/\(path)/product"
        case .pathFactor(let view, let from, let to, let path, let factor):
            "view/\(view.rawValue)/path/\(from)-\(to)/\(path)/factor/\(factor)"
        case .pathTotal(let view, let from, let to):
            "view/\(view.rawValue)/paths/\(from)-\(to)/total"
        case .pathCount(let view, let from, let to):
            "view/\(view.rawValue)/paths/\(from)-\(to)/count"
        case .checkDigits(let node):
            "check/\(node)/digits"
        }
    }

    private static func text(_ field: StepField) -> String {
        switch field {
        case .loss: "loss"
        case .epoch: "epoch"
        case .batch: "batch"
        case .learningRate: "learning_rate"
        case .metric(let name): "metric/\(NameEscaping.escaped(name))"
        case .parameter(let name, let tensor, let statistic):
            "parameter/\(NameEscaping.escaped(name))/\(tensor.rawValue)/\(statistic.rawValue)"
        }
    }
}
