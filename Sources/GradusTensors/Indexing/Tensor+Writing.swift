extension Tensor {
    /// Writes `value`, brought to this tensor's dtype and repeated to its shape, into this
    /// view's places in shared storage. The value's shape must broadcast here. Where both
    /// share storage the value is read completely before.
    func write(_ value: Tensor) {
        var source = value.astype(dtype)
        if source.storage === storage { source = source.copied() }
        let repeated = source.broadcastView(shape)
        switch dtype {
        case .float64: write(repeated, as: Double.self)
        case .float32: write(repeated, as: Float.self)
        case .int64: write(repeated, as: Int64.self)
        case .bool: write(repeated, as: Bool.self)
        }
    }

    private func write<Element: TensorElement>(_ source: Tensor, as type: Element.Type) {
        let loop = StridedLoop([self, source])
        let (step, sourceStep) = (loop.rowStride(0), loop.rowStride(1))
        withPointer { (target: UnsafeMutablePointer<Element>) in
            source.withPointer { (values: UnsafeMutablePointer<Element>) in
                loop.forEachRow { places, count in
                    let row = target + places[0]
                    let next = values + places[1]
                    for i in 0..<count { row[i * step] = next[i * sourceStep] }
                }
            }
        }
    }
}
