extension Tensor {
    /// NumPy's `einsum`: the sums of products that the subscripts name, such as `ij,jk->ik`.
    /// Without `->` the result has the labels that occur once, in alphabetical order; `...`
    /// stands for axes that are broadcast. Sums run in row-major order of the summed labels.
    public static func einsum(
        _ subscripts: String, _ operands: [Tensor]
    ) throws(TensorError) -> Tensor {
        let plan = try EinsumPlan(subscripts, operands)
        // Whether the result and the loop over all labels can be counted at all.
        _ = try plan.cost()
        var dtype = operands.first?.dtype ?? .float64
        for operand in operands { dtype = DType.promoted(dtype, operand.dtype) }
        let computing: DType = dtype == .float16 ? .float32 : dtype
        let factors = try plan.aligned(operands.map { $0.astype(computing) })
        func integers<Element: IntegerElement>(_ type: Element.Type) -> Tensor {
            plan.sum(factors, Element.zero, 1, { $0 &+ $1 }, { $0 &* $1 })
        }
        switch computing {
        case .bool: return plan.sum(factors, false, true, { $0 || $1 }, { $0 && $1 })
        case .uint8: return integers(UInt8.self)
        case .uint64: return integers(UInt64.self)
        case .int8: return integers(Int8.self)
        case .int16: return integers(Int16.self)
        case .int32: return integers(Int32.self)
        case .int64: return integers(Int64.self)
        case .float16, .float32:
            return plan.sum(factors, Float.zero, 1, { $0 + $1 }, { $0 * $1 }).astype(dtype)
        case .float64: return plan.sum(factors, Double.zero, 1, { $0 + $1 }, { $0 * $1 })
        }
    }
}

extension Tensor {
    /// The shape of what `einsum` would give, and how many products it would add for it.
    /// Throws what `einsum` throws.
    public static func einsumCost(
        _ subscripts: String, _ operands: [Tensor]
    ) throws(TensorError) -> (shape: Shape, products: Int) {
        try EinsumPlan(subscripts, operands).cost()
    }
}

/// The labels of an `einsum` with their lengths.
private struct EinsumPlan {
    /// The labels of each operand's axes.
    var inputs: [[Character]] = []
    /// The labels of the result's axes.
    var output: [Character] = []
    /// The labels that are summed over.
    var summed: [Character] = []
    var lengths: [Character: Int] = [:]

    init(_ subscripts: String, _ operands: [Tensor]) throws(TensorError) {
        let plain = subscripts.filter { $0 != " " }
        let sides = plain.split(separator: "->", omittingEmptySubsequences: false).map(String.init)
        guard sides.count <= 2 else {
            throw TensorError("einsum: more than one '->' in '\(plain)'")
        }
        let terms = sides[0].split(separator: ",", omittingEmptySubsequences: false).map(
            String.init)
        guard terms.count == operands.count else {
            throw TensorError(
                terms.count < operands.count
                    ? "more operands provided to einstein sum function than specified in the "
                        + "subscripts string"
                    : "fewer operands provided to einstein sum function than specified in the "
                        + "subscripts string",
                fix: "'\(plain)' names \(terms.count), found \(operands.count)")
        }
        var widest = 0
        for (term, operand) in zip(terms, operands) {
            let labels = try Self.labels(term)
            let spread = operand.ndim - labels.count(where: { $0 != "." })
            guard labels.contains(".") ? spread >= 0 : spread == 0 else {
                throw TensorError(
                    "einstein sum subscripts string contains too many subscripts for operand "
                        + "\(inputs.count)",
                    fix: "'\(term)' does not fit the shape \(operand.shape)")
            }
            if labels.contains(".") { widest = Swift.max(widest, spread) }
            inputs.append(Self.spread(labels, spread))
        }
        try measure(operands)
        if sides.count == 2 {
            output = Self.spread(try Self.labels(sides[1]), widest)
        } else {
            let all = inputs.flatMap { $0 }
            output =
                (0..<widest).reversed().map(Self.spreadLabel)
                + Set(all).filter { label in
                    label.isLetter && all.count(where: { $0 == label }) == 1
                }.sorted()
        }
        for (place, label) in output.enumerated() {
            guard lengths[label] != nil, !output[..<place].contains(label) else {
                throw TensorError(
                    lengths[label] == nil
                        ? "einstein sum subscripts string included output subscript '\(label)' "
                            + "which never appeared in an input"
                        : "einstein sum subscripts string includes output subscript '\(label)' "
                            + "multiple times")
            }
        }
        for label in inputs.joined() where !output.contains(label) && !summed.contains(label) {
            summed.append(label)
        }
    }

    /// The result's shape, and the number of products of which it consists; throws where a
    /// number does not fit.
    func cost() throws(TensorError) -> (shape: Shape, products: Int) {
        let shape = try Shape.checked(output.map { lengths[$0] ?? 1 })
        return (shape, try Shape.checked((output + summed).map { lengths[$0] ?? 1 }).count)
    }

    /// The labels of a term; an ellipsis becomes one point.
    private static func labels(_ term: String) throws(TensorError) -> [Character] {
        let short = Array(term.replacing("...", with: "."))
        guard short.count(where: { $0 == "." }) <= 1,
            short.allSatisfy({ $0 == "." || $0.isASCII && $0.isLetter })
        else {
            throw TensorError(
                "invalid subscript in '\(term)' in einstein sum subscripts string, subscripts "
                    + "must be letters")
        }
        return short
    }

    /// Labels of the axes under an ellipsis, counted from the last.
    private static func spreadLabel(_ back: Int) -> Character {
        Character(Unicode.Scalar(UInt8(48 + back % 64)))
    }

    private static func spread(_ labels: [Character], _ count: Int) -> [Character] {
        labels.flatMap { label in
            label == "." ? (0..<count).reversed().map(spreadLabel) : [label]
        }
    }

    private mutating func measure(_ operands: [Tensor]) throws(TensorError) {
        for (number, (labels, operand)) in zip(inputs, operands).enumerated() {
            for (axis, label) in labels.enumerated() {
                let length = operand.shape[axis]
                let known = lengths[label] ?? 1
                guard known == 1 || length == 1 || known == length else {
                    throw TensorError(
                        "operands could not be broadcast together: einsum label '\(label)' has "
                            + "length \(known) and, in operand \(number), \(length)",
                        fix: "axes with the same label must have the same length")
                }
                lengths[label] = known == 1 ? length : known
            }
        }
    }

    /// Every operand as a view with the axes of the output, then the summed ones; a label that
    /// occurs twice walks the diagonal.
    func aligned(_ operands: [Tensor]) throws(TensorError) -> [Tensor] {
        let order = output + summed
        let shape = try Shape.checked(order.map { lengths[$0] ?? 1 })
        return zip(inputs, operands).map { labels, operand in
            var strides = [Int](repeating: 0, count: order.count)
            for (axis, label) in labels.enumerated() where operand.shape[axis] != 1 {
                if let place = order.firstIndex(of: label) {
                    strides[place] += operand.strides[axis]
                }
            }
            return Tensor(
                unchecked: operand.storage, shape: shape, strides: strides, offset: operand.offset)
        }
    }

    /// The sum of products over the summed labels.
    @inline(__always)
    func sum<Element: TensorElement>(
        _ factors: [Tensor], _ zero: Element, _ one: Element,
        _ add: (Element, Element) -> Element, _ times: (Element, Element) -> Element
    ) -> Tensor {
        let rank = output.count
        let outer = StridedLoop(
            shape: output.map { lengths[$0] ?? 1 },
            strides: factors.map { Array($0.strides.prefix(rank)) }, starts: factors.map(\.offset))
        let inner = StridedLoop(
            shape: summed.map { lengths[$0] ?? 1 },
            strides: factors.map { Array($0.strides.suffix(summed.count)) },
            starts: factors.map { _ in 0 })
        let pointers = factors.map { $0.storage.pointer(to: Element.self) }
        var result: [Element] = []
        let shape = Shape(output.map { lengths[$0] ?? 1 })
        result.reserveCapacity(shape.count)
        withExtendedLifetime(factors) {
            outer.forEachRow { starts, count in
                for i in 0..<count {
                    var sum = zero
                    inner.forEachRow { offsets, length in
                        for j in 0..<length {
                            var product = one
                            for k in pointers.indices {
                                product = times(
                                    product,
                                    pointers[k][
                                        starts[k] + i * outer.rowStride(k) + offsets[k]
                                            + j * inner.rowStride(k)])
                            }
                            sum = add(sum, product)
                        }
                    }
                    result.append(sum)
                }
            }
        }
        return Tensor(result, shape: shape)
    }
}
