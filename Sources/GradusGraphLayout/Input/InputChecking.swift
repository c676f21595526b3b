/// The largest length that is accepted, in points.
private let longestLength = 1_000_000.0

/// Refuses what no layout can be made of.
func checkInput(
    nodes: [LayoutNode], edges: [LayoutEdge], clusters: [LayoutCluster], options: LayoutOptions
) throws(LayoutError) {
    for (index, node) in nodes.enumerated()
    where !isLength(node.width) || !isLength(node.height) {
        throw .invalidNodeSize(node: index)
    }
    for (index, node) in nodes.enumerated() {
        guard let cluster = node.cluster else { continue }
        guard clusters.indices.contains(cluster) else {
            throw .unknownCluster(node: index, cluster: cluster)
        }
    }
    for (index, cluster) in clusters.enumerated() {
        let rooms = [cluster.padding, cluster.head, cluster.foot]
        guard rooms.allSatisfy(isLength), cluster.padding <= ClusteredPlaces.padding else {
            throw .invalidClusterRoom(cluster: index)
        }
        guard let parent = cluster.parent else { continue }
        guard parent >= 0, parent < index else { throw .invalidClusterParent(cluster: index) }
    }
    for (index, edge) in edges.enumerated() {
        for end in [edge.from, edge.to] where !nodes.indices.contains(end) {
            throw .unknownNode(edge: index, node: end)
        }
        if edge.lanes != 1 && edge.lanes != 2 {
            throw .invalidLanes(edge: index, lanes: edge.lanes)
        }
        if !(edge.weight > 0 && edge.weight <= longestLength) { throw .invalidWeight(edge: index) }
        if let label = edge.label, !isLength(label.width) || !isLength(label.height) {
            throw .invalidLabelSize(edge: index)
        }
    }
    let lengths = [
        ("nodeSpacing", options.nodeSpacing), ("layerSpacing", options.layerSpacing),
        ("laneSpacing", options.laneSpacing), ("margin", options.margin),
    ]
    for (name, value) in lengths where !isLength(value) { throw .invalidOption(name: name) }
    if let slope = options.slope, !(slope > 0 && slope <= longestLength) {
        throw .invalidOption(name: "slope")
    }
    for (name, count) in [("sweeps", options.sweeps), ("restarts", options.restarts)]
    where !(0...1000).contains(count) {
        throw .invalidOption(name: name)
    }
}

private func isLength(_ value: Double) -> Bool {
    value >= 0 && value <= longestLength
}
