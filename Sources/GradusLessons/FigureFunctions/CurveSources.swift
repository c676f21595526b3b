import GradusDiagnostics
import GradusFigures
import GradusScript
import GradusTrace

/// What `figure.curves` is given: one or several histories, or numbers that the script
/// gathered itself.
struct CurveSources {
    enum Content {
        /// Trainings with what their curves are called.
        case histories([(label: String, history: HistoryObject)])
        /// Lists of numbers, recorded as series.
        case lists([MetricSeries])
        /// What was recorded in loops of the script's own, training by training.
        case loops(LoopCurves)
    }

    /// More numbers than this are refused.
    static let pointLimit = 1_000_000

    let content: Content

    /// Reads the arguments and records what is not recorded yet.
    init(_ call: HostCall, _ recording: RunRecording) throws {
        guard let argument = call["history"] else {
            content = .loops(try LoopCurves(nil, call, recording))
            return
        }
        if case .variable = argument.value {
            content = .loops(try LoopCurves(argument, call, recording))
            return
        }
        let entries = try Self.entries(of: argument)
        let labels = try Self.labels(call, count: entries.count)
        if entries.allSatisfy({ Self.history($0.value) != nil }) {
            let histories = entries.compactMap { Self.history($0.value) }
            guard histories.count <= LineChartFigure.contestantLimit else {
                throw Diagnostic(
                    "more than \(LineChartFigure.contestantLimit) histories cannot be told apart "
                        + "in one figure, found \(histories.count)", at: argument.span,
                    fix: "draw fewer of them in each figure")
            }
            content = .histories(
                histories.enumerated().map { place, history in
                    (labels?[place] ?? entries[place].name ?? "training \(place + 1)", history)
                })
            return
        }
        if call.has("metrics") {
            throw Diagnostic(
                "\(call.function)() takes 'metrics' with a history, not with lists of numbers",
                at: call["metrics"]?.span ?? call.span, fix: "leave 'metrics' out")
        }
        let plainName = argument.variableName ?? "value"
        content = .lists(
            try entries.enumerated().map { place, entry in
                let points = try Self.points(entry.value, entry.place, argument)
                let name = entry.name ?? plainName + (entries.count > 1 ? " \(place + 1)" : "")
                return try recording.record(
                    points: points, named: name, label: labels?[place] ?? name)
            })
    }

    /// One thing to draw: what it is called, where it stands in the argument, and itself.
    private struct Entry {
        var name: String?
        var place: String
        var value: Value
    }

    private static func entries(of argument: HostArgument) throws(Diagnostic) -> [Entry] {
        let expected = "a history, a list of histories, a list of numbers or a dict of these"
        var entries: [Entry] = []
        switch argument.value {
        case .dict(let dict):
            for (key, value) in dict.entries {
                guard case .string(let name) = key, !name.isEmpty else {
                    throw Diagnostic(
                        "\(argument.name) must have strings as keys, found \(key.typeDescription)",
                        at: argument.span)
                }
                entries.append(Entry(name: name, place: "['\(name)']", value: value))
            }
        case .list(let list) where isNested(list.elements):
            entries = nested(list.elements)
        case .tuple(let tuple) where isNested(tuple.elements):
            entries = nested(tuple.elements)
        case .list, .tuple, .array:
            entries = [Entry(name: nil, place: "", value: argument.value)]
        default:
            guard history(argument.value) != nil else { throw argument.mismatch(expected) }
            entries = [Entry(name: nil, place: "", value: argument.value)]
        }
        guard !entries.isEmpty else {
            throw Diagnostic(
                "there is nothing to draw: '\(argument.name)' is empty", at: argument.span)
        }
        let histories = entries.count { history($0.value) != nil }
        guard histories == 0 || histories == entries.count else {
            throw Diagnostic(
                "histories and lists of numbers cannot stand in one figure", at: argument.span,
                fix: "draw a figure for each")
        }
        return entries
    }

    private static func isNested(_ elements: [Value]) -> Bool {
        elements.contains { element in
            switch element {
            case .host, .list, .tuple: true
            case .array(let array): array.tensor.ndim > 0
            default: false
            }
        }
    }

    private static func nested(_ elements: [Value]) -> [Entry] {
        elements.enumerated().map { Entry(name: nil, place: "[\($0.offset)]", value: $0.element) }
    }

    private static func history(_ value: Value) -> HistoryObject? {
        guard case .host(let object) = value else { return nil }
        return object as? HistoryObject
    }

    static func labels(_ call: HostCall, count: Int) throws(Diagnostic) -> [String]? {
        guard let argument = call["labels"] else { return nil }
        var labels: [String] = []
        for element in try argument.list() { labels.append(try element.string()) }
        guard labels.count == count else {
            throw Diagnostic(
                "there are \(labels.count) labels for \(count) "
                    + (count == 1 ? "curve" : "curves"), at: argument.span)
        }
        return labels
    }

    /// The numbers of a list, counted from step 0.
    private static func points(
        _ value: Value, _ place: String, _ argument: HostArgument
    ) throws(Diagnostic) -> [MetricPoint] {
        let name = argument.name + place
        var numbers: [Double] = []
        func take(_ elements: [Value]) throws(Diagnostic) {
            for (place, element) in elements.enumerated() {
                guard let number = element.number else {
                    throw Diagnostic(
                        "\(name)[\(place)] must be a number, found \(element.typeDescription)",
                        at: argument.span)
                }
                numbers.append(number)
            }
        }
        switch value {
        case .list(let list): try take(list.elements)
        case .tuple(let tuple): try take(tuple.elements)
        case .array(let array) where array.tensor.ndim == 1:
            numbers = array.tensor.doubles()
        default:
            throw Diagnostic(
                "\(name) must be a list of numbers, found \(value.typeDescription)",
                at: argument.span)
        }
        guard !numbers.isEmpty, numbers.count <= pointLimit else {
            throw Diagnostic(
                numbers.isEmpty
                    ? "there is nothing to draw: '\(name)' is empty"
                    : "'\(name)' has \(numbers.count) numbers; at most \(pointLimit) are drawn",
                at: argument.span)
        }
        return numbers.enumerated().map { MetricPoint(step: $0.offset, value: $0.element) }
    }
}

extension RunRecording {
    /// Records numbers as a series under a name of its own: a number is added when the name
    /// is taken by other numbers.
    func record(
        points: [MetricPoint], named name: String, label: String
    ) throws -> MetricSeries {
        var number = 1
        var series = MetricSeries(name: name, label: label, points: points)
        while let taken = recorder.trace.series(series.name), taken != series {
            number += 1
            series.name = "\(name)~\(number)"
        }
        try recorder.declare(series: series.name, label: label)
        for point in points {
            try recorder.record(series: series.name, step: point.step, value: point.value)
        }
        return series
    }
}
