import GradusTensors

/// Pieces that formulas are put together from.
enum FormulaText {
    /// A term within a product or a power: in parentheses unless it is one word, a list or a call.
    static func factor(_ term: String) -> String {
        guard term.contains(" ") || term.hasPrefix("−") else { return term }
        var depth = 0
        for character in term {
            if character == "(" || character == "[" { depth += 1 }
            if character == ")" || character == "]" { depth -= 1 }
            if depth == 0, character == " " || character == "−" { return "(" + term + ")" }
        }
        return term
    }

    /// A matrix turned over; one that is written as turned over is named as it was before.
    static func transposed(_ term: String) -> String {
        let factor = factor(term)
        return factor.hasSuffix("ᵀ") ? String(factor.dropLast()) : factor + "ᵀ"
    }

    /// The slope of a power by its base: `3 · x^2` of x^3, `2 · x` of x^2.
    ///
    /// An exponent that is written as a number is lowered by 1 where that is exact and short.
    static func powerSlope(base: String, exponent: String) -> String {
        let (factor, power) = (factor(base), Self.factor(exponent))
        let digits = exponent.hasPrefix("−") ? "-" + exponent.dropFirst() : exponent
        guard let number = Double(digits), abs(number) < 1000, number * 4 == (number * 4).rounded()
        else { return "\(power) · \(factor)^(\(exponent) − 1)" }
        func text(_ value: Double) -> String {
            let plain = value == value.rounded() ? "\(Int(value))" : "\(value)"
            return plain.hasPrefix("-") ? "−" + plain.dropFirst() : plain
        }
        switch number {
        case 0: return "0"
        case 1: return "1"
        case 2: return "2 · \(factor)"
        default: return "\(text(number)) · \(factor)^\(text(number - 1))"
        }
    }

    /// A formula of an element-wise operation, saying over which axes the gradient is summed
    /// because the operand was repeated along them.
    static func broadcast(_ formula: String, from operand: Shape, to output: Shape) -> String {
        var axes: [Int] = []
        let lead = output.rank - operand.rank
        for axis in 0..<output.rank
        where axis < lead || operand.dimensions[axis - lead] != output.dimensions[axis] {
            axes.append(axis)
        }
        guard !axes.isEmpty else { return formula }
        let sum =
            axes.count == output.rank && output.rank > 1
            ? "Σ all"
            : (axes.count == 1 ? "Σ axis " : "Σ axes ")
                + axes.map(String.init).joined(separator: ", ")
        return formula == "1" ? sum : formula + ", " + sum
    }

    /// What holds where a condition does not: `x ≤ 0` of `x > 0`.
    static func negated(_ condition: String) -> String {
        let opposites = [">": "≤", "≤": ">", "<": "≥", "≥": "<", "=": "≠", "≠": "="]
        let words = condition.split(separator: " ", omittingEmptySubsequences: false)
        let signs = words.indices.filter { opposites[String(words[$0])] != nil }
        guard signs.count == 1, let sign = signs.first, let own = opposites[String(words[sign])],
            !words.contains("and"), !words.contains("or"), !words.contains("not")
        else { return "not " + factor(condition) }
        return (words[..<sign] + [Substring(own)] + words[(sign + 1)...]).joined(separator: " ")
    }

    /// An infix operation: `a + b`, with compound operands in parentheses where they need them.
    static func infix(_ operation: String, _ operands: [String]) -> String {
        operands.map(factor).joined(separator: " " + operation + " ")
    }
}

extension FormulaContext {
    /// An operand's name as a factor of a product.
    func factor(_ operand: Int) -> String { FormulaText.factor(names[operand]) }

    /// A formula, with the axes that an element-wise operation repeated the operand along.
    func broadcast(_ formula: String, _ operand: Int) -> String {
        var output = shapes[0]
        for shape in shapes.dropFirst() {
            output = (try? output.broadcast(with: shape)) ?? output
        }
        return FormulaText.broadcast(formula, from: shapes[operand], to: output)
    }
}
