import GradusTensors

/// A window resolved against an operand of shape `[batch, channels, …]`.
struct WindowView {
    let window: Window
    /// The operand with its padding.
    let padded: Shape
    /// How many places the window has along each axis.
    let places: [Int]

    /// How many elements a window has.
    var size: Int { window.sizes.reduce(1, *) }
    /// How many places there are.
    var placeCount: Int { places.reduce(1, *) }

    /// Resolves a window; throws when it does not fit.
    init(_ word: String, _ operand: Shape, _ window: Window?) throws(TensorError) {
        guard let window, !window.sizes.isEmpty else {
            throw TensorError("\(word) needs a window")
        }
        let count = window.sizes.count
        guard operand.rank == count + 2 else {
            throw TensorError(
                "\(word) with a window of \(count) axes takes (batch, channels, …) with "
                    + "\(count + 2) axes, found shape \(operand)")
        }
        let lists = [window.strides, window.before, window.after, window.dilation]
        guard lists.allSatisfy({ $0.count == count }),
            (window.sizes + window.strides + window.dilation).allSatisfy({ $0 >= 1 }),
            (window.before + window.after).allSatisfy({ $0 >= 0 }),
            (lists.flatMap(\.self) + window.sizes).allSatisfy({ $0 < 1 << 24 })
        else {
            throw TensorError(
                "\(word) needs sizes, strides and dilations of at least 1 and padding of at "
                    + "least 0 for each of \(count) axes")
        }
        var lengths = Array(operand.dimensions[..<2])
        var places: [Int] = []
        for axis in 0..<count {
            let length = operand.dimensions[axis + 2] + window.before[axis] + window.after[axis]
            let reach = (window.sizes[axis] - 1) * window.dilation[axis] + 1
            guard reach <= length else {
                throw TensorError(
                    "\(word): a window that reaches over \(reach) elements does not fit into "
                        + "axis \(axis + 2) of \(operand), \(length) long with its padding",
                    fix: "use a smaller window or more padding")
            }
            lengths.append(length)
            places.append((length - reach) / window.strides[axis] + 1)
        }
        self.window = window
        padded = try Shape.checked(lengths)
        self.places = places
    }

    /// All windows of a tensor, `[batch, channels, window…, places…]`: a view of the tensor
    /// with its padding.
    func windows(of tensor: Tensor, padding: Double) throws(TensorError) -> Tensor {
        let wide = try pad(tensor, with: padding)
        let lengths = Array(padded.dimensions[..<2]) + window.sizes + places
        let steps = Array(wide.strides[2...])
        let strides =
            Array(wide.strides[..<2]) + zip(steps, window.dilation).map { $0 * $1 }
            + zip(steps, window.strides).map { $0 * $1 }
        return Tensor(
            storage: wide.sharedStorage, shape: try Shape.checked(lengths), strides: strides,
            offset: wide.offset)
    }

    private func pad(_ tensor: Tensor, with number: Double) throws(TensorError) -> Tensor {
        guard tensor.shape != padded else { return tensor }
        let wide =
            number == 0
            ? Tensor(zeros: padded, dtype: tensor.dtype)
            : Tensor.full(padded, .floating(number), dtype: tensor.dtype)
        Kernel.write(tensor, into: inner(of: wide, tensor.shape))
        return wide
    }

    /// The part of a padded tensor that is no padding.
    private func inner(of wide: Tensor, _ shape: Shape) -> Tensor {
        guard shape.count > 0 else {
            return Tensor(
                storage: wide.sharedStorage, shape: shape, strides: wide.strides, offset: 0)
        }
        var offset = wide.offset
        for (axis, start) in window.before.enumerated() { offset += start * wide.strides[axis + 2] }
        return Tensor(
            storage: wide.sharedStorage, shape: shape, strides: wide.strides, offset: offset)
    }

    /// Windows added up where they lie in a tensor of a shape; what falls into the padding is
    /// lost. One addition for each element of the window.
    func overlapAdded(_ windows: Tensor, shape: Shape) throws(TensorError) -> Tensor {
        let wide = Tensor(zeros: padded, dtype: windows.dtype)
        guard windows.size > 0 else { return Tensor(zeros: shape, dtype: windows.dtype) }
        let lengths = try Shape.checked(Array(padded.dimensions[..<2]) + places)
        let steps = Array(wide.strides[2...])
        let strides = Array(wide.strides[..<2]) + zip(steps, window.strides).map { $0 * $1 }
        let count = window.sizes.count
        let sourceStrides = Array(windows.strides[..<2]) + windows.strides[(2 + count)...]
        var index = [Int](repeating: 0, count: count)
        for _ in 0..<size {
            var (target, source) = (wide.offset, windows.offset)
            for axis in 0..<count {
                target += index[axis] * window.dilation[axis] * steps[axis]
                source += index[axis] * windows.strides[axis + 2]
            }
            let view = Tensor(
                storage: wide.sharedStorage, shape: lengths, strides: strides, offset: target)
            let part = Tensor(
                storage: windows.sharedStorage, shape: lengths, strides: sourceStrides,
                offset: source)
            Kernel.write(Kernel.add(view, part), into: view)
            for axis in stride(from: count - 1, through: 0, by: -1) {
                index[axis] += 1
                if index[axis] < window.sizes[axis] { break }
                index[axis] = 0
            }
        }
        return wide.shape == shape ? wide : inner(of: wide, shape)
    }
}
