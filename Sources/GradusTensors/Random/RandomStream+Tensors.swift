extension RandomStream {
    /// Numbers from `low` to below `high`, float64.
    public mutating func uniform(
        low: Double = 0, high: Double = 1, _ shape: Shape = []
    ) throws(TensorError) -> Tensor {
        try uniform(low: Tensor(scalar: low), high: Tensor(scalar: high), shape)
    }

    /// Numbers of the normal distribution about `mean` with the given standard deviation,
    /// float64.
    public mutating func normal(
        mean: Double = 0, standardDeviation: Double = 1, _ shape: Shape = []
    ) throws(TensorError) -> Tensor {
        try normal(
            mean: Tensor(scalar: mean), standardDeviation: Tensor(scalar: standardDeviation), shape)
    }

    /// Numbers from 0 to below 1 in single precision, float32, each from 32 random bits.
    public mutating func singles(_ shape: Shape = []) -> Tensor {
        fill(shape) { Float($0.nextWord() >> 8) * 0x1p-24 }
    }

    /// Integers from `low` to `high`, which is left out unless `endpoint` is true; int64.
    public mutating func integers(
        low: Int64 = 0, high: Int64, endpoint: Bool = false, _ shape: Shape = []
    ) throws(TensorError) -> Tensor {
        guard endpoint ? low <= high : low < high else {
            throw TensorError(
                endpoint ? "low > high" : "low >= high", fix: "low is \(low), high is \(high)")
        }
        let last = UInt64(bitPattern: high &- low) - (endpoint ? 0 : 1)
        return fill(shape) { low &+ Int64(bitPattern: $0.next(through: last)) }
    }

    private mutating func fill<Element: TensorElement>(
        _ shape: Shape, _ next: (inout RandomStream) -> Element
    ) -> Tensor {
        var elements: [Element] = []
        elements.reserveCapacity(shape.count)
        for _ in 0..<shape.count { elements.append(next(&self)) }
        return Tensor(elements, shape: shape)
    }
}
