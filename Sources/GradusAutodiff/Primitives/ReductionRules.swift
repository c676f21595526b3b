import GradusTensors

/// Reductions over all axes, or over `axes`, which stay with length 1 where `keepDims` says so.
enum ReductionRules {
    static let sum = rule(
        type: .summed,
        { tensor, axes, keep, _ throws(TensorError) in
            try tensor.sum(axis: axes, keepDims: keep)
        },
        derivative: { context, wide, _ in wide.broadcast(to: context.operands[0].shape) },
        formula: { _ in "1" })

    static let mean = rule(
        type: .floating,
        { tensor, axes, keep, _ throws(TensorError) in
            try tensor.mean(axis: axes, keepDims: keep)
        },
        derivative: { context, wide, axes in
            (wide * (1 / Double(axes.count))).broadcast(to: context.operands[0].shape)
        },
        formula: { "1 / \($0.reduced?.count ?? 1)" })

    static let max = extremum("max") { tensor, axes, keep, _ throws(TensorError) in
        try tensor.max(axis: axes, keepDims: keep)
    }
    static let min = extremum("min") { tensor, axes, keep, _ throws(TensorError) in
        try tensor.min(axis: axes, keepDims: keep)
    }

    /// The derivative towards an element is the product of all others, made of the products
    /// before it and after it, so that zeros do no harm.
    static let prod = rule(
        type: .summed,
        { tensor, axes, keep, _ throws(TensorError) in
            try tensor.prod(axis: axes, keepDims: keep)
        },
        derivative: { context, wide, axes in
            let operand = context.operands[0]
            guard operand.size > 0 else { return operand }
            // The reduced axes become one, the last.
            let rest = (0..<operand.rank).filter { !axes.axes.contains($0) }
            let order = rest + axes.axes
            let ordered = operand.transposed(order)
            let flat = ordered.reshaped(to: Shape(axes.removed.dimensions + [axes.count]))
            let others = ScanRules.productOfOthers(flat).reshaped(to: ordered.shape)
            let inverse = (0..<operand.rank).map { axis in order.firstIndex(of: axis) ?? axis }
            return wide * others.transposed(inverse)
        },
        formula: { context in
            context.contains(0) { $0 == 0 }
                ? "product of the others" : "\(context.output) / \(context.factor(0))"
        })

    static let variance = rule(
        type: .floating,
        { tensor, axes, keep, attributes throws(TensorError) in
            try tensor.variance(
                axis: axes, ddof: attributes.integer(0, default: 0), keepDims: keep)
        },
        derivative: { context, wide, axes in
            let operand = context.operands[0]
            let freedom = Double(axes.count - context.attributes.integer(0, default: 0))
            return wide * (2 / freedom) * (operand - operand.mean(axes.axes))
        },
        formula: { context in
            let name = context.factor(0)
            return "2 · (\(name) − mean) / \(context.freedom)"
        })

    /// 0 where all elements are equal, as PyTorch has it; else (x − mean) / (n · std).
    static let standardDeviation = rule(
        type: .floating,
        { tensor, axes, keep, attributes throws(TensorError) in
            try tensor.standardDeviation(
                axis: axes, ddof: attributes.integer(0, default: 0), keepDims: keep)
        },
        derivative: { context, wide, axes in
            let operand = context.operands[0]
            let freedom = Double(axes.count - context.attributes.integer(0, default: 0))
            let deviation = context.output.reshaped(to: axes.kept)
            let isFlat = deviation.equal(0)
            let safe = deviation.constant(1).where(isFlat, else: deviation)
            let share = (wide / (safe * freedom)).dropped(where: isFlat)
            return share * (operand - operand.mean(axes.axes))
        },
        formula: { context in
            let name = context.factor(0)
            let output = FormulaText.factor(context.output)
            return context.atKink(
                "(\(name) − mean) / (\(context.freedom) · \(output))", "0 at \(output) = 0")
        })

    /// The largest element is taken off first, which changes nothing but the range.
    static let logSumExp = rule(
        type: .floating,
        { tensor, axes, keep, _ throws(TensorError) in
            let tensor = tensor.dtype.isFloating ? tensor : tensor.astype(.float64)
            let largest = try tensor.max(axis: axes, keepDims: true)
            let zero = Kernel.constant(0, largest.dtype)
            let shift = Kernel.choose(Kernel.apply(.isFinite, largest), largest, zero)
            let total = try tensor.combining(.subtract, shift).applying(.exp)
                .sum(axis: axes, keepDims: true)
            let result = try total.applying(.log).combining(.add, shift)
            return keep ? result : try result.squeezed(axes: axes)
        },
        derivative: { context, wide, axes in
            wide * (context.operands[0] - context.output.reshaped(to: axes.kept)).exp
        },
        formula: { "e^(\($0.factor(0)) − \(FormulaText.factor($0.output)))" })

    /// Order 1 has the derivative sign(x), infinity shares it among the largest |x|; others
    /// are 0 where the norm is 0, as PyTorch has them.
    static let norm = rule(
        type: .floating,
        { tensor, axes, keep, attributes throws(TensorError) in
            let size = try (tensor.dtype.isFloating ? tensor : tensor.astype(.float64))
                .applying(.abs)
            let order = attributes.number(0, default: 2)
            switch order {
            case .infinity: return try size.max(axis: axes, keepDims: keep)
            case 1: return try size.sum(axis: axes, keepDims: keep)
            case 2:
                return try size.applying(.square).sum(axis: axes, keepDims: keep).applying(.sqrt)
            default:
                let total = try size.combining(.power, .floating(order))
                    .sum(axis: axes, keepDims: keep)
                return try total.combining(.power, .floating(1 / order))
            }
        },
        derivative: { context, wide, axes in
            let operand = context.operands[0]
            let norm = context.output.reshaped(to: axes.kept)
            let order = context.attributes.number(0, default: 2)
            if order == 1 { return wide * operand.sign }
            if order == .infinity {
                let equal = operand.abs.equal(norm).cast(to: wide.dtype)
                return wide * operand.sign * equal / equal.sum(axes.axes)
            }
            let isZero = norm.equal(0)
            let safe = norm.constant(1).where(isZero, else: norm)
            if order == 2 { return (wide / safe).dropped(where: isZero) * operand }
            let ratio = operand.abs / safe
            let slope = operand.sign * ratio.power(ratio.constant(order - 1))
            return wide * slope.dropped(where: isZero)
        },
        formula: { context in
            let (name, output) = (context.names[0], FormulaText.factor(context.output))
            switch context.attributes.number(0, default: 2) {
            case 1: return context.atKink("sign(\(name))", "0 at \(name) = 0")
            case .infinity:
                return context.atKink(
                    "sign(\(name)) · 1[|\(name)| = max]",
                    context.isFlat ? "0 at \(output) = 0" : "shared at a tie")
            case 2:
                return context.atKink("\(context.factor(0)) / \(output)", "0 at \(output) = 0")
            case let order:
                let power = GraphViewBuilder.text(order - 1)
                return context.atKink(
                    "sign(\(name)) · (|\(name)| / \(output))^\(power)", "0 at \(output) = 0")
            }
        })

    private typealias Reduce =
        @Sendable (Tensor, [Int], Bool, Attributes) throws(TensorError) -> Tensor

    /// The largest or smallest: equal elements share the gradient evenly.
    private static func extremum(_ word: String, _ reduce: @escaping Reduce) -> PrimitiveRule {
        rule(
            reduce,
            derivative: { context, wide, axes in
                let found = context.output.reshaped(to: axes.kept)
                let equal = context.operands[0].equal(found).cast(to: wide.dtype)
                return equal * (wide / equal.sum(axes.axes))
            },
            formula: { context in
                let formula = "1[\(context.names[0]) = \(word)]"
                return context.reduced.flatMap(context.tieShare).map { formula + ", " + $0 }
                    ?? formula
            })
    }

    /// A row; the derivative gets the cotangent with the reduced axes as length 1.
    private static func rule(
        type: PrimitiveRule.ResultType = .operand(0), _ reduce: @escaping Reduce,
        derivative: @escaping @Sendable (DerivativeContext, Term, ReductionAxes) -> Term,
        formula: @escaping @Sendable (FormulaContext) -> String
    ) -> PrimitiveRule {
        PrimitiveRule(
            arity: 1...1, resultType: type,
            shape: { shapes, attributes throws(TensorError) in
                let axes = try ReductionAxes(shapes[0], attributes)
                return attributes.keepDims ? axes.kept : axes.removed
            },
            forward: { operands, attributes, _ throws(TensorError) in
                let axes = try ReductionAxes(operands[0].shape, attributes)
                return try reduce(operands[0], axes.axes, attributes.keepDims, attributes)
            },
            derivative: { context, _ in
                let axes = ReductionAxes.accepted(context.operands[0].shape, context.attributes)
                return derivative(context, context.cotangent.reshaped(to: axes.kept), axes)
            },
            formula: { context, _ in formula(context) })
    }
}

extension FormulaContext {
    /// The axes that a reduction removes.
    fileprivate var reduced: ReductionAxes? { try? ReductionAxes(shapes[0], attributes) }

    /// Whether the result is known to be 0 somewhere.
    fileprivate var isFlat: Bool { result?.doubles().contains(0) ?? false }

    /// The number of elements less the degrees of freedom.
    fileprivate var freedom: Int {
        (reduced?.count ?? 1) - attributes.integer(0, default: 0)
    }
}

/// The axes that a reduction removes from a shape.
struct ReductionAxes {
    /// The axes from the front, in order.
    let axes: [Int]
    /// The shape with them as length 1.
    let kept: Shape
    /// The shape without them.
    let removed: Shape
    /// How many elements become one.
    let count: Int

    /// Resolves `attributes.axes`; throws for one that is out of range or named twice.
    init(_ shape: Shape, _ attributes: Attributes) throws(TensorError) {
        var chosen = [Bool](repeating: attributes.axes == nil, count: shape.rank)
        for axis in attributes.axes ?? [] {
            let place = try shape.normalized(axis: axis)
            guard !chosen[place] else { throw TensorError("duplicate value in 'axis'") }
            chosen[place] = true
        }
        self.init(shape, chosen)
    }

    /// As above for attributes that the shape rule accepted.
    static func accepted(_ shape: Shape, _ attributes: Attributes) -> ReductionAxes {
        (try? ReductionAxes(shape, attributes))
            ?? ReductionAxes(shape, [Bool](repeating: true, count: shape.rank))
    }

    private init(_ shape: Shape, _ chosen: [Bool]) {
        let lengths = shape.dimensions
        axes = lengths.indices.filter { chosen[$0] }
        kept = Shape(lengths.indices.map { chosen[$0] ? 1 : lengths[$0] })
        removed = Shape(lengths.indices.filter { !chosen[$0] }.map { lengths[$0] })
        count = lengths.indices.filter { chosen[$0] }.reduce(1) { $0 * lengths[$1] }
    }
}
