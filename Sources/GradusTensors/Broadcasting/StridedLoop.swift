/// The walk over several operands of one broadcast shape: axes that lie evenly in all of
/// them are joined, so that most walks are a single row.
struct StridedLoop {
    /// The lengths of the joined axes; the last is the row's.
    private(set) var lengths: [Int]
    /// The strides of every operand along the joined axes.
    private(set) var strides: [[Int]]
    /// Where each operand begins.
    let starts: [Int]

    /// Plans a walk over tensors that have the same shape.
    init(_ operands: [Tensor]) {
        self.init(
            shape: operands[0].shape.dimensions, strides: operands.map(\.strides),
            starts: operands.map(\.offset))
    }

    /// Plans a walk over a shape with the given strides.
    init(shape: [Int], strides given: [[Int]], starts: [Int]) {
        var lengths: [Int] = []
        var strides = [[Int]](repeating: [], count: given.count)
        for axis in shape.indices where shape[axis] != 1 {
            if let last = lengths.last,
                given.indices.allSatisfy({
                    strides[$0][lengths.count - 1] == given[$0][axis] * shape[axis]
                })
            {
                lengths[lengths.count - 1] = last * shape[axis]
                for operand in given.indices {
                    strides[operand][lengths.count - 1] = given[operand][axis]
                }
            } else {
                lengths.append(shape[axis])
                for operand in given.indices { strides[operand].append(given[operand][axis]) }
            }
        }
        if lengths.isEmpty {
            lengths = [1]
            strides = [[Int]](repeating: [0], count: given.count)
        }
        self.lengths = lengths
        self.strides = strides
        self.starts = starts
    }

    /// The operand's stride within a row.
    func rowStride(_ operand: Int) -> Int { strides[operand][lengths.count - 1] }

    /// Calls `body` with every operand's place at the start of each row, and its length.
    @inline(__always)
    func forEachRow(_ body: (_ places: [Int], _ count: Int) -> Void) {
        guard !lengths.contains(0) else { return }
        let inner = lengths.count - 1
        if inner == 0 { return body(starts, lengths[0]) }
        var places = starts
        var index = [Int](repeating: 0, count: lengths.count)
        while true {
            body(places, lengths[inner])
            var axis = inner - 1
            while axis >= 0 {
                index[axis] += 1
                for operand in places.indices { places[operand] += strides[operand][axis] }
                if index[axis] < lengths[axis] { break }
                for operand in places.indices {
                    places[operand] -= strides[operand][axis] * lengths[axis]
                }
                index[axis] = 0
                axis -= 1
            }
            if axis < 0 { return }
        }
    }
}
