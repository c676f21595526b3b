extension SVGWriter {
    /// An element for an HTML page that holds every frame of a sequence once. Marks of some
    /// frames only stand in groups of the class `frame` with `data-from` (the first frame) and
    /// `data-to` (the frame after the last); those of the last frame have the class `end`, the
    /// others `off`, so that a page without a script shows the last frame.
    ///
    /// Throws as `inline(of:idPrefix:)` does.
    public func inline(of frames: DrawingFrames, idPrefix: String) throws -> String {
        let whole = Drawing(size: frames.size, title: frames.title, description: frames.description)
        return try write(whole, idPrefix: idPrefix, before: "", attributes: "") { marks in
            for layer in frames.layers {
                let isAlways = layer.frames == 0..<frames.count
                if !isAlways {
                    let isLast = layer.frames.contains(frames.count - 1)
                    marks.text += "<g class=\"frame \(isLast ? "end" : "off")\""
                    marks.text += " data-from=\"\(layer.frames.lowerBound)\""
                    marks.text += " data-to=\"\(layer.frames.upperBound)\">\n"
                }
                for mark in layer.marks { try marks.write(mark, depth: isAlways ? 0 : 1) }
                if !isAlways { marks.text += "</g>\n" }
            }
        }
    }
}
