import GradusGraphics

extension ForeignGraph {
    /// A number of square points that every layout takes at least: the boxes, each with half of
    /// the distance that it keeps from others. O(nodes + edges), far less work than a layout.
    public func leastArea(measuredBy measure: any TextMeasuring) -> Double {
        let least = min(nodeSpacing, layerSpacing) / 2
        // A box that is joined to others has some above or below it.
        var isJoined = [Bool](repeating: false, count: nodes.count)
        for edge in edges where edge.from != edge.to {
            (isJoined[edge.from], isJoined[edge.to]) = (true, true)
        }
        let isVertical = direction == .down || direction == .up
        return zip(nodes, isJoined).reduce(0) { area, item in
            let (node, isJoined) = item
            let size = ForeignContent(node, measuredBy: measure).size
            let along = isJoined ? layerSpacing / 2 : least
            return area
                + (size.width + (isVertical ? least : along))
                * (size.height + (isVertical ? along : least))
        }
    }
}
