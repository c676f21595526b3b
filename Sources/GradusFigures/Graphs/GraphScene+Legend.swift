import GradusAutodiff
import GradusGraphics

extension GraphScene {
    /// What the colours and shapes of this graph mean.
    var legend: [LegendItem] {
        guard !nodes.isEmpty else { return [] }
        return lookItems + markItems + symbolItems
    }

    /// What the marks on the cards mean.
    private var markItems: [LegendItem] {
        var items: [LegendItem] = []
        for verdict in GradientCheck.Verdict.allCases {
            guard nodes.contains(where: { $0.check?.verdict == verdict }) else { continue }
            // A corner is explained once, for the parameter and for the operation.
            if verdict == .kink, nodes.contains(where: { $0.flags.contains(.kink) }) { continue }
            let badge = NodeCard.badge(verdict)
            items.append(
                LegendItem(
                    name: "check-" + verdict.rawValue,
                    swatch: .word(badge.word, .role(badge.role)), label: badge.meaning))
        }
        if nodes.contains(where: { $0.sample != nil }) {
            items.append(
                LegendItem(
                    name: "check-sample",
                    swatch: .word("\(GradientCheck.elementLimit) of n", .role(.muted)),
                    label: "elements compared, spread evenly"))
        }
        for flag in Flag.allCases where nodes.contains(where: { $0.flags.contains(flag) }) {
            items.append(
                LegendItem(
                    name: "flag-\(flag)", swatch: .word(flag.rawValue, .role(flag.color)),
                    label: flag.meaning))
        }
        if mode.showsGradients, nodes.contains(where: { $0.gradient == nil }) {
            items.append(
                LegendItem(
                    name: "missing",
                    swatch: .word(missingGradient.word, .role(.muted)),
                    label: missingGradient.meaning))
        }
        return items
    }

    /// Whether the root is called a loss or made by one: any other result is not to be made
    /// small.
    private var rootIsLoss: Bool {
        ([nodes[root].block?.result ?? nodes[root].name] + nodes[root].operations).contains {
            let name = $0.lowercased()
            return ["loss", "cost", "error", "entropy"].contains(where: name.contains)
        }
    }

    private var lookItems: [LegendItem] {
        let roles = Set(nodes.map(\.role))
        var items = CardStyle.legend.filter { roles.contains($0.role) }.map {
            LegendItem(
                name: $0.role.rawValue, swatch: .card(CardStyle($0.role)),
                label: $0.role == .loss && !rootIsLoss ? "result" : $0.label)
        }
        if !edges.isEmpty, mode != .gradients {
            items.append(
                LegendItem(
                    name: "forward", swatch: .line(Stroke(.role(.forward), width: 1.5)),
                    label: "forward"))
        }
        if nodes.contains(where: { $0.block != nil }) {
            items.append(
                LegendItem(
                    name: "folded", swatch: .card(CardStyle.folded),
                    label: mode.showsGradients
                        ? "folded: its edges stand for many, without derivatives" : "folded scope"))
        }
        if nodes.contains(where: { $0.stack != nil }) {
            items.append(
                LegendItem(
                    name: "stack", swatch: .word("× 4", .role(.ink)),
                    label: mode == .structure
                        ? "as many alike, drawn once"
                        : "as many alike, drawn once, with the range of their numbers"
                            + (mode.showsGradients ? "; derivatives where all agree" : "")))
        }
        guard mode.showsGradients, !edges.isEmpty else { return items }
        let hasFaded = edges.contains(where: \.isFaded)
        items.append(
            LegendItem(
                name: "backward",
                swatch: .line(Stroke(.role(.backward), width: ways == nil ? 1.8 : 2.6)),
                label: ways == nil || !hasFaded
                    ? "backward"
                    : ways?.count == 1 ? "backward, on the path" : "backward, on a path"))
        if hasFaded {
            items.append(
                LegendItem(
                    name: "off-path",
                    swatch: .line(Stroke(.role(.backward), width: 1.2, dashes: [4, 3])),
                    label: "off it"))
        }
        return items
    }
}
