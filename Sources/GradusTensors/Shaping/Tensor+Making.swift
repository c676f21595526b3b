extension Tensor {
    /// A tensor of ones (or true).
    public static func ones(_ shape: Shape, dtype: DType = .float64) -> Tensor {
        full(shape, .integer(1), dtype: dtype)
    }

    /// A tensor of zeros (or false).
    public static func zeros(_ shape: Shape, dtype: DType = .float64) -> Tensor {
        Tensor(zeros: shape, dtype: dtype)
    }

    /// A tensor of one number; its dtype is the number's own unless given.
    public static func full(_ shape: Shape, _ number: PythonNumber, dtype: DType? = nil) -> Tensor {
        let one = number.tensor(dtype ?? number.kind.defaultDType)
        return one.broadcastView(shape).copied()
    }

    /// The matrix of `rows` by `columns` (nil: square) with ones on the diagonal that begins
    /// `offset` to the right of the corner.
    public static func eye(
        _ rows: Int, columns: Int? = nil, offset: Int = 0, dtype: DType = .float64
    ) throws(TensorError) -> Tensor {
        let shape = try Shape.checked([rows, columns ?? rows])
        let result = Tensor(zeros: shape, dtype: dtype)
        let one = PythonNumber.integer(1).tensor(dtype)
        for row in 0..<rows {
            let (column, overflow) = row.addingReportingOverflow(offset)
            if !overflow && column >= 0 && column < shape[1] {
                ElementMoves.scatter(one, to: [row * shape[1] + column], of: result)
            }
        }
        return result
    }

    /// The integers `start`, `start + step`, … before `stop`, as int64.
    public static func arange(
        _ start: Int, _ stop: Int, step: Int = 1
    ) throws(TensorError) -> Tensor {
        guard step != 0 else { throw TensorError("arange: the step is 0", fix: "use a step of 1") }
        let count = (Double(stop) - Double(start)) / Double(step)
        let length = try Self.length(count)
        return Tensor((0..<length).map { Int64(start &+ $0 &* step) }, shape: [length])
    }

    /// The same for bounds of 64 bits.
    public static func arange(
        _ start: Int64, _ stop: Int64, step: Int64 = 1
    ) throws(TensorError) -> Tensor {
        try arange(Int(start), Int(stop), step: Int(step))
    }

    /// The numbers `start`, `start + step`, … before `stop`, as float64: `start + i * delta`
    /// with delta as rounded in `(start + step) - start`, as NumPy counts.
    public static func arange(
        _ start: Double, _ stop: Double, step: Double = 1
    ) throws(TensorError) -> Tensor {
        guard step != 0 else { throw TensorError("arange: the step is 0", fix: "use a step of 1") }
        let length = try Self.length((stop - start) / step)
        let delta = (start + step) - start
        return Tensor(
            (0..<length).map { $0 == 1 ? start + step : start + Double($0) * delta },
            shape: [length])
    }

    private static func length(_ count: Double) throws(TensorError) -> Int {
        guard count == count else {
            throw TensorError("arange: cannot compute length", fix: "one of the numbers is nan")
        }
        let rounded = count.rounded(.up)
        guard rounded < 0x1p48 else { throw TensorError("Maximum allowed size exceeded") }
        return rounded > 0 ? Int(rounded) : 0
    }

    /// `count` numbers from `start` to `stop` at equal distances, `stop` included unless
    /// `endpoint` is false; float64.
    public static func linspace(
        _ start: Double, _ stop: Double, count: Int = 50, endpoint: Bool = true
    ) throws(TensorError) -> Tensor {
        guard count >= 0 else {
            throw TensorError("Number of samples, \(count), must be non-negative.")
        }
        guard count < 1 << 48 else { throw TensorError("Maximum allowed size exceeded") }
        let gaps = endpoint ? count - 1 : count
        let delta = stop - start
        guard gaps > 0 else {
            return Tensor([Double](repeating: 0 * delta + start, count: count), shape: [count])
        }
        let step = delta / Double(gaps)
        var values = (0..<count).map { place in
            step == 0
                ? Double(place) / Double(gaps) * delta + start : Double(place) * step + start
        }
        if endpoint && count > 1 { values[count - 1] = stop }
        return Tensor(values, shape: [count])
    }
}
