/// A rectangular array of numbers of one type: a value with strided views.
///
/// Slices, transposes and broadcasts share storage; a write through `inout` copies
/// storage that is shared, so that no other tensor changes. A `Tensor` never records
/// what is done to it; `Variable` of `GradusAutodiff` does.
public struct Tensor: Sendable {
    /// The memory, perhaps shared.
    @usableFromInline var storage: TensorStorage
    /// The lengths of the axes.
    public let shape: Shape
    /// How many elements of storage lie between neighbours along each axis;
    /// 0 for a repeated axis, negative for a reversed one.
    public let strides: [Int]
    /// Where in storage the first element lies.
    public let offset: Int

    /// A view into storage; traps when it would reach outside.
    public init(storage: TensorStorage, shape: Shape, strides: [Int], offset: Int) {
        precondition(strides.count == shape.rank, "a view needs a stride for each axis")
        if shape.count > 0 {
            var low = offset
            var high = offset
            for (length, stride) in zip(shape.dimensions, strides) {
                if stride < 0 {
                    low += (length - 1) * stride
                } else {
                    high += (length - 1) * stride
                }
            }
            precondition(
                low >= 0 && high < storage.count,
                "a view of shape \(shape) reaches outside its storage")
        }
        self.storage = storage
        self.shape = shape
        self.strides = strides
        self.offset = offset
    }

    /// A view that is known to lie within its storage.
    @inline(__always)
    init(unchecked storage: TensorStorage, shape: Shape, strides: [Int], offset: Int) {
        self.storage = storage
        self.shape = shape
        self.strides = strides
        self.offset = offset
    }

    /// A tensor of zeros (or false).
    public init(zeros shape: Shape, dtype: DType = .float64) {
        self.init(
            storage: TensorStorage(dtype: dtype, count: shape.count), shape: shape,
            strides: shape.rowMajorStrides, offset: 0)
    }

    /// A tensor of the given elements in row-major order; traps unless their number fits.
    public init<Element: TensorElement>(_ elements: [Element], shape: Shape) {
        precondition(
            elements.count == shape.count,
            "shape \(shape) needs \(shape.count) elements, found \(elements.count)")
        self.init(uninitialized: shape, dtype: Element.dtype)
        _ = storage.elements(as: Element.self).update(fromContentsOf: elements)
    }

    /// A scalar.
    public init<Element: TensorElement>(scalar: Element) { self.init([scalar], shape: []) }

    /// The elements' type.
    public var dtype: DType { storage.dtype }
    /// The number of axes.
    public var ndim: Int { shape.rank }
    /// The number of elements.
    public var size: Int { shape.count }
    /// Bytes that the elements take when stored row by row.
    public var nbytes: Int { size * dtype.itemSize }
    /// Whether the elements lie row by row without gaps.
    public var isContiguous: Bool {
        var expected = 1
        var axis = strides.count - 1
        while axis >= 0 {
            let length = shape.dimensions[axis]
            if length == 0 { return true }
            if length != 1 {
                if strides[axis] != expected { return shape.dimensions.contains(0) }
                expected *= length
            }
            axis -= 1
        }
        return true
    }
    /// The memory, for those who make views of it or write it in place knowingly.
    public var sharedStorage: TensorStorage { storage }
}

extension Tensor {
    /// How many bytes lie between neighbours along each axis: NumPy's `strides`.
    public var byteStrides: [Int] {
        // The step of an axis without neighbours is what row-major order would make it.
        strides.map { $0 * dtype.itemSize }
    }
}
