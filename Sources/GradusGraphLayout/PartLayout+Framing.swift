extension PartLayout {
    /// The layout moved so that everything lies to the right of and below 0.
    func framed(
        centers: [LayoutPoint], routes: [RoutedEdge], layers: [Int], boxes: [LayoutBox?]
    ) -> LayeredLayout {
        var (minX, minY) = (Double.infinity, Double.infinity)
        var (maxX, maxY) = (-Double.infinity, -Double.infinity)
        func include(_ point: LayoutPoint, width: Double = 0, height: Double = 0) {
            minX = min(minX, point.x - width / 2)
            maxX = max(maxX, point.x + width / 2)
            minY = min(minY, point.y - height / 2)
            maxY = max(maxY, point.y + height / 2)
        }
        for (node, center) in centers.enumerated() {
            include(center, width: nodes[node].width, height: nodes[node].height)
        }
        for (edge, route) in routes.enumerated() {
            for point in route.flattened(tolerance: 1) { include(point) }
            for point in route.flattenedTwin(tolerance: 1) { include(point) }
            if let label = edges[edge].label, let center = route.labelCenter {
                include(center, width: label.width, height: label.height)
            }
        }
        for box in boxes.compactMap(\.self) where hasRooms {
            include(LayoutPoint(x: box.left, y: box.top))
            include(LayoutPoint(x: box.right, y: box.bottom))
        }
        return LayeredLayout(
            width: maxX - minX, height: maxY - minY,
            nodeCenters: centers.map { $0.moved(x: -minX, y: -minY) },
            edges: routes.map { route in route.mapped { $0.moved(x: -minX, y: -minY) } },
            nodeLayers: layers,
            clusterBoxes: boxes.map { box in
                box?.mapped { $0.moved(x: -minX, y: -minY) }
            })
    }

    /// Whether frames have rooms of their own, so that the layout has to hold them.
    private var hasRooms: Bool { clusters.rooms.contains { $0.padding > 0 } }
}
