/// The graph in rows and an order of its items, in flat arrays, for the search for few crossings.
///
/// All changes keep count of the work they take, in looks at a neighbour, so that the search can be
/// bounded without a clock.
struct LayeredOrder {
    /// Where an item's neighbours lie: beside one another, so that one look finds all.
    struct Span {
        var up: Int32
        var upEnd: Int32
        var down: Int32
        var downEnd: Int32
    }

    /// The neighbours of `i` in the row above: `upItems[upStarts[i]..<upStarts[i + 1]]`.
    let upStarts: [Int32]
    let upItems: [Int32]
    /// The same for the row below.
    let downStarts: [Int32]
    let downItems: [Int32]
    /// Where the neighbours of each item lie in `upItems` and `downItems`.
    let spans: [Span]
    /// Where each row begins in `order`.
    let rowStarts: [Int32]
    let row: [Int32]
    /// The items, row after row, from left to right.
    private(set) var order: [Int32]
    /// The place of each item in its row.
    private(set) var position: [Int32]
    /// What may change places: neighbours of the same group; empty where all may.
    var group: [Int32] = []
    /// The work done so far.
    var work = 0
    /// Sorted places of neighbours, beside `upItems` and `downItems`; valid for one row at a time.
    var upPlaces: [Int32]
    var downPlaces: [Int32]
    private var tree: [Int32] = []

    init(_ graph: RowGraph) {
        (upStarts, upItems) = (graph.up.starts, graph.up.items)
        (downStarts, downItems) = (graph.down.starts, graph.down.items)
        var starts = [Int32](repeating: 0, count: graph.rowCount + 1)
        for row in graph.row { starts[row + 1] += 1 }
        for row in 0..<graph.rowCount { starts[row + 1] += starts[row] }
        rowStarts = starts
        row = graph.row.map { Int32($0) }
        spans = graph.items.indices.map {
            Span(
                up: graph.up.starts[$0], upEnd: graph.up.starts[$0 + 1],
                down: graph.down.starts[$0], downEnd: graph.down.starts[$0 + 1])
        }
        order = [Int32](repeating: 0, count: graph.row.count)
        position = order
        upPlaces = [Int32](repeating: 0, count: upItems.count)
        downPlaces = [Int32](repeating: 0, count: downItems.count)
    }

    var rowCount: Int { rowStarts.count - 1 }

    func range(_ row: Int) -> Range<Int> { Int(rowStarts[row])..<Int(rowStarts[row + 1]) }

    /// Takes over an order of all items; places follow from it.
    mutating func set(_ new: [Int32]) {
        order = new
        for row in 0..<rowCount { number(row) }
    }

    /// Gives a row's items their places.
    private mutating func number(_ row: Int) {
        let start = Int(rowStarts[row])
        for place in range(row) { position[Int(order[place])] = Int32(place - start) }
    }

    /// Puts an item at a place of `order`.
    @inline(__always)
    mutating func put(_ item: Int32, at place: Int, rowStart: Int) {
        order[place] = item
        position[Int(item)] = Int32(place - rowStart)
    }

    /// The order as rows.
    func rowOrder() -> RowOrder {
        RowOrder(
            rows: (0..<rowCount).map { order[range($0)].map { Int($0) } },
            itemCount: position.count)
    }

    /// Whether two items of a row may change places.
    @inline(__always)
    func mayExchange(_ a: Int32, _ b: Int32) -> Bool {
        group.isEmpty || group[Int(a)] == group[Int(b)]
    }

    // MARK: Counting

    /// The crossings of the whole drawing.
    mutating func crossings() -> Int {
        var sum = 0
        for row in 0..<max(0, rowCount - 1) { sum += crossings(below: row) }
        return sum
    }

    /// The crossings between a row and the row below it, with an accumulator tree
    /// (Barth, Jünger, Mutzel 2002): O(e log v).
    mutating func crossings(below row: Int) -> Int {
        let width = range(row + 1).count
        if width < 2 { return 0 }
        var first = 1
        while first < width { first *= 2 }
        if tree.count < 2 * first {
            tree = [Int32](repeating: 0, count: 2 * first)
        } else {
            for place in 0..<(2 * first) { tree[place] = 0 }
        }
        var total = 0
        sortPlaces(of: row, above: false)
        for place in range(row) {
            let item = Int(order[place])
            for index in Int(downStarts[item])..<Int(downStarts[item + 1]) {
                var node = Int(downPlaces[index]) + first
                tree[node] += 1
                while node > 1 {
                    // Everything in a right sibling ends farther right and started earlier.
                    if node & 1 == 0 { total += Int(tree[node + 1]) }
                    node >>= 1
                    tree[node] += 1
                }
                work += 2
            }
        }
        return total
    }

    /// Fills `upPlaces` or `downPlaces` for all items of a row.
    mutating func sortPlaces(of row: Int, above: Bool) {
        for place in range(row) {
            let item = Int(order[place])
            if above {
                let (start, end) = (Int(upStarts[item]), Int(upStarts[item + 1]))
                for index in start..<end { upPlaces[index] = position[Int(upItems[index])] }
                if end - start > 1 { sortRun(&upPlaces, start, end) }
            } else {
                let (start, end) = (Int(downStarts[item]), Int(downStarts[item + 1]))
                for index in start..<end { downPlaces[index] = position[Int(downItems[index])] }
                if end - start > 1 { sortRun(&downPlaces, start, end) }
            }
        }
    }
}

/// Sorts a part of an array; most parts are short or already sorted.
private func sortRun(_ values: inout [Int32], _ start: Int, _ end: Int) {
    if end - start > 24 {
        values[start..<end].sort()
        return
    }
    var index = start + 1
    while index < end {
        let value = values[index]
        var place = index
        while place > start, values[place - 1] > value {
            values[place] = values[place - 1]
            place -= 1
        }
        values[place] = value
        index += 1
    }
}
