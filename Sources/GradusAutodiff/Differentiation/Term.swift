import GradusTensors

/// A value that a derivative rule computes with. Rules are written once and read twice: on
/// tensors at hand they give a gradient, on a tape they record the backward pass as a graph,
/// which can be differentiated again.
struct Term {
    /// The value.
    let tensor: Tensor
    /// Where it is recorded; nil for tensors at hand, and for constants not used yet.
    let node: Int?
    /// The graph that records; nil on tensors at hand.
    let tape: Graph?
    /// Whether it is known to consist of ones, so that a product with it need not be made.
    var isOnes = false

    /// A value that is not recorded.
    init(_ tensor: Tensor) {
        self.tensor = tensor
        node = nil
        tape = nil
    }

    /// A node of a graph that records what is done with it.
    init(node: Int, of tape: Graph) {
        tensor = tape.value(of: node)
        self.node = node
        self.tape = tape
    }

    var shape: Shape { tensor.shape }
    var dtype: DType { tensor.dtype }
    var rank: Int { tensor.ndim }
    var size: Int { tensor.size }

    /// A primitive's result; recorded when one of the operands is.
    func applying(
        _ primitive: Primitive, _ others: [Term] = [], _ attributes: Attributes = .none
    ) -> Term {
        let operands = [self] + others
        guard let tape = operands.lazy.compactMap(\.tape).first else {
            return Kernel.checkedTerm { () throws(TensorError) in
                let tensors = operands.map(\.tensor)
                let shape = try primitive.resultShape(of: tensors.map(\.shape), attributes)
                return Term(try primitive.rule.forward(tensors, attributes, shape))
            }
        }
        return Kernel.checkedTerm { () throws(TensorError) in
            let nodes = operands.map { $0.node ?? tape.leaf($0.tensor).index }
            return Term(node: try tape.apply(primitive, to: nodes, attributes).index, of: tape)
        }
    }

    /// A scalar of this term's type (float64 for integers and bool).
    func constant(_ number: Double) -> Term {
        Term(Kernel.constant(number, dtype.isFloating ? dtype : .float64))
    }

    /// Zeros in a shape, of this term's type.
    func zeros(_ shape: Shape) -> Term { Term(Tensor(zeros: shape, dtype: dtype)) }
}

extension Term {
    private func combining(
        _ operation: BinaryOperation, _ primitive: Primitive, _ other: Term
    ) -> Term {
        tape == nil && other.tape == nil
            ? Term(Kernel.combine(operation, tensor, other.tensor))
            : applying(primitive, [other])
    }

    static func + (left: Term, right: Term) -> Term {
        left.tape == nil && right.tape == nil
            ? Term(Kernel.add(left.tensor, right.tensor)) : left.applying(.add, [right])
    }
    static func - (left: Term, right: Term) -> Term {
        left.tape == nil && right.tape == nil
            ? Term(Kernel.subtract(left.tensor, right.tensor))
            : left.applying(.subtract, [right])
    }
    static func * (left: Term, right: Term) -> Term {
        if left.isOnes, left.isAbsorbed(by: right) { return right }
        if right.isOnes, right.isAbsorbed(by: left) { return left }
        return left.tape == nil && right.tape == nil
            ? Term(Kernel.multiply(left.tensor, right.tensor))
            : left.applying(.multiply, [right])
    }
    static func / (left: Term, right: Term) -> Term {
        left.tape == nil && right.tape == nil
            ? Term(Kernel.divide(left.tensor, right.tensor)) : left.applying(.divide, [right])
    }
    static prefix func - (term: Term) -> Term {
        term.tape == nil ? Term(Kernel.apply(.negate, term.tensor)) : term.applying(.negate)
    }
    static func + (left: Term, right: Double) -> Term { left + left.constant(right) }
    static func - (left: Term, right: Double) -> Term { left - left.constant(right) }
    static func * (left: Term, right: Double) -> Term {
        right == 1 ? left : left * left.constant(right)
    }
    static func / (left: Term, right: Double) -> Term { left / left.constant(right) }
    static func + (left: Double, right: Term) -> Term { right.constant(left) + right }
    static func - (left: Double, right: Term) -> Term { right.constant(left) - right }
    static func * (left: Double, right: Term) -> Term {
        left == 1 ? right : right.constant(left) * right
    }
    static func / (left: Double, right: Term) -> Term { right.constant(left) / right }

    /// Whether ones change nothing of a product with a term.
    private func isAbsorbed(by other: Term) -> Bool {
        dtype == other.dtype
            && (shape == other.shape || shape.canBroadcast(to: other.shape))
    }

    func power(_ exponent: Term) -> Term { combining(.power, .power, exponent) }
    func greater(_ other: Term) -> Term { combining(.greater, .greater, other) }
    func greater(_ number: Double) -> Term { greater(constant(number)) }
    func greaterEqual(_ other: Term) -> Term { combining(.greaterEqual, .greaterEqual, other) }
    func greaterEqual(_ number: Double) -> Term { greaterEqual(constant(number)) }
    func less(_ other: Term) -> Term { combining(.less, .less, other) }
    func less(_ number: Double) -> Term { less(constant(number)) }
    func lessEqual(_ number: Double) -> Term {
        combining(.lessEqual, .lessEqual, constant(number))
    }
    func equal(_ other: Term) -> Term { combining(.equal, .equal, other) }
    func equal(_ number: Double) -> Term { equal(constant(number)) }
    func and(_ other: Term) -> Term { combining(.logicalAnd, .logicalAnd, other) }
    func minimum(_ other: Term) -> Term { combining(.minimum, .minimum, other) }
    func maximum(_ other: Term) -> Term { combining(.maximum, .maximum, other) }

    /// A function of each element.
    func elementwise(_ operation: UnaryOperation, _ primitive: Primitive) -> Term {
        tape == nil ? Term(Kernel.apply(operation, tensor)) : applying(primitive)
    }
    var exp: Term { elementwise(.exp, .exp) }
    var log: Term { elementwise(.log, .log) }
    var tanh: Term { elementwise(.tanh, .tanh) }
    var sigmoid: Term { elementwise(.sigmoid, .sigmoid) }
    var square: Term { elementwise(.square, .square) }
    var sqrt: Term { elementwise(.sqrt, .sqrt) }
    var abs: Term { elementwise(.abs, .abs) }
    var sign: Term { elementwise(.sign, .sign) }

    /// `self` where a condition holds, else another.
    func `where`(_ condition: Term, else other: Term) -> Term {
        if tape == nil, other.tape == nil, condition.tape == nil {
            return Term(Kernel.choose(condition.tensor, tensor, other.tensor))
        }
        return condition.applying(.where, [self, other])
    }
    /// `self` where a condition holds, else 0.
    func kept(where condition: Term) -> Term { self.where(condition, else: constant(0)) }
    /// 0 where a condition holds, else `self`.
    func dropped(where condition: Term) -> Term { constant(0).where(condition, else: self) }

    /// The elements as another type.
    func cast(to dtype: DType) -> Term {
        if dtype == self.dtype { return self }
        if tape == nil { return Term(tensor.astype(dtype)) }
        return applying(.cast, [], Attributes(options: .init(dtype: dtype)))
    }
    /// Integers and bool as float64.
    var floating: Term { dtype.isFloating ? self : cast(to: .float64) }

    /// The sum over axes that stay with length 1.
    func sum(_ axes: [Int]) -> Term {
        tape == nil
            ? Term(Kernel.sum(tensor, axes: axes))
            : applying(.sum, [], Attributes(axes: axes, keepDims: true))
    }
    /// The mean over axes that stay with length 1.
    func mean(_ axes: [Int]) -> Term {
        applying(.mean, [], Attributes(axes: axes, keepDims: true))
    }
    /// Summed over the axes along which a shape was repeated.
    func reduced(to target: Shape) -> Term {
        if shape == target { return self }
        if tape == nil {
            var result = Term(Kernel.reduce(tensor, to: target))
            result.isOnes = false
            return result
        }
        let lead = rank - target.rank
        let axes = (0..<rank).filter {
            $0 < lead || (target.dimensions[$0 - lead] == 1 && shape.dimensions[$0] != 1)
        }
        return (axes.isEmpty ? self : sum(axes)).reshaped(to: target)
    }
    /// Repeated to a shape.
    func broadcast(to target: Shape) -> Term {
        if shape == target { return self }
        return tape == nil
            ? Term(Kernel.broadcast(tensor, to: target))
            : applying(.broadcast, [], Attributes(shape: target))
    }
    /// The same elements under another shape.
    func reshaped(to target: Shape) -> Term {
        if shape == target { return self }
        return tape == nil
            ? Term(Kernel.reshape(tensor, to: target))
            : applying(.reshape, [], Attributes(shape: target))
    }
    /// The axes in another order.
    func transposed(_ order: [Int]) -> Term {
        if order == Array(0..<rank) { return self }
        return tape == nil
            ? Term(Kernel.transpose(tensor, order))
            : applying(.transpose, [], Attributes(axes: order))
    }
    /// The last two axes exchanged.
    var matrixTransposed: Term {
        transposed(Array(0..<(rank - 2)) + [rank - 1, rank - 2])
    }
    /// A slice along one axis.
    func slice(_ axis: Int, from start: Int, count: Int, step: Int = 1) -> Term {
        var slices = shape.dimensions.map { AxisSlice.range(start: 0, step: 1, count: $0) }
        slices[axis] = .range(start: start, step: step, count: count)
        return applying(.indexed, [], Attributes(slices: slices))
    }
    /// Backwards along an axis.
    func flipped(_ axis: Int) -> Term {
        let length = shape[axis]
        return length < 2 ? self : slice(axis, from: length - 1, count: length, step: -1)
    }
    /// The product of matrices, leading axes broadcast.
    func matmul(_ other: Term) -> Term { applying(.matmul, [other]) }
    /// The product of two matrices.
    func product(_ other: Term) -> Term {
        tape == nil && other.tape == nil
            ? Term(Kernel.product(tensor, other.tensor)) : applying(.dot, [other])
    }
}

/// What a derivative rule sees.
struct DerivativeContext {
    /// The operands.
    var operands: [Term]
    /// The result.
    var output: Term
    /// The derivative of the root towards the result.
    var cotangent: Term
    /// The primitive's attributes.
    var attributes: Attributes

    /// A gradient in the result's shape, summed back to an operand's shape.
    func reduced(_ gradient: Term, _ operand: Int) -> Term {
        gradient.reduced(to: operands[operand].shape)
    }
}
