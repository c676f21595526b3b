/// What both kinds of random streams can do, and what follows from it alike.
public protocol RandomSource {
    /// A number from 0 to below 1.
    mutating func nextDouble() -> Double
    /// A number of the standard normal distribution.
    mutating func nextNormal() -> Double
    /// Puts elements in random order, in place.
    mutating func shuffle<Element>(_ elements: inout [Element])
    /// The integers from 0 to `count - 1` in random order.
    mutating func permutation(_ count: Int) -> [Int]
    /// Integers from `low` to before `high`, int64.
    mutating func integers(low: Int64, high: Int64, _ shape: Shape) throws(TensorError) -> Tensor
    /// `count` different integers from 0 to `population - 1`, in random order.
    mutating func sample(_ count: Int, of population: Int) throws(TensorError) -> [Int]
}

extension LegacyRandomStream: RandomSource {
    /// `count` different integers from 0 to `population - 1`: the first of all in random order.
    public mutating func sample(
        _ count: Int, of population: Int
    ) throws(TensorError) -> [Int] {
        guard count >= 0, count <= population else {
            throw TensorError(
                "Cannot take a larger sample than population when 'replace=False'",
                fix: "at most \(Swift.max(0, population)) can be chosen, found \(count)")
        }
        return Array(permutation(population)[..<count])
    }
}

extension RandomStream: RandomSource {
    /// Integers from `low` to before `high`, int64.
    public mutating func integers(
        low: Int64, high: Int64, _ shape: Shape
    ) throws(TensorError) -> Tensor {
        try integers(low: low, high: high, endpoint: false, shape)
    }
}

extension RandomSource {
    /// Numbers from 0 to below 1, float64.
    public mutating func random(_ shape: Shape = []) -> Tensor {
        filled(shape) { $0.nextDouble() }
    }

    /// Numbers of the standard normal distribution, float64.
    public mutating func standardNormal(_ shape: Shape = []) -> Tensor {
        filled(shape) { $0.nextNormal() }
    }

    /// Numbers from `low` to below `high`, float64; the bounds are broadcast to the shape, or
    /// against each other where there is none.
    public mutating func uniform(
        low: Tensor, high: Tensor, _ shape: Shape?
    ) throws(TensorError) -> Tensor {
        let (a, b, target) = try parameters(low, high, shape)
        var ranges: [Double] = []
        for (low, high) in zip(a, b) {
            let range = high - low
            guard range.isFinite else {
                throw TensorError("high - low range exceeds valid bounds", kind: .overflow)
            }
            guard range >= 0 else {
                throw TensorError("high < low", fix: "low is \(low), high is \(high)")
            }
            ranges.append(range)
        }
        return numbers(target, a, ranges) { $0.nextDouble() }
    }

    /// Numbers of the normal distribution about `mean` with the given standard deviation,
    /// float64; both are broadcast to the shape, or against each other where there is none.
    public mutating func normal(
        mean: Tensor, standardDeviation: Tensor, _ shape: Shape?
    ) throws(TensorError) -> Tensor {
        let (a, b, target) = try parameters(mean, standardDeviation, shape)
        guard b.allSatisfy({ $0 >= 0 }) else {
            throw TensorError("scale < 0", fix: "a standard deviation is 0 or more")
        }
        return numbers(target, a, b) { $0.nextNormal() }
    }

    private func parameters(
        _ first: Tensor, _ second: Tensor, _ shape: Shape?
    ) throws(TensorError) -> ([Double], [Double], Shape) {
        let common = try first.shape.broadcast(with: second.shape)
        let target = shape ?? common
        guard common.canBroadcast(to: target) else {
            throw TensorError(
                "Output size \(target) is not compatible with broadcast dimensions of inputs "
                    + "\(common).")
        }
        // One parameter for all is kept as one.
        let wide = common.count == 1 ? Shape([]) : target
        func list(_ tensor: Tensor) throws(TensorError) -> [Double] {
            wide.rank == 0 ? [tensor.doubles()[0]] : try tensor.broadcast(to: wide).doubles()
        }
        return (try list(first), try list(second), target)
    }

    private mutating func numbers(
        _ shape: Shape, _ starts: [Double], _ widths: [Double], _ next: (inout Self) -> Double
    ) -> Tensor {
        var place = 0
        let isOne = starts.count == 1
        return filled(shape) { source in
            let i = isOne ? 0 : place
            place += 1
            return starts[i] + widths[i] * next(&source)
        }
    }

    /// The tensor's rows (along its first axis) in random order, in a new tensor.
    public mutating func permuted(_ tensor: Tensor) throws(TensorError) -> Tensor {
        guard tensor.ndim > 0 else {
            throw TensorError("a scalar cannot be permuted", fix: "use permutation(count)")
        }
        let order = permutation(tensor.shape[0]).map(Int64.init)
        return try tensor.indexed(by: [.integers(Tensor(order, shape: [order.count]))])
    }

    /// Integers from 0 to `weights.count - 1`, each as likely as its weight says; NumPy's
    /// `choice(n, shape, p=…)`. The weights must sum to 1.
    public mutating func choice(
        weights: [Double], _ shape: Shape = []
    ) throws(TensorError) -> Tensor {
        let bounds = try Self.bounds(weights)
        return filled(shape) { Int64(Self.place($0.nextDouble(), bounds)) }
    }

    /// Different integers from 0 to `weights.count - 1`, each as likely as its weight says;
    /// NumPy's `choice(n, count, replace=False, p=…)`.
    public mutating func sample(
        _ count: Int, weights: [Double]
    ) throws(TensorError) -> [Int] {
        _ = try Self.bounds(weights)
        guard count <= weights.count else {
            throw TensorError(
                "Cannot take a larger sample than population when 'replace=False'",
                fix: "at most \(weights.count) can be chosen, found \(count)")
        }
        guard count <= weights.count(where: { $0 > 0 }) else {
            throw TensorError("Fewer non-zero entries in p than size")
        }
        var found: [Int] = []
        var left = weights
        while found.count < count {
            let points = (0..<(count - found.count)).map { _ in nextDouble() }
            for place in found { left[place] = 0 }
            let sums = Self.sums(left)
            let bounds = sums.map { $0 / (sums.last ?? 1) }
            for point in points {
                let place = Self.place(point, bounds)
                if !found.contains(place) { found.append(place) }
            }
        }
        return found
    }

    private static func sums(_ weights: [Double]) -> [Double] {
        var sum = 0.0
        return weights.map { weight in
            sum += weight
            return sum
        }
    }

    private static func bounds(_ weights: [Double]) throws(TensorError) -> [Double] {
        guard weights.allSatisfy({ !$0.isNaN }) else {
            throw TensorError("Probabilities contain NaN")
        }
        guard weights.allSatisfy({ $0 >= 0 }) else {
            throw TensorError("Probabilities are not non-negative")
        }
        let sums = sums(weights)
        guard let sum = sums.last, (sum - 1).magnitude <= 1.5e-8 else {
            throw TensorError(
                "Probabilities do not sum to 1. See Notes section of docstring for more "
                    + "information.",
                fix: "divide them by their sum, \(sums.last ?? 0)")
        }
        return sums.map { $0 / sum }
    }

    private static func place(_ point: Double, _ bounds: [Double]) -> Int {
        var (low, high) = (0, bounds.count)
        while low < high {
            let middle = (low + high) / 2
            if point < bounds[middle] { high = middle } else { low = middle + 1 }
        }
        return Swift.min(low, bounds.count - 1)
    }

    private mutating func filled<Element: TensorElement>(
        _ shape: Shape, _ next: (inout Self) -> Element
    ) -> Tensor {
        var elements: [Element] = []
        elements.reserveCapacity(shape.count)
        for _ in 0..<shape.count { elements.append(next(&self)) }
        return Tensor(elements, shape: shape)
    }
}
