import GradusTensors

/// A slice resolved against a shape: where the elements that it reads lie.
struct SliceView {
    /// The lengths of the result's axes.
    let shape: Shape
    /// For each axis of the result, the axis that it comes from and the step; nil: new.
    private let sources: [(axis: Int, step: Int)?]
    /// The place along each axis where the slice begins.
    private let starts: [Int]

    /// Resolves slices; throws where one reaches outside the shape.
    init(_ operand: Shape, _ slices: [AxisSlice]) throws(TensorError) {
        var lengths: [Int] = []
        var sources: [(axis: Int, step: Int)?] = []
        var starts = [Int](repeating: 0, count: operand.rank)
        var axis = 0
        for slice in slices {
            if slice == .newAxis {
                lengths.append(1)
                sources.append(nil)
                continue
            }
            guard axis < operand.rank else {
                throw TensorError(
                    "too many indices for array: array is \(operand.rank)-dimensional, but "
                        + "\(slices.count) were indexed")
            }
            let length = operand.dimensions[axis]
            switch slice {
            case .index(let place):
                guard place >= 0, place < length else {
                    throw TensorError(
                        "index \(place) is out of bounds for axis \(axis) with size \(length)")
                }
                starts[axis] = place
            case .range(let start, let step, let count):
                guard Self.fits(start, step, count, length) else {
                    throw TensorError(
                        "a slice of \(count) from \(start) by \(step) reaches outside axis "
                            + "\(axis) with size \(length)")
                }
                starts[axis] = count == 0 ? 0 : start
                lengths.append(count)
                sources.append((axis, step))
            case .newAxis: break
            }
            axis += 1
        }
        for rest in axis..<Swift.max(axis, operand.rank) {
            lengths.append(operand.dimensions[rest])
            sources.append((rest, 1))
        }
        shape = try Shape.checked(lengths)
        self.sources = sources
        self.starts = starts
    }

    /// The slice of a tensor of the shape that it was resolved against, as a view.
    func view(of tensor: Tensor) -> Tensor {
        var offset = tensor.offset
        if shape.count > 0 {
            for (start, stride) in zip(starts, tensor.strides) { offset += start * stride }
        }
        let strides = sources.map { source in
            source.map { tensor.strides[$0.axis] * $0.step } ?? 0
        }
        return Tensor(
            storage: tensor.sharedStorage, shape: shape, strides: strides, offset: offset)
    }

    /// As Python writes it: `[0, 1:3, ::-1]`.
    static func text(_ slices: [AxisSlice]) -> String {
        let parts = slices.map { slice -> String in
            switch slice {
            case .index(let place): return String(place)
            case .newAxis: return "None"
            case .range(let start, let step, let count):
                let end = start &+ count &* step
                let range = "\(start):\(end < 0 ? "" : String(end))"
                return step == 1 ? range : range + ":\(step)"
            }
        }
        return "[" + parts.joined(separator: ", ") + "]"
    }

    private static func fits(_ start: Int, _ step: Int, _ count: Int, _ length: Int) -> Bool {
        guard step != 0, step > -Int.max, abs(step) <= Swift.max(1, length), count >= 0 else {
            // A longer step is fine where it is never taken.
            return step != 0 && count == 1 && start >= 0 && start < length
        }
        if count == 0 { return true }
        guard count <= length, start >= 0, start < length else { return false }
        let (way, tooLong) = (count - 1).multipliedReportingOverflow(by: step)
        let (last, tooFar) = start.addingReportingOverflow(way)
        return !tooLong && !tooFar && last >= 0 && last < length
    }
}
