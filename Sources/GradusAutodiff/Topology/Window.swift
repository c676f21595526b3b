/// The window that a convolution or a pooling slides over the last axes of
/// `[batch, channels, …]`. Each list has a number for every one of these axes.
public struct Window: Sendable, Hashable, Codable {
    /// The lengths of the window.
    public var sizes: [Int]
    /// How far it moves from place to place.
    public var strides: [Int]
    /// How many elements are added before the first.
    public var before: [Int]
    /// How many elements are added after the last.
    public var after: [Int]
    /// The distance of neighbours within the window; 1: side by side.
    public var dilation: [Int]

    /// Makes a window; strides and dilation are 1, padding is 0 unless given. `padding` counts
    /// on both sides.
    public init(
        _ sizes: [Int], strides: [Int]? = nil, padding: [Int]? = nil, dilation: [Int]? = nil
    ) {
        let ones = [Int](repeating: 1, count: sizes.count)
        let none = [Int](repeating: 0, count: sizes.count)
        self.sizes = sizes
        self.strides = strides ?? ones
        before = padding ?? none
        after = padding ?? none
        self.dilation = dilation ?? ones
    }
}

/// What becomes of the losses of all samples.
public enum LossReduction: String, Sendable, Codable, CaseIterable {
    /// Their mean: the default.
    case mean
    /// Their sum.
    case sum
    /// They stay apart.
    case none
}
