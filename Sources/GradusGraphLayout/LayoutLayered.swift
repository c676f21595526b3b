/// Draws a directed graph in layers (Sugiyama, Tagawa, Toda 1981).
///
/// Boxes, labels and lines keep out of each other's way: no line runs through a box that is not
/// its end or through a label, and no label covers a box, a label or a line. Parts that are not
/// connected stand side by side. The same input gives the same layout everywhere.
///
/// The nodes of a cluster stand beside one another in each layer, and a box around them holds no
/// other node, unless other nodes stand in a layer that the cluster reaches over but is not in.
/// The frames of clusters hold one another with the rooms that they ask for.
///
/// - Throws: `LayoutError` for sizes that are not finite, unknown nodes, and edges that pass millions of layers.
public func layoutLayered(
    nodes: [LayoutNode], edges: [LayoutEdge], clusters: [LayoutCluster] = [],
    options: LayoutOptions = LayoutOptions()
) throws(LayoutError) -> LayeredLayout {
    var memory = LayoutMemory()
    return try layoutLayered(
        nodes: nodes, edges: edges, clusters: clusters, options: options,
        memory: &memory)
}

/// The same for a graph that is laid out several times: what does not depend on sizes is taken
/// from `memory`, with the same result.
public func layoutLayered(
    nodes: [LayoutNode], edges: [LayoutEdge], clusters: [LayoutCluster] = [],
    options: LayoutOptions = LayoutOptions(), memory: inout LayoutMemory
) throws(LayoutError) -> LayeredLayout {
    try checkInput(
        nodes: nodes, edges: edges, clusters: clusters, options: options)
    // A layout from left to right is one from top to bottom with x and y exchanged.
    let isTurned = options.direction == .leftRight
    let boxes =
        isTurned
        ? nodes.map { LayoutNode(width: $0.height, height: $0.width, cluster: $0.cluster) } : nodes
    var lines = edges
    if isTurned {
        for index in lines.indices {
            lines[index].label = lines[index].label.map {
                LayoutLabel(width: $0.height, height: $0.width)
            }
        }
    }

    let tree = ClusterTree(clusters, isTurned: isTurned)
    let parts = connectedParts(
        nodeCount: boxes.count, edges: lines, groups: tree.parent, group: boxes.map(\.cluster))
    var local = [Int](repeating: 0, count: boxes.count)
    var drawn: [LayeredLayout] = []
    for part in parts {
        for (index, node) in part.nodes.enumerated() { local[node] = index }
        let partEdges = part.edges.map { number -> LayoutEdge in
            var edge = lines[number]
            (edge.from, edge.to) = (local[edge.from], local[edge.to])
            return edge
        }
        let layout = PartLayout(
            nodes: part.nodes.map { boxes[$0] }, edges: partEdges, clusters: tree, options: options)
        drawn.append(try layout.layout(memory: &memory))
    }
    let origins = packedOrigins(
        sizes: drawn.map { ($0.width, $0.height) }, spacing: options.nodeSpacing)

    var result = LayeredLayout(
        width: 2 * options.margin, height: 2 * options.margin,
        nodeCenters: [LayoutPoint](repeating: LayoutPoint(x: 0, y: 0), count: boxes.count),
        edges: [RoutedEdge](repeating: RoutedEdge(points: []), count: lines.count),
        nodeLayers: [Int](repeating: 0, count: boxes.count),
        clusterBoxes: [LayoutBox?](repeating: nil, count: clusters.count))
    for (index, part) in parts.enumerated() {
        let (dx, dy) = (origins[index].x + options.margin, origins[index].y + options.margin)
        let layout = drawn[index]
        func final(_ point: LayoutPoint) -> LayoutPoint {
            let moved = point.moved(x: dx, y: dy)
            return isTurned ? moved.transposed : moved
        }
        for (place, node) in part.nodes.enumerated() {
            result.nodeCenters[node] = final(layout.nodeCenters[place])
            result.nodeLayers[node] = layout.nodeLayers[place]
        }
        for (cluster, box) in layout.clusterBoxes.enumerated() {
            if let box { result.clusterBoxes[cluster] = box.mapped(final) }
        }
        for (place, edge) in part.edges.enumerated() {
            result.edges[edge] = layout.edges[place].mapped(final)
        }
        result.width = max(result.width, dx + layout.width + options.margin)
        result.height = max(result.height, dy + layout.height + options.margin)
    }
    if isTurned { (result.width, result.height) = (result.height, result.width) }
    return result
}
