import GradusTensors

/// Tensor arithmetic on shapes that a shape rule has accepted already, so that a mistake is
/// one of a rule; numbers of one element take a short way.
enum Kernel {
    /// `left + right` with broadcasting.
    static func add(_ left: Tensor, _ right: Tensor) -> Tensor {
        if let (a, b) = numbers(left, right) { return Tensor(scalar: a + b) }
        return combine(.add, left, right)
    }

    /// `left - right` with broadcasting.
    static func subtract(_ left: Tensor, _ right: Tensor) -> Tensor {
        if let (a, b) = numbers(left, right) { return Tensor(scalar: a - b) }
        return combine(.subtract, left, right)
    }

    /// `left * right` with broadcasting.
    static func multiply(_ left: Tensor, _ right: Tensor) -> Tensor {
        if let (a, b) = numbers(left, right) { return Tensor(scalar: a * b) }
        return combine(.multiply, left, right)
    }

    /// `left / right` with broadcasting.
    static func divide(_ left: Tensor, _ right: Tensor) -> Tensor {
        if let (a, b) = numbers(left, right) { return Tensor(scalar: a / b) }
        return combine(.divide, left, right)
    }

    /// A function of each element.
    static func apply(_ operation: UnaryOperation, _ tensor: Tensor) -> Tensor {
        checked { () throws(TensorError) in try tensor.applying(operation) }
    }

    /// A function of each pair of elements, with broadcasting.
    static func combine(
        _ operation: BinaryOperation, _ left: Tensor, _ right: Tensor
    ) -> Tensor {
        checked { () throws(TensorError) in try left.combining(operation, right) }
    }

    /// `first` where the condition holds, else `second`.
    static func choose(_ condition: Tensor, _ first: Tensor, _ second: Tensor) -> Tensor {
        checked { () throws(TensorError) in try Tensor.whereSelect(condition, first, second) }
    }

    /// Summed over the axes along which `shape` was repeated.
    static func reduce(_ tensor: Tensor, to shape: Shape) -> Tensor {
        if tensor.shape == shape { return tensor }
        return checked { () throws(TensorError) in try tensor.sumReduced(to: shape) }
    }

    /// Repeated to a shape, as a view.
    static func broadcast(_ tensor: Tensor, to shape: Shape) -> Tensor {
        checked { () throws(TensorError) in try tensor.broadcast(to: shape) }
    }

    /// The same elements under another shape.
    static func reshape(_ tensor: Tensor, to shape: Shape) -> Tensor {
        checked { () throws(TensorError) in try tensor.reshaped(to: shape) }
    }

    /// The sum over axes that stay with length 1.
    static func sum(_ tensor: Tensor, axes: [Int]) -> Tensor {
        checked { () throws(TensorError) in try tensor.sum(axis: axes, keepDims: true) }
    }

    /// The axes in another order, as a view.
    static func transpose(_ tensor: Tensor, _ order: [Int]) -> Tensor {
        checked { () throws(TensorError) in try tensor.transposed(axes: order) }
    }

    /// The product of two matrices.
    static func product(_ left: Tensor, _ right: Tensor) -> Tensor {
        checked { () throws(TensorError) in try left.dot(right) }
    }

    /// A scalar of a dtype.
    static func constant(_ number: Double, _ dtype: DType) -> Tensor {
        dtype == .float64 ? Tensor(scalar: number) : Tensor(scalar: number).astype(dtype)
    }

    /// Ones in the shape and dtype of a tensor.
    static func ones(like tensor: Tensor) -> Tensor {
        if tensor.ndim == 0 { return constant(1, tensor.dtype) }
        return Tensor.ones(tensor.shape, dtype: tensor.dtype)
    }

    /// Two float64 scalars as numbers.
    @inline(__always)
    private static func numbers(_ left: Tensor, _ right: Tensor) -> (Double, Double)? {
        guard left.ndim == 0, right.ndim == 0, left.dtype == .float64, right.dtype == .float64
        else { return nil }
        return (left.scalarValue, right.scalarValue)
    }

    /// A function of each element in double precision; integers become float64.
    static func map(_ tensor: Tensor, _ function: (Double) -> Double) -> Tensor {
        let result = Tensor(tensor.doubles().map(function), shape: tensor.shape)
        return tensor.dtype.isFloating ? result.astype(tensor.dtype) : result
    }

    /// Writes a tensor to the places of a view of fresh storage, of the same shape.
    static func write(_ source: Tensor, into view: Tensor) {
        _ = checked { () throws(TensorError) in
            try view.assign(source, at: [.ellipsis])
            return view
        }
    }

    static func checked(_ body: () throws(TensorError) -> Tensor) -> Tensor {
        do {
            return try body()
        } catch {
            preconditionFailure("a derivative rule has wrong shapes: \(error.message)")
        }
    }

    static func checkedTerm(_ body: () throws(TensorError) -> Term) -> Term {
        do {
            return try body()
        } catch {
            preconditionFailure("a derivative rule has wrong shapes: \(error.message)")
        }
    }
}
