/// Neighbour lists in two flat arrays: the neighbours of `i` are `items[starts[i]..<starts[i + 1]]`.
struct Adjacency {
    private(set) var starts: [Int]
    private(set) var items: [Int]

    /// Collects `value(j)` in the list of `owner(j)` for every `j` below `pairs`, in order.
    init(count: Int, pairs: Int, owner: (Int) -> Int, value: (Int) -> Int) {
        starts = [Int](repeating: 0, count: count + 1)
        items = [Int](repeating: 0, count: pairs)
        for pair in 0..<pairs { starts[owner(pair) + 1] += 1 }
        for index in 0..<count { starts[index + 1] += starts[index] }
        var next = starts
        for pair in 0..<pairs {
            let place = owner(pair)
            items[next[place]] = value(pair)
            next[place] += 1
        }
    }

    /// The neighbours of an element, in the order in which they were given.
    subscript(index: Int) -> ArraySlice<Int> { items[starts[index]..<starts[index + 1]] }

    /// How many neighbours an element has.
    func degree(_ index: Int) -> Int { starts[index + 1] - starts[index] }
}
