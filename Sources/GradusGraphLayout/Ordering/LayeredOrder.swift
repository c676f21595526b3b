/// The graph in rows and an order of its items, in flat memory, for the search for few crossings.
///
/// All changes keep count of the work they take, in looks at a neighbour, so that the search can be
/// bounded without a clock. The search spends nearly all time of a layout here, so that it works on
/// plain memory that `Storage` owns; a copy shares it.
struct LayeredOrder {
    /// Where an item's neighbours lie: beside one another, so that one look finds all.
    struct Span {
        var up: Int32
        var upEnd: Int32
        var down: Int32
        var downEnd: Int32
    }

    /// The memory of an order, freed with its last user.
    private final class Storage {
        let spans: UnsafeMutablePointer<Span>
        let numbers: UnsafeMutablePointer<Int32>
        let known: UnsafeMutablePointer<KnownOfRow>

        init(spanCount: Int, numberCount: Int, rowCount: Int) {
            spans = .allocate(capacity: max(1, spanCount))
            numbers = .allocate(capacity: max(1, numberCount))
            numbers.initialize(repeating: 0, count: max(1, numberCount))
            known = .allocate(capacity: max(1, rowCount))
            known.initialize(repeating: KnownOfRow(), count: max(1, rowCount))
        }

        deinit {
            spans.deallocate()
            numbers.deallocate()
            known.deallocate()
        }
    }

    private let storage: Storage
    /// How many items there are.
    let count: Int
    /// The neighbours of `i` in the row above: `upItems[spans[i].up..<spans[i].upEnd]`.
    let upItems: UnsafeMutablePointer<Int32>
    /// The same for the row below.
    let downItems: UnsafeMutablePointer<Int32>
    /// Where the neighbours of each item lie in `upItems` and `downItems`.
    let spans: UnsafeMutablePointer<Span>
    /// Where each row begins in `order`.
    let rowStarts: [Int32]
    /// The items, row after row, from left to right.
    let order: UnsafeMutablePointer<Int32>
    /// The place of each item in its row.
    let position: UnsafeMutablePointer<Int32>
    /// What may change places: neighbours of the same group; empty where all may.
    var group: [Int32] = [] {
        didSet {
            if group != oldValue { for row in 0..<rowCount { known[row].isSettled = .init() } }
        }
    }
    /// The work done so far.
    var work = 0
    /// Sorted places of neighbours, beside `upItems` and `downItems`.
    let upPlaces: UnsafeMutablePointer<Int32>
    let downPlaces: UnsafeMutablePointer<Int32>
    /// What was found out about each row and holds until it or a row beside it changes.
    let known: UnsafeMutablePointer<KnownOfRow>
    /// An accumulator tree over the places of the widest row.
    private let tree: UnsafeMutablePointer<Int32>
    /// How far the lines of a row's items reach; for one row at a time.
    let reach: RowReach

    init(_ graph: RowGraph) {
        var starts = [Int32](repeating: 0, count: graph.rowCount + 1)
        for row in graph.row { starts[row + 1] += 1 }
        let widest = Int(starts.max() ?? 0)
        for row in 0..<graph.rowCount { starts[row + 1] += starts[row] }
        rowStarts = starts
        count = graph.row.count
        var treeSize = 2
        while treeSize < 2 * widest { treeSize *= 2 }
        let segments = graph.up.items.count
        let storage = Storage(
            spanCount: count, numberCount: 4 * segments + 2 * count + treeSize + 4 * widest,
            rowCount: graph.rowCount)
        self.storage = storage
        spans = storage.spans
        known = storage.known
        for item in 0..<count {
            (spans + item).initialize(
                to: Span(
                    up: graph.up.starts[item], upEnd: graph.up.starts[item + 1],
                    down: graph.down.starts[item], downEnd: graph.down.starts[item + 1]))
        }
        upItems = storage.numbers
        downItems = upItems + segments
        upPlaces = downItems + segments
        downPlaces = upPlaces + segments
        order = downPlaces + segments
        position = order + count
        tree = position + count
        reach = RowReach(memory: tree + treeSize, widest: widest)
        for index in 0..<segments {
            upItems[index] = graph.up.items[index]
            downItems[index] = graph.down.items[index]
        }
    }

    var rowCount: Int { rowStarts.count - 1 }

    func range(_ row: Int) -> Range<Int> { Int(rowStarts[row])..<Int(rowStarts[row + 1]) }

    /// Takes over an order of all items; places follow from it.
    mutating func set(_ new: [Int32]) {
        precondition(new.count == count)
        for row in 0..<rowCount {
            let places = range(row)
            let start = places.lowerBound
            for place in places where order[place] != new[place] {
                // What stands there now is put elsewhere, so that all places are right in the end.
                for later in place..<places.upperBound {
                    put(new[later], at: later, rowStart: start)
                }
                hasChanged(row)
                break
            }
        }
    }

    /// Says that the order of a row's items is another now.
    @inline(__always)
    func hasChanged(_ row: Int) { known[row].version += 1 }

    /// The versions of a row and the rows beside it.
    @inline(__always)
    func versions(around row: Int) -> KnownOfRow.Versions {
        .init(
            above: row > 0 ? known[row - 1].version : 0, own: known[row].version,
            below: row + 1 < rowCount ? known[row + 1].version : 0)
    }

    /// A copy of the order.
    func snapshot() -> [Int32] { Array(UnsafeBufferPointer(start: order, count: count)) }

    /// Puts an item at a place of `order`.
    @inline(__always)
    mutating func put(_ item: Int32, at place: Int, rowStart: Int) {
        order[place] = item
        position[Int(item)] = Int32(place - rowStart)
    }

    /// The order as rows.
    func rowOrder() -> RowOrder {
        RowOrder(
            rows: (0..<rowCount).map { range($0).map { Int(order[$0]) } }, itemCount: count)
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
        work += known[row].counting
        let versions = versions(around: row)
        if known[row].counted.own == versions.own, known[row].counted.below == versions.below {
            return known[row].crossings
        }
        var first = 1
        while first < width { first *= 2 }
        for place in 0..<(2 * first) { tree[place] = 0 }
        var total = 0
        var counting = 0
        sortPlaces(of: row, above: false)
        for place in range(row) {
            let item = Int(order[place])
            for index in Int(spans[item].down)..<Int(spans[item].downEnd) {
                var node = Int(downPlaces[index]) + first
                tree[node] += 1
                while node > 1 {
                    // Everything in a right sibling ends farther right and started earlier.
                    if node & 1 == 0 { total += Int(tree[node + 1]) }
                    node >>= 1
                    tree[node] += 1
                }
                counting += 2
            }
        }
        if known[row].counting == 0 { work += counting }
        known[row].counting = counting
        known[row].counted = versions
        known[row].crossings = total
        return total
    }

    /// Fills `upPlaces` or `downPlaces` for all items of a row.
    mutating func sortPlaces(of row: Int, above: Bool) {
        // They depend on nothing but the order of the other row.
        let other = above ? row - 1 : row + 1
        let version = other >= 0 && other < rowCount ? known[other].version : 0
        if above {
            if known[row].sortedUp == version { return }
            known[row].sortedUp = version
        } else {
            if known[row].sortedDown == version { return }
            known[row].sortedDown = version
        }
        for place in range(row) {
            let item = Int(order[place])
            if above {
                let (start, end) = (Int(spans[item].up), Int(spans[item].upEnd))
                for index in start..<end { upPlaces[index] = position[Int(upItems[index])] }
                if end - start > 1 { sortRun(upPlaces, start, end) }
            } else {
                let (start, end) = (Int(spans[item].down), Int(spans[item].downEnd))
                for index in start..<end { downPlaces[index] = position[Int(downItems[index])] }
                if end - start > 1 { sortRun(downPlaces, start, end) }
            }
        }
    }
}

/// Sorts a part of a list; most parts are short or already sorted.
@inline(__always)
private func sortRun(_ values: UnsafeMutablePointer<Int32>, _ start: Int, _ end: Int) {
    if end - start > 24 {
        var run = UnsafeMutableBufferPointer(start: values + start, count: end - start)
        run.sort()
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
