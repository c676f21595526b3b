import GradusTensors

extension Values {
    /// Whether an operation is evaluated where its slopes to the left and right differ, or where
    /// it jumps: `relu`, `abs` or `sign` at 0, `clip` at a bound, `maximum` of equal numbers, two
    /// largest elements in a window of max pooling, `where` on the border of its condition, |a − b|
    /// of equal numbers, the hinge at a margin of 1, a norm of zeros, a remainder of 0. There its
    /// gradient is a convention, PyTorch's, and `LocalDerivative.formula` says which.
    ///
    /// `huber` and `elu` with α = 1 bend without a corner and have none. O(elements).
    public func isAtKink(_ node: Int) -> Bool {
        let own = topology.nodes[node]
        let operands = topology.inputs(of: node).map { values[$0] }
        guard let primitive = own.primitive, let first = operands.first else { return false }
        func number(_ place: Int, _ standard: Double) -> Double {
            own.attributes.number(place, default: standard)
        }
        func holds(_ places: Double...) -> Bool {
            Self.contains(first) { places.contains($0) }
        }
        switch primitive {
        case .relu, .abs, .sign, .selu: return holds(0)
        case .leakyReLU: return number(0, 0.01) != 1 && holds(0)
        case .elu: return number(0, 1) != 1 && holds(0)
        case .hardtanh: return holds(number(0, -1), number(1, 1))
        case .clip: return holds(number(0, -.infinity), number(1, .infinity))
        case .hardSigmoid, .hardSwish: return holds(-3, 3)
        case .floor, .ceil: return Self.contains(first) { $0 == $0.rounded(.down) }
        case .round: return Self.contains(first) { abs($0 - $0.rounded(.down)) == 0.5 }
        case .maximum, .minimum, .meanAbsoluteError: return Self.meet(operands)
        case .smoothL1: return number(0, 1) == 0 && Self.meet(operands)
        case .hinge:
            return Self.pairs(operands) { $0 * $1 == 1 }
        case .norm: return isNormAtKink(node, first, order: number(0, 2))
        case .standardDeviation: return Self.contains(values[node]) { $0 == 0 }
        case .remainder:
            return Self.pairs(operands) { $1 != 0 && ($0 / $1) == ($0 / $1).rounded(.down) }
        case .max, .min: return isTied(first, values[node], own.attributes)
        case .maxPool: return isTied(first, values[node], own.attributes.options.window)
        case .where:
            let condition = topology.inputs(of: node).first ?? node
            switch topology.nodes[condition].primitive {
            case .less, .lessEqual, .greater, .greaterEqual:
                return Self.meet(topology.inputs(of: condition).map { values[$0] })
            default: return false
            }
        default: return false
        }
    }

    /// Orders above 1 have a corner at the origin alone, where their result is 0; order 1 has
    /// one where an element is 0, and infinity where several elements are the largest.
    private func isNormAtKink(_ node: Int, _ operand: Tensor, order: Double) -> Bool {
        if order <= 1 { return Self.contains(operand) { $0 == 0 } }
        if Self.contains(values[node], { $0 == 0 }) { return true }
        guard order == .infinity, let sizes = try? operand.applying(.abs) else { return false }
        return isTied(sizes, values[node], topology.nodes[node].attributes)
    }

    private static func contains(_ tensor: Tensor, _ isMeant: (Double) -> Bool) -> Bool {
        tensor.dtype.isFloating && tensor.doubles().contains { $0.isFinite && isMeant($0) }
    }

    /// Whether two operands are equal somewhere.
    private static func meet(_ operands: [Tensor]) -> Bool { pairs(operands) { $0 == $1 } }

    private static func pairs(
        _ operands: [Tensor], _ isMeant: (Double, Double) -> Bool
    ) -> Bool {
        guard operands.count == 2,
            let shape = try? operands[0].shape.broadcast(with: operands[1].shape),
            let left = try? operands[0].broadcast(to: shape),
            let right = try? operands[1].broadcast(to: shape)
        else { return false }
        return zip(left.doubles(), right.doubles()).contains(where: isMeant)
    }

    /// Whether a reduction's extreme stands in more than one place.
    private func isTied(_ operand: Tensor, _ result: Tensor, _ attributes: Attributes) -> Bool {
        guard let axes = try? ReductionAxes(operand.shape, attributes),
            let wide = try? result.reshaped(to: axes.kept).broadcast(to: operand.shape)
        else { return false }
        return Self.isRepeated(operand, wide, results: result.size)
    }

    /// Likewise in a window of max pooling.
    private func isTied(_ operand: Tensor, _ result: Tensor, _ window: Window?) -> Bool {
        guard let view = try? WindowView("max_pool", operand.shape, window),
            let windows = try? view.windows(of: operand, padding: -.infinity)
        else { return false }
        let lengths = windows.shape.dimensions
        let ones = view.window.sizes.map { _ in 1 }
        guard
            let wide = try? result.reshaped(
                to: Shape(Array(lengths[..<2]) + ones + view.places)
            ).broadcast(to: windows.shape)
        else { return false }
        return Self.isRepeated(windows, wide, results: result.size)
    }

    private static func isRepeated(_ elements: Tensor, _ extremes: Tensor, results: Int) -> Bool {
        let equal = zip(elements.doubles(), extremes.doubles()).count { $0 == $1 }
        return elements.dtype.isFloating && equal > results
    }
}
