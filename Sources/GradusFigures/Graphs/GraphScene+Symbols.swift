import GradusGraphics

extension GraphScene {
    /// What the symbols of the local derivatives mean: those that occur, and no others.
    var symbolItems: [LegendItem] {
        guard mode.showsGradients else { return [] }
        // Where there is a number, the rule is not drawn.
        let rules = edges.filter { $0.derivative == nil }.compactMap(\.formula)
        var items: [LegendItem] = []
        func add(_ name: String, _ symbol: String, _ meaning: String, _ occurs: Bool) {
            guard occurs else { return }
            items.append(
                LegendItem(
                    name: "symbol-" + name, swatch: .word(symbol, .role(.backward)), label: meaning)
            )
        }
        add(
            "indicator", "1[…]", "1 where the condition holds, else 0",
            rules.contains { $0.contains("1[") })
        for (word, meaning) in [
            ("read", "for elements that were read, else 0"),
            ("placed", "for elements that were put there, else 0"),
            ("added", "for elements that were added, else 0"),
        ] {
            add(
                "where-" + word, "1 where " + word, meaning,
                rules.contains { $0.contains("1 where " + word) })
        }
        add(
            "transpose-back", "transpose back", "the gradient, with its axes as they were",
            rules.contains { $0.contains("transpose back") })
        add(
            "reshape-back", "reshape to", "the gradient, in the shape before",
            rules.contains { $0.contains("reshape to") })
        add(
            "own-part", "its own part", "of the gradient that arrives, the elements it gave",
            rules.contains { $0.contains("its own part") })
        add(
            "arriving", "· A", "times the gradient that arrives, on that side",
            rules.contains { $0.hasPrefix("· ") || $0.hasSuffix(" ·") })
        add("transpose", "Aᵀ", "transposed", rules.contains { $0.contains("ᵀ") })
        add("sum", "Σ", "summed over these axes", rules.contains { $0.contains("Σ") })
        add(
            "softmax", "s", "the result of softmax", rules.contains { $0.contains("diag(s)") })
        add(
            "use", "1st", "which of several uses by one operation",
            edges.contains { $0.use != nil && $0.derivative != nil })
        return items
    }
}
