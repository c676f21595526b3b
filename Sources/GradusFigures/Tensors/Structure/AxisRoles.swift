/// Where each axis of a tensor is drawn: the last three make a block of cells, those before put
/// blocks side by side and rows of blocks below one another.
struct AxisRoles: Equatable {
    /// Rows of blocks: the axes before the last four, as one.
    var down: [Int] = []
    /// Blocks in a row.
    var across: Int?
    /// Into the page.
    var depth: Int?
    /// Down a block.
    var rows: Int?
    /// Across a block.
    var columns: Int?

    /// The roles of `rank` axes. Of a picture, whose last axis is called `channels`, `color…` or
    /// `colour…`, the channels lie behind one another; else the first of the last three axes does.
    init(rank: Int, names: [String]) {
        var rest = Array(0..<rank)
        guard rank > 1 else {
            columns = rest.last
            return
        }
        let last = rank == names.count ? names[rank - 1].lowercased() : ""
        let isPicture =
            rank > 2
            && (last.hasPrefix("channel") || last.hasPrefix("color") || last.hasPrefix("colour"))
        if isPicture { depth = rest.popLast() }
        columns = rest.popLast()
        rows = rest.popLast()
        if !isPicture { depth = rest.popLast() }
        across = rest.popLast()
        down = rest
    }
}
