/// Neighbour lists in two flat arrays: the neighbours of `i` are `items[starts[i]..<starts[i + 1]]`.
struct Adjacency {
    private(set) var starts: [Int32]
    private(set) var items: [Int32]

    /// Collects `value(j)` in the list of `owner(j)` for every `j` below `pairs`, in order.
    @inline(__always)
    init(count: Int, pairs: Int, owner: (Int) -> Int, value: (Int) -> Int) {
        var starts = [Int32](repeating: 0, count: count + 1)
        var items = [Int32](repeating: 0, count: pairs)
        for pair in 0..<pairs { starts[owner(pair) + 1] += 1 }
        for index in 0..<count { starts[index + 1] += starts[index] }
        var next = starts
        for pair in 0..<pairs {
            let place = owner(pair)
            items[Int(next[place])] = Int32(truncatingIfNeeded: value(pair))
            next[place] += 1
        }
        self.starts = starts
        self.items = items
    }

    /// The neighbours of an element, in the order in which they were given.
    subscript(index: Int) -> Neighbours {
        Neighbours(items: items, range: range(index))
    }

    /// Where the neighbours of an element lie in `items`.
    func range(_ index: Int) -> Range<Int> { Int(starts[index])..<Int(starts[index + 1]) }

    /// How many neighbours an element has.
    func degree(_ index: Int) -> Int { Int(starts[index + 1] - starts[index]) }
}

/// The neighbours of one element.
struct Neighbours: RandomAccessCollection {
    fileprivate let items: [Int32]
    fileprivate let range: Range<Int>

    var startIndex: Int { range.lowerBound }
    var endIndex: Int { range.upperBound }
    subscript(place: Int) -> Int { Int(items[place]) }
}
