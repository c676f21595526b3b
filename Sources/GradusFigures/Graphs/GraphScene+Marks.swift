import GradusAutodiff
import GradusGraphics
import GradusTensors
import GradusTrace

extension GraphScene {
    /// What is odd about a node's numbers, said on its card.
    enum Flag: String, CaseIterable {
        /// Its variable has moved on: the numbers are history.
        case stale
        /// Its value or gradient holds a NaN.
        case notANumber = "NaN"
        /// Its value or gradient holds an infinity.
        case infinite = "∞"
        /// Its value is a number and its gradient is none.
        case gradientNotANumber = "NaN gradient"
        /// Its value is finite and its gradient is not.
        case infiniteGradient = "∞ gradient"
        /// Its operation stands on a corner, where left and right slope differ.
        case kink

        /// What a card says of it, in which colour.
        var color: ColorRole { self == .kink ? .muted : .failure }
        /// Whether numbers are there that are none, or infinite.
        var isBroken: Bool { self != .stale && self != .kink }
    }

    /// What stands in the place of a gradient that is not there, and what a legend says of it.
    var missingGradient: (word: String, meaning: String) {
        hasGradients
            ? ("none", "no gradient reaches it") : ("not computed", "nobody asked for gradients")
    }

    /// The role that a card is drawn in: an operation is the figure's result where the figure
    /// starts from it. That somebody asked for a gradient of another one, `grad(y, x)` on the way,
    /// makes it no result of this figure.
    static func role(of node: GraphView.ViewNode, in record: GraphRecord) -> Role {
        guard record.root != nil, node.role == .operation || node.role == .loss else {
            return node.role
        }
        return node.node == record.root ? .loss : .operation
    }

    /// The flags of a card that stands for some of the topology's nodes.
    static func flags(
        of members: [Int], result: Int, in record: GraphRecord, isBackward: Bool
    ) -> [Flag] {
        var flags: [Flag] = record.staleNodes.contains(result) ? [.stale] : []
        func odd(_ tensor: Tensor?) -> (isNaN: Bool, isInfinite: Bool) {
            guard let tensor, tensor.dtype.isFloating else { return (false, false) }
            let elements = tensor.doubles()
            return (elements.contains(where: \.isNaN), elements.contains(where: \.isInfinite))
        }
        let value = odd(record.values.values[result])
        let gradient = odd(isBackward ? record.gradients?[result] : nil)
        if value.isNaN { flags.append(.notANumber) }
        if value.isInfinite { flags.append(.infinite) }
        if gradient.isNaN, !value.isNaN { flags.append(.gradientNotANumber) }
        if gradient.isInfinite, !value.isInfinite { flags.append(.infiniteGradient) }
        if isBackward, members.contains(where: { record.values.isAtKink($0) }) {
            flags.append(.kink)
        }
        return flags
    }
}

extension GraphScene.Node {
    /// How many of its elements the check of its gradient compared, `32 of 500`; nil where it
    /// compared all or none.
    var sample: String? {
        let limit = GradientCheck.elementLimit
        guard let check, check.verdict != .notCompared, check.verdict != .notComparable,
            value.size > limit
        else { return nil }
        return "\(limit) of \(value.size)"
    }
}

extension GraphScene.Flag {
    /// What a legend says of it.
    var meaning: String {
        switch self {
        case .stale: "updated since: these numbers are history"
        case .notANumber: "not a number"
        case .infinite: "infinite"
        case .gradientNotANumber: "the gradient is not a number"
        case .infiniteGradient: "the gradient is infinite"
        case .kink: "at a corner: the slope is a convention"
        }
    }
}
