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
        /// Its operation stands on a corner, where left and right slope differ.
        case kink

        /// What a card says of it, in which colour.
        var color: ColorRole { self == .kink ? .muted : .failure }
    }

    /// What stands in the place of a gradient that is not there, and what a legend says of it.
    var missingGradient: (word: String, meaning: String) {
        hasGradients
            ? ("none", "no gradient reaches it") : ("not computed", "nobody asked for gradients")
    }

    /// The flags of a card that stands for some of the topology's nodes.
    static func flags(
        of members: [Int], result: Int, in record: GraphRecord, isBackward: Bool
    ) -> [Flag] {
        var flags: [Flag] = record.staleNodes.contains(result) ? [.stale] : []
        let tensors =
            [record.values.values[result]]
            + (isBackward ? [record.gradients?[result]].compactMap(\.self) : [])
        let elements = tensors.filter { $0.dtype.isFloating }.map { $0.doubles() }
        if elements.contains(where: { $0.contains(where: \.isNaN) }) { flags.append(.notANumber) }
        if elements.contains(where: { $0.contains(where: \.isInfinite) }) {
            flags.append(.infinite)
        }
        if isBackward, members.contains(where: { record.values.isAtKink($0) }) {
            flags.append(.kink)
        }
        return flags
    }
}

extension GraphScene.Flag {
    /// What a legend says of it.
    var meaning: String {
        switch self {
        case .stale: "updated since: these numbers are history"
        case .notANumber: "not a number"
        case .infinite: "infinite"
        case .kink: "at a corner: the slope is a convention"
        }
    }
}
