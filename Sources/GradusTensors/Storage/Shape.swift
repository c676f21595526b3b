/// The lengths of a tensor's axes, the slowest first. A scalar's shape is empty.
public struct Shape: Hashable, Sendable, Codable, ExpressibleByArrayLiteral {
    /// The length of each axis; none is negative.
    public let dimensions: [Int]

    /// Makes a shape; traps on a negative length or when the number of elements
    /// does not fit an `Int` (use `checked` for lengths from outside).
    public init(_ dimensions: [Int]) {
        do {
            self = try Shape.checked(dimensions)
        } catch {
            preconditionFailure(error.message)
        }
    }

    /// Makes a shape from its lengths, as `Shape([…])` does.
    public init(arrayLiteral elements: Int...) { self.init(elements) }

    /// Makes a shape, or says why there is none.
    public static func checked(_ dimensions: [Int]) throws(TensorError) -> Shape {
        guard dimensions.count <= 64 else {
            throw TensorError(
                "maximum supported dimension for an ndarray is currently 64, found "
                    + "\(dimensions.count)")
        }
        var count = 1
        for length in dimensions where length != 0 {
            guard length > 0 else {
                throw TensorError("negative dimensions are not allowed: \(text(dimensions))")
            }
            let (product, overflow) = count.multipliedReportingOverflow(by: length)
            guard !overflow, product <= Int.max / 8 else {
                throw TensorError("a tensor of shape \(text(dimensions)) is too large to address")
            }
            count = product
        }
        return Shape(unchecked: dimensions)
    }

    private init(unchecked dimensions: [Int]) { self.dimensions = dimensions }

    /// The number of axes.
    public var rank: Int { dimensions.count }
    /// The number of elements: the product of the lengths, 1 for a scalar.
    public var count: Int {
        var count = 1
        for length in dimensions { count &*= length }
        return count
    }
    /// The length of an axis; negative axes count from the end. Traps out of range.
    public subscript(axis: Int) -> Int {
        dimensions[axis < 0 ? axis + rank : axis]
    }

    /// The strides, in elements, of a tensor of this shape in row-major order.
    public var rowMajorStrides: [Int] {
        var strides = [Int](repeating: 0, count: rank)
        var step = 1
        for axis in stride(from: rank - 1, through: 0, by: -1) {
            strides[axis] = step
            step *= max(1, dimensions[axis])
        }
        return strides
    }

    /// An axis counted from the front, for one that may count from the end.
    public func normalized(axis: Int) throws(TensorError) -> Int {
        guard axis >= -rank, axis < rank else {
            throw TensorError(
                "axis \(axis) is out of bounds for array of dimension \(rank)",
                fix: rank == 0
                    ? "a scalar has no axes"
                    : "the shape is \(self): use an axis from \(-rank) to \(rank - 1)",
                kind: .axis)
        }
        return axis < 0 ? axis + rank : axis
    }

    fileprivate static func text(_ dimensions: [Int]) -> String {
        dimensions.count == 1
            ? "(\(dimensions[0]),)"
            : "(" + dimensions.map(String.init).joined(separator: ", ") + ")"
    }
}

extension Shape: CustomStringConvertible {
    /// As Python writes a tuple: `()`, `(3,)`, `(2, 3)`.
    public var description: String { Self.text(dimensions) }
}
