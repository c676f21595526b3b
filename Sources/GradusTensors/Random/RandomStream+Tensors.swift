extension RandomStream {
    /// Numbers from 0 to below 1, float64.
    public mutating func random(_ shape: Shape = []) -> Tensor {
        fill(shape) { $0.nextDouble() }
    }

    /// Numbers from `low` to below `high`, float64.
    public mutating func uniform(
        low: Double = 0, high: Double = 1, _ shape: Shape = []
    ) throws(TensorError) -> Tensor {
        let range = high - low
        guard range.isFinite else {
            throw TensorError("high - low range exceeds valid bounds", kind: .overflow)
        }
        guard range >= 0 else {
            throw TensorError("high - low < 0", fix: "low is \(low), high is \(high)")
        }
        return fill(shape) { low + range * $0.nextDouble() }
    }

    /// Numbers of the standard normal distribution, float64.
    public mutating func standardNormal(_ shape: Shape = []) -> Tensor {
        fill(shape) { $0.nextNormal() }
    }

    /// Numbers of the normal distribution about `mean` with the given standard deviation,
    /// float64.
    public mutating func normal(
        mean: Double = 0, standardDeviation: Double = 1, _ shape: Shape = []
    ) throws(TensorError) -> Tensor {
        guard standardDeviation >= 0 else {
            throw TensorError("scale < 0", fix: "a standard deviation is 0 or more")
        }
        return fill(shape) { mean + standardDeviation * $0.nextNormal() }
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

    /// The tensor's rows (along its first axis) in random order, in a new tensor.
    public mutating func permuted(_ tensor: Tensor) throws(TensorError) -> Tensor {
        guard tensor.ndim > 0 else {
            throw TensorError("a scalar cannot be permuted", fix: "use permutation(count)")
        }
        let order = permutation(tensor.shape[0]).map(Int64.init)
        return try tensor.indexed(by: [.integers(Tensor(order, shape: [order.count]))])
    }

    /// Integers from 0 to `weights.count - 1`, each as likely as its weight says (they are
    /// brought to a sum of 1); NumPy's `choice(n, shape, p=…)`.
    public mutating func choice(
        weights: [Double], _ shape: Shape = []
    ) throws(TensorError) -> Tensor {
        var sum = 0.0
        var sums: [Double] = []
        for weight in weights {
            guard weight >= 0, weight.isFinite else {
                throw TensorError("Probabilities are not non-negative", fix: "found \(weight)")
            }
            sum += weight
            sums.append(sum)
        }
        guard sum > 0 else {
            throw TensorError("Probabilities do not sum to 1", fix: "at least one must be above 0")
        }
        let bounds = sums.map { $0 / sum }
        return fill(shape) { stream in
            let point = stream.nextDouble()
            return Int64(bounds.firstIndex { point < $0 } ?? bounds.count - 1)
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
