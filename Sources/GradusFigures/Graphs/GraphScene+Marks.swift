import GradusAutodiff
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
        if isBackward, members.contains(where: { isAtKink($0, record.values) }) {
            flags.append(.kink)
        }
        return flags
    }

    /// Whether an operation is evaluated where it has no derivative: `relu` or `abs` at 0,
    /// `maximum` and `minimum` of equal numbers.
    private static func isAtKink(_ node: Int, _ values: Values) -> Bool {
        let topology = values.topology
        let inputs = topology.inputs(of: node)
        guard let first = inputs.first else { return false }
        switch topology.nodes[node].primitive {
        case .relu, .abs: return values[first].doubles().contains(0)
        case .maximum, .minimum:
            guard let last = inputs.last,
                let left = try? values[first].broadcast(to: topology.nodes[node].shape),
                let right = try? values[last].broadcast(to: topology.nodes[node].shape)
            else { return false }
            return zip(left.doubles(), right.doubles()).contains { $0 == $1 }
        default: return false
        }
    }
}
