import GradusTensors

/// An equation such as `bij,bjk->bik` resolved against the operands' shapes: every axis has a
/// label, and the result is the sum over all labels that it does not have.
struct EinsumPlan {
    /// The labels of each operand's axes.
    let inputs: [[Character]]
    /// The labels of the result's axes.
    let output: [Character]
    /// How long the axes of a label are.
    let lengths: [Character: Int]

    /// Resolves an equation; throws when it does not fit the shapes. `...` stands for the
    /// leading axes left over, which must be the same in all operands that have it.
    init(_ equation: String, _ shapes: [Shape]) throws(TensorError) {
        let sides = Self.split(equation.filter { $0 != " " })
        guard sides.inputs.count == shapes.count else {
            throw TensorError(
                "einsum: '\(equation)' names \(sides.inputs.count) operands, found \(shapes.count)")
        }
        var ellipsis: Int?
        var terms: [[Character]] = []
        for (text, shape) in zip(sides.inputs, shapes) {
            let labels = try Self.labels(of: text, equation)
            let named = labels.count { $0 != "." }
            if labels.contains(".") {
                guard shape.rank >= named, ellipsis ?? (shape.rank - named) == shape.rank - named
                else {
                    throw TensorError("einsum: '...' does not fit shape \(shape) in '\(equation)'")
                }
                ellipsis = shape.rank - named
            }
            terms.append(labels)
        }
        // Characters for private use stand for the axes of '...'.
        let hidden = (0..<(ellipsis ?? 0)).compactMap { place in
            Unicode.Scalar(0xe000 + UInt32(place)).map { Character($0) }
        }
        func expanded(_ labels: [Character]) -> [Character] {
            labels.flatMap { $0 == "." ? hidden : [$0] }
        }
        inputs = terms.map(expanded)
        var lengths: [Character: Int] = [:]
        for (labels, shape) in zip(inputs, shapes) {
            guard labels.count == shape.rank else {
                throw TensorError(
                    "einsum: '\(String(labels))' names \(labels.count) axes, found shape \(shape)")
            }
            for (label, length) in zip(labels, shape.dimensions) {
                guard lengths[label] ?? length == length else {
                    throw TensorError(
                        "einsum: axes '\(label)' are \(lengths[label] ?? 0) and \(length) long",
                        fix: "axes of one letter have one length")
                }
                lengths[label] = length
            }
        }
        guard lengths.count <= 26, shapes.allSatisfy({ $0.rank <= 26 }) else {
            throw TensorError("einsum counts at most 26 axes, found \(lengths.count)")
        }
        self.lengths = lengths
        if let text = sides.output {
            output = expanded(try Self.labels(of: text, equation))
        } else {
            // NumPy's implicit result: labels that occur once, in alphabetic order.
            let all = inputs.flatMap(\.self)
            output =
                hidden
                + Set(all).filter { label in
                    !hidden.contains(label) && all.count { $0 == label } == 1
                }.sorted()
        }
        guard Set(output).count == output.count, output.allSatisfy({ lengths[$0] != nil }) else {
            throw TensorError(
                "einsum: the result of '\(equation)' needs each of its letters once, and in an "
                    + "operand")
        }
    }

    /// The result's shape.
    func shape() throws(TensorError) -> Shape {
        try Shape.checked(output.map { lengths[$0] ?? 1 })
    }

    private static func split(_ text: String) -> (inputs: [String], output: String?) {
        let arrow = text.firstRange(of: "->")
        let left = arrow.map { String(text[..<$0.lowerBound]) } ?? text
        let inputs = left.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        return (inputs, arrow.map { String(text[$0.upperBound...]) })
    }

    /// The letters of a term, `.` for an ellipsis.
    private static func labels(
        of text: String, _ equation: String
    ) throws(TensorError) -> [Character] {
        let labels = Array(text.replacing("...", with: "."))
        let dots = labels.count { $0 == "." }
        guard dots <= 1, labels.allSatisfy({ $0 == "." || ($0.isASCII && $0.isLetter) }) else {
            throw TensorError(
                "einsum: '\(equation)' is not an equation",
                fix: "name axes by letters, as in 'ij,jk->ik'")
        }
        return labels
    }
}

/// Carries sums of products out: operands are taken in one after another, each by a product of
/// matrices.
struct EinsumSum {
    private let lengths: [Character: Int]

    init(_ plan: EinsumPlan) { lengths = plan.lengths }

    /// The sum over all labels that the output does not have.
    func value(
        _ tensors: [Tensor], _ inputs: [[Character]], _ output: [Character]
    ) throws(TensorError) -> Tensor {
        var (tensor, labels) = try diagonal(tensors[0], inputs[0])
        for place in tensors.indices.dropFirst() {
            let rest = Set(inputs[place...].flatMap(\.self)).union(output)
            (tensor, labels) = try summed(tensor, labels, keeping: rest)
            let later = Set(inputs[(place + 1)...].flatMap(\.self)).union(output)
            var (other, otherLabels) = try diagonal(tensors[place], inputs[place])
            (other, otherLabels) = try summed(other, otherLabels, keeping: later.union(labels))
            (tensor, labels) = try product(tensor, labels, other, otherLabels, keeping: later)
        }
        (tensor, labels) = try summed(tensor, labels, keeping: Set(output))
        let order = output.map { label in labels.firstIndex(of: label) ?? 0 }
        return try tensor.transposed(axes: order)
    }

    /// Axes of the same label become one: the diagonal, as a view.
    private func diagonal(
        _ tensor: Tensor, _ labels: [Character]
    ) throws(TensorError) -> (Tensor, [Character]) {
        guard Set(labels).count < labels.count else { return (tensor, labels) }
        var unique: [Character] = []
        var strides: [Int] = []
        for (label, stride) in zip(labels, tensor.strides) {
            if let place = unique.firstIndex(of: label) {
                strides[place] += stride
            } else {
                unique.append(label)
                strides.append(stride)
            }
        }
        let shape = try Shape.checked(unique.map { lengths[$0] ?? 1 })
        return (
            Tensor(
                storage: tensor.sharedStorage, shape: shape, strides: strides,
                offset: tensor.offset), unique
        )
    }

    private func summed(
        _ tensor: Tensor, _ labels: [Character], keeping kept: Set<Character>
    ) throws(TensorError) -> (Tensor, [Character]) {
        let axes = labels.indices.filter { !kept.contains(labels[$0]) }
        guard !axes.isEmpty else { return (tensor, labels) }
        return (try tensor.sum(axis: axes), labels.filter { kept.contains($0) })
    }

    /// Labels of both that are needed later count pairs of matrices; those of both that are
    /// not are summed over.
    private func product(
        _ left: Tensor, _ leftLabels: [Character], _ right: Tensor, _ rightLabels: [Character],
        keeping kept: Set<Character>
    ) throws(TensorError) -> (Tensor, [Character]) {
        let shared = leftLabels.filter { rightLabels.contains($0) }
        let batch = shared.filter { kept.contains($0) }
        let inner = shared.filter { !kept.contains($0) }
        let rows = leftLabels.filter { !shared.contains($0) }
        let columns = rightLabels.filter { !shared.contains($0) }
        func matrices(
            _ tensor: Tensor, _ labels: [Character], _ groups: [[Character]]
        ) throws(TensorError) -> Tensor {
            let order = groups.flatMap(\.self).map { label in labels.firstIndex(of: label) ?? 0 }
            let sizes = groups.map { group in group.reduce(1) { $0 * (lengths[$1] ?? 1) } }
            return try tensor.transposed(axes: order).reshaped(to: Shape.checked(sizes))
        }
        let result = batch + rows + columns
        return (
            try matrices(left, leftLabels, [batch, rows, inner])
                .matmul(matrices(right, rightLabels, [batch, inner, columns]))
                .reshaped(to: Shape.checked(result.map { lengths[$0] ?? 1 })), result
        )
    }
}
