/// An edge of the acyclic graph that is put in layers.
struct Arc {
    /// The end in the upper layer.
    var from: Int
    /// The end in the lower layer.
    var to: Int
    /// How strongly the arc wants to be short.
    var weight: Double
    /// How many layers it spans at least.
    var length = 1
}
