import GradusTensors

/// Sums of products by an equation.
enum EinsumRule {
    /// The gradient of an operand is another such sum: of the result's gradient and all other
    /// operands, to the operand's labels. Labels that only the operand has were summed over,
    /// so that the gradient is repeated along them; of axes that share a label only the
    /// diagonal was read.
    static let einsum = PrimitiveRule(
        arity: 1...Int.max, resultType: .promoted,
        shape: { shapes, attributes throws(TensorError) in
            try EinsumPlan(attributes.options.equation ?? "", shapes).shape()
        },
        forward: { operands, attributes, _ throws(TensorError) in
            let plan = try EinsumPlan(attributes.options.equation ?? "", operands.map(\.shape))
            return try EinsumSum(plan).value(operands, plan.inputs, plan.output)
        },
        derivative: { context, operand in
            let own = context.operands[operand]
            guard
                let plan = try? EinsumPlan(
                    context.attributes.options.equation ?? "", context.operands.map(\.shape))
            else { return own.zeros(own.shape) }
            return gradient(context, operand, plan)
        },
        formula: { context, operand in
            let others = context.names.indices.filter { $0 != operand }
            return others.isEmpty ? "1" : others.map { context.factor($0) }.joined(separator: " · ")
        },
        expression: { names, attributes in
            "einsum('\(attributes.options.equation ?? "")', \(names.joined(separator: ", ")))"
        })

    private static func gradient(
        _ context: DerivativeContext, _ operand: Int, _ plan: EinsumPlan
    ) -> Term {
        let own = context.operands[operand]
        let others = context.operands.indices.filter { $0 != operand }
        // Letters of our own, since an ellipsis has none.
        var letters: [Character: Character] = [:]
        for label in (plan.output + plan.inputs.flatMap(\.self)) where letters[label] == nil {
            letters[label] = alphabet[letters.count % alphabet.count]
        }
        func text(_ labels: [Character]) -> String { String(labels.compactMap { letters[$0] }) }
        let known = Set(plan.output).union(others.flatMap { plan.inputs[$0] })
        var unique: [Character] = []
        for label in plan.inputs[operand] where !unique.contains(label) { unique.append(label) }
        let read = unique.filter { known.contains($0) }
        let equation =
            ([plan.output] + others.map { plan.inputs[$0] }).map(text)
            .joined(separator: ",") + "->" + text(read)
        var result = context.cotangent.applying(
            .einsum, others.map { context.operands[$0] },
            Attributes(options: .init(equation: equation)))
        // Repeated along the labels that were summed over.
        let wide = unique.map { plan.lengths[$0] ?? 1 }
        let narrow = unique.map { known.contains($0) ? plan.lengths[$0] ?? 1 : 1 }
        result = result.reshaped(to: Shape(narrow)).broadcast(to: Shape(wide))
        guard unique.count < plan.inputs[operand].count else { return result }
        return onDiagonal(result, unique, plan.inputs[operand], own)
    }

    /// A gradient of diagonals put onto them: times an identity matrix for every axis that
    /// repeats a label.
    private static func onDiagonal(
        _ gradient: Term, _ unique: [Character], _ labels: [Character], _ own: Term
    ) -> Term {
        var result = gradient
        var placed = unique
        var names: [Character] = []
        var free = alphabet.filter { !unique.contains($0) }
        // Axes of an ellipsis have no letters; they get some.
        var letters: [Character: Character] = [:]
        for label in unique {
            letters[label] = label.isLetter ? label : free.removeFirst()
        }
        placed = unique.compactMap { letters[$0] }
        var seen: Set<Character> = []
        for (axis, label) in labels.enumerated() {
            let letter = letters[label] ?? label
            guard !seen.insert(letter).inserted else {
                names.append(letter)
                continue
            }
            let copy = free.removeFirst()
            let length = own.shape.dimensions[axis]
            let identity = (try? Tensor.eye(length, dtype: own.dtype)) ?? own.tensor
            let before = String(placed)
            placed.append(copy)
            result = result.applying(
                .einsum, [Term(identity)],
                Attributes(
                    options: .init(
                        equation: "\(before),\(letter)\(copy)->\(String(placed))")))
            names.append(copy)
        }
        let order = names.map { name in placed.firstIndex(of: name) ?? 0 }
        return result.transposed(order)
    }

    private static let alphabet = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
}
