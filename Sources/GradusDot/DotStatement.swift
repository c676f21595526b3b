/// An edge statement that is being read: `a -> {b c} -> d`.
struct DotStatement {
    /// An end of an edge.
    struct End {
        var node: Int
        var port: String?
        var compass: String?
    }

    /// The nodes at each place between arrows.
    var ends: [[End]] = []
    /// Whether one of them is a group.
    var isGroup = false
    /// Where it begins.
    var offset = 0
}
