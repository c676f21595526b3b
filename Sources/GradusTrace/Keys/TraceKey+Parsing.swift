import GradusAutodiff

extension TraceKey {
    /// Parses a key; nil for any text that no key prints.
    public init?(rawValue: String) {
        let words = rawValue.split(separator: "/", omittingEmptySubsequences: false)
        guard let target = Self.parse(words) else { return nil }
        self.target = target
    }

    private static func parse(_ words: [Substring]) -> Target? {
        switch (words.first, words.count) {
        case ("run", 2):
            return RunField(rawValue: String(words[1])).map { .run($0) }
        case ("graph", 4...):
            guard let id = name(words[1]), let inner = parseGraph(words[2...]) else { return nil }
            return .graph(id: id, inner)
        case ("series", 3):
            guard let series = name(words[1]) else { return nil }
            if let step = integer(words[2]) { return .metric(series: series, step: step) }
            return MetricStatistic(rawValue: String(words[2])).map {
                .metricSummary(series: series, $0)
            }
        case ("step", 3...6):
            guard let step = integer(words[1]), let field = parseField(words[2...]) else {
                return nil
            }
            return .step(step: step, field)
        case ("update", 5):
            guard let step = integer(words[1]), let parameter = name(words[2]),
                let side = UpdateSide(rawValue: String(words[3])),
                let statistic = SummaryStatistic(rawValue: String(words[4]))
            else { return nil }
            return .update(step: step, parameter: parameter, side, statistic)
        case ("tensor", 2):
            guard let (word, index) = subscripted(words[1]), let name = name(word) else {
                return nil
            }
            return .tensorElement(name: name, index: index)
        case ("tensor", 4):
            guard let name = name(words[1]) else { return nil }
            switch words[2] {
            case "shape": return integer(words[3]).map { .tensorShape(name: name, axis: $0) }
            case "summary":
                return SummaryStatistic(rawValue: String(words[3])).map {
                    .tensorSummary(name: name, $0)
                }
            default: return nil
            }
        case ("value", 2):
            return name(words[1]).map { .value(name: $0) }
        default:
            return nil
        }
    }

    private static func parseGraph(_ slice: ArraySlice<Substring>) -> GraphTarget? {
        let words = Array(slice)
        switch (words[0], words.count) {
        case ("node", 3):
            guard let node = integer(words[1]), let (word, index) = subscripted(words[2]),
                let tensor = NodeTensor(rawValue: String(word))
            else { return nil }
            return .element(node: node, tensor, index: index)
        case ("node", 4):
            guard let node = integer(words[1]) else { return nil }
            if words[2] == "shape" { return integer(words[3]).map { .shape(node: node, axis: $0) } }
            guard let tensor = NodeTensor(rawValue: String(words[2])),
                let statistic = SummaryStatistic(rawValue: String(words[3]))
            else { return nil }
            return .statistic(node: node, tensor, statistic)
        case ("edge", 3) where words[2] == "derivative":
            guard let ends = integers(words[1]), ends.count == 3 else { return nil }
            return .edgeDerivative(from: ends[0], to: ends[1], operand: ends[2])
        case ("view", 5...):
            guard let view = GraphViewKind(rawValue: String(words[1])),
                let ends = integers(words[3]), ends.count == 2
            else { return nil }
            return parseView(view, from: ends[0], to: ends[1], words)
        case ("check", 3) where words[2] == "digits":
            return integer(words[1]).map { .checkDigits(node: $0) }
        default:
            return nil
        }
    }

    private static func parseView(
        _ view: GraphViewKind, from: Int, to: Int, _ words: [Substring]
    ) -> GraphTarget? {
        switch (words[2], words[4], words.count) {
        case ("edge", "derivative", 5): return .viewEdgeDerivative(view, from: from, to: to)
        case ("paths", "total", 5): return .pathTotal(view, from: from, to: to)
        case ("paths", "count", 5): return .pathCount(view, from: from, to: to)
        case ("path", let path, 6) where words[5] == "product":
            return integer(path).map { .pathProduct(view, from: from, to: to, path: $0) }
        case ("path", let path, 7) where words[5] == "factor":
            guard let path = integer(path), let factor = integer(words[6]) else { return nil }
            return .pathFactor(view, from: from, to: to, path: path, factor: factor)
        default: return nil
        }
    }

    private static func parseField(_ slice: ArraySlice<Substring>) -> StepField? {
        let words = Array(slice)
        switch (words[0], words.count) {
        case ("loss", 1): return .loss
        case ("epoch", 1): return .epoch
        case ("batch", 1): return .batch
        case ("learning_rate", 1): return .learningRate
        case ("metric", 2): return name(words[1]).map { .metric($0) }
        case ("parameter", 4):
            guard let name = name(words[1]), let tensor = NodeTensor(rawValue: String(words[2])),
                let statistic = SummaryStatistic(rawValue: String(words[3]))
            else { return nil }
            return .parameter(name, tensor, statistic)
        default: return nil
        }
    }

    private static func name(_ word: Substring) -> String? { NameEscaping.unescaped(word) }

    /// A whole number as keys print it: no sign but minus, no leading zero.
    private static func integer(_ word: some StringProtocol) -> Int? {
        guard let value = Int(word), String(value) == word else { return nil }
        return value
    }

    /// Node indices joined by `-`; none is negative.
    private static func integers(_ word: Substring) -> [Int]? {
        var values: [Int] = []
        for part in word.split(separator: "-", omittingEmptySubsequences: false) {
            guard let value = integer(part) else { return nil }
            values.append(value)
        }
        return values
    }

    /// `word[12]` in its parts.
    private static func subscripted(_ word: Substring) -> (Substring, Int)? {
        guard word.last == "]", let open = word.firstIndex(of: "["),
            let index = integer(word[word.index(after: open)...].dropLast())
        else { return nil }
        return (word[..<open], index)
    }
}
