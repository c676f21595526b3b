import GradusTensors

// What layers are made of. Images are `[batch, channels, height, width]`.

/// A convolution over two axes: `x` is `[batch, channels, height, width]`, `kernel`
/// `[outputs, channels / groups, rows, columns]`, `bias` `[outputs]`.
public func conv2d(
    _ x: Variable, _ kernel: Variable, bias: Variable? = nil, stride: (Int, Int) = (1, 1),
    padding: (Int, Int) = (0, 0), dilation: (Int, Int) = (1, 1), groups: Int = 1
) -> Variable {
    convolve(
        x, kernel, bias, [stride.0, stride.1], [padding.0, padding.1],
        [dilation.0, dilation.1], groups)
}

/// A convolution over one axis: `x` is `[batch, channels, length]`, `kernel`
/// `[outputs, channels / groups, window]`, `bias` `[outputs]`.
public func conv1d(
    _ x: Variable, _ kernel: Variable, bias: Variable? = nil, stride: Int = 1, padding: Int = 0,
    dilation: Int = 1, groups: Int = 1
) -> Variable {
    convolve(x, kernel, bias, [stride], [padding], [dilation], groups)
}

private func convolve(
    _ x: Variable, _ kernel: Variable, _ bias: Variable?, _ strides: [Int], _ padding: [Int],
    _ dilation: [Int], _ groups: Int
) -> Variable {
    let window = Window(
        Array(kernel.shape.dimensions.dropFirst(2)), strides: strides, padding: padding,
        dilation: dilation)
    var options = Attributes.Options(window: window)
    if groups != 1 { options.groups = groups }
    let result = x.applying(.convolve, [kernel], Attributes(options: options))
    guard let bias else { return result }
    let ones = [Int](repeating: 1, count: strides.count)
    return result + bias.reshaped(Shape([bias.shape.count] + ones))
}

/// The largest element of each place of a window; of equal ones the first gets the gradient.
/// The stride is the window's length unless given.
public func maxPool(
    _ x: Variable, _ sizes: [Int], strides: [Int]? = nil, padding: [Int]? = nil
) -> Variable {
    let window = Window(sizes, strides: strides ?? sizes, padding: padding)
    return x.applying(.maxPool, [], Attributes(options: .init(window: window)))
}

/// The mean of each place of a window, zeros of the padding included.
public func averagePool(
    _ x: Variable, _ sizes: [Int], strides: [Int]? = nil, padding: [Int]? = nil
) -> Variable {
    let window = Window(sizes, strides: strides ?? sizes, padding: padding)
    return x.applying(.averagePool, [], Attributes(options: .init(window: window)))
}

/// Standardised over `axes` (variance of the population), then scaled and shifted.
public func layerNorm(
    _ x: Variable, axes: [Int] = [-1], scale: Variable? = nil, shift: Variable? = nil,
    epsilon: Double = 1e-5
) -> Variable {
    var result = standardized(x, axes: axes, epsilon: epsilon)
    if let scale { result = result * scale }
    if let shift { result = result + shift }
    return result
}

/// Standardised over all axes but the second (the batch's own mean and population variance),
/// then scaled and shifted by a number for each channel: `[batch, channels, …]`.
public func batchNorm(
    _ x: Variable, scale: Variable? = nil, shift: Variable? = nil, epsilon: Double = 1e-5
) -> Variable {
    let axes = (0..<x.shape.rank).filter { $0 != 1 }
    var result = standardized(x, axes: axes, epsilon: epsilon)
    let wide = Shape(
        [x.shape[1]] + [Int](repeating: 1, count: Swift.max(0, x.shape.rank - 2)))
    if let scale { result = result * scale.reshaped(wide) }
    if let shift { result = result + shift.reshaped(wide) }
    return result
}

/// (x − mean) / √(variance + ε) over axes.
public func standardized(_ x: Variable, axes: [Int], epsilon: Double = 1e-5) -> Variable {
    x.applying(.standardize, [], Attributes(axes: axes, options: .init(numbers: [epsilon])))
}

/// Elements set to 0 with a probability, the rest divided by 1 − p; the seed decides which.
public func dropout(_ x: Variable, p: Double = 0.5, seed: UInt64) -> Variable {
    x.applying(.dropout, [], Attributes(options: .init(numbers: [p], seed: seed)))
}
