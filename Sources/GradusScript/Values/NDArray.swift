import GradusAutodiff
import GradusTensors

/// NumPy's array: a window into memory that several names and slices may share, so that
/// writing through one shows in all.
///
/// `Tensor` is a value and never changes under its holder; an `NDArray` writes into the
/// storage that it shares with its views on purpose. Tensors that leave the session are
/// copied first.
public final class NDArray {
    /// The window: shape, strides and shared memory.
    public let tensor: Tensor
    /// Whether it came out of an array as a single number and is shown as a plain one.
    public let isScalar: Bool
    /// Whether it is shown as a plain number though NumPy shows its own with their type: what
    /// the recorder gives, such as gradients, is no number of NumPy's.
    let isPlain: Bool
    /// Whether it must not be written, because several elements are one in memory.
    let isReadOnly: Bool
    /// The array whose memory this one is a view of.
    let base: NDArray?
    private let account: MemoryAccount?
    private let charged: Int
    private var ownWrites = 0
    /// The node that holds this array's value in the graph, while the value is the same.
    var leaf: (variable: Variable, serial: Int, writes: Int)?

    /// An array around a tensor that nobody else will write.
    public convenience init(_ tensor: Tensor, isScalar: Bool = false) {
        self.init(tensor, isScalar: isScalar, base: nil, account: nil)
    }

    /// The nodes whose derivative this array is, while the value is the same.
    var derivative: (root: Variable, node: Variable, serial: Int, writes: Int)?

    /// What was written into it place by place and is recorded.
    var recordedElements: RecordedElements?

    /// The recorded values that its numbers were computed from outside of the graph.
    var origins: Origins?

    init(
        _ tensor: Tensor, isScalar: Bool, base: NDArray?, account: MemoryAccount?,
        isReadOnly: Bool = false, isPlain: Bool = false
    ) {
        self.tensor = tensor
        self.isScalar = isScalar
        self.isPlain = isPlain
        self.isReadOnly = isReadOnly || base?.isReadOnly ?? false
        self.base = base.map { $0.base ?? $0 }
        self.account = base == nil ? account : nil
        charged = base == nil ? tensor.nbytes + 64 : 0
        self.account?.add(charged)
    }

    deinit { account?.remove(charged) }

    /// How often the memory was written; grows with each write through any view.
    var writes: Int { base?.ownWrites ?? ownWrites }

    /// Writes all elements, for every view to see; the shape must be the array's own.
    func write(_ values: Tensor) {
        tensor.write(values)
        noteWrite()
    }

    /// Says that the memory was written.
    func noteWrite() {
        if let base { base.ownWrites += 1 } else { ownWrites += 1 }
    }
}

extension NDArray {
    /// As NumPy's `repr`: `array([1, 2])`, `np.float64(0.5)`.
    func representation(_ options: PrintOptions) -> String {
        guard isScalar else { return tensor.numpyRepr(options) }
        let number = NumberPrinting.pythonRepr(scalar: tensor)
        if isPlain { return number }
        return tensor.dtype == .bool ? "np.\(number)_" : "np.\(tensor.dtype)(\(number))"
    }

    /// As NumPy's `str`: `[1 2]`, `0.5`.
    func text(_ options: PrintOptions) -> String { tensor.numpyString(options) }
}

/// Counts the bytes that arrays and recorded values of a session take.
final class MemoryAccount {
    private(set) var used = 0
    let limit: Int

    init(limit: Int) { self.limit = limit }

    func add(_ bytes: Int) { used += bytes }
    func remove(_ bytes: Int) { used -= bytes }

    /// Whether so many bytes more are still within the limit.
    func allows(_ bytes: Int) -> Bool {
        let (sum, overflow) = used.addingReportingOverflow(bytes)
        return !overflow && sum <= limit
    }
}
