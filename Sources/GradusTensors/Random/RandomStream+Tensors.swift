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

    /// Integers of 8 or 16 bits from `low` to `last` more: several are cut from each word.
    public mutating func narrowIntegers(
        low: Int64, last: Int64, bits: Int, _ shape: Shape
    ) -> Tensor {
        let mask: UInt32 = bits == 8 ? 0xff : 0xffff
        let width = UInt32(bits)
        var word: UInt32 = 0
        var left = 0
        func next(_ stream: inout RandomStream) -> UInt32 {
            if left == 0 {
                word = stream.nextWord()
                left = 32 / bits - 1
            } else {
                word >>= width
                left -= 1
            }
            return word & mask
        }
        let range = UInt32(last)
        return fill(shape) { (stream: inout RandomStream) -> Int64 in
            if range == 0 { return low }
            if range == mask { return low + Int64(next(&stream)) }
            let count = range + 1
            var product = next(&stream) * count
            if product & mask < count {
                let threshold = (mask - range) % count
                while product & mask < threshold { product = next(&stream) * count }
            }
            return low + Int64(product >> width)
        }
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
