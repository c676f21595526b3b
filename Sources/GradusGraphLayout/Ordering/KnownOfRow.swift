/// What was found out about a row of a `LayeredOrder`, with the versions of the rows for which it
/// holds: most rows stay as they are through most steps of the search.
struct KnownOfRow {
    /// The versions of a row and the rows beside it; 0 where there is none.
    struct Versions: Equatable {
        var above = 0
        var own = 0
        var below = 0
    }

    /// That a way of improving a row gains nothing, and the work that it took to see that.
    struct Settled {
        var versions = Versions()
        var work = 0
    }

    /// Where a row is settled, in each way of improving it.
    struct Ways {
        var exchange = Settled()
        var sift = Settled()
        /// The window with which the row was sifted.
        var window = 0
    }

    /// Counts the changes of the row's order.
    var version = 1
    /// The version of the row above for which the places of neighbours there are sorted, and the
    /// same of the row below.
    var sortedUp = -1
    var sortedDown = -1
    /// The crossings below the row, the work that counting them takes, and when they were counted.
    var crossings = 0
    var counting = 0
    var counted = Versions()
    var isSettled = Ways()
}
