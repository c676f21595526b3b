/// Who computes large products of floating-point matrices.
///
/// The policy belongs to the code that runs inside of `ProductPolicy.$current.withValue`, on
/// that thread or task alone:
///
///     try ProductPolicy.$current.withValue(.fixedOrder) { try a.dot(b) }
public enum ProductPolicy: Sendable, Hashable {
    /// Gradus's own loops, whose sums have one order: the same bits on every machine.
    case fixedOrder
    /// The machine's BLAS for products of at least `blasThreshold` multiplications, where one
    /// is installed: faster, equal within rounding. Without one it is `fixedOrder`.
    case blas

    /// The policy of the running code. Programs that use the library have `blas` unless they
    /// say otherwise; sessions of scripts and lessons say so.
    @TaskLocal public static var current = ProductPolicy.blas

    /// Multiplications below which no BLAS is asked: its call would cost more than it saves.
    public static let blasThreshold = 32_768
}
