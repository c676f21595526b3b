import GradusTrace

extension LineChartFigure {
    /// What the chart shows, in words written from its data.
    public var description: String {
        var sentences: [String] = []
        let subject = valueTitle.isEmpty ? "Line chart" : "Line chart of \(valueTitle)"
        let note = isLogarithmic ? ", on a logarithmic scale" : ""
        sentences.append("\(subject) over \(stepTitle)s\(note).")
        if lines.allSatisfy({ $0.series.points.isEmpty }) {
            sentences.append("There are no values to draw.")
        }
        for line in lines { sentences.append(sentence(of: line)) }
        return sentences.joined(separator: " ")
    }

    private func sentence(of line: Line) -> String {
        let points = line.series.points
        guard let first = points.first, let last = points.last else {
            return "\(line.label): no values."
        }
        let name = line.label.prefix(1).uppercased() + line.label.dropFirst()
        guard points.count > 1 else {
            return "\(name): \(written(first.value)) at \(stepTitle) \(first.step)."
        }
        var text =
            "\(name): from \(written(first.value)) at \(stepTitle) \(first.step) to "
            + "\(written(last.value)) at \(stepTitle) \(last.step)"
        if let least = line.series[.min]?.double, let greatest = line.series[.max]?.double,
            least.isFinite, greatest.isFinite
        {
            text +=
                least == greatest
                ? ", constant" : ", lowest \(written(least)), highest \(written(greatest))"
        }
        let stretches = NonFiniteStretch.all(in: points)
        for stretch in stretches.prefix(3) {
            let words = stretch.words(stepTitle)
            text +=
                "; not finite (\(NumberFormat.text(stretch.value))) \(words.before)\(stretch.first)"
                + words.after
        }
        if stretches.count > 3 { text += "; and \(stretches.count - 3) times more" }
        return text + "."
    }
}
