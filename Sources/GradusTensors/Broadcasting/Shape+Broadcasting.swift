extension Shape {
    /// The shape of an elementwise operation on tensors of this shape and another: axes are
    /// matched from the last, and a length of 1 (or a missing axis) is repeated.
    public func broadcast(with other: Shape) throws(TensorError) -> Shape {
        if self == other { return self }
        let rank = max(self.rank, other.rank)
        var dimensions = [Int](repeating: 1, count: rank)
        for back in 1...max(1, rank) where back <= rank {
            let left = back <= self.rank ? self.dimensions[self.rank - back] : 1
            let right = back <= other.rank ? other.dimensions[other.rank - back] : 1
            guard left == right || left == 1 || right == 1 else {
                throw TensorError(
                    "operands could not be broadcast together with shapes \(self.numpyText) "
                        + "\(other.numpyText)",
                    fix: "axis \(-back) has length \(left) in \(self) and \(right) in \(other); "
                        + "make them equal, or one of them 1")
            }
            dimensions[rank - back] = left == 1 ? right : left
        }
        return try Shape.checked(dimensions)
    }

    /// Whether a tensor of this shape can be repeated to fill `target`.
    public func canBroadcast(to target: Shape) -> Bool {
        guard rank <= target.rank else { return false }
        for back in 0..<rank {
            let length = dimensions[rank - 1 - back]
            if length != 1 && length != target.dimensions[target.rank - 1 - back] { return false }
        }
        return true
    }

    /// As NumPy writes shapes in this one message: without blanks, `(2,3)`, `(3,)`.
    public var numpyText: String {
        rank == 1
            ? "(\(dimensions[0]),)" : "(" + dimensions.map(String.init).joined(separator: ",") + ")"
    }
}
