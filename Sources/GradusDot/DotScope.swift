/// A graph or group whose closing brace has not come yet.
struct DotScope {
    var nodeDefaults = DotAttributes()
    var edgeDefaults = DotAttributes()
    var attributes = DotAttributes()
    /// The innermost cluster around, or the scope itself.
    var cluster: Int?
    /// Whether the scope itself is that cluster.
    var isCluster = false
    var members: [Int] = []
    var isMember: Set<Int> = []
    /// What of the statement around it stands before this group.
    var statement = DotStatement()
}
