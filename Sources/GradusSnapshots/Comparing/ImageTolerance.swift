/// How much two pictures may differ and still be the same.
public struct ImageTolerance: Hashable, Sendable {
    /// The colour difference of a pixel (0: none, 1: black and white) up to which it counts
    /// as the same.
    public var pixelDifference: Double
    /// The share of pixels (0…1) that may differ.
    public var share: Double
    /// The mean colour difference that a tile of 32 × 32 pixels may have: it finds a changed
    /// digit, which is nothing beside the whole picture.
    public var tileDifference: Double

    /// Makes a tolerance.
    public init(pixelDifference: Double, share: Double, tileDifference: Double) {
        self.pixelDifference = pixelDifference
        self.share = share
        self.tileDifference = tileDifference
    }

    /// Every byte the same.
    public static let exact = ImageTolerance(pixelDifference: 0, share: 0, tileDifference: 0)

    /// What another version of Cairo or FreeType does to the edges of shapes passes; a
    /// changed digit does not.
    public static let standard = ImageTolerance(
        pixelDifference: 0.06, share: 0.000_2, tileDifference: 0.005)
}
