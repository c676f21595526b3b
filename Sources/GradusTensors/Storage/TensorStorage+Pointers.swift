extension TensorStorage {
    /// The first element, without a bound; the storage must be kept alive by the caller.
    @inline(__always)
    func pointer<Element: TensorElement>(
        to type: Element.Type = Element.self
    ) -> UnsafeMutablePointer<Element> {
        precondition(Element.dtype == dtype, "storage holds \(dtype), not \(Element.dtype)")
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
}
