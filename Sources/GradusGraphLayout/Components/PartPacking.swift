/// Where the upper left corner of each part stands when parts are packed beside one another.
///
/// A few parts form one row; many are put on shelves so that the whole keeps a readable shape.
func packedOrigins(sizes: [(width: Double, height: Double)], spacing: Double) -> [LayoutPoint] {
    var area = 0.0
    var widest = 0.0
    for size in sizes {
        area += (size.width + spacing) * (size.height + spacing)
        widest = max(widest, size.width)
    }
    let shelfWidth = sizes.count <= 4 ? Double.infinity : max(widest, (area * 1.8).squareRoot())
    var origins: [LayoutPoint] = []
    var (x, y, shelfHeight) = (0.0, 0.0, 0.0)
    for size in sizes {
        if x > 0 && x + size.width > shelfWidth {
            y += shelfHeight + spacing
            (x, shelfHeight) = (0, 0)
        }
        origins.append(LayoutPoint(x: x, y: y))
        x += size.width + spacing
        shelfHeight = max(shelfHeight, size.height)
    }
    return origins
}
