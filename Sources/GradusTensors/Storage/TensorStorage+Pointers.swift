extension TensorStorage {
    /// The first element, without a bound; the storage must be kept alive by the caller. The
    /// type may be another one of the same size, for work that only moves elements.
    @inline(__always)
    func pointer<Element: TensorElement>(
        to type: Element.Type = Element.self
    ) -> UnsafeMutablePointer<Element> {
        precondition(
            MemoryLayout<Element>.size == dtype.itemSize,
            "storage holds \(dtype), not \(Element.dtype)")
        return memory.assumingMemoryBound(to: Element.self)
    }
}

extension Tensor {
    /// Runs `body` on the pointer to element 0 of storage, which stays alive meanwhile.
    @inline(__always)
    func withPointer<Element: TensorElement, Result>(
        to type: Element.Type = Element.self, _ body: (UnsafeMutablePointer<Element>) -> Result
    ) -> Result {
        withExtendedLifetime(storage) { body(storage.pointer(to: Element.self)) }
    }

    /// A tensor in row-major order whose elements the caller is going to write, all of them.
    init(uninitialized shape: Shape, dtype: DType) {
        self.init(
            unchecked: TensorStorage(uninitialized: dtype, count: shape.count), shape: shape,
            strides: shape.rowMajorStrides, offset: 0)
    }

    /// The same laid out in memory like `model`, which is dense and has as many elements.
    @inline(__always)
    init(uninitializedLike model: Tensor, dtype: DType) {
        self.init(
            unchecked: TensorStorage(uninitialized: dtype, count: model.size),
            shape: model.shape, strides: model.strides, offset: 0)
    }

    /// Whether the elements fill a block of memory without gaps, each once, in whatever order
    /// of the axes, none of them backwards.
    var isDense: Bool {
        if isContiguous { return true }
        var expected = 1
        for axis in axesInMemoryOrder.reversed() where shape.dimensions[axis] != 1 {
            if strides[axis] != expected { return false }
            expected *= shape.dimensions[axis]
        }
        return true
    }
}
