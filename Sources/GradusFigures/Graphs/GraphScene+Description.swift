import GradusAutodiff
import GradusGraphics
import GradusTensors

extension GraphScene {
    /// What the graph shows, in words written from its data.
    var description: String {
        guard !nodes.isEmpty else { return "An empty computation graph." }
        let name = nodes[root].name
        switch mode {
        case .structure:
            return "Computation graph of \(name): " + list(nodes.map(definition)) + "."
        case .forward:
            return "Forward pass to \(name) = \(number(nodes[root].value)): "
                + list(nodes.map { "\(definition($0)) = \(value($0))" }) + "."
        case .backward, .gradients:
            return backwardDescription
        }
    }

    private var backwardDescription: String {
        let top = nodes[root]
        var sentences = ["Backward pass from \(top.name) = \(number(top.value))."]
        if !hasGradients { sentences.append("No gradients were computed.") }
        if let ways {
            let goal = nodes[ways.to].name
            for way in ways.listed.prefix(8) {
                let places = ([ways.from] + way.edges.map { edges[$0].from }).map { nodes[$0].name }
                let route = places.joined(separator: " → ")
                guard let product = way.product else {
                    sentences.append("A path runs \(route).")
                    continue
                }
                let factors = way.factors.map { $0.map { NumberText.short($0) } ?? "?" }
                sentences.append(
                    "Along \(route): " + factors.joined(separator: " · ")
                        + (factors.count > 1 ? " = \(NumberText.short(product))" : "") + ".")
            }
            if ways.count > 8 { sentences.append("In all there are \(ways.count) paths.") }
            if let total = ways.total {
                sentences.append("grad(\(top.name), \(goal)) = \(NumberText.short(total)).")
            }
            if let check = ways.check {
                sentences.append(ProductStrip.verdict(check).map(\.text).joined() + ".")
            }
        } else {
            let local = edges.map { edge in
                "∂\(nodes[edge.to].name)/∂\(operandName(of: edge)) "
                    + (edge.derivative.map { "= " + NumberText.short($0) }
                        ?? (edge.formula.map { "by " + $0 } ?? "unknown"))
            }
            if !local.isEmpty { sentences.append("Local derivatives: " + list(local) + ".") }
        }
        if hasGradients {
            let gradients = nodes.map { node in
                "\(node.name) " + (gradient(node) ?? "not computed")
            }
            sentences.append("Gradients: " + list(gradients) + ".")
        }
        for verdict in GradientCheck.Verdict.allCases {
            let names = nodes.filter { $0.check?.verdict == verdict }.map(\.name)
            guard !names.isEmpty else { continue }
            let words =
                switch verdict {
                case .agrees: "Central differences agree for "
                case .differs: "Central differences disagree for "
                case .kink: "Central differences do not exist, at a kink, for "
                case .notComparable: "Central differences cannot be taken for "
                case .notCompared: "Central differences were not taken for "
                }
            sentences.append(words + list(names) + ".")
        }
        for (flag, words) in [
            (Flag.notANumber, "Not a number: "), (.infinite, "Infinite: "),
            (.gradientNotANumber, "The gradient is not a number: "),
            (.infiniteGradient, "The gradient is infinite: "),
            (.kink, "At a kink: "), (.stale, "Stale: "),
        ] {
            let names = nodes.filter { $0.flags.contains(flag) }.map(\.name)
            if !names.isEmpty { sentences.append(words + list(names) + ".") }
        }
        return sentences.joined(separator: " ")
    }

    private func definition(_ node: Node) -> String {
        var text = node.name
        if let block = node.block {
            if block.isSign {
                text += " (\(block.size()))"
            } else {
                text += block.repeats > 1 ? " (\(block.repeats) equal blocks" : " (folded"
                text += " of \(Words.count(block.signature.count, "operation")))"
            }
        } else if let expression = node.expression {
            text += " = \(expression)"
        } else {
            text += " (\(node.role.rawValue))"
        }
        if let stack = node.stack { text += " (\(stack.count) times)" }
        if mode == .structure, node.value.ndim > 0 {
            text += ", \(node.value.dtype.rawValue) \(node.value.shape)"
        }
        return text
    }

    private func value(_ node: Node) -> String {
        node.stack.map { range($0.members.map(\.value)) } ?? number(node.value)
    }

    private func gradient(_ node: Node) -> String? {
        guard let gradient = node.gradient else { return nil }
        return node.stack.map { range($0.members.compactMap(\.gradient)) } ?? number(gradient)
    }

    /// The smallest and the largest number in several tensors.
    private func range(_ tensors: [Tensor]) -> String {
        let finite = tensors.flatMap { $0.doubles() }.filter(\.isFinite)
        guard let low = finite.min(), let high = finite.max() else {
            return "without a finite number"
        }
        return low == high
            ? "\(NumberText.short(low)) each"
            : "from \(NumberText.short(low)) to \(NumberText.short(high))"
    }

    private func number(_ tensor: Tensor) -> String {
        if tensor.size == 1 { return NumberText.short(tensor.scalarValue) }
        let finite = tensor.doubles().filter(\.isFinite)
        guard let low = finite.min(), let high = finite.max() else {
            return "\(tensor.dtype.rawValue) \(tensor.shape) without a finite number"
        }
        return "\(tensor.dtype.rawValue) \(tensor.shape) from \(NumberText.short(low)) to "
            + NumberText.short(high)
    }

    /// The operand of an edge, with which of its uses it is: `x (2nd)` in `x * x`.
    func operandName(of edge: Edge) -> String {
        nodes[edge.from].name + (edge.use.map { " (\(Self.ordinal($0)))" } ?? "")
    }

    /// `1st`, `2nd`, `3rd`, `4th`, `11th`, `21st`.
    static func ordinal(_ number: Int) -> String {
        let isTeen = (11...13).contains(number % 100)
        let ending = isTeen ? "th" : [1: "st", 2: "nd", 3: "rd"][number % 10] ?? "th"
        return "\(number)\(ending)"
    }

    private func list(_ words: [String]) -> String { words.joined(separator: "; ") }
}
