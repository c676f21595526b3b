import GradusTensors

extension Values {
    /// About how many multiplications and additions one evaluation of the graph takes, so that
    /// the price of central differences is known before they are taken. O(nodes).
    public var evaluationCost: Int {
        var total = 0
        for node in 0..<topology.count {
            let (size, isTooLarge) = values[node].size.multipliedReportingOverflow(
                by: innerLength(of: node))
            let (sum, overflow) = total.addingReportingOverflow(size)
            guard !isTooLarge, !overflow else { return .max }
            total = sum
        }
        return total
    }

    /// How many products are added for one element of the result; 1 for other operations.
    private func innerLength(of node: Int) -> Int {
        let inputs = topology.inputs(of: node)
        guard let first = inputs.first else { return 1 }
        let (left, result) = (topology.nodes[first].shape, topology.nodes[node].shape)
        switch topology.nodes[node].primitive {
        case .dot, .matmul: return left.dimensions.last ?? 1
        case .convolve:
            let kernel = topology.nodes[inputs[inputs.startIndex + 1]].shape
            return kernel.dimensions.dropFirst().reduce(1, *)
        case .einsum:
            // What all operands have together is the most that can be summed over.
            let operands = inputs.reduce(1.0) { $0 * Double(topology.nodes[$1].shape.count) }
            return Int(min(1e15, operands / Double(max(1, result.count))))
        case .sum, .mean, .max, .min, .prod, .variance, .standardDeviation, .logSumExp, .norm:
            return max(1, left.count / max(1, result.count))
        default: return 1
        }
    }
}
