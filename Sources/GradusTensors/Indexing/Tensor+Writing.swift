extension Tensor {
    /// Writes `value`, brought to this tensor's dtype and repeated to its shape, into this
    /// view's places in shared storage. The value's shape must broadcast here. Where both
    /// share storage the value is read completely before.
    public func write(_ value: Tensor) {
        var source = value.astype(dtype)
        if source.storage === storage { source = source.copied() }
        ElementMoves.copy(source.broadcastView(shape), into: self)
    }
}
