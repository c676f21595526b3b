import GradusGraphics

/// How far a figure may shrink on a narrow screen.
enum FigureScale {
    /// The least size of text on a screen in CSS pixels: with it a figure as wide as a page
    /// just fits a telephone.
    static let leastTextSize = 7.5

    /// The width in CSS pixels at which the smallest text of a drawing can just be read.
    static func leastWidth(of drawing: Drawing) -> Int {
        guard let smallest = smallestTextSize(of: drawing) else { return 0 }
        let width = leastTextSize * drawing.size.width / smallest
        return width.isFinite ? Int(min(max(width, 0), 4000).rounded(.up)) : 0
    }

    /// The size of a drawing's smallest text in points, raised and lowered text apart; nil
    /// without text.
    static func smallestTextSize(of drawing: Drawing) -> Double? {
        drawing.leaves.flatMap { mark -> [Double] in
            guard case .text(let line) = mark.content else { return [] }
            return line.runs.filter { $0.rise == 0 && $0.style.size > 0 }.map(\.style.size)
        }.min()
    }
}

extension Drawing {
    /// The drawing without the empty ground at its left and right, but for a margin: where a
    /// narrow graph stands in a wide figure, a narrow screen need not make it smaller.
    func trimmed(margin: Double) -> Drawing {
        let boxes = leaves.compactMap(\.extent).filter { $0.width.isFinite && $0.x.isFinite }
        guard let left = boxes.map(\.x).min(), let right = boxes.map({ $0.x + $0.width }).max()
        else { return self }
        let start = max(0, left - margin)
        let end = min(size.width, right + margin)
        guard start < end, end - start < size.width else { return self }
        var drawing = self
        drawing.size = Size(end - start, size.height)
        drawing.marks = marks.map { $0.placed(by: Vector(-start, 0)) }
        return drawing
    }
}

extension Mark {
    /// What a mark without parts may cover.
    fileprivate var extent: Rectangle? {
        switch content {
        case .path(let path, _, let stroke):
            path.bounds?.insetBy(-(stroke?.width ?? 0) / 2)
        case .text(let line): line.reach
        case .image(_, let frame): frame
        case .group: nil
        }
    }
}

extension TextLine {
    /// The box of the line; around its origin as far as it reaches where it is turned.
    fileprivate var reach: Rectangle {
        guard rotation == 0 else {
            let radius = extent.width + extent.ascent
            return Rectangle(
                x: origin.x - radius, y: origin.y - radius, width: 2 * radius, height: 2 * radius)
        }
        return Rectangle(
            x: startX, y: origin.y - extent.ascent, width: extent.width,
            height: extent.ascent + extent.descent)
    }
}
