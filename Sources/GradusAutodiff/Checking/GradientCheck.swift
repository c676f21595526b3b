import GradusTensors

/// What central differences say about the gradient of one leaf.
public struct GradientCheck: Sendable, Hashable {
    /// What the comparison came to.
    public enum Verdict: String, Sendable, Codable, CaseIterable {
        /// Both agree to six digits or more, or as far as rounding lets a difference tell.
        case agrees
        /// They do not.
        case differs
        /// The root has a kink at this point: its slopes to the left and right differ.
        case kink
        /// No central difference can be taken: the root is not finite at this point, or has no
        /// value right beside it, as `sqrt` at 0.
        case notComparable
        /// None was taken: the graph is too large to be evaluated so often.
        case notCompared
    }

    /// Of a leaf with more elements than these as many are compared, spread evenly.
    public static let elementLimit = 32

    /// A check that was not made.
    public static func none(of node: Int) -> GradientCheck {
        GradientCheck(
            node: node, largestRelativeDifference: .infinity, digits: 0, verdict: .notCompared)
    }

    /// The leaf.
    public var node: Int
    /// The largest difference of an element, relative to the larger of the two derivatives and
    /// of a thousandth of the gradient's largest element.
    public var largestRelativeDifference: Double
    /// How many leading decimal digits agree, a whole number from 0 to 15.
    public var digits: Double
    /// What the comparison came to.
    public var verdict: Verdict

    /// Makes a check.
    public init(
        node: Int, largestRelativeDifference: Double, digits: Double, verdict: Verdict
    ) {
        self.node = node
        self.largestRelativeDifference = largestRelativeDifference
        self.digits = digits
        self.verdict = verdict
    }

    /// How many digits a relative difference leaves, without a logarithm so that it is the
    /// same everywhere.
    static func digits(of difference: Double) -> Double {
        guard !difference.isNaN else { return 0 }
        var digits = 0.0
        var bound = 0.1
        while digits < 15, difference <= bound {
            digits += 1
            bound /= 10
        }
        return digits
    }
}

extension Values {
    /// Compares the gradients of a scalar root with central differences, by evaluating the
    /// graph anew in float64 at nearby points: for each element at six distances, extrapolated
    /// to distance 0 (Ridders 1982). Near the border of a domain, as `log` has one at 0, the
    /// distances shrink until both points lie inside. Of a large leaf, `elementLimit` elements
    /// spread evenly are compared.
    ///
    /// One element that provably differs makes the verdict `differs`; else one at a kink makes
    /// it `kink`, and one where no difference can be taken `notComparable`.
    ///
    /// A root that is not a scalar is summed over its elements, as its gradients are. Leaves
    /// without floating-point numbers, or without a gradient, are left out.
    public func checkGradients(
        root: Int, gradients: Gradients, nodes: [Int],
        elementLimit: Int = GradientCheck.elementLimit
    ) -> [GradientCheck] {
        var wide = values
        for leaf in topology.leaves where wide[leaf].dtype == .float32 {
            wide[leaf] = wide[leaf].astype(.float64)
        }
        let ancestors = topology.ancestors(of: root)
        do {
            try topology.evaluate(&wide, where: ancestors, to: root)
        } catch {
            return []
        }
        let magnitudes = wide.map { tensor in
            tensor.doubles().reduce(0) { $1.isFinite ? max($0, abs($1)) : $0 }
        }
        var checks: [GradientCheck] = []
        for node in nodes {
            guard topology.nodes.indices.contains(node), topology.nodes[node].primitive == nil,
                let gradient = gradients[node], topology.nodes[node].dtype.isFloating
            else { continue }
            let follows = topology.descendants(of: [node])
            let changed = zip(ancestors, follows).map { $0 && $1 }
            var magnitude = 0.0
            for (place, isOnTheWay) in changed.enumerated() where isOnTheWay {
                magnitude = max(magnitude, magnitudes[place])
            }
            var probe = GradientProbe(
                topology: topology, values: wide, root: root, leaf: node, changed: changed,
                magnitude: magnitude)
            checks.append(probe.check(against: gradient.doubles(), elementLimit: elementLimit))
        }
        return checks
    }
}
