/// The memory of one or more tensors: a row of elements of one type.
///
/// It is written only by an owner that holds the only reference (`Tensor` checks that
/// before each write), which is what makes it safe to send.
public final class TensorStorage: @unchecked Sendable {
    /// The elements' type.
    public let dtype: DType
    /// The number of elements.
    public let count: Int
    @usableFromInline let memory: UnsafeMutableRawPointer

    /// Makes storage of `count` zeros.
    public init(dtype: DType, count: Int) {
        self.dtype = dtype
        self.count = count
        let bytes = max(1, count * dtype.itemSize)
        memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
        memory.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
    }

    deinit { memory.deallocate() }

    /// The elements as `Element`, which must be the type of `dtype`.
    @inlinable
    public func elements<Element: TensorElement>(
        as type: Element.Type = Element.self
    ) -> UnsafeMutableBufferPointer<Element> {
        precondition(Element.dtype == dtype, "storage holds \(dtype), not \(Element.dtype)")
        return UnsafeMutableBufferPointer(
            start: memory.assumingMemoryBound(to: Element.self), count: count)
    }

    /// A copy of its own.
    public func copied() -> TensorStorage {
        let copy = TensorStorage(dtype: dtype, count: count)
        copy.memory.copyMemory(from: memory, byteCount: count * dtype.itemSize)
        return copy
    }
}
