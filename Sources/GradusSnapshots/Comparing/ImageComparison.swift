import GradusCairoRendering
import GradusGraphics

/// Two pictures compared pixel by pixel.
///
/// The difference of two pixels is their distance in YIQ, weighed as eyes do (Kotsarenko
/// and Ramos 2010), from 0 to 1; see-through pixels are laid on white. Where only one
/// picture has a pixel, the difference is 1.
public struct ImageComparison: Sendable {
    /// The width and height of a picture in pixels.
    public struct PixelSize: Hashable, Sendable, CustomStringConvertible {
        /// Across.
        public let width: Int
        /// Down.
        public let height: Int

        /// `600×310`.
        public var description: String { "\(width)×\(height)" }
    }

    /// The tile in which the pictures differ most.
    public struct Tile: Hashable, Sendable {
        /// Its place in pixels, cut off at the picture's edge.
        public let frame: Rectangle
        /// Its mean difference, from 0 to 1.
        public let difference: Double
    }

    /// The side of a tile in pixels.
    public static let tileSide = 32

    /// The extent of the reference.
    public let referenceSize: PixelSize
    /// The extent of the new picture.
    public let newSize: PixelSize
    /// What was allowed.
    public let tolerance: ImageTolerance
    /// The pixels whose difference is above the tolerance's.
    public let differingPixels: Int
    /// All pixels of the smallest picture that holds both.
    public let pixelCount: Int
    /// The largest difference of a pixel.
    public let largestDifference: Double
    /// The tile that differs most; nil if no pixel differs at all.
    public let worstTile: Tile?

    /// Compares two pictures.
    public init(
        of reference: PixelBuffer, with new: PixelBuffer, tolerance: ImageTolerance = .standard
    ) {
        referenceSize = PixelSize(width: reference.width, height: reference.height)
        newSize = PixelSize(width: new.width, height: new.height)
        self.tolerance = tolerance
        let width = max(reference.width, new.width)
        let height = max(reference.height, new.height)
        pixelCount = width * height
        var differing = 0
        var largest = 0.0
        var worst: Tile?
        if reference != new {
            let columns = (width + Self.tileSide - 1) / Self.tileSide
            let pair = PixelPair(reference, new)
            for top in stride(from: 0, to: height, by: Self.tileSide) {
                let rows = min(Self.tileSide, height - top)
                var sums = [Double](repeating: 0, count: columns)
                for y in top..<top + rows {
                    for x in 0..<width {
                        let difference = pair.difference(x, y)
                        guard difference > 0 else { continue }
                        if difference > tolerance.pixelDifference { differing += 1 }
                        largest = max(largest, difference)
                        sums[x / Self.tileSide] += difference
                    }
                }
                for (column, sum) in sums.enumerated() {
                    // A tile at the edge weighs as a whole one: fewer pixels, less to see.
                    let mean = sum / Double(Self.tileSide * Self.tileSide)
                    guard mean > worst?.difference ?? 0 else { continue }
                    let left = column * Self.tileSide
                    worst = Tile(
                        frame: Rectangle(
                            x: Double(left), y: Double(top),
                            width: Double(min(Self.tileSide, width - left)), height: Double(rows)),
                        difference: mean)
                }
            }
        }
        differingPixels = differing
        largestDifference = largest
        worstTile = worst
    }

    /// The differing pixels' share of all, from 0 to 1.
    public var share: Double { Double(differingPixels) / Double(pixelCount) }

    /// Whether the pictures are the same within the tolerance. Pictures of different sizes
    /// never are.
    public var isSame: Bool {
        referenceSize == newSize && share <= tolerance.share
            && worstTile?.difference ?? 0 <= tolerance.tileDifference
    }

    /// What differs, in one line: `312 of 186000 pixels (0.1677 %), worst tile 0.21 at 64,32`.
    public var summary: String {
        var parts: [String] = []
        if referenceSize != newSize { parts.append("size \(referenceSize) is now \(newSize)") }
        guard let worstTile else { return parts.isEmpty ? "no pixel differs" : parts[0] }
        let percent = NumberText.short(share * 100)
        parts.append("\(differingPixels) of \(pixelCount) pixels differ (\(percent) %)")
        let tile = NumberText.short(worstTile.difference, significantDigits: 2)
        parts.append("worst tile \(tile) at \(Int(worstTile.frame.x)),\(Int(worstTile.frame.y))")
        return parts.joined(separator: ", ")
    }

    /// The names of the marks of `drawing`, of which the pictures were made at `scale`
    /// pixels a point, that lie in the worst tile; grounds are left out.
    public func marksInWorstTile(of drawing: Drawing, scale: Double) -> [String] {
        guard let tile = worstTile?.frame, scale > 0 else { return [] }
        let frame = Rectangle(
            x: tile.x / scale, y: tile.y / scale, width: tile.width / scale,
            height: tile.height / scale)
        return drawing.leaves.filter { mark in
            guard mark.kind != .background else { return false }
            return mark.roughBounds?.insetBy(-1).overlaps(frame) ?? false
        }.map(\.name)
    }
}

/// Two pictures side by side in memory.
struct PixelPair {
    let reference: PixelBuffer
    let new: PixelBuffer

    init(_ reference: PixelBuffer, _ new: PixelBuffer) {
        self.reference = reference
        self.new = new
    }

    /// The difference of the pixels at a place, from 0 to 1.
    func difference(_ x: Int, _ y: Int) -> Double {
        let isInReference = x < reference.width && y < reference.height
        let isInNew = x < new.width && y < new.height
        guard isInReference && isInNew else { return isInReference || isInNew ? 1 : 0 }
        let (a, b) = (4 * (y * reference.width + x), 4 * (y * new.width + x))
        let (old, now) = (reference.bytes, new.bytes)
        if old[a] == now[b], old[a + 1] == now[b + 1], old[a + 2] == now[b + 2],
            old[a + 3] == now[b + 3]
        {
            return 0
        }
        func part(_ offset: Int) -> Double {
            func onWhite(_ value: UInt8, _ alpha: UInt8) -> Double {
                255 + (Double(value) - 255) * Double(alpha) / 255
            }
            return onWhite(old[a + offset], old[a + 3]) - onWhite(now[b + offset], now[b + 3])
        }
        let (red, green, blue) = (part(0), part(1), part(2))
        let y = red * 0.298_895_31 + green * 0.586_622_47 + blue * 0.114_482_23
        let i = red * 0.595_977_99 - green * 0.274_176_10 - blue * 0.321_801_89
        let q = red * 0.211_470_17 - green * 0.522_617_11 + blue * 0.311_146_94
        let square = 0.5053 * y * y + 0.299 * i * i + 0.1957 * q * q
        // Pixels that differ in opacity alone still differ.
        return max(min(1, (square / 35_215).squareRoot()), 1e-9)
    }
}

extension Mark {
    /// The room of a mark, turned text as if it turned around freely; nil for nothing.
    var roughBounds: Rectangle? {
        switch content {
        case .path(let path, _, let stroke): path.bounds?.insetBy(-(stroke?.width ?? 0) / 2)
        case .image(_, let frame): frame
        case .text(let line):
            line.rotation == 0
                ? Rectangle(
                    x: line.startX, y: line.origin.y - line.extent.ascent,
                    width: line.extent.width, height: line.extent.height)
                : Rectangle(
                    center: line.origin, size: Size(2 * line.extent.width, 2 * line.extent.width))
        case .group: nil
        }
    }
}
