/// How far to the sides the lines reach of what stands left and right of each place of a row:
/// where they do not reach those of an item, passing more items saves no crossing.
struct RowReach {
    /// The rightmost end above and below, up to and with each place; -1 where there is none.
    private let leftUp: UnsafeMutablePointer<Int32>
    private let leftDown: UnsafeMutablePointer<Int32>
    /// The leftmost end above and below, from each place on; `Int32.max` where there is none.
    private let rightUp: UnsafeMutablePointer<Int32>
    private let rightDown: UnsafeMutablePointer<Int32>

    /// `memory` has four numbers for each place of the widest row.
    init(memory: UnsafeMutablePointer<Int32>, widest: Int) {
        leftUp = memory
        leftDown = leftUp + widest
        rightUp = leftDown + widest
        rightDown = rightUp + widest
    }

    /// Whether a line of an item crosses one of what stands at a place or left of it, the item
    /// being right of that.
    @inline(__always)
    func crossesLeft(_ place: Int, _ ends: LineEnds) -> Bool {
        leftUp[place] > ends.upFirst || leftDown[place] > ends.downFirst
    }

    /// The same at a place or right of it, the item being left of that.
    @inline(__always)
    func crossesRight(_ place: Int, _ ends: LineEnds) -> Bool {
        rightUp[place] < ends.upLast || rightDown[place] < ends.downLast
    }

    /// Takes note of the items at some places of a row of `width` places, in which nothing else
    /// has changed.
    @inline(__always)
    func update(_ places: ClosedRange<Int>, width: Int, ends: (Int) -> LineEnds) {
        for place in places {
            let own = ends(place)
            leftUp[place] = max(place > 0 ? leftUp[place - 1] : -1, own.upLast)
            leftDown[place] = max(place > 0 ? leftDown[place - 1] : -1, own.downLast)
        }
        for place in places.reversed() {
            let own = ends(place)
            let isLast = place + 1 == width
            rightUp[place] = min(isLast ? .max : rightUp[place + 1], own.upFirst)
            rightDown[place] = min(isLast ? .max : rightDown[place + 1], own.downFirst)
        }
    }
}

/// The outermost ends of an item's lines in the rows above and below; from `Int32.max` to -1 where
/// there are none.
struct LineEnds {
    var upFirst = Int32.max
    var upLast: Int32 = -1
    var downFirst = Int32.max
    var downLast: Int32 = -1
}
