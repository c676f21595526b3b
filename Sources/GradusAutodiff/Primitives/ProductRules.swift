import GradusTensors

/// NumPy's `dot` and `matmul` for every rank.
enum ProductRules {
    static let dot = PrimitiveRule(
        arity: 2...2, resultType: .promoted,
        shape: { shapes, _ throws(TensorError) in
            let (left, right) = (shapes[0], shapes[1])
            if left.rank == 0 || right.rank == 0 { return left.rank == 0 ? right : left }
            let rightAxis = Swift.max(0, right.rank - 2)
            guard left[-1] == right.dimensions[rightAxis] else {
                throw TensorError(
                    "shapes \(left) and \(right) not aligned: \(left[-1]) (dim \(left.rank - 1)) "
                        + "!= \(right.dimensions[rightAxis]) (dim \(rightAxis))",
                    fix: "dot sums over the last axis of the first and the last but one of the "
                        + "second: make them equal")
            }
            var dimensions = Array(left.dimensions.dropLast())
            dimensions += right.dimensions[..<rightAxis]
            if right.rank > 1 { dimensions.append(right[-1]) }
            return try Shape.checked(dimensions)
        },
        forward: { operands, _, _ throws(TensorError) in try operands[0].dot(operands[1]) },
        derivative: { context, operand in
            let (left, right) = (context.operands[0], context.operands[1])
            if left.rank == 0 || right.rank == 0 {
                return context.reduced(
                    context.cotangent * context.operands[1 - operand], operand)
            }
            // As one product of matrices: a is [rows, k], b is [k, columns].
            let k = left.shape[-1]
            let rows = Shape(Array(left.shape.dimensions.dropLast())).count
            let columns = right.size / Swift.max(1, k)
            guard k > 0, rows > 0, columns > 0 else {
                return context.cotangent.zeros(context.operands[operand].shape)
            }
            let gradient = context.cotangent.reshaped(to: [rows, columns])
            if operand == 0 {
                let matrix = rowsFirst(right).reshaped(to: [k, columns])
                return gradient.product(matrix.matrixTransposed).reshaped(to: left.shape)
            }
            let matrix = left.reshaped(to: [rows, k])
            let product = matrix.matrixTransposed.product(gradient)
            guard right.rank > 2 else { return product.reshaped(to: right.shape) }
            let dimensions = right.shape.dimensions
            let lengths = [k] + dimensions.dropLast(2) + [dimensions[right.rank - 1]]
            let order = Array(1..<(right.rank - 1)) + [0, right.rank - 1]
            return product.reshaped(to: Shape(lengths)).transposed(order)
        },
        formula: { context, operand in
            let (left, right) = (context.shapes[0].rank, context.shapes[1].rank)
            if left == 0 || right == 0 || (left == 1 && right == 1) {
                return context.factor(1 - operand)
            }
            let other = FormulaText.transposed(context.names[1 - operand])
            return operand == 0 ? "· \(other)" : "\(other) ·"
        })

    static let matmul = PrimitiveRule(
        arity: 2...2, resultType: .promoted,
        shape: { shapes, _ throws(TensorError) in try matmulShape(shapes[0], shapes[1]) },
        forward: { operands, _, _ throws(TensorError) in try operands[0].matmul(operands[1]) },
        derivative: { context, operand in
            // A vector on the left is a row, on the right a column.
            let left = context.operands[0].asMatrix(row: true)
            let right = context.operands[1].asMatrix(row: false)
            var shape = context.cotangent.shape.dimensions
            if context.operands[0].rank == 1 {
                shape.insert(1, at: context.operands[1].rank == 1 ? shape.count : shape.count - 1)
            }
            if context.operands[1].rank == 1 { shape.append(1) }
            let gradient = context.cotangent.reshaped(to: Shape(shape))
            let product =
                operand == 0
                ? gradient.matmul(right.matrixTransposed) : left.matrixTransposed.matmul(gradient)
            let matrix = operand == 0 ? left : right
            return product.reduced(to: matrix.shape).reshaped(to: context.operands[operand].shape)
        },
        formula: { context, operand in
            if context.shapes[0].rank == 1, context.shapes[1].rank == 1 {
                return context.factor(1 - operand)
            }
            let other = FormulaText.transposed(context.names[1 - operand])
            return operand == 0 ? "· \(other)" : "\(other) ·"
        },
        expression: { names, _ in FormulaText.infix("@", names) })

    private static func matmulShape(_ left: Shape, _ right: Shape) throws(TensorError) -> Shape {
        guard left.rank > 0, right.rank > 0 else {
            throw TensorError("matmul takes no scalars, found shapes \(left) and \(right)")
        }
        let inner = right.rank == 1 ? right[0] : right[-2]
        guard left[-1] == inner else {
            throw TensorError(
                "matmul sums over the last axis of \(left), \(left[-1]) long, and the last but "
                    + "one of \(right), \(inner) long",
                fix: "make these axes equal; a transpose may help")
        }
        let lead = try Shape.checked(Array(left.dimensions.dropLast(2)))
            .broadcast(with: Shape.checked(Array(right.dimensions.dropLast(2))))
        let rows = left.rank == 1 ? [] : [left[-2]]
        let columns = right.rank == 1 ? [] : [right[-1]]
        return try Shape.checked(lead.dimensions + rows + columns)
    }

    /// The axis that dot sums over brought to the front.
    private static func rowsFirst(_ right: Term) -> Term {
        guard right.rank > 2 else { return right }
        let axis = right.rank - 2
        return right.transposed([axis] + (0..<axis) + [right.rank - 1])
    }
}

extension Term {
    /// A vector as a matrix of one row or column; others as they are.
    fileprivate func asMatrix(row: Bool) -> Term {
        rank > 1 ? self : reshaped(to: row ? [1, size] : [size, 1])
    }
}
