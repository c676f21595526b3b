#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

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
        // Large blocks come from the system as zeros already: calloc does not touch them.
        guard let memory = calloc(max(1, count), dtype.itemSize) else {
            preconditionFailure("no memory for \(count) elements of \(dtype)")
        }
        self.memory = memory
        Self.advise(memory, count * dtype.itemSize)
    }

    /// Makes storage whose elements the caller is going to write, all of them.
    init(uninitialized dtype: DType, count: Int) {
        self.dtype = dtype
        self.count = count
        guard let memory = malloc(max(1, count * dtype.itemSize)) else {
            preconditionFailure("no memory for \(count) elements of \(dtype)")
        }
        self.memory = memory
        Self.advise(memory, count * dtype.itemSize)
    }

    deinit { free(memory) }

    /// Asks for large pages under large blocks, which are then touched much faster.
    @inline(__always)
    private static func advise(_ memory: UnsafeMutableRawPointer, _ bytes: Int) {
        #if os(Linux)
            guard bytes >= 1 << 22 else { return }
            let page = UInt(4096)
            let start = (UInt(bitPattern: memory) + page - 1) & ~(page - 1)
            let end = (UInt(bitPattern: memory) + UInt(bytes)) & ~(page - 1)
            guard end > start else { return }
            // Only a hint: without it everything is the same but slower.
            _ = madvise(UnsafeMutableRawPointer(bitPattern: start), Int(end - start), 14)
        #endif
    }

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
        let copy = TensorStorage(uninitialized: dtype, count: count)
        copy.memory.copyMemory(from: memory, byteCount: count * dtype.itemSize)
        return copy
    }
}
