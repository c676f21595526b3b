import Foundation
import GradusTrace
import GradusTraceStore
import Testing

/// Every number that is drawn or stands in the prose carries the key of a recorded value, and
/// says what that value is.
@Suite struct TraceabilityTests {
    @Test(arguments: BuiltLessons.lessons)
    func everyKeyOfThePageResolves(_ lesson: String) throws {
        let least = ["digits": 70, "listings": 80][lesson] ?? 100
        try check(page: lesson + ".html", lesson: lesson, atLeast: least)
    }

    @Test(arguments: BuiltLessons.lessons)
    func everyKeyOfTheFiguresResolves(_ lesson: String) throws {
        let folder = try BuiltLessons.folder().appendingPathComponent("figures/\(lesson)")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".svg") }.sorted()
        #expect(files.count >= 4)
        // The structure of a graph and a model of others hold no recorded numbers.
        for file in files where !["structure.svg", "residual.svg"].contains(file) {
            try check(page: "figures/\(lesson)/\(file)", lesson: lesson, atLeast: 1)
        }
    }

    /// Numbers in figures that are no recorded numbers are positions of ticks on axes, or parts
    /// of a rule's formula. They are looked for inside of words as well, but for the lessons
    /// whose words name cells by their places (`x[1, 2]`, `axis 0`, `document 2`).
    @Test(arguments: BuiltLessons.lessons)
    func numbersWithoutAKeyAreTicksOrFormulas(_ lesson: String) throws {
        let folder = try BuiltLessons.folder().appendingPathComponent("figures/\(lesson)")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        for file in files.sorted() where file.hasSuffix(".svg") {
            let text = try BuiltLessons.text("figures/\(lesson)/\(file)")
            for run in SVGText.runs(in: text) where run.key == nil {
                let namesPlaces = ["tensors", "graphs", "listings"].contains(lesson)
                guard namesPlaces ? Shown.number(run.text) != nil : Shown.holdsNumber(run.text)
                else { continue }
                let parts = run.mark.split(separator: "/")
                let isTick =
                    parts.dropLast().contains("axis") && Shown.number(run.text) != nil
                // Broadcasting adds axes of length 1, which no tensor has.
                let isAddedAxis = parts.contains("shape") && run.text == "1"
                // A legend quotes the symbols of rules that it explains.
                let isFormula =
                    parts.contains("formula") || parts.contains { $0.hasPrefix("symbol-") }
                // How a row of pixels was folded is said by the script, not by a record.
                let isFold = run.mark == "ramp/words"
                #expect(
                    isTick || isFormula || isFold || isAddedAxis,
                    "\(file): '\(run.text)' in '\(run.mark)' has no key")
            }
        }
    }

    @Test func numbersAreFoundInWords() {
        for text in ["8 × 8 pixels", "from step 12", "(4", "/ 64", "−3.5", "x = 2", "# 2"] {
            #expect(Shown.holdsNumber(text), "\(text)")
        }
        for text in ["x1", "W2 · b1", "loss_val2", "y_true₁", "no number", "dot#2 + b"] {
            #expect(!Shown.holdsNumber(text), "\(text)")
        }
    }

    private func check(page: String, lesson: String, atLeast: Int) throws {
        let trace = try TraceReader(
            path: try BuiltLessons.folder().appendingPathComponent(lesson + ".trace").path
        ).trace()
        let resolver = TraceResolver(trace)
        let runs = SVGText.runs(in: try BuiltLessons.text(page)).filter { $0.key != nil }
        #expect(runs.count >= atLeast, "\(page) has \(runs.count) keyed numbers")
        for run in runs {
            let key = run.key ?? ""
            guard let recorded = resolver.resolve(key) else {
                Issue.record("\(page): \(key) ('\(run.text)') leads nowhere")
                continue
            }
            guard let number = recorded.double else {
                let minus = run.text.replacingOccurrences(of: "\u{2212}", with: "-")
                #expect(minus == recorded.description, "\(page): \(key)")
                continue
            }
            guard let shown = Shown.number(run.text) else {
                Issue.record("\(page): '\(run.text)' is shown for \(number) (\(key))")
                continue
            }
            #expect(
                shown.agrees(with: number), "\(page): '\(run.text)' is shown for \(number) (\(key))"
            )
        }
    }
}

/// A number as a reader sees it, and how exactly it is written.
struct Shown {
    var value: Double
    var halfUnit: Double

    /// Whether the number, rounded as it is shown, is what is shown.
    func agrees(with number: Double) -> Bool {
        if value.isNaN || number.isNaN { return value.isNaN && number.isNaN }
        if value == number { return true }
        return Swift.abs(value - number) <= halfUnit * 1.000001
    }

    /// Whether a number stands in a text, be it among words; digits of a name are none.
    static func holdsNumber(_ text: String) -> Bool {
        var isInName = false
        for character in text {
            let isDigit = ("0"..."9").contains(character)
            if isDigit, !isInName { return true }
            // `relu#2` is the second of its name.
            isInName =
                character.isLetter || character == "_"
                || (isDigit || character == "#") && isInName
        }
        return false
    }

    /// The number that a text is; nil when it is none.
    static func number(_ text: String) -> Shown? {
        var plain = text.replacingOccurrences(of: "\u{2212}", with: "-")
        for space in [" ", "\u{2009}", "\u{202F}", "\u{A0}", "+"] {
            plain = plain.replacingOccurrences(of: space, with: "")
        }
        if plain == "NaN" { return Shown(value: .nan, halfUnit: 0) }
        if plain == "∞" { return Shown(value: .infinity, halfUnit: 0) }
        if plain == "-∞" { return Shown(value: -.infinity, halfUnit: 0) }
        var factor = 1.0
        if plain.hasSuffix("%") {
            plain.removeLast()
            factor = 0.01
        }
        if let place = plain.range(of: "×10") {
            let digits = "⁰¹²³⁴⁵⁶⁷⁸⁹"
            var exponent = ""
            for character in plain[place.upperBound...] {
                if character == "⁻" {
                    exponent += "-"
                } else if let index = digits.firstIndex(of: character) {
                    exponent += String(digits.distance(from: digits.startIndex, to: index))
                } else {
                    return nil
                }
            }
            guard let power = Int(exponent) else { return nil }
            factor *= pow(10, Double(power))
            plain = String(plain[..<place.lowerBound])
        }
        guard let value = Double(plain), plain.first != "." else { return nil }
        let decimals =
            plain.firstIndex(of: ".").map { plain.distance(from: $0, to: plain.endIndex) - 1 } ?? 0
        return Shown(value: value * factor, halfUnit: 0.5 * factor * pow(10, -Double(decimals)))
    }
}

/// The texts of an SVG or HTML file with their keys and the names of the marks they stand in.
enum SVGText {
    struct Run {
        var text: String
        var key: String?
        var mark: String
    }

    static func runs(in page: String) -> [Run] {
        var runs: [Run] = []
        var rest = page[...]
        var mark = ""
        while let open = rest.firstIndex(of: "<") {
            rest = rest[open...]
            guard let close = rest.firstIndex(of: ">") else { break }
            let tag = rest[rest.startIndex...close]
            rest = rest[rest.index(after: close)...]
            if tag.hasPrefix("<g") || tag.hasPrefix("<text") {
                mark = attribute("id", of: tag) ?? mark
            }
            guard tag.hasPrefix("<tspan") || tag.hasPrefix("<text") || tag.hasPrefix("<span") else {
                continue
            }
            let end = rest.firstIndex(of: "<") ?? rest.endIndex
            let text = unescaped(rest[..<end])
            if !text.isEmpty {
                runs.append(Run(text: text, key: attribute("data-key", of: tag), mark: mark))
            }
        }
        return runs
    }

    private static func attribute(_ name: String, of tag: Substring) -> String? {
        guard let start = tag.range(of: " \(name)=\"") else { return nil }
        guard let end = tag[start.upperBound...].firstIndex(of: "\"") else { return nil }
        return unescaped(tag[start.upperBound..<end])
    }

    private static func unescaped(_ text: Substring) -> String {
        var result = String(text)
        for (escape, character) in [
            ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
        ] { result = result.replacingOccurrences(of: escape, with: character) }
        return result
    }
}
